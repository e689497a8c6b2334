-- What things are called and what counts: each of these is an App method, so a file of yours changes one by
-- defining it again:   function App:group_of(agent) return agent.name:match("^%a+") end

local marks = {
  starting = { "◌", style = "@warn" },
  running = { "●", style = "@ok" },
  exited = { "○", style = "@muted" },
  failed = { "✗", style = "@bad" },
}

--- Whether an agent's program has ended.
function App:is_over(agent)
  return agent.status == "exited" or agent.status == "failed"
end

--- Whether it ended badly, as far as is known.
function App:has_failed(agent)
  if agent.status == "failed" then return true end
  return agent.status == "exited" and (agent.signal ~= nil or (agent.exit_code or 0) ~= 0)
end

--- The mark before an agent's name: one span.
function App:status_mark(agent)
  if self:has_failed(agent) then return marks.failed end
  return self:state_mark(agent) or marks[agent.status] or marks.running
end

--- An agent's status in words.
function App:status_word(agent)
  if agent.status == "failed" then return "could not start" end
  if agent.status ~= "exited" then return agent.state or agent.status end
  if agent.signal then return "ended by " .. agent.signal end
  if agent.exit_code == 0 then return "done" end
  return "exited with " .. tostring(agent.exit_code or "?")
end

-- An agent in a worktree is one of its repository's.
local function home_of(agent)
  return agent.worktree and agent.worktree.repo or agent.cwd
end

--- What agents are gathered under in the list: their workspace, or the directory, as much of its end as the sidebar
--- has room for. Also what the group is known by: that does not change with the room.
function App:group_of(agent)
  if agent.workspace then return " " .. agent.workspace, agent.workspace end
  local cwd = home_of(agent)
  local width = self:sidebar_width()
  local short = self:short_path(cwd, (tonumber(width) or self.columns) - 4)
  if short:sub(1, #"…") ~= "…" then return " " .. short, cwd end
  -- Two directories that end alike are still two groups.
  local tail = short:sub(#"…" + 1)
  for _, other in ipairs(self.agents) do
    local elsewhere = home_of(other)
    if elsewhere ~= cwd and elsewhere:sub(-#tail) == tail then return " " .. self:short_path(cwd), cwd end
  end
  return " " .. short, cwd
end

--- The agents in the order the list shows them: group after group, oldest first. Also what the group of each, by its id,
--- is known by.
function App:ordered_agents()
  local groups, by_name, keys = {}, {}, {}
  for _, agent in ipairs(self.agents) do
    local name, key = self:group_of(agent)
    name = name or ""
    keys[agent.id] = key or name
    local group = by_name[name]
    if not group then
      group = {}
      by_name[name] = group
      groups[#groups + 1] = group
    end
    group[#group + 1] = agent
  end
  local ordered = {}
  for _, group in ipairs(groups) do table.move(group, 1, #group, #ordered + 1, ordered) end
  return ordered, keys
end

--- A path as a person writes it: `~` for the home directory. Given a number of columns, only as much of a
--- longer one's end as fits: `…/api/src`.
function App:short_path(path, columns)
  local home = botster.user_home
  if home ~= "" and (path == home or path:sub(1, #home + 1) == home .. "/") then path = "~" .. path:sub(#home + 1) end
  if not columns or ui.width(path) <= columns then return path end
  local tail = path
  for place in path:gmatch("()/") do
    tail = path:sub(place)
    if ui.width(tail) < columns then break end
  end
  return "…" .. tail
end

--- Whether an agent's row carries the mark for news.
function App:is_unread(agent)
  local focused = self.focused_agent
  return agent.unread and not (focused and focused.id == agent.id)
end

--- Closes an agent: one that runs is asked about first, one with a worktree what becomes of that (closing.lua).
function App:close_agent(agent)
  if agent.worktree and self:close_worktree(agent) then return end
  if not self:is_over(agent) and not ui.confirm("End " .. agent.name .. "?") then return end
  agents.kill(agent)
end

-- An agent that nobody named is called as its program, with a number where that name is taken.
hooks.register("on_agent_spawn", "default_name", function(spec)
  if spec.name and spec.name ~= "" then return end
  local argv = spec.argv or {}
  local program = argv[1] == "sh" and argv[2] == "-c" and argv[3] or argv[1] or "shell"
  local base = program:match("^%s*(%S+)"):match("([^/]+)/*$") or "shell"
  local name, number = base, 1
  while agents.get(name) do
    number = number + 1
    name = base .. "-" .. number
  end
  local named = { name = name }
  for key, value in pairs(spec) do named[key] = named[key] or value end
  return { payload = named }
end, { priority = 100, desc = "names agents after their program" })
