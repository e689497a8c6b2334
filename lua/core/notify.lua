-- `notify`: messages that go away by themselves, and are kept in a history by the hub.

local agent = rt.module("agent")
local authority = rt.module("authority")
local bus = rt.module("bus")
local check = rt.module("check")
local facade = rt.module("facade")
local manifest = rt.module("manifest")

local M = { name = "notify" }

local levels = { info = true, warn = true, error = true }
local HISTORY = 200

-- What files set.
local settings = { outer = "auto", when = "unfocused", after = 0.3 }
-- Where the command was set.
local command_at

-- Those that the hub has not shown us in its history yet, newest first.
local recent = {}
local count = 0
-- Handlers of notify:before tell things too.
local is_asking = false

local function text_of(message)
  if type(message) == "string" then return message end
  return rt.module("inspect").text(message)
end

-- As its handlers want it; nil where one of them said no.
local function asked(note)
  if is_asking or not bus.has("notify:before") then return note end
  is_asking = true
  local ok, outcome = pcall(bus.emit, "notify:before", note)
  is_asking = false
  if not ok then error(outcome, 0) end
  if outcome.cancelled or outcome.handled then return nil end
  local given = type(outcome.payload) == "table" and outcome.payload or note
  local function one(name, kind)
    if type(given[name]) == kind then return given[name] end
    return note[name]
  end
  return {
    agent = note.agent, unit = note.unit, title = type(given.title) == "string" and given.title or nil,
    text = one("text", "string"), level = levels[given.level] and given.level or note.level,
    timeout = one("timeout", "number"), outer = one("outer", "boolean"), keep = one("keep", "boolean"),
  }
end

local function outer_of(note)
  if not note.outer then return nil end
  local command = settings.command and { argv = settings.command, at = command_at } or nil
  return { way = settings.outer, always = settings.when == "always", command = command }
end

local function send(unit, message, level, opts)
  if not levels[level] then
    check.raise(unit, "notify: bad level '%s' (\"info\", \"warn\" or \"error\" expected)%s", tostring(level),
      check.did_you_mean(level, check.names(levels)))
  end
  local about = opts.agent and agent.find(opts.agent)
  local note = asked {
    agent = about and about.id, unit = unit.name, title = opts.title, text = text_of(message), level = level,
    timeout = opts.timeout or 5, outer = opts.outer or opts.desktop or false, keep = opts.keep ~= false,
  }
  if not note then return nil end
  count = count + 1
  local id = opts.id or ("%s#%d.%d"):format(unit.name, rt.generation or 0, count)
  local key = ("%d.%d"):format(math.floor(rt.time() * 1000), count)
  if note.keep and not rt.is_trial() then
    table.insert(recent, 1, {
      id = id, key = key, level = note.level, title = note.title, text = note.text, at = rt.time(), unit = unit.name,
      agent = note.agent, name = about and about.name, unread = true,
    })
    recent[HISTORY + 1] = nil
  end
  rt.effect(unit, "notify", {
    id = id, key = key, level = note.level, title = note.title, text = note.text, timeout = note.timeout,
    agent = note.agent, keep = note.keep, outer = outer_of(note),
  })
  return id
end

--- `notify("text", "warn", { … })` and `notify{ title = …, content = … }`.
local function call(unit, message, level, opts)
  if type(message) == "table" and level == nil and opts == nil then
    local content = message.content or message.text or message[1]
    if content ~= nil or message.title then
      check.fields(unit, "notify", "NotifyOptions", message)
      return send(unit, content or "", message.level or "info", message)
    end
  end
  opts = opts or {}
  return send(unit, message, level or opts.level or "info", opts)
end

-- The history -------------------------------------------------------------------------------------------------

-- What we have told and the hub's history does not show yet.
local function not_shown(kept)
  local shown = {}
  for _, one in ipairs(kept) do shown[one.key or ""] = true end
  local rest = {}
  for _, one in ipairs(recent) do
    if not shown[one.key] then rest[#rest + 1] = one end
  end
  recent = rest
  return rest
end

local function history()
  local kept = rt.app and rt.app.notifications or {}
  local rows = table.move(not_shown(kept), 1, #recent, 1, {})
  for place = #kept, 1, -1 do
    local copy = {}
    for key, value in pairs(kept[place]) do copy[key] = value end
    if #rows < HISTORY then rows[#rows + 1] = copy end
  end
  return rows
end

local function unread()
  local kept = rt.app and rt.app.notifications or {}
  local count = #not_shown(kept)
  for _, one in ipairs(kept) do
    if one.unread then count = count + 1 end
  end
  return count
end

-- Settings ----------------------------------------------------------------------------------------------------

local function words(unit, value)
  if value == false or value == nil then return nil end
  for _, word in ipairs(value) do
    if type(word) ~= "string" then check.raise(unit, "notify.command: a list of strings expected, got a %s in it", check.kind(word)) end
  end
  if not value[1] or value[1] == "" then check.raise(unit, "notify.command: a program expected, got an empty list") end
  return table.move(value, 1, #value, 1, {})
end

local function set(unit, name, value)
  check.fields(unit, "notify", "NotifySettings", { [name] = value })
  if name == "command" then
    authority.demand(unit, "notify.command", "pty.spawn")
    settings.command, command_at = words(unit, value), check.where(1) or unit.name
  elseif name == "after" and not (value >= 0 and value <= 3600) then
    check.raise(unit, "notify.after: seconds from 0 to 3600 expected, got %s", tostring(value))
  else
    settings[name] = value
  end
end

--- Takes over `botster.notify = { … }`.
function M.configure(unit, value)
  if type(value) ~= "table" then check.raise(unit, "botster.notify: a table expected, got %s", check.kind(value)) end
  for _, name in ipairs(check.names(value)) do set(unit, name, value[name]) end
end

function M.api(unit)
  return facade.build("notify", unit, {
    info = function(message, opts) return send(unit, message, "info", opts or {}) end,
    warn = function(message, opts) return send(unit, message, "warn", opts or {}) end,
    error = function(message, opts) return send(unit, message, "error", opts or {}) end,
    dismiss = function(id) rt.effect(unit, "notify.dismiss", { id = id }) end,
    history = history,
    unread = unread,
    seen = function() rt.effect(unit, "notify.seen", {}) end,
  }, {
    call = function(message, level, opts) return call(unit, message, level, opts) end,
    get = function(key) return settings[key] end,
    set = function(key, value)
      if not manifest.classes.NotifySettings.fields[key] then
        check.raise(unit, "notify.%s cannot be set%s", tostring(key), check.did_you_mean(key, check.names(manifest.classes.NotifySettings.fields)))
      end
      set(unit, key, value)
    end,
  })
end

return M
