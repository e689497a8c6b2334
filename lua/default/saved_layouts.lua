-- Saved layouts: tabs and panes under a name, in `layouts/NAME.json` of the home. `:layout save NAME`,
-- `:layout apply NAME`, `:layout list`, `:layout remove NAME`; `ctrl+b L` picks one. From a shell: `botster-tui layout`.

local layout_file = require("default.layout_file")

-- Asked for when it is needed: this file may be loaded before the home is known.
local function folder() return fs.join(botster.home, "layouts") end

local function path_of(name) return fs.join(folder(), name .. ".json") end

local function is_name(name) return type(name) == "string" and name:find("^%w[%w%._-]*$") ~= nil end

--- Names of the layouts there are.
local function names()
  local found = {}
  for _, entry in ipairs(fs.exists(folder()) and fs.list(folder()) or {}) do
    local name = entry.name:match("^(.+)%.json$")
    if name then found[#found + 1] = name end
  end
  return found
end

local function same_argv(a, b)
  if #a ~= #b then return false end
  for index, word in ipairs(a) do
    if word ~= b[index] then return false end
  end
  return true
end

-- The agent that a file means: of that name, else started alike; one that has a place already is another's.
local function running(app, wanted, taken)
  for _, agent in ipairs(app.agents) do
    if wanted.name and agent.name == wanted.name and not taken[agent.id] and not app:is_over(agent) then return agent end
  end
  for _, agent in ipairs(app.agents) do
    local is_alike = same_argv(agent.argv, wanted.argv) and (wanted.cwd == nil or agent.cwd == wanted.cwd)
    if is_alike and not taken[agent.id] and not app:is_over(agent) then return agent end
  end
end

local run = {}

function run.save(app, name)
  local list, at = app:tab_list()
  local data = layout_file.from_tabs(list, at, function(id)
    local agent = agents.get(id or "")
    return agent and { name = agent.name, argv = agent.argv, cwd = agent.cwd } or nil
  end)
  if #data.tabs == 0 then return nil, "there is no agent to save a place of" end
  if not fs.exists(folder()) then fs.mkdir(folder()) end
  local ok, err = fs.write(path_of(name), json.encode(data, { pretty = true }) .. "\n")
  if not ok then return nil, err end
  return ("layout %s is saved: %d %s"):format(name, #data.tabs, #data.tabs == 1 and "tab" or "tabs")
end

local function read(name)
  local path = path_of(name)
  if not fs.exists(path) then return nil, ("no layout is called %s (:layout list)"):format(name) end
  local text, err = fs.read(path)
  if not text then return nil, err end
  local ok, data = pcall(json.decode, text)
  local problem = not ok and tostring(data) or layout_file.problem(data)
  if problem then return nil, ("%s: %s; the panes are as they were"):format(path, problem) end
  return data
end

function run.apply(app, name)
  local data, problem = read(name)
  if not data then return nil, problem end
  local taken, failed, started = {}, {}, 0
  local function find(wanted)
    local agent = running(app, wanted, taken)
    if not agent then
      local name_is_free = wanted.name and not agents.get(wanted.name)
      local made, err = agents.spawn {
        cmd = wanted.argv, cwd = wanted.cwd, env = wanted.env, name = name_is_free and wanted.name or nil, focus = false,
      }
      if type(made) ~= "table" then
        failed[#failed + 1] = ("%s: %s"):format(wanted.name or wanted.argv[1], tostring(err))
        return nil
      end
      agent, started = made, started + 1
    end
    taken[agent.id] = true
    return agent.id
  end
  local list, front = {}, 1
  for place, tab in ipairs(data.tabs) do
    local tree = layout_file.to_tree(tab.panes, find)
    if tree then
      list[#list + 1] = { name = tab.name, zoomed = tab.zoomed or nil, tree = tree }
      if place == (data.front or 1) then front = #list end
    end
  end
  if #list > 0 then app:bring_tab(list, front) end
  if #failed > 0 then return nil, ("layout %s without %s"):format(name, table.concat(failed, "; ")) end
  return ("layout %s: %d started"):format(name, started)
end

function run.remove(_, name)
  if not fs.exists(path_of(name)) then return nil, ("no layout is called %s (:layout list)"):format(name) end
  local ok, err = fs.remove(path_of(name))
  if not ok then return nil, err end
  return ("layout %s is removed"):format(name)
end
run["delete"] = run.remove

function run.list()
  local found = names()
  return #found > 0 and table.concat(found, "\n") or "no layout is saved (:layout save NAME)"
end

local function perform(app, what, name)
  if not app then return nil, "layout: needs a view, nobody is looking" end
  if not run[what or ""] then return nil, "layout: save NAME, apply NAME, list or remove NAME expected" end
  if what ~= "list" and not is_name(name) then
    return nil, ("layout %s: a name of letters, digits, '.', '_' and '-' expected, got %s"):format(what, tostring(name))
  end
  return run[what](app, name)
end

local function tell(said, problem)
  if said then notify.info(said) else notify.error(tostring(problem)) end
end

command.register("layout", function(args, ctx) tell(perform(ctx.app, args[1], args[2])) end, {
  nargs = "+", desc = "save, apply, list or remove a layout of tabs and panes",
  complete = function(_, before)
    if #before == 0 then return { "save", "apply", "list", "remove" } end
    return #before == 1 and before[1] ~= "list" and names() or nil
  end,
})

-- For those who ask from outside: `what` is "save", "apply", "list" or "remove". Returns lines; throws what is wrong.
action.register("layout.run", function(ctx, asked)
  if asked.what == "list" then return json.array(names()) end
  local said, problem = perform(ctx.app, asked.what, asked.name)
  if not said then error(problem, 0) end
  return json.array { said }
end, { desc = "save, apply, list or remove layouts as it is asked for from outside", group = "panes", takes = "a table" })

action.register("layout.save", function(ctx, name)
  name = name or ui.input { prompt = "Save layout as" }
  if name and name ~= "" then tell(perform(ctx.app, "save", name)) end
end, { desc = "save the layout", group = "panes", takes = "its name", complete = names })

action.register("layout.apply", function(ctx, name) tell(perform(ctx.app, "apply", name)) end, {
  desc = "apply a saved layout", group = "panes", takes = "its name", complete = names,
})

action.register("layout.pick", function(ctx)
  local found = names()
  if #found == 0 then return action.run("layout.save") end
  local name = ui.select(found, { prompt = "Layout" })
  if name then tell(perform(ctx.app, "apply", name)) end
end, { desc = "apply a saved layout; save this one where there is none", group = "panes" })
