-- JSON in plain Lua. Bytes that are no UTF-8 pass as they are; the other side shows them as U+FFFD. Lists are
-- tables with items at 1..n; an empty table is `{}` unless marked with `array`.

local find, gsub, byte, sub, format = string.find, string.gsub, string.byte, string.sub, string.format
local concat, char, floor = table.concat, utf8.char, math.floor
local pairs, type, tonumber, getmetatable, setmetatable = pairs, type, tonumber, getmetatable, setmetatable
local math_type, rawlen, next, error = math.type, rawlen, next, error

local MAX_DEPTH = 500

local Array = { __name = "array" }
local null = setmetatable({}, { __name = "null", __tostring = function() return "null" end })

local M = { name = "json", null = null }

-- Tables whose text is known, by table; their metatable says so.
local Kept = { __name = "kept" }
local kept = setmetatable({}, { __mode = "k" })

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\b"] = "\\b", ["\f"] = "\\f" }
for code = 0, 127 do
  local c = string.char(code)
  if find(c, "%c") and not escapes[c] then escapes[c] = format("\\u%04x", code) end
end

--- A string as JSON writes it.
local function quote(text)
  if not find(text, '[%c"\\]') then return '"' .. text .. '"' end
  return '"' .. gsub(text, '[%c"\\]', escapes) .. '"'
end
M.quote = quote

local function number(value)
  if math_type(value) == "integer" then return format("%d", value) end
  if value ~= value then return "null" end
  if value == math.huge then return "1e999" elseif value == -math.huge then return "-1e999" end
  if value == floor(value) and value > -1e15 and value < 1e15 then return format("%d", value) end
  local short = format("%.14g", value)
  return tonumber(short) == value and short or format("%.17g", value)
end

local write

local function write_list(out, at, list, count, depth)
  out[at] = "["
  at = at + 1
  for index = 1, count do
    if index > 1 then
      out[at] = ","
      at = at + 1
    end
    at = write(out, at, list[index], depth)
  end
  out[at] = "]"
  return at + 1
end

local function key_text(key)
  if type(key) == "string" then return quote(key) .. ":" end
  if math_type(key) then return '"' .. number(key) .. '":' end
  error("cannot be written as JSON: a key that is a " .. type(key), 0)
end

local function write_fields(out, at, fields, depth)
  local open = "{"
  for key, value in next, fields do
    out[at], out[at + 1] = open, key_text(key)
    at = write(out, at + 2, value, depth)
    open = ","
  end
  if open == "{" then
    out[at] = "{"
    at = at + 1
  end
  out[at] = "}"
  return at + 1
end

function write(out, at, value, depth)
  local kind = type(value)
  if kind == "string" then
    out[at] = quote(value)
  elseif kind == "table" then
    if value == null then
      out[at] = "null"
      return at + 1
    end
    if depth > MAX_DEPTH then error("cannot be written as JSON: nested too deeply, or within itself", 0) end
    local meta = getmetatable(value)
    if meta == Kept and kept[value] then
      out[at] = kept[value]
      return at + 1
    end
    local count = rawlen(value)
    if count > 0 or meta == Array then return write_list(out, at, value, count, depth + 1) end
    return write_fields(out, at, value, depth + 1)
  elseif kind == "number" then
    out[at] = number(value)
  elseif kind == "boolean" then
    out[at] = value and "true" or "false"
  elseif kind == "nil" then
    out[at] = "null"
  else
    error("cannot be written as JSON: a " .. kind, 0)
  end
  return at + 1
end

--- A value as JSON text. Throws for functions, threads and what is nested too deeply.
function M.encode(value)
  local out = {}
  write(out, 1, value, 0)
  return concat(out)
end

--- Writes a table now, for every later time; `text` is how, where that is known. It must not be changed, or given a
--- metatable, from now on.
function M.keep(value, text)
  kept[value] = text or M.encode(value)
  return setmetatable(value, Kept)
end

-- Over several lines, keys sorted.
local function pretty(value, indent)
  if type(value) ~= "table" or value == null or next(value) == nil then return M.encode(value) end
  if #indent > 2 * MAX_DEPTH then error("cannot be written as JSON: nested too deeply, or within itself", 0) end
  local inner, parts = indent .. "  ", {}
  local count = rawlen(value)
  if count > 0 then
    for index = 1, count do parts[index] = inner .. pretty(value[index], inner) end
    return "[\n" .. concat(parts, ",\n") .. "\n" .. indent .. "]"
  end
  local texts = {}
  for key, one in next, value do
    local text = key_text(key)
    parts[#parts + 1], texts[text] = text, inner .. text .. " " .. pretty(one, inner)
  end
  table.sort(parts)
  for index, text in ipairs(parts) do parts[index] = texts[text] end
  return "{\n" .. concat(parts, ",\n") .. "\n" .. indent .. "}"
end

--- Marks a table as a list, so that an empty one is `[]`.
function M.array(list)
  return setmetatable(list or {}, Array)
end

local function fail(text, at, what)
  local _, lines = gsub(sub(text, 1, at - 1), "\n", "")
  error(format("not JSON at line %d, byte %d: %s", lines + 1, at, what), 0)
end

local is_unknown = false
local unescapes = setmetatable({ b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }, {
  __index = function() is_unknown = true end,
})

local function unicode(text, at)
  local code = tonumber(find(text, "^%x%x%x%x", at) and sub(text, at, at + 3) or "", 16)
  if not code then fail(text, at, "four hex digits expected") end
  if code >= 0xD800 and code < 0xDC00 and find(text, "^\\u[dD][c-fC-F]%x%x", at + 4) then
    local low = tonumber(sub(text, at + 6, at + 9), 16)
    return char(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)), at + 10
  end
  if code >= 0xD800 and code < 0xE000 then code = 0xFFFD end
  return char(code), at + 4
end

-- Piece by piece: what has other escapes than the common ones, or a mistake, which is found so.
local function read_escapes(text, at)
  local parts = {}
  while true do
    local close = find(text, '["\\]', at)
    if not close then fail(text, at, "the string does not end") end
    parts[#parts + 1] = sub(text, at, close - 1)
    if byte(text, close) == 34 then return concat(parts), close + 1 end
    local letter = sub(text, close + 1, close + 1)
    if letter == "u" then
      parts[#parts + 1], at = unicode(text, close + 2)
    else
      if not unescapes[letter] then fail(text, close, "unknown escape") end
      parts[#parts + 1], at = unescapes[letter], close + 2
    end
  end
end

-- `at` is after the opening quote.
local function read_string(text, at)
  local close = find(text, '["\\]', at)
  if not close then fail(text, at, "the string does not end") end
  if byte(text, close) == 34 then return sub(text, at, close - 1), close + 1 end
  local from = at
  repeat
    close = find(text, '"', at, true)
    if not close then return read_escapes(text, from) end
    at = close + 1
    local slash = close - 1
    while slash >= from and byte(text, slash) == 92 do slash = slash - 1 end
  until (close - 1 - slash) % 2 == 0
  local body = sub(text, from, close - 1)
  if find(body, "\\u", 1, true) then return read_escapes(text, from) end
  is_unknown = false
  body = gsub(body, "\\(.)", unescapes)
  if is_unknown then return read_escapes(text, from) end
  return body, at
end

local function skip(text, at)
  return find(text, "[^ \n\r\t]", at) or #text + 1
end

local read

local function read_list(text, at, depth, nulls)
  local list, count = setmetatable({}, nil), 0
  at = skip(text, at)
  if byte(text, at) == 93 then return setmetatable(list, Array), at + 1 end
  while true do
    local value
    value, at = read(text, at, depth, nulls)
    count = count + 1
    list[count] = value
    at = skip(text, at)
    local c = byte(text, at)
    if c == 93 then return list, at + 1 end
    if c ~= 44 then fail(text, at, "',' or ']' expected") end
    at = at + 1
  end
end

local function read_fields(text, at, depth, nulls)
  local fields = {}
  at = skip(text, at)
  if byte(text, at) == 125 then return fields, at + 1 end
  while true do
    at = skip(text, at)
    if byte(text, at) ~= 34 then fail(text, at, "a key expected") end
    local key
    key, at = read_string(text, at + 1)
    at = skip(text, at)
    if byte(text, at) ~= 58 then fail(text, at, "':' expected") end
    fields[key], at = read(text, at + 1, depth, nulls)
    at = skip(text, at)
    local c = byte(text, at)
    if c == 125 then return fields, at + 1 end
    if c ~= 44 then fail(text, at, "',' or '}' expected") end
    at = at + 1
  end
end

local words = { t = { "true", true }, f = { "false", false } }

function read(text, at, depth, nulls)
  at = skip(text, at)
  local c = byte(text, at)
  if depth > MAX_DEPTH then fail(text, at, "nested too deeply") end
  if c == 34 then return read_string(text, at + 1) end
  if c == 123 then return read_fields(text, at + 1, depth + 1, nulls) end
  if c == 91 then return read_list(text, at + 1, depth + 1, nulls) end
  if c == 110 and sub(text, at, at + 3) == "null" then return nulls, at + 4 end
  local word = c and words[sub(text, at, at)]
  if word and sub(text, at, at + #word[1] - 1) == word[1] then return word[2], at + #word[1] end
  local first, last = find(text, "^-?%d+%.?%d*[eE]?[+-]?%d*", at)
  local value = first and tonumber(sub(text, first, last))
  if not value then fail(text, at, "a value expected") end
  return value, last + 1
end

local function decode(text, nulls)
  local value, at = read(text, 1, 0, nulls)
  at = skip(text, at)
  if at <= #text then fail(text, at, "more follows") end
  return value
end

--- The value of JSON text; `null` is `json.null`. Throws where it is no JSON.
function M.decode(text) return decode(text, null) end

--- The same; fields that are null are absent.
function M.read(text) return decode(text, nil) end

function M.api(unit)
  return rt.module("facade").build("json", unit, {
    encode = function(value, opts) return opts and opts.pretty and pretty(value, "") or M.encode(value) end,
    decode = M.decode,
    array = M.array,
  }, { get = function(key) if key == "null" then return null end end })
end

return M
