-- `agents`: the running programs.

local agent = rt.module("agent")
local check = rt.module("check")
local facade = rt.module("facade")
local glob = rt.module("glob")
local words = rt.module("words")

local M = { name = "agents" }

local function has(list, wanted)
  for _, one in ipairs(list or {}) do
    if one == wanted then return true end
  end
  return false
end

local function filter_of(filter)
  if not filter then return nil end
  return function(one)
    for key, wanted in pairs(filter) do
      if key == "name" then
        if not glob.matches(wanted, one.name) then return false end
      elseif key == "label" then
        if not has(one.labels, wanted) then return false end
      elseif one[key] ~= wanted then
        return false
      end
    end
    return true
  end
end

local function argv_of(unit, opts)
  local cmd = opts.cmd
  if cmd == nil then cmd = opts[1] end
  if cmd == nil then
    if opts.args then check.raise(unit, "agents.spawn: args without cmd") end
    return nil
  end
  if type(cmd) == "table" then return cmd end
  if cmd:find("^%s*$") then return nil end
  if not opts.args then return words.argv(cmd) end
  local argv = { cmd }
  for _, one in ipairs(opts.args) do argv[#argv + 1] = tostring(one) end
  return argv
end

local function focused_cwd()
  local found = rt.has_view() and agent.find(rt.view().focus)
  return found and found.cwd or nil
end

local function spawn(unit, opts)
  if type(opts) == "string" then opts = { cmd = opts } end
  local params = {
    name = opts.name,
    argv = argv_of(unit, opts),
    cwd = opts.cwd or focused_cwd(),
    env = opts.env,
    size = opts.size,
    scrollback = opts.scrollback,
    focus = opts.focus == nil and rt.has_view() or opts.focus or false,
  }
  if not rt.can_wait() then
    rt.effect(unit, "agents.spawn", params)
    return true
  end
  local made, err = rt.request(unit, "agents.spawn", params)
  if type(made) ~= "table" then return made, err end
  return agent.wrap(unit, agent.find(made.id) or made)
end

-- A command line or its words, with further arguments behind them.
local function with_arguments(cmd, args)
  if cmd == nil or cmd == "" then return nil end
  local argv = type(cmd) == "string" and words.argv(cmd) or table.move(cmd, 1, #cmd, 1, {})
  if not args or #args == 0 then return argv end
  if type(cmd) == "string" and argv[1] == "sh" and argv[2] == "-c" and argv[3] == cmd then argv = { "sh", "-c", cmd .. ' "$@"', "sh" } end
  return table.move(args, 1, #args, #argv + 1, argv)
end

-- As `spawn`: the answer where it can be waited for, else true.
local function launch(unit, opts)
  local params = {}
  for key, value in pairs(opts) do params[key] = value end
  params.argv, params.cmd, params.args = with_arguments(opts.cmd, opts.args), nil, nil
  params.resume = with_arguments(opts.resume)
  params.cwd = opts.cwd or focused_cwd()
  if rt.can_wait() then return rt.request(unit, "agents.launch", params) end
  rt.effect(unit, "agents.launch", params)
  return true
end

local function launches()
  local list = {}
  for index, one in ipairs(rt.app and rt.app.launches or {}) do
    list[index] = {}
    for key, value in pairs(one) do list[index][key] = value end
  end
  return list
end

local function cancel_launch(unit, id)
  rt.effect(unit, "agents.cancel_launch", { id = id })
  return true
end

local function in_sight(ref)
  local found, err = agent.need(ref)
  if not found then return nil, err end
  return has(rt.app.in_sight, found.id)
end

local function wait(unit, ref, opts)
  opts = opts or {}
  local condition = "quiet:" .. tostring(opts.idle or 2)
  if opts.exited then condition = "exited" elseif opts.state then condition = opts.state elseif opts.text then condition = "text:" .. opts.text end
  return agent.wait_for(unit, "agents.wait", ref, { ["until"] = condition, timeout = opts.timeout or 60 })
end

function M.api(unit)
  local functions = {
    list = function(filter) return agent.list(unit, filter_of(filter)) end,
    get = function(ref) return agent.wrap(unit, agent.find(ref)) end,
    selected = function() return agent.of_view(unit, "selected") end,
    focused = function() return agent.of_view(unit, "focus") end,
    spawn = function(opts) return spawn(unit, opts) end,
    wait = function(ref, opts) return wait(unit, ref, opts) end,
    launch = function(opts) return launch(unit, opts) end,
    launches = launches,
    in_sight = in_sight,
    cancel_launch = function(id) return cancel_launch(unit, id) end,
    wait_launch = function(id) return rt.request(unit, "agents.wait_launch", { id = id }) end,
  }
  for name, run in pairs(agent.implementation) do
    functions[name] = function(...) return run(unit, ...) end
  end
  return facade.build("agents", unit, functions)
end

return M
