-- `events`: the bus with ids, and the door through which the hub tells what has happened.

local bus = rt.module("bus")
local facade = rt.module("facade")
local happenings = rt.module("happenings")

local M = { name = "events" }

--- Whether anything listens, or somebody traces it.
function M.has(event) return bus.has(event) or bus.traced(event) end

-- Events that cost something to tell of: they are told of only while somebody listens.
local COSTLY = { "agent:input", "app:idle", "lua:loaded", "workspace:file_changed" }

--- Those of them that somebody listens to, as one text.
function M.heard()
  local heard = {}
  for _, name in ipairs(COSTLY) do
    if M.has(name) then heard[#heard + 1] = name end
  end
  return table.concat(heard, " ")
end

local function list()
  local rows = {}
  for name, known in pairs(happenings.known) do
    rows[#rows + 1] = {
      name = name, before = known.before or false, doc = known.doc, fields = known.fields, identifier = known.identifier,
      owner = known.owner or "built in", program = known.program or false, heard = bus.has(name),
    }
  end
  table.sort(rows, function(a, b) return a.name < b.name end)
  return rows
end

local function once(opts)
  local copy = {}
  for key, value in pairs(opts or {}) do copy[key] = value end
  copy.once = true
  return copy
end

function M.api(unit)
  return facade.build("events", unit, {
    on = function(event, handler, opts) return bus.subscribe(unit, event, nil, handler, opts) end,
    once = function(event, handler, opts) return bus.subscribe(unit, event, nil, handler, once(opts)) end,
    off = function(id) return bus.off(unit, id) end,
    emit = bus.emit,
    define = function(event, definition) happenings.define(unit, event, definition) end,
    list = list,
  })
end

M.dispatch = {
  emit = function(message)
    local outcome = bus.emit(message.event, message.payload, message.identifier)
    rt.module("app_hooks").update(happenings.canonical(message.event), message.payload)
    return outcome
  end,
}

return M
