-- `kv`: texts by key, a file's own. They are kept where `state` is, in a scope beside it.

local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "kv" }

local MOST_KEYS, MOST_BYTES = 1000, 64 * 1024

local function scope_of(unit) return "kv:" .. unit.name end

-- What a file keeps: keys, and bytes of keys and texts. Counted anew where the outside has changed the texts.
local counted = {}

local function count(scope)
  local known = counted[scope]
  local version = rt.state_version()
  if known and known.version == version then return known end
  known = { version = version, keys = 0, bytes = 0 }
  for _, key in ipairs(rt.state_keys(scope)) do
    known.keys, known.bytes = known.keys + 1, known.bytes + #key + #rt.state_get(scope, key)
  end
  counted[scope] = known
  return known
end

local function set(unit, key, value)
  if not utf8.len(key) then check.raise(unit, "kv.set: bad argument #1 'key' (UTF-8 text expected, got other bytes)") end
  local scope = scope_of(unit)
  local kept, before = count(scope), rt.state_get(scope, key)
  local keys = kept.keys + (before and 0 or 1)
  local bytes = kept.bytes + #value + (before and -#before or #key)
  if keys > MOST_KEYS then
    check.raise(unit, "kv.set(%q): %s keeps %d keys already, which is the most (kv.del removes one)", key, unit.name, MOST_KEYS)
  end
  if bytes > MOST_BYTES then
    check.raise(unit, "kv.set(%q): %s would keep %d bytes, at most %d are kept (kv.del makes room)", key, unit.name, bytes, MOST_BYTES)
  end
  rt.state_set(scope, key, value, true)
  kept.keys, kept.bytes = keys, bytes
end

local function del(unit, key)
  local scope = scope_of(unit)
  local kept, before = count(scope), rt.state_get(scope, key)
  if not before then return false end
  rt.state_set(scope, key, nil)
  kept.keys, kept.bytes = kept.keys - 1, kept.bytes - #key - #before
  return true
end

local function keys(unit)
  local list = rt.state_keys(scope_of(unit))
  table.sort(list)
  return list
end

function M.api(unit)
  return facade.build("kv", unit, {
    get = function(key) return rt.state_get(scope_of(unit), key) end,
    set = function(key, value) set(unit, key, value) end,
    del = function(key) return del(unit, key) end,
    keys = function() return keys(unit) end,
  })
end

return M
