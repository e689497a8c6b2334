-- `state` inside a world: live tables of plain data, and what the outside last heard of each. Tables that
-- were handed out are compared after their file's code ran; what changed goes out. The outside keeps the only
-- copy that matters: a world can end at any time.

local json = rt.module("json")
local outbox = rt.module("outbox")

local M = {}

local MOST_BYTES = 64 * 1024

-- By scope and key: the live value, the text the outside has, and texts nobody has asked for yet.
local live, told, unread = {}, {}, {}
local touched = {}
local complained = {}
-- While a trial runs: the texts from before it.
local before_trial
-- Counts up when anything but a file changes what is kept.
local version = 0

local function slot(map, scope)
  local keys = map[scope]
  if not keys then
    keys = {}
    map[scope] = keys
  end
  return keys
end

-- Plain data as JSON that loses nothing: integer keys, floats and raw bytes are marked with \1.
local function pack(value)
  local kind = type(value)
  if kind == "string" then
    if not utf8.len(value) then
      return "\1b" .. value:gsub("[\128-\255]", function(c) return utf8.char(c:byte()) end)
    end
    return value:byte(1) == 1 and "\1s" .. value or value
  end
  if kind == "number" then
    if value ~= value then return "\1n" end
    if math.type(value) == "float" and value % 1 == 0 then return "\1f" .. ("%.0f"):format(value) end
    return value
  end
  if kind ~= "table" then return value end
  local count, is_list = rawlen(value), true
  for key in next, value do is_list = is_list and math.type(key) == "integer" and key >= 1 and key <= count end
  local copy = {}
  if is_list then
    for index = 1, count do copy[index] = pack(value[index]) end
    return copy
  end
  for key, one in next, value do
    if type(key) == "number" then copy["\1i" .. ("%d"):format(key)] = pack(one) else copy[pack(key)] = pack(one) end
  end
  return copy
end

local unpackers = {
  s = function(text) return text end,
  i = function(text) return math.tointeger(tonumber(text)) end,
  f = function(text) return tonumber(text) + 0.0 end,
  n = function() return 0 / 0 end,
  b = function(text)
    local bytes = {}
    for _, code in utf8.codes(text) do bytes[#bytes + 1] = string.char(code) end
    return table.concat(bytes)
  end,
}

local function unpacked(value)
  if type(value) == "string" and value:byte(1) == 1 then return unpackers[value:sub(2, 2)](value:sub(3)) end
  if type(value) ~= "table" then return value end
  local copy = {}
  for key, one in next, value do copy[unpacked(key)] = unpacked(one) end
  return copy
end

local function decode(text)
  return unpacked(json.read(text))
end

-- Sorted keys are not needed: the text of an unchanged table is the same, since Lua walks it the same way.
local function encode(value)
  return json.encode(pack(value))
end

--- Plain data as text that loses nothing, and back.
M.to_text, M.from_text = encode, decode

local function size(scope)
  local bytes = 0
  for key, text in pairs(slot(told, scope)) do bytes = bytes + #key + #text end
  for key, text in pairs(slot(unread, scope)) do bytes = bytes + #key + #text end
  return bytes
end

local function send(scope, key, text)
  slot(told, scope)[key] = text
  outbox.add("state", { scope .. "\0" .. key, text or json.null })
end

local function too_large(scope, key, text)
  local before = slot(told, scope)[key]
  return size(scope) - (before and #before or 0) + #key + #text > MOST_BYTES
end

function rt.state_get(scope, key)
  local text = slot(unread, scope)[key]
  if text then
    slot(unread, scope)[key] = nil
    local value = decode(text)
    slot(live, scope)[key] = value
    slot(told, scope)[key] = encode(value)
    if before_trial then slot(before_trial, scope)[key] = slot(told, scope)[key] end
  end
  touched[scope] = true
  return slot(live, scope)[key]
end

--- Keeps a value; nil removes it. Whoever `has_limits` has looked at the size already.
function rt.state_set(scope, key, value, has_limits)
  if before_trial and slot(unread, scope)[key] then slot(before_trial, scope)[key] = slot(unread, scope)[key] end
  slot(unread, scope)[key] = nil
  if value == nil then
    if slot(live, scope)[key] ~= nil or slot(told, scope)[key] then
      slot(live, scope)[key] = nil
      send(scope, key, nil)
    end
    return
  end
  local text = encode(value)
  if not has_limits and too_large(scope, key, text) then
    rt.module("check").raise(nil, "state.set: more than %d KB kept by %s", MOST_BYTES // 1024, scope)
  end
  slot(live, scope)[key] = value
  if slot(told, scope)[key] ~= text then send(scope, key, text) end
end

--- The same number as before: nobody but files has changed what is kept.
function rt.state_version() return version end

function rt.state_keys(scope)
  local keys = {}
  for key in pairs(slot(live, scope)) do keys[#keys + 1] = key end
  for key in pairs(slot(unread, scope)) do keys[#keys + 1] = key end
  return keys
end

--- That file's code ran: its tables may have changed.
function M.touch(unit)
  touched[unit.name] = true
end

local function complain(scope, key, message)
  local id = scope .. "\0" .. key
  if complained[id] then return end
  complained[id] = true
  outbox.add("errors", { unit = scope, line = 1, phase = "handler", message = ("state %q is not kept: %s"):format(key, message), where = "state.get" })
end

local function compare(scope)
  for key, value in pairs(slot(live, scope)) do
    if type(value) == "table" then
      local ok, text = pcall(encode, value)
      if not ok then complain(scope, key, text)
      elseif text ~= slot(told, scope)[key] then
        if too_large(scope, key, text) then complain(scope, key, ("more than %d KB"):format(MOST_BYTES // 1024))
        else send(scope, key, text) end
      end
    end
  end
end

--- Sends what changed. At the end of a trial everything is put back instead.
function M.flush()
  if next(touched) == nil then return end
  touched.shared = true
  -- Code that ran may have called another file's (an action, a required function), with that file's tables.
  -- A frame looks only at the files that drew it: it comes too often, and may change little.
  if outbox.current.kind ~= "render" then
    for scope in pairs(live) do touched[scope] = true end
  end
  local scopes = touched
  touched = {}
  for scope in pairs(scopes) do
    compare(scope)
  end
end

-- Puts another content into a table that files may hold.
local function refill(into, from)
  for key in pairs(into) do into[key] = nil end
  for key, value in pairs(from) do into[key] = value end
end

local function put(scope, key, text)
  version = version + 1
  local now = slot(live, scope)[key]
  if not text then
    slot(live, scope)[key], slot(told, scope)[key], slot(unread, scope)[key] = nil, nil, nil
    return
  end
  if now == nil then
    slot(unread, scope)[key] = text
    slot(told, scope)[key] = nil
    return
  end
  local value = decode(text)
  if type(now) == "table" and type(value) == "table" then
    refill(now, value)
    value = now
  end
  slot(live, scope)[key], slot(told, scope)[key] = value, encode(value)
end

--- Takes over what the outside has: a list of { "scope\0key", text or false }.
function M.receive(list)
  for _, item in ipairs(list) do
    local scope, key = item[1]:match("^(.-)\0(.*)$")
    put(scope, key, item[2])
  end
end

local function restore(scope, key)
  local text = slot(before_trial, scope)[key]
  if text ~= slot(told, scope)[key] then put(scope, key, text or false) end
end

--- Runs `fn` and puts back whatever it did to the state.
function M.trial(fn)
  M.flush()
  local sent = outbox.take("state")
  before_trial = {}
  for scope, keys in pairs(told) do
    for key, text in pairs(keys) do slot(before_trial, scope)[key] = text end
  end
  local ok, problem = pcall(fn)
  M.flush()
  outbox.take("state")
  for scope, keys in pairs(told) do
    for key in pairs(keys) do restore(scope, key) end
  end
  for scope, keys in pairs(before_trial) do
    for key in pairs(keys) do restore(scope, key) end
  end
  before_trial = nil
  for _, item in ipairs(sent) do outbox.add("state", item) end
  if not ok then error(problem, 0) end
end

return M
