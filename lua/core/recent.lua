-- What happened lately, as the hub keeps it: lines of the log, errors, events. A world has a copy from when a
-- file first asks until nobody asks any more. Whatever is new is told, and every view drawn again.

local handles = rt.module("handles")

local M = {}

-- Seconds without a question after which what is new is of no interest.
local PATIENCE = 5
-- Handlers that are named, fields that are shown, characters of one, characters of all.
local MOST_NAMED, MOST_FIELDS, MOST_OF_FIELD, MOST_TEXT = 8, 8, 80, 300

-- It is core that looks, whichever file asks.
local core = { name = "core/recent.lua", layer = "core", rank = 1, registered = {}, line = 1, number = 0 }

-- What is open, the entries in order, when somebody last asked.
local open, entries, asked = nil, {}, 0

-- Asking ------------------------------------------------------------------------------------------------------

local function by_seq(a, b) return a.seq < b.seq end

local function take(news, oldest)
  local last = entries[#entries]
  local in_order = not last or not news[1] or news[1].seq > last.seq
  local kept = {}
  for _, entry in ipairs(entries) do
    if entry.seq >= oldest[entry.kind] then kept[#kept + 1] = entry end
  end
  table.move(news, 1, #news, #kept + 1, kept)
  if not in_order then table.sort(kept, by_seq) end
  entries = kept
end

local function forget()
  open, entries = nil, {}
end

local function hears(record, event, value)
  if event == "failed" then return forget() end
  if event ~= "entries" or record ~= open then return end
  if rt.now() - asked > PATIENCE then
    handles.close(record)
    return forget()
  end
  take(value.entries, value.oldest)
  rt.dirty()
end

--- Every entry, oldest first; not to be changed. The first time in a world it waits for them where it can, and
--- has none where it cannot: the view is drawn again when they are there.
function M.entries()
  asked = rt.now()
  if not open and not rt.is_trial() then
    local record = handles.open(core, "log.recent", "recent", "recent", {}, hears)
    open = record
    if rt.can_wait() then handles.ask(record, "log.recent", "wait") end
  end
  return entries
end

-- Telling -----------------------------------------------------------------------------------------------------

local function cut(text, most)
  text = text:match("^[^\n]*")
  if #text <= most then return text end
  return text:sub(1, (utf8.offset(text, 0, most) or most) - 1) .. "…"
end

-- Tables are looked at without their metatables: those are files' code.
local function table_text(value)
  local name = rawget(value, "name") or rawget(value, "id")
  if type(name) == "string" then return name end
  local parts = {}
  for index = 1, math.min(rawlen(value), MOST_FIELDS) do
    local part = rawget(value, index)
    if type(part) ~= "string" and type(part) ~= "number" then return "{…}" end
    parts[index] = tostring(part)
  end
  return #parts > 0 and table.concat(parts, " ") or "{…}"
end

local function field_text(value)
  local kind = type(value)
  if kind == "table" then return cut(table_text(value), MOST_OF_FIELD) end
  if kind == "string" then
    local text = cut(value, MOST_OF_FIELD)
    return (text == "" or text:find(" ", 1, true)) and '"' .. text .. '"' or text
  end
  return kind == "number" and ("%.14g"):format(value) or tostring(value)
end

local function field_names(known, payload)
  if type(known.fields) == "table" then return known.fields end
  local names = {}
  for key in next, payload do
    if type(key) == "string" then names[#names + 1] = key end
  end
  table.sort(names)
  return names
end

-- `shell code=1`: what it is about, then the other fields.
local function text_of(known, payload, about)
  if type(payload) ~= "table" then return payload == nil and "" or field_text(payload) end
  local parts = {}
  if known.agent then parts[1] = about or field_text(rawget(payload, "agent") or rawget(payload, "id")) end
  for _, name in ipairs(field_names(known, payload)) do
    local value = type(name) == "string" and rawget(payload, name) or nil
    if value ~= nil and not (known.agent and name == "agent") then
      parts[#parts + 1] = name .. "=" .. field_text(value)
      if #parts >= MOST_FIELDS then break end
    end
  end
  return cut(table.concat(parts, " "), MOST_TEXT)
end

local function owners(records)
  local names = {}
  for index = 1, math.min(#records, MOST_NAMED) do names[index] = records[index].owner end
  return rt.module("json").array(names)
end

local function describe(name, known, payload, about, outcome, called, failed)
  local refused_by = outcome.cancelled and called[#called] or nil
  return {
    name = cut(name, MOST_OF_FIELD), text = text_of(known, payload, about), told = owners(called), told_count = #called,
    failed = #failed > 0 and owners(failed) or nil,
    cancelled_by = refused_by and refused_by.owner, reason = refused_by and outcome.reason and cut(outcome.reason, MOST_TEXT),
  }
end

--- Notes an event that was told of. `about`: what it is about, where that has a name. `called` are the handlers
--- in order, of which the last has settled it where it is settled; `failed` those that threw.
function M.told(...)
  rt.told(describe, ...)
end

return M
