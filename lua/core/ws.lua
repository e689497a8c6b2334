-- `ws`: connections to WebSocket servers. The object is this world's; the connection is the hub's, and goes on
-- while a reload connects to the same again.

local bytes = rt.module("bytes")
local check = rt.module("check")
local facade = rt.module("facade")
local handles = rt.module("handles")

local M = { name = "ws" }

local MAX_MESSAGE = 1024 * 1024
local SHORTEST, SHORTEST_UNTRUSTED, LONGEST = 0.1, 1, 3600

local kind = rt.module("handle_objects").kind {
  module = "ws", class = "WebSocket", maker = "ws.connect", nothing = "connected to nothing",
}

local function hears(record, event, value)
  if event == "open" then kind.call(record, "on_open", value.protocol)
  elseif event == "message" then kind.call(record, "on_message", value.data, value.binary)
  elseif event == "lost" or event == "exit" then kind.call(record, "on_close", value.code, value.reason, value.again_in) end
end

kind.methods = {
  send = function(record, data, binary)
    if #data > MAX_MESSAGE then check.raise(record.unit, "ws:send: a message of %d bytes, at most %d are sent", #data, MAX_MESSAGE) end
    return handles.act(record, "send", { data = bytes.pack(data), binary = binary or not utf8.len(data) })
  end,
  close = function(record) return handles.close(record) end,
  on_open = kind.listen("on_open"),
  on_message = kind.listen("on_message"),
  on_close = kind.listen("on_close"),
}

local function reconnect_of(unit, given)
  if not given then return nil end
  if given == true then given = {} end
  local least = unit.layer == "improvements" and SHORTEST_UNTRUSTED or SHORTEST
  local min = given.min or 1
  local max = given.max or math.max(30, min)
  for name, seconds in pairs { min = min, max = max } do
    if not (seconds >= least and seconds <= LONGEST) then
      check.raise(unit, "ws.connect: reconnect.%s must be %g to %d seconds, got %g", name, least, LONGEST, seconds)
    end
  end
  if max < min then check.raise(unit, "ws.connect: reconnect.max must be reconnect.min (%g) or more, got %g", min, max) end
  return { min = min, max = max }
end

local function connect(unit, url, opts)
  opts = opts or {}
  if type(opts.reconnect) == "table" then check.fields(unit, "ws.connect: reconnect", "ReconnectOptions", opts.reconnect) end
  local headers = {}
  for name, value in pairs(opts.headers or {}) do headers[tostring(name)] = tostring(value) end
  local params = {
    url = url, headers = headers, protocols = rt.module("json").array(opts.protocols or {}),
    reconnect = reconnect_of(unit, opts.reconnect),
  }
  local key = opts.key and "ws:" .. opts.key or handles.key(unit, "ws:" .. url)
  local record = handles.open(unit, ("ws.connect(%q)"):format(url), "ws", key, params, hears)
  record.on_open, record.on_message, record.on_close = {}, {}, {}
  return kind.new(unit, record)
end

function M.api(unit)
  local functions = { connect = function(url, opts) return connect(unit, url, opts) end }
  for name in pairs(kind.methods) do functions[name] = kind.of_latest(unit, name) end
  return facade.build("ws", unit, functions)
end

return M
