-- `state`: plain data that outlives reloads. A file's keys are its own; `state.shared` is everybody's.

local agent = rt.module("agent")
local check = rt.module("check")
local facade = rt.module("facade")
local store = rt.module("store")

local M = { name = "state" }

local function changed(scope, key)
  local value = store.get(scope, key)
  for _, record in ipairs(rt.registry.state_watch or {}) do
    if record.scope == scope and record.key == key and not record.disabled then
      rt.call(record, ("state.on_change(%q)"):format(key), record.fn, value, key)
    end
  end
end

local function plain(unit, what, value, depth, seen)
  local kind = type(value)
  if kind == "nil" or kind == "boolean" or kind == "number" or kind == "string" then return end
  if kind ~= "table" then check.raise(unit, "%s: only plain data can be kept (got a %s)", what, kind) end
  if depth > 50 then check.raise(unit, "%s: nested too deeply", what) end
  if seen[value] then check.raise(unit, "%s: a table that contains itself cannot be kept", what) end
  seen[value] = true
  for key, one in pairs(value) do
    if type(key) ~= "string" and math.type(key) ~= "integer" then
      check.raise(unit, "%s: keys must be strings or integers (got a %s)", what, check.kind(key))
    end
    plain(unit, what, one, depth + 1, seen)
  end
  seen[value] = nil
end

local function migrated(unit, scope, key, opts)
  local version_key = key .. "\1version"
  local version = store.get(scope, version_key)
  if version == opts.version then return end
  local value = store.get(scope, key)
  if value ~= nil and opts.migrate then
    local new = opts.migrate(value, version or 1)
    plain(unit, "state.get: migrate", new, 0, {})
    store.set(scope, key, new)
  end
  store.set(scope, version_key, opts.version)
end

local function get(unit, scope, key, default, opts)
  if opts and opts.version then migrated(unit, scope, key, opts) end
  local value = store.get(scope, key)
  if value ~= nil or default == nil then return value end
  plain(unit, "state.get: default", default, 0, {})
  store.set(scope, key, default)
  return store.get(scope, key)
end

local function set(unit, what, scope, key, value)
  plain(unit, what, value, 0, {})
  store.set(scope, key, value)
  changed(scope, key)
end

local function keys(scope)
  local list = {}
  for _, key in ipairs(store.keys(scope)) do
    if not key:find("\1", 1, true) then list[#list + 1] = key end
  end
  table.sort(list)
  return list
end

--- The functions over one scope.
local function functions(unit, scope)
  return {
    get = function(key, default, opts) return get(unit, scope, key, default, opts) end,
    set = function(key, value) set(unit, "state.set", scope, key, value) end,
    update = function(key, change)
      local value = change(store.get(scope, key))
      set(unit, "state.update", scope, key, value)
      return store.get(scope, key)
    end,
    clear = function(key) set(unit, "state.clear", scope, key, nil) end,
    keys = function() return keys(scope) end,
    on_change = function(key, handler)
      return rt.register("state_watch", unit, { scope = scope, key = key, fn = handler }, 3).id
    end,
  }
end

local fields = {
  agents = function(unit) return agent.list(unit) end,
  selected_index = function() return rt.has_view() and agent.index(rt.view().selected) or nil end,
  focused_agent = function(unit) return agent.of_view(unit, "focus") end,
  mode = function() return rt.has_view() and rt.view().mode or nil end,
}

function M.api(unit)
  local shared = facade.build("state", unit, functions(unit, "shared"))
  return facade.build("state", unit, functions(unit, unit.name), {
    get = function(key)
      if key == "shared" then return shared end
      local read = fields[key]
      if read then
        local value = read(unit)
        return value
      end
    end,
    set = function(key) check.raise(unit, "state.%s cannot be set (use state.set)", tostring(key)) end,
  })
end

--- A copy of everything a file keeps.
function M.serialize(unit)
  local copy = {}
  for _, key in ipairs(keys(unit.name)) do copy[key] = store.get(unit.name, key) end
  return M.copy(copy)
end

--- Puts such a copy back; keys it does not have are removed.
function M.restore(unit, saved)
  for _, key in ipairs(keys(unit.name)) do
    if saved[key] == nil then set(unit, "hub:restore_state", unit.name, key, nil) end
  end
  for key, value in pairs(saved) do set(unit, "hub:restore_state", unit.name, key, M.copy(value)) end
  return true
end

function M.copy(value)
  if type(value) ~= "table" then return value end
  local copy = {}
  for key, one in pairs(value) do copy[key] = M.copy(one) end
  return copy
end

return M
