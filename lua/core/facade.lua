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

-- Modules that were looked at: every file has its own facade of the same functions.
local looked_at = {}

local function drift(name, functions, implementation)
  if looked_at[name] then return end
  looked_at[name] = true
  for key in pairs(functions) do
    if not implementation[key] then error(("lua/core: %s.%s is declared but not written"):format(name, key), 0) end
  end
  for key in pairs(implementation) do
    if not functions[key] then error(("lua/core: %s.%s is written but not declared"):format(name, key), 0) end
  end
end

local function is_field(name, key)
  for _, field in ipairs(manifest.modules[name].fields) do
    if field == key then return true end
  end
  return false
end

--- Builds the facade of module `name` for `unit`. Options: `call` (the module is callable), `get(key)` (further
--- fields), `set(key, value)` (assignment; default: kept in this file's table, as `function hub:reload_file`).
function M.build(name, unit, implementation, options)
  local rows = manifest.modules[name]
  drift(name, rows.functions, implementation)
  options = options or {}
  local facade = {}
  -- Made when it is first used: hundreds of files use a function or two each.
  local function make(key)
    local fn = guarded(unit, name .. "." .. key, rows.functions[key], implementation[key], facade)
    rawset(facade, key, fn)
    return fn
  end
  local meta = {
    __index = function(_, key)
      if implementation[key] then return make(key) end
      local value = options.get and options.get(key)
      if value ~= nil or is_field(name, key) then return value end
      check.raise(unit, "%s.%s does not exist%s", name, tostring(key), check.did_you_mean(key, check.names(implementation)))
    end,
    __pairs = function()
      for key in pairs(implementation) do
        if rawget(facade, key) == nil then make(key) end
      end
      return next, facade, nil
    end,
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
