-- `notify`: messages that go away by themselves.

local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "notify" }

local levels = { info = true, warn = true, error = true }
local HISTORY = 100

local history = {}
local count = 0

local function text_of(message)
  if type(message) == "string" then return message end
  return rt.module("inspect").text(message)
end

local function send(unit, message, level, opts)
  if not levels[level] then
    check.raise(unit, "notify: bad level '%s' (\"info\", \"warn\" or \"error\" expected)%s", tostring(level),
      check.did_you_mean(level, check.names(levels)))
  end
  count = count + 1
  local note = {
    id = opts.id or ("%s#%d.%d"):format(unit.name, rt.generation or 0, count),
    level = level, title = opts.title, text = text_of(message), timeout = opts.timeout or 5, desktop = opts.desktop or false,
  }
  table.insert(history, 1, { id = note.id, level = level, title = note.title, text = note.text, at = rt.time(), unit = unit.name })
  history[HISTORY + 1] = nil
  rt.effect(unit, "notify", note)
  return note.id
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

function M.api(unit)
  return facade.build("notify", unit, {
    info = function(message, opts) return send(unit, message, "info", opts or {}) end,
    warn = function(message, opts) return send(unit, message, "warn", opts or {}) end,
    error = function(message, opts) return send(unit, message, "error", opts or {}) end,
    dismiss = function(id) rt.effect(unit, "notify.dismiss", { id = id }) end,
    history = function() return { table.unpack(history) } end,
  }, { call = function(message, level, opts) return call(unit, message, level, opts) end })
end

return M
