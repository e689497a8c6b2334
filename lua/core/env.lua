-- What a file sees: its own copies of the standard library, and the API modules, each made for this file when
-- it is first used. Nothing in here can be reached by another file.

local guard = rt.module("guard")

local M = {}

-- API modules by the name that files use.
M.modules = {}

local function copy(library)
  local made = {}
  for name, value in pairs(library) do made[name] = value end
  return made
end

local function print_for(unit)
  return function(...)
    local texts = table.pack(...)
    for index = 1, texts.n do texts[index] = tostring(texts[index]) end
    rt.log("info", unit.name, table.concat(texts, "\t"))
  end
end

-- `botster.<module>` is the same table as the global.
local function open_botster(facade, api)
  local meta = getmetatable(facade)
  local strict = meta and meta.__index
  if type(meta) ~= "table" then return end
  meta.__index = function(self, key)
    local found = key ~= "botster" and api(key)
    if found then
      rawset(self, key, found)
      return found
    end
    if type(strict) == "function" then return strict(self, key) end
    return strict and strict[key]
  end
end

--- The environment of `unit`. `require_` is its `require`.
function M.make(unit, require_)
  local facades = {}
  local env = {}

  local function api(name)
    local found = facades[name]
    if found == nil and M.modules[name] then
      local function open() return M.modules[name].api(unit) end
      if unit.root then found = rt.module("project/limits").module(unit, name, open) else found = open() end
      facades[name] = found
      if name == "botster" and type(found) == "table" and not unit.root then open_botster(found, api) end
    end
    return found
  end

  local function global(name)
    local found = api(name)
    if found ~= nil then return found end
    found = guard.base[name]
    if found ~= nil then return found end
    return guard.libraries[name] and copy(guard.libraries[name])
  end

  env._G = env
  env.print = print_for(unit)
  env.load = guard.load_for(env)
  env.require = require_
  -- App looks into the file's globals from the start.
  if M.modules.App then env.App = api("App") end
  unit.api = api
  return setmetatable(env, {
    __index = function(self, name)
      local found = global(name)
      if found ~= nil then rawset(self, name, found) end
      return found
    end,
    __metatable = false,
  })
end

--- Every global that a file has.
function M.names()
  local names = { "_G", "print", "load", "require" }
  for _, map in ipairs { M.modules, guard.base, guard.libraries } do
    for name in pairs(map) do names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

return M
