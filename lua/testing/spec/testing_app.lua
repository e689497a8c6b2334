-- `test.app`: a program under test. It lives outside; every method asks for something to be done there and
-- waits until all that it leads to has happened.

local check = rt.module("check")
local facade = rt.module("facade")
local json = rt.module("json")
local manifest = rt.module("manifest")

local M = { name = "test" }

-- Set when a test had its time: whatever it still asks for ends it.
local stopped = nil

local function ask(unit, method, params)
  local what = "test." .. method
  if not rt.can_wait() then check.raise(unit, "%s: only inside it, before_each and after_each", what) end
  if stopped then check.raise(unit, "%s", stopped) end
  local plain, trouble = pcall(json.encode, params)
  if not plain then check.raise(unit, "%s: only plain data can be given: %s", what, tostring(trouble)) end
  local value, problem = rt.request(unit, what, params)
  if problem ~= nil then
    if problem.code == "stopped" then stopped = tostring(problem) end
    check.raise(unit, "%s", tostring(problem))
  end
  return value
end

-- How a method's arguments are sent, and what is made of the answer; by method. Absent: sent in order, and the
-- object itself is returned.
local function named(...)
  local names = { ... }
  return function(...)
    local params = {}
    for index, name in ipairs(names) do params[name] = (select(index, ...)) end
    return params
  end
end

-- Files as a list of { name, text, gone }: names alone, or names with their text.
local function file_list(files)
  local list = {}
  for key, value in pairs(files) do
    if type(key) == "number" then list[#list + 1] = { name = tostring(value) }
    elseif value then list[#list + 1] = { name = key, text = tostring(value) }
    else list[#list + 1] = { name = key, gone = true } end
  end
  return json.array(list)
end

local function start_options(unit, opts)
  local sent = {}
  for key, value in pairs(opts or {}) do sent[key] = value end
  for _, one in ipairs(sent.agents or {}) do
    if type(one) == "table" then check.fields(unit, "test.app: agents", "TestAgentOptions", one) end
  end
  if sent.files then sent.files = file_list(sent.files) end
  if sent.agents then sent.agents = json.array(sent.agents) end
  return sent
end

-- Fields that are null are absent.
local function decoded(_, answer) return json.read(answer) end
local function given(_, answer) return answer end

local app_methods = {
  keys = { named("keys") },
  type = { named("text") },
  paste = { named("text") },
  click = { named("target", "y") },
  resize = { named("columns", "rows") },
  tick = { named("seconds") },
  emit = { function(event, payload, identifier) return { event = event, payload = payload, identifier = identifier } end, decoded },
  render = { function(opts) return opts or {} end, decoded },
  text = { named(), given },
  tree = { named(), decoded },
  snapshot = {
    function(name, opts)
      local params = { name = name }
      for key, value in pairs(opts or {}) do params[key] = value end
      return params
    end, function() end,
  },
  agent = { named("name"), "agent" },
  agents = { named(), decoded },
  view = { named(), decoded },
  notifications = { named(), decoded },
  prompt = { named(), decoded },
  answer = { named("value") },
  errors = { named(), decoded },
  logs = { named(), decoded },
  eval = { named("code"), decoded },
  save = { function(files) return { files = file_list(files) } end, decoded },
  close = { named(), function() end },
}

local agent_methods = {
  prints = { named("text") },
  exits = { named("code") },
  input = { named(), given },
  screen = { named(), given },
  info = { named(), decoded },
}

local function row_of(class_name, name)
  for method, row in pairs(manifest.classes[class_name].methods) do
    if method == name then return row end
  end
  error(("lua/testing: %s:%s is written but not declared"):format(class_name, name), 0)
end

local make_agent

-- The methods of a class for a file. `params_of(object)` says which object is meant; nil for none of ours.
local function methods_for(unit, class_name, methods, prefix, params_of)
  local made = {}
  for name, entry in pairs(methods) do
    local pack, unpack = entry[1], entry[2]
    local what = prefix .. ":" .. name
    local method = facade.method(unit, what, row_of(class_name, name), function(self, ...)
      local params = pack(...)
      for key, value in pairs(params_of(self)) do params[key] = value end
      local answer = ask(unit, prefix .. "." .. name, params)
      if unpack == nil then return self end
      if unpack == "agent" then return make_agent(unit, params_of(self).app, json.read(answer)) end
      return unpack(self, answer)
    end)
    made[name] = function(self, ...)
      if not params_of(self) then check.raise(unit, "%s: call it with a colon: %s(…)", prefix, what) end
      return method(self, ...)
    end
  end
  return made
end

local function class_for(unit, class_name, methods, prefix, params_of)
  local made = methods_for(unit, class_name, methods, prefix, params_of)
  return {
    __name = class_name,
    __index = function(_, key)
      local found = made[key]
      if found then return found end
      check.raise(unit, "%s:%s does not exist%s", prefix, tostring(key), check.did_you_mean(key, check.names(made)))
    end,
  }
end

-- Which app and agent an object stands for.
local apps = setmetatable({}, { __mode = "k" })
local agents = setmetatable({}, { __mode = "k" })
local classes = setmetatable({}, { __mode = "k" })

local function classes_of(unit)
  local made = classes[unit]
  if made then return made end
  made = {
    app = class_for(unit, "TestApp", app_methods, "app", function(self) return self ~= nil and apps[self] end),
    agent = class_for(unit, "TestAgent", agent_methods, "agent", function(self) return self ~= nil and agents[self] end),
  }
  classes[unit] = made
  return made
end

function make_agent(unit, app, record)
  local agent = setmetatable({ id = record.id, name = record.name }, classes_of(unit).agent)
  agents[agent] = { app = app, agent = record.id }
  return agent
end

function M.api(unit)
  return facade.build("test", unit, {
    app = function(opts)
      local id = ask(unit, "app", { options = start_options(unit, opts) })
      local app = setmetatable({}, classes_of(unit).app)
      apps[app] = { app = id }
      return app
    end,
  })
end

--- A new test begins.
function M.begin() stopped = nil end

M.dispatch = { ["test.begin"] = M.begin }

return M
