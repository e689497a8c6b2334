-- Tasks: prompts that wait for the next agent of a workspace, a project, or for one agent, until it is idle or done. Each is
-- typed once that is safe: nobody types there, and no question is open. Nothing happens as long as nobody adds one.
--
-- Who gets what is two functions, which a file of yours can set anew:
--
--   local tasks = require("default.tasks")
--   function tasks.takes_tasks(agent) return agent.preset == "claude" end

local M = {}

local MOST, LONGEST = 100, 4000
-- What could not be typed is tried again after so many seconds; an agent that shows no work has finished after as many.
local AGAIN = 5
local PATIENCE = 10

local SHELLS = { sh = true, bash = true, zsh = true, fish = true, dash = true }

-- The list ---------------------------------------------------------------------------------------------------

--- All tasks, the next one first: `id`, `text`, one of `workspace`, `project` and `agent` (an id); `given`, the id of the
--- agent that it is typed into; `stuck`, why it is not tried again.
function M.list() return state.get("tasks") or {} end

local function keep(list) state.set("tasks", #list > 0 and list or nil) end

local function place_of(list, id)
  for place, task in ipairs(list) do
    if task.id == id then return place end
  end
end

local function change(id, fields)
  local list = M.list()
  local place = place_of(list, id)
  if not place then return end
  for key, value in pairs(fields) do list[place][key] = value or nil end
  keep(list)
end

-- Tasks that this world types, by id: another one, which ended meanwhile, may have left one in between.
local typing = {}

--- Why a task does not go on by itself, or nil.
function M.problem(task)
  if task.stuck then return task.stuck end
  if task.given and not typing[task.id] then return "it is not known whether it was typed" end
end

--- Puts a task at the end; the task, or nil and why not. Fields: `text` and one of `workspace`, `agent`, `project`.
function M.add(asked)
  local text = (asked.text or ""):gsub("%s+$", "")
  local list = M.list()
  if text == "" then return nil, "task: a text expected" end
  if #text > LONGEST then return nil, ("task: at most %d bytes expected, got %d"):format(LONGEST, #text) end
  if #list >= MOST then return nil, ("task: %d wait already"):format(MOST) end
  local agent = asked.agent and agents.get(asked.agent)
  if asked.agent and not agent then return nil, ("task: there is no agent '%s'"):format(tostring(asked.agent)) end
  local number = (state.get("last") or 0) + 1
  state.set("last", number)
  local task = { id = tostring(number), text = text, agent = agent and agent.id }
  if not agent then task.workspace = asked.workspace end
  if not agent and not asked.workspace then task.project = asked.project end
  list[#list + 1] = task
  keep(list)
  M.offer()
  return task
end

--- Takes a task out of the list; false where there is none of that id.
function M.remove(id)
  local list = M.list()
  local place = place_of(list, id)
  if not place then return false end
  table.remove(list, place)
  keep(list)
  return true
end

--- Puts a task at a place of the list, and lets one that was given up be tried again; false where there is none.
function M.move(id, to)
  local list = M.list()
  local place = place_of(list, id)
  if not place then return false end
  local task = table.remove(list, place)
  if M.problem(task) then task.stuck, task.given = nil, nil end
  table.insert(list, math.max(1, math.min(#list + 1, to)), task)
  keep(list)
  M.offer()
  return true
end

-- Who gets what ----------------------------------------------------------------------------------------------

--- Whether an agent gets tasks that are not for it alone: neither accessories nor shells, which would run them.
function M.takes_tasks(agent)
  local program = (agent.argv[1] or ""):match("([^/]*)$")
  return agent.preset ~= "accessory" and not (SHELLS[program] and #agent.argv == 1)
end

--- Whether a task is for an agent.
function M.fits(task, agent)
  if task.agent then return task.agent == agent.id end
  if not M.takes_tasks(agent) then return false end
  if task.workspace then return agent.workspace == task.workspace end
  local home = agent.worktree and agent.worktree.repo or agent.cwd
  return home == task.project or home:sub(1, #task.project + 1) == task.project .. "/"
end

local function is_free(agent)
  if agent.status ~= "running" or (agent.state ~= "idle" and agent.state ~= "done") then return false end
  local since = (state.get("given") or {})[agent.id]
  return not since or os.time() - since >= PATIENCE
end

local function next_for(agent)
  for _, task in ipairs(M.list()) do
    if not task.given and not task.stuck and M.fits(task, agent) then return task end
  end
end

-- Giving -----------------------------------------------------------------------------------------------------

local later
local function look_again(seconds)
  if later then timer.cancel(later) end
  later = timer.after(seconds, function()
    later = nil
    M.offer()
  end)
end

local function note_given(agent, time)
  state.update("given", function(all)
    all = all or {}
    all[agent.id] = time
    return next(all) and all or nil
  end)
end

local function give(task, agent)
  local ok, err = agents.send(agent, task.text, { enter = true, when_safe = true, queue = false })
  typing[task.id] = nil
  if ok then
    log.info("task %s was given to %s: %s", task.id, agent.name, task.text)
    note_given(agent, os.time())
    M.remove(task.id)
    if #M.list() > 0 then look_again(PATIENCE) end
    return
  end
  local why = tostring(err)
  -- What was typed already must not be typed twice.
  local is_typed = why:find("it was typed", 1, true) ~= nil
  change(task.id, { given = false, stuck = is_typed and why or nil })
  log.info("task %s was not given to %s: %s", task.id, agent.name, why)
  if is_typed then notify.warn(("%s: %s"):format(task.text, why), { title = "task for " .. agent.name, timeout = 15 }) else look_again(AGAIN) end
end

--- Gives each agent that is free its next task.
function M.offer()
  if #M.list() == 0 then return end
  for _, agent in ipairs(agents.list { status = "running" }) do
    local task = is_free(agent) and next_for(agent)
    if task then
      typing[task.id] = true
      change(task.id, { given = agent.id })
      timer.after(0, function() give(task, agent) end)
    end
  end
end

events.on("agent:state", function(event)
  if #M.list() == 0 then return end
  local agent = agents.get(event.agent)
  if not agent then return end
  if event.state ~= "idle" and event.state ~= "done" then note_given(agent, nil) end
  M.offer()
end, { desc = "tasks for agents that are free" })

return M
