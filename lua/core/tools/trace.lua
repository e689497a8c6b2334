-- Following an event through its handlers, for whoever traces it (`botster-tui lua trace`): what it carried, who was
-- called in which order, what each returned and how long it took, and who was passed over. Loaded with the first event
-- that is traced; nothing is noted otherwise.

local agent = rt.module("agent")
local glob = rt.module("glob")
local inspect = rt.module("inspect")
local json = rt.module("json")
local outbox = rt.module("outbox")

local M = {}

-- Of a payload: levels, entries of a table, bytes of a text. Bytes of what a handler returned.
local MOST_LEVELS, MOST_ENTRIES, MOST_TEXT, MOST_RETURNED = 4, 40, 400, 200

local function cut(text, most)
  if #text <= most then return text end
  return text:sub(1, (utf8.offset(text, 0, most) or most) - 1) .. "…"
end

-- A copy that can be written. Tables are looked at without their metatables: those are files' code.
local function plain(value, levels)
  local kind = type(value)
  if kind == "string" then return cut(value, MOST_TEXT) end
  if kind == "number" or kind == "boolean" then return value end
  if kind ~= "table" then return "<" .. kind .. ">" end
  if levels == 0 then return "{…}" end
  local copy, count = {}, 0
  if rawlen(value) > 0 then
    for index = 1, math.min(rawlen(value), MOST_ENTRIES) do copy[index] = plain(rawget(value, index), levels - 1) end
    return json.array(copy)
  end
  for key, one in next, value do
    count = count + 1
    if count > MOST_ENTRIES then break end
    copy[tostring(key)] = plain(one, levels - 1)
  end
  return copy
end

local function returned(results)
  if results.n < 2 or results[2] == nil then return nil end
  local parts = {}
  for index = 2, math.min(results.n, 3) do parts[#parts + 1] = inspect.text(results[index], 3) end
  return cut(table.concat(parts, ", "), MOST_RETURNED)
end

local function handler_row(record)
  return { owner = record.owner, name = record.name, priority = record.priority }
end

--- Whether somebody traces an event of that name.
function M.wants(name)
  for _, one in ipairs(rt.app.traces) do
    if glob.matches(one, name) then return true end
  end
  return false
end

--- What is noted while the handlers of one event are called; nil where nobody traces it.
function M.begin(name)
  if rt.is_trial() or not M.wants(name) then return nil end
  local trace = { event = name, handlers = {}, began = rt.now() }
  --- `run`, noting what comes of it.
  function trace.watch(run)
    return function(record, ...)
      local began = rt.now()
      local results = table.pack(run(record, ...))
      local row = handler_row(record)
      row.ms = (rt.now() - began) * 1000
      if results[1] then row.returned = returned(results)
      elseif results[1] == false then row.threw = cut(tostring(results[2]), MOST_TEXT)
      else row.waits = true end
      trace.handlers[#trace.handlers + 1] = row
      return table.unpack(results, 1, results.n)
    end
  end
  return trace
end

local function why_not(record, is_settled)
  if record.disabled then return "disabled after repeated errors" end
  if record.off then return "switched off" end
  if is_settled then return "the event was settled before" end
  return record.pattern and "its pattern is " .. record.pattern or "not called"
end

local function agent_of(known, payload)
  if not known.agent or type(payload) ~= "table" then return nil end
  local given = rawget(payload, "agent") or rawget(payload, "id")
  local found = agent.find(type(given) == "table" and rawget(given, "id") or given)
  return found and { id = found.id, name = found.name } or nil
end

--- The event is over: `called` are the handlers that were called, of `all` that there are.
function M.tell(trace, known, payload, identifier, outcome, called, all)
  local was_called = {}
  for _, record in ipairs(called) do was_called[record] = true end
  local is_settled = outcome.cancelled or outcome.handled
  for _, record in ipairs(all) do
    if not was_called[record] then
      local row = handler_row(record)
      row.skipped = why_not(record, is_settled)
      trace.handlers[#trace.handlers + 1] = row
    end
  end
  local changed = outcome.payload ~= payload
  outbox.add("traced", {
    event = trace.event, at = rt.time(), before = known.before or false, ms = (rt.now() - trace.began) * 1000,
    about = identifier and cut(tostring(identifier), MOST_TEXT), agent = agent_of(known, payload),
    payload = plain(payload, MOST_LEVELS), handlers = json.array(trace.handlers),
    changed = changed and plain(outcome.payload, MOST_LEVELS) or nil,
    cancelled = outcome.cancelled, reason = outcome.reason and cut(tostring(outcome.reason), MOST_TEXT),
    handled = outcome.handled, result = outcome.handled and plain(outcome.result, MOST_LEVELS) or nil,
  })
end

return M
