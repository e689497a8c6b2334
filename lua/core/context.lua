-- What keys, actions, commands and event handlers are called with: where it happened, and the bus.

local agent = rt.module("agent")
local bus = rt.module("bus")

local M = {}

local meta_of = setmetatable({}, { __mode = "k" })

local function methods_for(unit)
  return {
    on = function(_, event, handler, opts) return bus.subscribe(unit, event, nil, handler, opts) end,
    off = function(_, id) return bus.off(unit, id) end,
    emit = function(_, event, payload) return bus.emit(event, payload) end,
    now = function() return rt.time() end,
    log = function(_, level, message) rt.log(level, unit.name, tostring(message)) end,
  }
end

local lazy = {
  agent = function(unit) return agent.of_view(unit, "focus") end,
  selected = function(unit) return agent.of_view(unit, "selected") end,
  app = function(unit) return rt.has_view() and rt.module("app").self(unit) or nil end,
}

local function meta_for(unit)
  local meta = meta_of[unit]
  if meta then return meta end
  local mine = methods_for(unit)
  meta = {
    __name = "Context",
    __index = function(_, key)
      local make = lazy[key]
      if make then return make(unit) end
      return mine[key]
    end,
  }
  meta_of[unit] = meta
  return meta
end

--- A context for `unit`, with `more` fields.
function M.make(unit, more)
  local context = more or {}
  if rt.has_view() then
    local view = rt.view()
    context.view, context.mode = view.id, context.mode or view.mode
  end
  return setmetatable(context, meta_for(unit))
end

return M
