-- Workspaces: agents and accessories (dev servers and the like) that are started together and stand under one heading.
-- A file of data, as presets are: $BOTSTER_HOME/user/workspaces/NAME.lua, or .botster/workspace.lua in a project.
--
--   return {
--     cwd = "~/src/site",
--     agents = { { preset = "claude", name = "front", prompt = "Fix the header", branch = "header" } },
--     accessories = { { name = "web", cmd = "npm run dev -- --port $PORT", port = true } },
--     layout = "site",      -- a saved layout (:layout save site), once all runs; from a shell for the view used last
--   }
--
-- An accessory with a port finds it in $PORT; everybody finds it in $WEB_PORT, after the accessory's name.

local data = require("default.preset_data")
local presets = require("default.presets")
local free_port = workspace.free_port

local rules = {
  workspace = { name = "text", desc = "text", cwd = "text", agents = "list", accessories = "list", env = "variables", layout = "text" },
  agents = {
    preset = "text", cmd = "command", name = "text", prompt = "text", labels = "texts", branch = "text", base = "text", env = "variables",
  },
  accessories = { name = "text", cmd = "command", port = "flag", labels = "texts", env = "variables", setup = "commands" },
}

local function check_members(value, field, text, path)
  for index, member in ipairs(value[field] or {}) do
    local where = ("%s:%d: %s %d"):format(path, data.line_of(text, field), field, index)
    if type(member) ~= "table" then return nil, where .. ": { … } expected" end
    local ok, problem = data.check(member, rules[field], text, path)
    if not ok then return nil, problem end
    if field == "accessories" and not (member.name and member.cmd) then return nil, where .. ": a name and a cmd are needed" end
  end
  return true
end

--- A workspace of its file's text: the table, or nil and `file:line: …`.
local function parse(text, path, project)
  local value, problem = data.read(text, path)
  local ok = value ~= nil
  if ok then ok, problem = data.check(value, rules.workspace, text, path) end
  for _, field in ipairs { "agents", "accessories" } do
    if ok then ok, problem = check_members(value, field, text, path) end
  end
  if not ok then return nil, problem end
  value.name = value.name or project and fs.basename(project) or path:match("([^/]+)%.lua$")
  value.cwd = value.cwd and value.cwd:gsub("^~", botster.user_home, 1) or project or botster.user_home
  value.from = path
  return value
end

--- All workspaces for a project, and what is wrong with files. Waits.
local function all(project)
  local found, problems = {}, {}
  local function add(path, of)
    local file = trust.read(path)
    local workspace, problem
    if file then workspace, problem = parse(file.text, path, of) end
    if workspace then
      workspace.trusted, workspace.changed, workspace.hash = not of or file.trusted, file.changed, file.hash
      found[#found + 1] = workspace
    elseif problem then problems[#problems + 1] = problem end
  end
  local folder = fs.join(botster.home, "user/workspaces")
  for _, entry in ipairs(fs.list(folder) or {}) do
    if entry.name:find("^[^.].*%.lua$") then add(fs.join(folder, entry.name)) end
  end
  if project then add(fs.join(project, ".botster/workspace.lua"), project) end
  return found, problems
end

local function member_named(workspace, name)
  for _, agent in ipairs(agents.list { workspace = workspace.name, status = "running" }) do
    if agent.name == name then return agent end
  end
end

local function merged(...)
  local env = {}
  for _, variables in ipairs { ... } do
    for name, value in pairs(variables) do env[name] = value end
  end
  return env
end

-- The ports of all accessories, found anew for those that do not run: by accessory, and as variables.
local function ports_of(workspace)
  local known = (state.get("ports") or {})[workspace.name] or {}
  local ports, env, named = {}, {}, {}
  for index, accessory in ipairs(workspace.accessories or {}) do
    if accessory.port then
      local port, err = member_named(workspace, accessory.name) and known[accessory.name], nil
      if not port then port, err = free_port() end
      if not port then error(tostring(err), 0) end
      ports[index], named[accessory.name] = port, port
      env[accessory.name:upper():gsub("%W", "_") .. "_PORT"] = tostring(port)
    end
  end
  state.update("ports", function(all_ports)
    all_ports = all_ports or {}
    all_ports[workspace.name] = next(named) and named or nil
    return all_ports
  end)
  return ports, env
end

local function commands_of(workspace)
  local lines = {}
  for _, accessory in ipairs(workspace.accessories or {}) do
    lines[#lines + 1] = { accessory.name, accessory.cmd }
    if accessory.setup then lines[#lines + 1] = { "setup", accessory.setup } end
  end
  for _, member in ipairs(workspace.agents or {}) do
    lines[#lines + 1] = { member.name or "agent", member.cmd or "preset " .. (member.preset or "shell") }
  end
  return lines
end

--- Starts what of a workspace does not run; what that was, by name, and the launches. Waits.
local function start(workspace)
  if not workspace.trusted and not presets.ask_trust(workspace, commands_of(workspace)) then return {} end
  local ports, shared = ports_of(workspace)
  local started, launches = {}, {}
  local function note(name, launch, err)
    if not launch then notify.error(tostring(err), { title = workspace.name }) end
    launches[#launches + 1] = launch
    started[#started + 1] = launch and name
  end
  for index, accessory in ipairs(workspace.accessories or {}) do
    if not member_named(workspace, accessory.name) then
      local port = ports[index] and { PORT = tostring(ports[index]) } or {}
      local setup = accessory.setup
      note(accessory.name, agents.launch {
        cmd = accessory.cmd, preset = "accessory", name = accessory.name, cwd = workspace.cwd, labels = accessory.labels, workspace = workspace.name,
        setup = type(setup) == "string" and { setup } or setup, env = merged(shared, workspace.env or {}, accessory.env or {}, port),
      })
    end
  end
  for _, member in ipairs(workspace.agents or {}) do
    local name = member.name or member.preset or "agent"
    if not member_named(workspace, name) then
      local asked = merged(member, {
        name = name, project = workspace.cwd, workspace = workspace.name,
        env = merged(shared, workspace.env or {}, member.env or {}),
      })
      local ok, launch, err = pcall(action.run, "agent.launch", asked)
      note(name, ok and launch or nil, ok and err or launch)
    end
  end
  return started, launches
end

--- The launch that did not come to anything, once all are over; nil where all run. Waits.
local function failed(launches)
  for _, launch in ipairs(launches or {}) do
    local ended = agents.wait_launch(launch.id)
    if not ended or ended.status ~= "done" then return ended or launch end
  end
end

--- Starts it, and where somebody looks gives them its layout once all of it runs. Waits.
local function start_here(workspace)
  local _, launches = start(workspace)
  if workspace.layout and not failed(launches) then action.run("layout.apply", workspace.layout) end
end

--- The same for who asks from outside: the layout is that of the view used last, which the next terminal gets. Raises
--- where there can be none. Waits.
local function start_outside(workspace)
  local started, launches = start(workspace)
  if not workspace.layout then return started end
  local launch, problem = failed(launches), nil
  if launch then problem = ("%s was not started: %s"):format(launch.name or launch.id, tostring(launch.error or launch.status))
  else
    local ok, err = pcall(action.run, "layout.run", { what = "apply", name = workspace.layout })
    problem = not ok and tostring(err) or nil
  end
  if problem then error(("%s runs without its layout %s: %s"):format(workspace.name, workspace.layout, problem), 0) end
  return started
end

--- Ends what of a workspace runs; what that was, by name.
local function stop(name)
  local ended = {}
  for _, agent in ipairs(agents.list { workspace = name, status = "running" }) do
    agents.kill(agent)
    ended[#ended + 1] = agent.name
  end
  return ended
end

local function project_near(ctx)
  local agent = ctx.agent or ctx.selected
  local trees = agent and git.worktrees(agent.cwd)
  return trees and trees[1] and trees[1].path or agent and agent.cwd
end

local function running(name) return #agents.list { workspace = name, status = "running" } end

local function line_of(workspace)
  local count = running(workspace.name)
  local text = workspace.name .. (count > 0 and ("  %d running"):format(count) or "")
  return workspace.desc and text .. "  " .. workspace.desc or text
end

local function told(problems)
  for _, problem in ipairs(problems) do notify.error(problem, { title = "workspace", timeout = 12 }) end
end

action.register("workspace.pick", function(ctx)
  local list, problems = all(project_near(ctx))
  told(problems)
  if #list == 0 then
    return notify("there is no workspace: write " .. fs.join(botster.home, "user/workspaces/NAME.lua"))
  end
  local chosen = ui.select(list, { prompt = "workspace", format_item = line_of })
  if not chosen then return end
  local what = running(chosen.name) == 0 and "start" or ui.select({ "start what does not run", "stop" }, { prompt = chosen.name })
  if what == "stop" then stop(chosen.name) elseif what then start_here(chosen) end
end, { desc = "start or stop a workspace", group = "agents" })

-- For those who ask from outside: `what` is "start", "stop" or "list", `project` a directory. Returns lines. Waits.
action.register("workspace.run", function(_, asked)
  local list, problems = all(asked.project)
  local lines = {}
  if asked.what == "list" then
    for _, workspace in ipairs(list) do lines[#lines + 1] = line_of(workspace) .. "  " .. workspace.from end
    return json.array(table.move(problems, 1, #problems, #lines + 1, lines))
  end
  for _, workspace in ipairs(list) do
    if workspace.name == asked.name then
      if asked.what == "stop" then return json.array(stop(workspace.name)) end
      if not workspace.trusted then error(workspace.from .. " is the project's, and nobody has allowed it as it is: start it once by ctrl+b W, or botster-tui trust " .. workspace.from, 0) end
      return json.array(start_outside(workspace))
    end
    lines[#lines + 1] = workspace.name
  end
  error(("there is no workspace '%s', but %s"):format(tostring(asked.name), table.concat(table.move(problems, 1, #problems, #lines + 1, lines), ", ")), 0)
end, { desc = "start, stop or list workspaces as it is asked for from outside", group = "agents", takes = "a table" })

command.register("workspace", function(args, ctx)
  local what, name = args[1], args[2]
  local list, problems = all(project_near(ctx or {}))
  told(problems)
  for _, workspace in ipairs(list) do
    if workspace.name == name and what == "start" then return start_here(workspace) end
  end
  if what == "stop" and name then return stop(name) end
  local names = {}
  for index, workspace in ipairs(list) do names[index] = line_of(workspace) end
  notify(#names > 0 and table.concat(names, "\n") or "there is no workspace", "info", { title = ":workspace start|stop NAME" })
end, { nargs = "*", desc = "start or stop a workspace: start NAME, stop NAME, list", complete = function(_, before)
  if #before == 0 then return { "start", "stop", "list" } end
  local names = {}
  for _, workspace in ipairs(#before == 1 and all(project_near { agent = agents.focused(), selected = agents.selected() }) or {}) do
    names[#names + 1] = workspace.name
  end
  return names
end })
