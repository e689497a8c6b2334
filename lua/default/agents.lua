-- What the keys can do: every action of the default bindings. Bind another key to one, run it from the `:`
-- line, or register an action of the same name in a file of yours to take its place.

local commands = require("default.command_history")
local panes = require("default.panes")

local HISTORY = 50

--- The agent that a key is about: the one being typed into, else the selected one.
local function subject(ctx)
  if ctx.mode == "terminal" then return ctx.agent end
  return ctx.selected or ctx.agent
end

local function report(value, err)
  if value == nil and err then notify.error(tostring(err)) end
  return value
end

local function place_of(list, agent)
  for place, one in ipairs(list) do
    if agent and one.id == agent.id then return place end
  end
end

--- Moves to the next agent that is seen in the list, or with -1 to the one before, round its ends.
local function step(ctx, by)
  local list, visible = ctx.app:ordered_agents(), ctx.app:visible_agents()
  local from = place_of(list, ctx.app.selected_agent) or (by > 0 and 0 or 1)
  for distance = 1, #list do
    local agent = list[(from - 1 + by * distance) % #list + 1]
    if place_of(visible, agent) then return ctx.app:show(agent) end
  end
end

--- Shows an agent: in the tab that has it, else in the pane in use.
function App:show(agent)
  local list, at = self:tab_list()
  -- Something else brought another tab to the front: that is where it is shown.
  if at ~= (self.tab or 1) then self:keep_tabs(list, at) end
  self:give_focus(agent)
end

--- Gives an agent the focus; nil is nobody.
function App:give_focus(agent)
  if not agent then return end
  local before = self.focused_agent
  if before and before.id ~= agent.id then self.last_agent = before.id end
  self.selected_agent, self.focused_agent = agent, agent
end

-- Starting, ending, naming ------------------------------------------------------------------------------------

action.register("agent.run", function(ctx, line)
  local near = subject(ctx)
  if type(line) == "string" and line ~= "" then
    if report(agents.spawn { cmd = line, cwd = near and near.cwd, focus = true }) then mode.set("terminal") end
    return
  end
  local command = ui.input { prompt = "Run", placeholder = "a shell", history = commands.list() }
  if command == nil then return end
  local name = ui.input { prompt = "Name", placeholder = "as the program" }
  if name == nil then return end
  local cwd = ui.input { prompt = "Directory", default = near and near.cwd or "" }
  if cwd == nil then return end
  commands.add(command)
  local made = report(agents.spawn {
    cmd = command ~= "" and command or nil,
    name = name ~= "" and name or nil,
    cwd = cwd ~= "" and cwd or nil,
    focus = true,
  })
  if made then mode.set("terminal") end
end, { desc = "run a command as an agent", group = "agents", takes = "a command line, or nothing" })

action.register("agent.shell", function(ctx)
  local near = subject(ctx)
  local made = report(agents.spawn { cwd = near and near.cwd, focus = true })
  if made then mode.set("terminal") end
end, { desc = "new shell", group = "agents" })

action.register("agent.kill", function(ctx)
  local agent = subject(ctx)
  if agent then ctx.app:close_agent(agent) end
end, { desc = "end", group = "agents" })

action.register("agent.restart", function(ctx)
  local agent = subject(ctx)
  if not agent then return end
  if not ctx.app:is_over(agent) and not ui.confirm("Restart " .. agent.name .. "?") then return end
  report(agents.restart(agent))
end, { desc = "restart", group = "agents" })

action.register("agent.rename", function(ctx)
  local agent = subject(ctx)
  if agent then ui.input { prompt = "Name", default = agent.name, action = "agent.rename-to", args = { id = agent.id } } end
end, { desc = "rename", group = "agents" })

action.register("agent.rename-to", function(ctx, args)
  -- A name alone, as the `:` line gives it, is for the agent in front.
  if type(args) == "string" then args = { id = subject(ctx), value = args } end
  if type(args) == "table" and args.id and args.value ~= "" then report(agents.rename(args.id, args.value)) end
end, { desc = "give an agent another name", group = "agents", takes = "the name" })

-- Going from one to another -----------------------------------------------------------------------------------

action.register("agent.enter", function(ctx)
  local agent = ctx.selected or ctx.agent
  if agent then agents.focus(agent) end
end, { desc = "type into it", group = "agents" })

action.register("agent.next", function(ctx) step(ctx, 1) end, { desc = "next agent", group = "agents" })
action.register("agent.previous", function(ctx) step(ctx, -1) end, { desc = "previous agent", group = "agents" })

action.register("agent.select", function(ctx, which)
  local agent = ctx.app:visible_agents()[tonumber(which)]
  if agent then ctx.app:show(agent) end
end, { desc = "agent by number", group = "agents", takes = "its number in the list" })

action.register("agent.last", function(ctx)
  local agent = agents.get(ctx.app.last_agent or "")
  if agent then ctx.app:show(agent) end
end, { desc = "last agent", group = "agents" })

-- Panes -------------------------------------------------------------------------------------------------------

--- Cuts the pane in two: the other half shows an agent that is out of sight, else a new shell. With "shell"
--- it is always a new shell.
local function split(ctx, direction, what)
  local near = ctx.app.focused_agent
  if not near then return end
  local agent = what ~= "shell" and ctx.app:hidden_agent()
  agent = agent or report(agents.spawn { cwd = near.cwd, focus = false })
  if type(agent) ~= "table" then return end
  -- Taken only now: the view may have changed while the shell was being started.
  local app = ctx.app
  local list, at = app:tab_list()
  list[at].tree, list[at].zoomed = panes.split(list[at].tree, direction, agent.id), nil
  app:keep_tabs(list, at)
  app:give_focus(agent)
end

action.register("pane.split-right", function(ctx, what)
  split(ctx, "row", what)
end, { desc = "split right: an agent out of sight, else a new shell", group = "panes" })

action.register("pane.split-down", function(ctx, what)
  split(ctx, "column", what)
end, { desc = "split down: an agent out of sight, else a new shell", group = "panes" })

action.register("pane.focus", function(ctx, direction)
  local tree = ctx.app:panes()
  local leaf = panes.neighbour(tree, direction)
  if leaf then ctx.app:use_panes(panes.focus(tree, leaf)) end
end, { desc = "go to a pane", group = "panes", takes = "left, right, up or down", complete = { "left", "right", "up", "down" } })

action.register("pane.next", function(ctx)
  local tree = ctx.app:panes()
  local leaves = panes.leaves(tree)
  for index, leaf in ipairs(leaves) do
    if leaf.current then return ctx.app:use_panes(panes.focus(tree, leaves[index % #leaves + 1])) end
  end
end, { desc = "next pane", group = "panes" })

action.register("pane.resize", function(ctx, how)
  local tree = panes.resize(ctx.app:panes(), how, 0.05)
  if tree then ctx.app:use_panes(tree) end
end, { desc = "move a border of the pane: left, right, up, down, wider, narrower, taller, shorter", group = "panes" })

action.register("pane.close", function(ctx)
  local tree = panes.close(ctx.app:panes())
  if tree then ctx.app:use_panes(tree) end
end, { desc = "close the pane, not the agent", group = "panes" })

action.register("pane.zoom", function(ctx)
  local list, at = ctx.app:tab_list()
  list[at].zoomed = not list[at].zoomed or nil
  ctx.app:keep_tabs(list, at)
end, { desc = "zoom", group = "panes" })

-- The rest ----------------------------------------------------------------------------------------------------

local next_side = { left = "right", right = "hidden", hidden = "left" }

action.register("sidebar.cycle", function(ctx, side)
  ctx.app.sidebar_side = next_side[side] and side or next_side[ctx.app.sidebar_side] or "right"
end, { desc = "sidebar left, right, hidden", group = "view", takes = "left, right or hidden; nothing for the next", complete = { "left", "right", "hidden" } })

action.register("command.prompt", function()
  local line = ui.input { prompt = ":", history = state.get("lines", {}), complete = command.complete }
  if not line or line == "" then return end
  state.update("lines", function(list)
    table.insert(list, 1, line)
    list[HISTORY + 1] = nil
    return list
  end)
  local ok, problem = pcall(command.run, line)
  if ok then return end
  -- What was mistyped is no fault of any file.
  local mistake = tostring(problem):match("no command is called .*") or tostring(problem):match("a quote is not closed .*")
    or tostring(problem):match("command '.*' takes .*")
  if not mistake then error(problem, 0) end
  notify.error(mistake, { title = ":" .. line, id = "command", keep = false })
end, { desc = "command line", group = "view" })

command.register("theme", function(args)
  if args[1] then theme.set(args[1]) else action.run("theme.pick") end
end, { nargs = "?", desc = "choose a theme, by name or from the list", complete = "theme" })

command.register("spawn", function(args)
  local command_line = table.concat(args, " ")
  report(agents.spawn { cmd = command_line ~= "" and command_line or nil, focus = true })
end, { desc = "start a program", alias = "new", complete = "path" })
