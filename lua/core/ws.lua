-- `ws`: connections to WebSocket servers. The object is this world's; the connection is the hub's, and goes on
-- while a reload connects to the same again.

local authority = rt.module("authority")
local bytes = rt.module("bytes")
local check = rt.module("check")
local facade = rt.module("facade")
local handles = rt.module("handles")
local manifest = rt.module("manifest")

local M = { name = "ws" }

local MAX_MESSAGE = 1024 * 1024
local SHORTEST, SHORTEST_UNTRUSTED, LONGEST = 0.1, 1, 3600

-- The record behind each object; the object that each file made last.
local record_of, latest = setmetatable({}, { __mode = "k" }), {}

local function call(record, name, ...)
  -- A copy: a handler may add another.
  for _, handler in ipairs({ table.unpack(record[name]) }) do
    if not record.disabled then rt.spawn(record, "ws:" .. name, handler, ...) end
  end
end

local function hears(record, event, value)
  if event == "open" then call(record, "on_open", value.protocol)
  elseif event == "message" then call(record, "on_message", value.data, value.binary)
  elseif event == "lost" or event == "exit" then call(record, "on_close", value.code, value.reason, value.again_in) end
end

local function listen(name)
  return function(record, handler, object)
    table.insert(record[name], authority.carry(handler))
    return object
  end
end

local implementation = {
  send = function(record, data, binary)
    if #data > MAX_MESSAGE then check.raise(record.unit, "ws:send: a message of %d bytes, at most %d are sent", #data, MAX_MESSAGE) end
    return handles.act(record, "send", { data = bytes.pack(data), binary = binary or not utf8.len(data) })
  end,
  close = function(record) return handles.close(record) end,
  on_open = listen("on_open"),
  on_message = listen("on_message"),
  on_close = listen("on_close"),
}

local metas = setmetatable({}, { __mode = "k" })

local function meta_for(unit)
  if metas[unit] then return metas[unit] end
  local methods = {}
  for name, row in pairs(manifest.classes.WebSocket.methods) do
    local run = implementation[name]
    methods[name] = facade.method(unit, "ws:" .. name, row, function(self, first, second)
      local record = record_of[self]
      if not record then check.raise(unit, "ws:%s is called with a colon, on what ws.connect returned", name) end
      if name:sub(1, 3) == "on_" then return run(record, first, self) end
      return run(record, first, second)
    end)
  end
  metas[unit] = {
    __name = "WebSocket",
    __index = function(self, key)
      if key == "closed" then return record_of[self].closed or false end
      if key == "key" then return record_of[self].key end
      if methods[key] then return methods[key] end
      check.raise(unit, "ws.%s does not exist%s", tostring(key), check.did_you_mean(key, check.names(methods)))
    end,
  }
  return metas[unit]
end

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
  local object = setmetatable({}, meta_for(unit))
  record_of[object] = record
  latest[unit] = object
  return object
end

-- `ws:send(data)`: a file with one connection need not name it.
local function of_latest(unit, name)
  return function(...)
    local object = latest[unit]
    if not object then check.raise(unit, "ws:%s: this file has connected to nothing", name) end
    return object[name](object, ...)
  end
end

function M.api(unit)
  local functions = { connect = function(url, opts) return connect(unit, url, opts) end }
  for name in pairs(implementation) do functions[name] = of_latest(unit, name) end
  return facade.build("ws", unit, functions)
end

return M
