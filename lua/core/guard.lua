-- The standard library as files see it: the same names and results, without what no count hook can stop or
-- what reaches other files. Each file gets copies of the tables made here. `pcall` and its like do not hold
-- back the end of a file's time.

local raw = {
  pcall = pcall, error = error, load = load, setmetatable = setmetatable, getmetatable = getmetatable, type = type,
  resume = coroutine.resume, create = coroutine.create, status = coroutine.status, yield = coroutine.yield,
  close = coroutine.close, pack = table.pack, unpack = table.unpack,
}
local string, table, tostring, rawget, select, getinfo = string, table, tostring, rawget, select, debug.getinfo
local host = rt.host

local M = {}

--- What the count hook raises when the time is up.
M.TIMEOUT = "\0timeout"
--- First value of a yield that is meant for the host.
M.HOST = setmetatable({}, { __name = "host request" })

local TIMEOUT, HOST = M.TIMEOUT, M.HOST
local MOST_BYTES, MOST_SUBJECT, MOST_ITEMS = 1024 * 1024, 64 * 1024, 1000000

local function is_over(problem)
  return problem == TIMEOUT or host.expired()
end

-- Strings ------------------------------------------------------------------------------------------------------

local strings = {}
for name, fn in pairs(string) do strings[name] = fn end
strings.dump = nil

-- Methods of strings are shared by all files, so core's own calls come through here too.
local function refuse(name, size)
  local caller = getinfo(3, "S")
  if caller and caller.source:sub(1, 6) == "@core/" then return end
  raw.error(("%s: the text is too long for a pattern (%d bytes, at most %d): use plain = true, or a part of it"):format(name, size, MOST_SUBJECT), 3)
end

local function long(text)
  return raw.type(text) == "string" and #text > MOST_SUBJECT
end

-- Lua looks at the clock every so many of its own instructions, but one of them may do much in C: work that grows
-- with what is given counts by itself. About a millisecond.
local MOST_WORK = 200000
local work = 0

local function charge(amount)
  work = work + amount
  if work < MOST_WORK then return end
  work = 0
  if host.expired() then raw.error(TIMEOUT, 0) end
end

local find, match, gmatch, gsub, rep = string.find, string.match, string.gmatch, string.gsub, string.rep

function strings.find(text, pattern, at, plain)
  if long(text) and not plain then refuse("string.find", #text) end
  if raw.type(text) == "string" then charge(#text) end
  return find(text, pattern, at, plain)
end

function strings.match(text, pattern, at)
  if long(text) then refuse("string.match", #text) end
  if raw.type(text) == "string" then charge(#text) end
  return match(text, pattern, at)
end

function strings.gmatch(text, pattern, at)
  if long(text) then refuse("string.gmatch", #text) end
  return gmatch(text, pattern, at)
end

function strings.gsub(text, pattern, with, most)
  if long(text) then refuse("string.gsub", #text) end
  if raw.type(text) == "string" then charge(#text) end
  return gsub(text, pattern, with, most)
end

function strings.rep(text, count, separator)
  local size = raw.type(text) == "string" and #text or 16
  if raw.type(separator) == "string" then size = size + #separator end
  local times = raw.type(count) == "number" and count or 0
  if times > 0 and (size * times > MOST_BYTES or times > MOST_ITEMS) then
    raw.error(("string.rep: the result is too large (at most %d bytes)"):format(MOST_BYTES), 2)
  end
  if times > 0 then charge(times + size * times // 16) end
  return rep(text, count, separator)
end

local shared = raw.getmetatable("")
shared.__index = strings
shared.__metatable = false

-- Tables -------------------------------------------------------------------------------------------------------

local tables = {}
for name, fn in pairs(table) do tables[name] = fn end

local function plain_length(name, list)
  local meta = raw.getmetatable(list)
  if raw.type(meta) == "table" and rawget(meta, "__len") ~= nil then
    raw.error(name .. ": a table with a length of its own (__len) is not taken here", 3)
  end
end

for _, name in ipairs { "insert", "remove", "sort", "concat", "unpack" } do
  local run = table[name]
  tables[name] = function(list, ...)
    if raw.type(list) == "table" then plain_length("table." .. name, list) end
    return run(list, ...)
  end
end

local move, concat = table.move, tables.concat

function tables.move(from, first, last, to, into)
  if raw.type(first) == "number" and raw.type(last) == "number" and last - first > MOST_ITEMS then
    raw.error("table.move: too many items", 2)
  end
  return move(from, first, last, to, into)
end

function tables.concat(list, separator, first, last)
  local count = (raw.type(last) == "number" and last or raw.type(list) == "table" and #list or 0)
  if count - (raw.type(first) == "number" and first or 1) > MOST_ITEMS then raw.error("table.concat: too many items", 2) end
  charge(count)
  return concat(list, separator, first, last)
end

-- Coroutines ---------------------------------------------------------------------------------------------------

--- Resumes a file's coroutine. What it asks of the host is asked from here on, outwards, and the answer handed in.
local function resume(thread, ...)
  local results = raw.pack(raw.resume(thread, ...))
  while results[1] and results[2] == HOST do
    results = raw.pack(raw.resume(thread, raw.yield(raw.unpack(results, 2, results.n))))
  end
  if not results[1] and is_over(results[2]) then raw.error(TIMEOUT, 0) end
  return results
end

local coroutines = {}
for name, fn in pairs(coroutine) do coroutines[name] = fn end

function coroutines.resume(thread, ...)
  local frame = host.depth()
  local results = resume(thread, ...)
  host.unwind(frame)
  return raw.unpack(results, 1, results.n)
end

function coroutines.wrap(fn)
  local thread = raw.create(fn)
  return function(...)
    local frame = host.depth()
    local results = resume(thread, ...)
    host.unwind(frame)
    if results[1] then return raw.unpack(results, 2, results.n) end
    raw.close(thread)
    raw.error(results[2], 0)
  end
end

function coroutines.close(thread)
  local ok, problem = raw.close(thread)
  if not ok and is_over(problem) then raw.error(TIMEOUT, 0) end
  return ok, problem
end

-- The rest -----------------------------------------------------------------------------------------------------

local base = {}
for _, name in ipairs { "assert", "error", "ipairs", "next", "pairs", "rawequal", "rawget", "rawlen", "rawset", "select",
  "tonumber", "tostring", "type", "_VERSION" } do base[name] = _G[name] end

local function settle(ok, ...)
  if not ok and is_over((...)) then raw.error(TIMEOUT, 0) end
  return ok, ...
end

function base.pcall(fn, ...)
  return settle(raw.pcall(fn, ...))
end

-- The handler runs after the stack is unwound: within an error no hook would stop it.
local function handled(handler, ok, ...)
  if ok then return ok, ... end
  if is_over((...)) then raw.error(TIMEOUT, 0) end
  return false, handler(...)
end

function base.xpcall(fn, handler, ...)
  return handled(handler, raw.pcall(fn, ...))
end

-- Metatables that files made; others are ours.
local theirs = raw.setmetatable({}, { __mode = "k" })

function base.getmetatable(value)
  local meta = raw.getmetatable(value)
  if raw.type(meta) ~= "table" or theirs[meta] then return meta end
  if raw.type(value) == "string" then return nil end
  return false
end

function base.setmetatable(value, meta)
  if raw.type(meta) == "table" then
    if rawget(meta, "__gc") ~= nil then raw.error("setmetatable: __gc is not available", 2) end
    local before = raw.getmetatable(value)
    if before ~= nil and not (raw.type(before) == "table" and theirs[before]) then
      raw.error("setmetatable: this table is protected", 2)
    end
    theirs[meta] = true
  end
  return raw.setmetatable(value, meta)
end

function base.collectgarbage(what)
  if what == nil or what == "count" then return collectgarbage("count") end
  raw.error("collectgarbage: only \"count\" is available", 2)
end

M.base = base
M.libraries = { string = strings, table = tables, coroutine = coroutines, math = math, utf8 = utf8, os = os }

--- `load` for a file: text only, in its own environment.
function M.load_for(env)
  return function(chunk, name, _, own)
    if raw.type(chunk) ~= "string" then raw.error("load: text expected, got " .. raw.type(chunk), 2) end
    name = raw.type(name) == "string" and name:gsub("^[@=]", "") or "load"
    return raw.load(chunk, "=[" .. name:sub(1, 40) .. "]", "t", own == nil and env or own)
  end
end

return M
