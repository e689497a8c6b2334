--- @name git-branch
--- @version 1.0.0
--- @since 0.1.0
--- @desc The branch of the agent in front, in the status line: main +2 ↑1
--
-- `+2` files differ from the last commit, `↑1` commit is not at the upstream, `↓3` are only there. Git is asked when
-- an agent starts, goes to another state, or files of its project change; what it said is kept by directory, so that
-- drawing waits for nothing.

-- What is shown for a directory; nil until git has answered, and for what is no repository.
local shown = {}
-- Directories that git is being asked about.
local asking = {}

local options = { icon = "⎇ " }

--- What is shown for a `GitStatus`.
local function text_of(status)
  local parts = { options.icon .. (status.branch or (status.head or ""):sub(1, 7)) }
  local differs = status.staged + status.changed + status.untracked
  if differs > 0 then parts[#parts + 1] = "+" .. differs end
  if status.ahead > 0 then parts[#parts + 1] = "↑" .. status.ahead end
  if status.behind > 0 then parts[#parts + 1] = "↓" .. status.behind end
  return table.concat(parts, " "), differs == 0
end

--- Asks git about a directory, and draws again where that is news.
local function look(directory)
  if asking[directory] then return end
  asking[directory] = true
  local status = git.status(directory)
  asking[directory] = nil
  local before, now = shown[directory], nil
  if status then
    local text, is_clean = text_of(status)
    now = { text, style = is_clean and "@muted" or "@accent" }
  end
  shown[directory] = now
  if (before and before[1]) ~= (now and now[1]) then ui.redraw() end
end

local function look_at_all()
  local seen = {}
  for _, agent in ipairs(agents.list()) do
    if not seen[agent.cwd] then look(agent.cwd) end
    seen[agent.cwd] = true
  end
end

local function look_at_agent(event) look(event.agent.cwd) end

-- Many files may change at once: git is asked when they have come to rest.
local changed = timer.debounce(0.5, look_at_all)

for _, event in ipairs { "app:ready", "lua:reloaded" } do
  events.on(event, look_at_all, { desc = "the branches of all agents" })
end
for _, event in ipairs { "agent:spawned", "agent:state" } do
  events.on(event, look_at_agent, { desc = "the branch of that agent" })
end
events.on("workspace:file_changed", function() changed() end, { desc = "the branches, once files are at rest" })

ui.slot("status.right", function()
  local agent = agents.focused() or agents.selected()
  return agent and shown[agent.cwd]
end)

--- `botster.configure("plugins/git-branch", { icon = "" })`
function setup(given)
  options.icon = given.icon or options.icon
end
