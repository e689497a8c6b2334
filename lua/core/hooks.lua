-- `hooks`: named handlers on the bus.

local bus = rt.module("bus")
local facade = rt.module("facade")

local M = { name = "hooks" }

local function rounded(ms)
  return ms and math.floor(ms * 1000 + 0.5) / 1000 or 0
end

local function row(record)
  local spent = record.spent or {}
  return {
    id = record.id, event = record.spelled, name = record.name, priority = record.priority, pattern = record.pattern,
    owner = record.owner, enabled = not record.off and not record.disabled, desc = record.desc, once = record.once,
    fail = record.fail, timeout_ms = record.timeout_ms, calls = spent.calls or 0, errors = spent.errors or 0,
    ms = rounded(spent.ms), slowest_ms = rounded(spent.slowest_ms),
  }
end

local function list(event)
  local rows = {}
  for _, record in ipairs(bus.handlers(event)) do rows[#rows + 1] = row(record) end
  return rows
end

function M.api(unit)
  return facade.build("hooks", unit, {
    register = function(event, name, handler, opts) return bus.subscribe(unit, event, name, handler, opts) end,
    unregister = function(event, name) return bus.unregister(unit, event, name) end,
    enable = function(event, name) return bus.enable(unit, event, name, true) end,
    disable = function(event, name) return bus.enable(unit, event, name, false) end,
    list = list,
    call = function(event, payload) return bus.emit(event, payload) end,
    has = bus.has,
  })
end

return M
