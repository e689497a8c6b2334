-- The table a file sees under a module's name. It is made of the module's rows in the manifest and the
-- functions that implement them: one without the other is an error here, so the two cannot drift apart.
-- Every function checks its arguments, drops a leading `self` (`hub:list_agents()`) and knows its file.

local manifest = rt.module("manifest")
local check = rt.module("check")
local authority = rt.module("authority")

local M = {}

local function guarded(unit, what, row, fn, facade)
  local capability = row.capability
  local arguments = check.arguments
  return function(first, ...)
    if rawequal(first, facade) then
      arguments(unit, what, row, ...)
      if capability then authority.demand(unit, what, capability) end
      return fn(...)
    end
    arguments(unit, what, row, first, ...)
    if capability then authority.demand(unit, what, capability) end
    return fn(first, ...)
  end
end

local function drift(name, functions, implementation)
  for key in pairs(functions) do
    if not implementation[key] then error(("lua/core: %s.%s is declared but not written"):format(name, key), 0) end
  end
  for key in pairs(implementation) do
    if not functions[key] then error(("lua/core: %s.%s is written but not declared"):format(name, key), 0) end
  end
end

local function strict(unit, name, facade, more)
  local fields = {}
  for _, field in ipairs(manifest.modules[name].fields) do fields[field] = true end
  return function(_, key)
    local value = more and more(key)
    if value ~= nil or fields[key] then return value end
    check.raise(unit, "%s.%s does not exist%s", name, tostring(key), check.did_you_mean(key, check.names(facade)))
  end
end

--- Builds the facade of module `name` for `unit`. Options: `call` (the module is callable), `get(key)` (further
--- fields), `set(key, value)` (assignment; default: kept in this file's table, as `function hub:reload_file`).
function M.build(name, unit, implementation, options)
  local rows = manifest.modules[name]
  drift(name, rows.functions, implementation)
  options = options or {}
  local facade = {}
  for key, fn in pairs(implementation) do
    facade[key] = guarded(unit, name .. "." .. key, rows.functions[key], fn, facade)
  end
  local meta = {
    __index = strict(unit, name, facade, options.get),
    __newindex = options.set and function(_, key, value) options.set(key, value) end or nil,
    __name = name,
  }
  if options.call then
    local call = guarded(unit, name, rows.call, options.call)
    meta.__call = function(_, ...) return call(...) end
  end
  return setmetatable(facade, meta)
end

--- A checked function by itself, for modules that are one (`inspect`, `map`).
function M.callable(name, unit, fn)
  return guarded(unit, name, manifest.modules[name].call, fn)
end

--- A checked function on an object (`agent:send`); `row` is a method's row.
function M.method(unit, what, row, fn)
  local arguments, capability = check.arguments, row.capability
  return function(self, ...)
    arguments(unit, what, row, ...)
    if capability then authority.demand(unit, what, capability) end
    return fn(self, ...)
  end
end

return M
