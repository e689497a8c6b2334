-- `mode`: what keys mean in a view.

local check = rt.module("check")
local facade = rt.module("facade")
local key_table = rt.module("key_table")

local M = { name = "mode" }

--- Every mode by name.
function M.names()
  local names = {}
  for _, info in ipairs(key_table.table().modes) do names[info.name] = info end
  return names
end

--- Makes a mode, or changes one.
function M.define(unit, name, opts)
  local fallback = opts.fallback or "swallow"
  if fallback ~= "pty" and fallback ~= "swallow" then fallback = { mode = fallback } end
  rt.register("mode", unit, { name = name, desc = opts.desc, fallback = fallback }, 3)
  key_table.changed()
end

local function set(unit, name)
  local known = M.names()
  if not known[name] then
    check.raise(unit, "mode.set: no mode is called '%s'%s", name, check.did_you_mean(name, check.names(known)))
  end
  rt.view().mode = name
  if name == "terminal" then rt.module("popup").settle() end
end

local function list()
  local rows = {}
  for _, info in ipairs(key_table.table().modes) do
    local fallback = info.fallback
    rows[#rows + 1] = { name = info.name, desc = info.desc, fallback = type(fallback) == "table" and fallback.mode or fallback }
  end
  return rows
end

function M.api(unit)
  return facade.build("mode", unit, {
    get = function() return rt.view().mode end,
    set = function(name) set(unit, name) end,
    define = function(name, opts) M.define(unit, name, opts or {}) end,
    list = list,
  })
end

return M
