-- One bus for hooks and events. Handlers run by priority, then in the order registered; a handler that throws
-- is skipped (or cancels a `before` event, with fail = "closed") and the rest go on. What became of each event
-- is noted (recent.lua).

local check = rt.module("check")
local happenings = rt.module("happenings")
local glob = rt.module("glob")
local agent = rt.module("agent")
local recent = rt.module("recent")
local project = rt.module("project")

local M = {}

-- Names that nobody knew when they were used, to be looked at again when every file is loaded.
local unknown, warned = {}, {}
local handlers_of = nil
-- The live handler of an event, name and rank.
local named = {}

--- Forgets the sorted lists; called whenever a handler of `event` comes or goes.
local function changed(event)
  handlers_of = nil
  -- Which keys Lua is told of goes with the key table.
  if event == "key:unmapped" then rt.module("key_table").retold() end
end

local function is_known(canonical)
  return happenings.known[canonical] ~= nil or canonical:find("^custom:") ~= nil
end

-- A plugin's own events may have any name before the colon; what is near to a known one is most likely meant.
local function warn_unknown(note)
  local event = note.event
  if is_known(note.canonical) or warned[event] then return end
  warned[event] = true
  local near = rt.suggest(event, happenings.spellings())
  if near then rt.warn(note.unit, ("%s: %s — did you mean %s?"):format(note.place, event, near))
  elseif not event:find(":", 1, true) then
    rt.warn(note.unit, ("%s: nobody tells of %s: events of your own are called custom:NAME, or made known with events.define"):format(note.place, event))
  end
end

local function look_at(unit, event, canonical)
  if is_known(canonical) or warned[event] then return end
  local note = { unit = unit, event = event, canonical = canonical, place = check.where(2) or unit.name }
  if rt.loading() then unknown[#unknown + 1] = note else warn_unknown(note) end
end

--- Every file is loaded: warns of events that none of them has made known.
function M.review()
  for _, note in ipairs(unknown) do warn_unknown(note) end
  unknown = {}
end

local function same(record, event, name)
  return record.event == event and record.name == name
end

local function all()
  return rt.registry.handler or {}
end

--- Registers a handler; with a name it replaces this layer's handler of that name. Returns its id.
function M.subscribe(unit, event, name, fn, opts)
  opts = opts or {}
  local canonical, positional = happenings.canonical(event)
  look_at(unit, event, canonical)
  project.check_event(unit, event, canonical, happenings.known[canonical])
  local key = name and ("%s\0%s\0%s"):format(unit.root or unit.rank, canonical, name)
  local before = key and named[key]
  if before then before.removed = true end
  local record = rt.register("handler", unit, {
    event = canonical, spelled = event, positional = positional, name = name, fn = fn,
    priority = opts.priority or 0, pattern = opts.pattern, once = opts.once, fail = opts.fail or "open",
    timeout_ms = opts.timeout_ms, desc = opts.desc,
  }, 3)
  if key then named[key] = record end
  if before then before.taken_by = record end
  changed(canonical)
  return record.id
end

--- Takes one of this file's handlers away by id.
function M.off(unit, id)
  for _, record in ipairs(all()) do
    if record.id == id and record.unit == unit and not record.removed then
      record.removed = true
      changed(record.event)
      return true
    end
  end
  return false
end

--- Calls `act` on the live handlers of that event and name; returns whether there were any.
local function each_named(event, name, act)
  local canonical = happenings.canonical(event)
  local found = false
  for _, record in ipairs(all()) do
    if same(record, canonical, name) and not record.removed then
      found = true
      act(record)
    end
  end
  changed(canonical)
  return found
end

-- Who took a handler away, and where: what shows as put in its place.
local function taker_of(unit, verb, event, name)
  return { unit = unit, owner = check.where(2) or unit.name, call = ("hooks.%s(%q, %q)"):format(verb, event, name) }
end

--- Takes handlers away by name, whoever registered them. The world is built anew from its files, so another
--- file's handler is back as soon as the caller's file no longer does this.
function M.unregister(unit, event, name)
  local taker = taker_of(unit, "unregister", event, name)
  return each_named(event, name, function(record) record.removed, record.taken_by = true, taker end)
end

--- Switches handlers off, or on again, by name, whoever registered them.
function M.enable(unit, event, name, on)
  local taker = not on and taker_of(unit, "disable", event, name) or nil
  return each_named(event, name, function(record) record.off, record.taken_by = not on, taker end)
end

local function live(record)
  return not record.removed and not record.disabled and not record.off
end

local function sorted(event)
  handlers_of = handlers_of or {}
  local list = handlers_of[event]
  if list then return list end
  list = {}
  for _, record in ipairs(all()) do
    if record.event == event and not record.removed then list[#list + 1] = record end
  end
  table.sort(list, function(a, b)
    if a.priority ~= b.priority then return a.priority < b.priority end
    return a.seq < b.seq
  end)
  handlers_of[event] = list
  return list
end

--- Handlers of an event in the order they run; of every event without one.
function M.handlers(event)
  if event then return sorted((happenings.canonical(event))) end
  local list = {}
  for _, record in ipairs(all()) do
    if not record.removed then list[#list + 1] = record end
  end
  return list
end

--- Whether anything listens.
function M.has(event)
  for _, record in ipairs(sorted((happenings.canonical(event)))) do
    if live(record) then return true end
  end
  return false
end

local function raw_agent(payload)
  local given = payload.agent
  if type(given) == "table" then return agent.find(given.id) or given end
  return agent.find(given or payload.id)
end

local function identifier_of(known, payload)
  if type(payload) ~= "table" then return nil end
  if known.agent then
    local found = raw_agent(payload)
    return found and found.name
  end
  return payload[known.identifier or "name"]
end

--- The event as one file sees it: a copy, whose agent acts for that file.
local function event_for(unit, name, known, payload)
  local event = {}
  if type(payload) == "table" then
    for key, value in pairs(payload) do event[key] = value end
  else
    event.payload = payload
  end
  event.type = event.type or name
  if known.agent or event.agent ~= nil then
    event.agent = agent.wrap(unit, type(payload) == "table" and raw_agent(payload) or nil) or event.agent
  end
  return event
end

local function call(record, name, known, payload, runner)
  local unit = record.unit
  local event = event_for(unit, name, known, payload)
  local where = record.name and ("hooks.register(%q, %q)"):format(record.spelled, record.name)
    or ("events.on(%q)"):format(record.spelled)
  if record.once then
    record.removed = true
    changed(record.event)
  end
  if record.positional then
    if known.positional then return runner(record, where, record.fn, known.positional(event)) end
    return runner(record, where, record.fn, type(payload) == "table" and event or payload)
  end
  return runner(record, where, record.fn, event, project.context(unit))
end

--- What a handler's return values mean: cancelled and why, handled and with what, or the payload to go on with.
local function read(outcome, value, reason)
  if value == false then
    outcome.cancelled, outcome.reason = true, reason and tostring(reason) or nil
  elseif type(value) == "table" then
    if value.cancel or value.type == "cancel" then
      outcome.cancelled, outcome.reason = true, value.reason
    elseif value.handled then
      outcome.handled, outcome.result = true, value.result
    elseif value.payload ~= nil then
      outcome.payload = value.payload
    end
  end
end

local function ignored(record, name)
  rt.log("warn", record.unit.name, ("%s cannot be cancelled: what the handler returned is ignored"):format(name))
end

--- One handler of a `before` event. Returns true when the event is settled, and whether the handler threw.
local function ask(record, name, known, outcome, run)
  record.class = "before"
  local ok, value, reason = call(record, name, known, outcome.payload, run)
  if not ok then
    if record.fail == "closed" then outcome.cancelled, outcome.reason = true, tostring(value) end
  else
    read(outcome, value, reason)
  end
  return outcome.cancelled or outcome.handled, not ok
end

-- The same of any other event, which is never settled.
local function tell(record, name, known, outcome, run)
  local ok, value = call(record, name, known, outcome.payload, run)
  if not ok then return false, ok == false end
  if value == false or (type(value) == "table" and (value.cancel or value.type == "cancel")) then ignored(record, name)
  else read(outcome, value) end
  return false, false
end

--- Whether somebody traces that event, so that it is to be told of though no file listens.
function M.traced(event)
  local traces = rt.app.traces
  return traces ~= nil and traces[1] ~= nil and rt.module("tools/trace").wants((happenings.canonical(event)))
end

--- Emits an event to every handler whose pattern fits. Returns what became of it.
function M.emit(event, payload, identifier)
  local name = happenings.canonical(event)
  local known = happenings.known[name] or {}
  local outcome = { payload = payload }
  local act, run = known.before and ask or tell, known.before and rt.call or rt.spawn
  local traces = rt.app.traces
  local trace = traces and traces[1] and rt.module("tools/trace").begin(name) or nil
  if trace then run = trace.watch(run) end
  identifier = identifier or identifier_of(known, payload)
  local called, failed = {}, {}
  -- A copy: handlers may register and unregister meanwhile.
  local all = { table.unpack(sorted(name)) }
  for _, record in ipairs(all) do
    if live(record) and (not record.unit.root or project.concerns(record.unit, known, payload))
      and (not record.pattern or (identifier and glob.matches(record.pattern, tostring(identifier)))) then
      local is_settled, has_failed = act(record, name, known, outcome, run)
      called[#called + 1] = record
      if has_failed then failed[#failed + 1] = record end
      if is_settled then break end
    end
  end
  recent.told(name, known, payload, identifier, outcome, called, failed)
  if trace then rt.module("tools/trace").tell(trace, known, payload, identifier, outcome, called, all) end
  return outcome
end

--- The `before` events that a handler must answer for them to go on (`fail = "closed"`), sorted.
function M.guarded()
  local names, seen = {}, {}
  for _, record in ipairs(all()) do
    local known = happenings.known[record.event]
    if record.fail == "closed" and live(record) and known and known.before and not seen[record.event] then
      seen[record.event] = true
      names[#names + 1] = record.event
    end
  end
  table.sort(names)
  return names
end

return M
