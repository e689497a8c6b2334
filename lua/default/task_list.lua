-- The tasks that wait (tasks.lua), where people meet them: how many in a group's heading, a list over the screen (`:task`),
-- and what the command line asks.

local list_window = require("default.list_window")
local tasks = require("default.tasks")

local MODE = "tasks"

--- How many tasks wait for the agents of a group.
function App:task_count(list)
  local count = 0
  for _, task in ipairs(tasks.list()) do
    for _, agent in ipairs(list) do
      if tasks.fits(task, agent) then
        count = count + 1
        break
      end
    end
  end
  return count
end

local function target_of(task)
  if task.agent then
    local agent = agents.get(task.agent)
    return agent and agent.name or "an agent that is gone"
  end
  if task.workspace then return task.workspace end
  local home, path = botster.user_home, task.project
  if home ~= "" and (path == home or path:sub(1, #home + 1) == home .. "/") then path = "~" .. path:sub(#home + 1) end
  return path
end

local function line_of(task)
  local problem = tasks.problem(task)
  return ("%s  %s  (%s%s)"):format(task.id, task.text:gsub("%s+", " "), target_of(task), problem and ": " .. problem or "")
end

-- The list ---------------------------------------------------------------------------------------------------

local function selected(app)
  local list = tasks.list()
  local at = math.max(1, math.min(#list, app.task_at or 1))
  return list[at], at, #list
end

local function row(task)
  local problem = tasks.problem(task)
  return {
    left = { { problem and "✗ " or task.given and "◐ " or "☐ ", style = problem and "@bad" or "@muted" }, (task.text:gsub("%s+", " ")) },
    right = { problem or target_of(task), style = "@muted" },
  }
end

ui.overlay("tasks", function(self)
  if self.mode ~= MODE then return nil end
  local list = tasks.list()
  local _, at, count = selected(self)
  local height = math.max(1, math.min(count, self.rows - 6))
  local shown, top = list_window(list, at, height)
  local box = { title = "tasks", width = math.min(80, self.columns - 2), height = height + 3, on_close = function() keymap.pop() end }
  return ui.modal(box, ui.column {
    grow = 1,
    ui.list(shown, {
      format = row, selected = count > 0 and at - top + 1 or nil, grow = 1,
      on_select = function(_, index) self.task_at = top + index - 1 end,
    }),
    ui.text({
      { "J K", style = "@key" }, { " later, sooner  ", style = "@muted" }, { "x", style = "@key" }, { " remove  ", style = "@muted" },
      { "a", style = "@key" }, { " add  ", style = "@muted" }, { "esc", style = "@key" }, { " leave", style = "@muted" },
    }, { wrap = "truncate", height = 1 }),
  })
end)

local function target_near(ctx)
  local agent = ctx.selected or ctx.agent
  if not agent then return nil end
  if agent.workspace then return { workspace = agent.workspace } end
  if not tasks.takes_tasks(agent) then return { agent = agent.id } end
  return { project = agent.worktree and agent.worktree.repo or agent.cwd }
end

local function add(ctx, text)
  local target = target_near(ctx)
  if not target then return notify("there is no agent: a task is for a workspace, a project or an agent") end
  if not text or text == "" then
    local values = ui.form {
      title = "task for " .. target_of(target), submit = "add",
      fields = { { name = "text", label = "Prompt", type = "multiline", placeholder = "given to the next one that is free" } },
    }
    text = values and values.text or ""
  end
  if text == "" then return end
  target.text = text
  local task, err = tasks.add(target)
  if not task then notify.error(err) end
end

local function moves(by)
  return function(ctx)
    local _, at, count = selected(ctx.app)
    ctx.app.task_at = math.max(1, math.min(count, at + by))
  end
end

local function shifts(by)
  return function(ctx)
    local task, at, count = selected(ctx.app)
    if not task then return end
    local to = math.max(1, math.min(count, at + by))
    tasks.move(task.id, to)
    ctx.app.task_at = to
  end
end

keymap.table(MODE, {
  j = { moves(1), "next task" },
  down = { moves(1), "next task" },
  k = { moves(-1), "previous task" },
  up = { moves(-1), "previous task" },
  J = { shifts(1), "later" },
  K = { shifts(-1), "sooner" },
  x = { function(ctx)
    local task = selected(ctx.app)
    if task then tasks.remove(task.id) end
  end, "remove it" },
  a = { function(ctx) add(ctx) end, "add a task" },
  escape = { function() keymap.pop() end, "leave" },
  q = { function() keymap.pop() end, "leave" },
  ["?"] = { "help", "every key" },
}, { desc = "the tasks that wait" })

-- Asked for --------------------------------------------------------------------------------------------------

action.register("task.list", function(ctx)
  if ctx.app.mode == MODE then return keymap.pop() end
  keymap.push(MODE)
  ctx.app.task_at = 1
end, { desc = "tasks that wait for whoever is free", group = "agents" })

action.register("task.add", function(ctx, text)
  add(ctx, type(text) == "string" and text or nil)
end, { desc = "a task for the next agent of this group that is free", group = "agents", takes = "the prompt, or nothing" })

-- For those who ask from outside: `what` is "add" (text; workspace, agent or project), "list", "remove" (id) or "move" (id, to).
-- Returns lines.
action.register("task.run", function(_, asked)
  if asked.what == "add" then
    local task, err = tasks.add(asked)
    if not task then error(err, 0) end
    return json.array { task.id }
  end
  local done = asked.what == "list" or asked.what == "remove" and tasks.remove(asked.id) or asked.what == "move" and tasks.move(asked.id, asked.to)
  if not done then error(("task: there is none with the id %s (task list)"):format(tostring(asked.id)), 0) end
  if asked.what ~= "list" then return json.array {} end
  local lines = {}
  for index, task in ipairs(tasks.list()) do lines[index] = line_of(task) end
  return json.array(lines)
end, { desc = "add, list, move or remove tasks as it is asked for from outside", group = "agents", takes = "a table" })

command.register("task", function(args, ctx)
  if #args == 0 or args[1] == "list" then return action.run("task.list") end
  if args[1] == "add" then return add(ctx or {}, table.concat(args, " ", 2)) end
  local id, to = args[2], tonumber(args[3])
  local done = args[1] == "remove" and tasks.remove(id) or args[1] == "move" and to and tasks.move(id, to)
  if not done then notify.error(":task add TEXT, list, remove ID or move ID PLACE expected", { title = "task" }) end
end, { nargs = "*", desc = "tasks for whoever is free: add TEXT, list, remove ID, move ID PLACE",
  complete = function(_, before)
    if #before == 0 then return { "add", "list", "remove", "move" } end
    local ids = {}
    for _, task in ipairs(#before == 1 and before[1] ~= "add" and tasks.list() or {}) do ids[#ids + 1] = task.id end
    return ids
  end })
