-- What one dispatch leaves for the outside: effects, requests, logs, errors, state, views. Collected while it
-- runs, written as one line of JSON in the end; the value follows on the next lines.

local json = rt.module("json")

local M = {}

-- A file that logs in a loop must not flood the other side.
local MOST_LOGS, MOST_EFFECTS, MOST_TOLD = 200, 1000, 200

local box
--- The dispatch that runs: { kind, view, trial, … }.
M.current = {}

function M.open(message)
  M.current = message
  box = {}
end

--- Appends to one of the lists.
function M.add(list, item)
  local items = box[list]
  if not items then
    items = {}
    box[list] = items
  end
  items[#items + 1] = item
end

--- What was collected in a list so far, taken out of the box.
function M.take(list)
  local items = box[list] or {}
  box[list] = nil
  return items
end

local function view_id()
  local view = rt.has_view() and rt.view()
  return view and view.id or json.null
end

--- Whether what runs is only tried, without consequence.
function rt.is_trial() return M.current.trial == true end

--- Asks the hub for something. What a trial asks for is forgotten.
function rt.effect(unit, name, params)
  if M.current.trial then return end
  if box.effects and #box.effects >= MOST_EFFECTS then
    error(("%s: more than %d things asked of the program at once"):format(name, MOST_EFFECTS), 0)
  end
  M.add("effects", { name = name, params = params or {}, view = view_id(), unit = unit.name })
end

function M.request(id, unit, name, params)
  M.add("requests", { co = id, name = name, params = params or {}, view = view_id(), unit = unit.name })
end

function rt.log(level, unit, text)
  local logs = box.logs
  if logs and #logs >= MOST_LOGS then
    box.more_logs = (box.more_logs or 0) + 1
    return
  end
  M.add("logs", { level = level, unit = unit, text = tostring(text) })
end

--- Notes an event that was told of, as `describe(...)` describes it; of too many at once only how many.
function rt.told(describe, ...)
  if M.current.trial then return end
  if box.told and #box.told >= MOST_TOLD then
    box.more_told = (box.more_told or 0) + 1
    return
  end
  M.add("told", describe(...))
end

--- A warning about a file: part of the build's outcome, else a line of the log.
function rt.warn(unit, text)
  if M.current.kind == "build" or M.current.kind == "prepare" or M.current.kind == "smoke" then M.add("warnings", text)
  else rt.log("warn", unit and unit.name or "core", text) end
end

function rt.dirty() box.dirty = true end
function rt.keys_changed() box.keys = true end

--- Some file's code ran: anything it captured may differ.
function M.ran() box.ran = true end

local function trailer(value)
  if M.current.kind == "render" and type(value) == "string" then return value end
  if value == nil then return "" end
  local ok, text = pcall(json.encode, value)
  if ok then return text end
  rt.log("warn", "core", "a result could not be written: " .. tostring(text))
  return ""
end

--- The reply as text: the header, a line feed, the value.
function M.close(ok, value)
  local text = ok and trailer(value) or ""
  rt.module("mirror").flush()
  rt.module("screens").flush()
  local header = box
  if header.more_logs then
    header.logs[#header.logs + 1] = { level = "warn", unit = "core", text = ("%d more lines were dropped"):format(header.more_logs) }
    header.more_logs = nil
  end
  header.failed = not ok or nil
  header.listens = M.listens_news()
  header.hears = M.heard_news()
  if header.keys then header.keys = rt.module("key_table").table() end
  box = {}
  M.current = {}
  if next(header) == nil then return "\n" .. text end
  -- Effects hold what files gave us: one that cannot be written must not take the others with it.
  local written, line = pcall(json.encode, header)
  if not written then line = M.salvage(header, line) end
  return line .. "\n" .. text
end

local listened, heard = false, ""

--- The costly events that somebody listens to, where that is news.
function M.heard_news()
  local events = rt.module("env").modules.events
  local now = events and events.heard and events.heard() or ""
  if now == heard then return nil end
  heard = now
  return now
end

--- Whether anything listens to output, where that is news.
function M.listens_news()
  local events = rt.module("env").modules.events
  local now = events and events.has and events.has("agent:output") or false
  if now == listened then return nil end
  listened = now
  return now
end

--- The header without the effects and requests that cannot be written.
function M.salvage(header, problem)
  local lost = {}
  for _, list in ipairs { "effects", "requests" } do
    local kept = {}
    for _, item in ipairs(header[list] or {}) do
      if pcall(json.encode, item) then kept[#kept + 1] = item
      else lost[#lost + 1] = { level = "error", unit = item.unit, text = item.name .. ": " .. tostring(problem) } end
    end
    if header[list] then header[list] = json.array(kept) end
  end
  header.logs = lost
  return json.encode(header)
end

return M
