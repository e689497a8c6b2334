-- What files keep open outside: watches, pseudo-terminals. Each is the hub's, named by its file and a key, so
-- that a reload that opens the same again takes over the open one. Here is who hears what it says.

local check = rt.module("check")

local M = {}

-- A file that opens more has forgotten to close.
local MOST_OPEN = 16

local by_name, counts, open_of = {}, {}, {}

local function name_of(unit, key)
  return unit.name .. "\0" .. key
end

--- The file's next key for a thing like `stem`: "htop#2" is its second, the same again after a reload.
function M.key(unit, stem)
  local full = name_of(unit, stem)
  counts[full] = (counts[full] or 0) + 1
  return ("%s#%d"):format(stem, counts[full])
end

local function forget(record)
  local name = name_of(record.unit, record.key)
  if by_name[name] ~= record then return end
  by_name[name] = nil
  record.closed = true
  local count = record.unit.name .. "\0" .. record.opens
  open_of[count] = open_of[count] - 1
  rt.unregister(record.opens, record)
end

--- Opens a thing of `kind` for `unit`. `hears(record, event, value)` gets what it says, in a coroutine of the
--- file's; `what` names the call in messages. Returns its record.
function M.open(unit, what, kind, key, params, hears)
  local before = by_name[name_of(unit, key)]
  if before then forget(before) end
  local count = unit.name .. "\0" .. kind
  if (open_of[count] or 0) >= MOST_OPEN then
    check.raise(unit, "%s: more than %d are open in one file", what, MOST_OPEN)
  end
  local record = rt.register(kind, unit, { key = key, opens = kind, what = what, hears = hears })
  open_of[count] = (open_of[count] or 0) + 1
  by_name[name_of(unit, key)] = record
  rt.effect(unit, "handle.open", { kind = kind, key = key, params = params })
  return record
end

--- Closes it; false where it is closed already.
function M.close(record)
  if record.closed then return false end
  rt.effect(record.unit, "handle.close", { key = record.key })
  forget(record)
  return true
end

--- Has something done with it that nobody waits for. False where it is closed.
function M.act(record, action, params)
  if record.closed then return false end
  rt.effect(record.unit, "handle.act", { key = record.key, action = action, params = params })
  return true
end

--- Asks it something and waits for the answer.
function M.ask(record, what, action, params)
  if record.closed then return nil, check.failure("closed", "%s: it is not open any more", what) end
  return rt.request(record.unit, "handle.act", { key = record.key, action = action, params = params }, what)
end

--- Whether `record` is an open thing of `unit`.
function M.owns(unit, record)
  return record ~= nil and record.unit == unit and not record.closed
end

--- What could not be opened is an error of the line that asked for it.
local function failed(record, message)
  rt.error(record.unit, "handler", ("%s: %s"):format(record.what, message), record.what, record.line)
end

local LAST = { exit = true, failed = true }

local function said(message)
  local record = by_name[name_of({ name = message.unit }, message.key)]
  if not record then return { handled = false } end
  if LAST[message.event] then forget(record) end
  if message.event == "failed" then failed(record, tostring(message.value)) end
  if record.disabled then return { handled = false } end
  record.hears(record, message.event, message.value)
  return { handled = true }
end

M.dispatch = { handle = said }

return M
