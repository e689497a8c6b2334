-- Presets and workspaces as they are written: Lua tables, and nothing else. What is read here can do nothing and takes
-- no time: there are no calls, no functions and no loops in it, and nothing of the program can be reached.

local M = {}

local CODE = { "function", "while", "for", "repeat", "goto", "do", "if" }

-- Blanks out texts and comments, so that what is left is code; lines stay where they are.
local function bare(text)
  local out, at = {}, 1
  local function blank(to)
    out[#out + 1] = text:sub(at, to):gsub("[^\n]", " ")
    at = to + 1
  end
  while at <= #text do
    local comment = text:match("^%-%-()", at)
    local equals = text:match("^%[(=*)%[", comment or at)
    local quote = text:match("^[\"']", at)
    if equals then blank(select(2, text:find("]" .. equals .. "]", comment or at, true)) or #text)
    elseif comment then blank((text:find("\n", at, true) or #text + 1) - 1)
    elseif quote then
      local to = at + 1
      while to <= #text and text:sub(to, to) ~= quote do to = to + (text:sub(to, to) == "\\" and 2 or 1) end
      blank(to)
    else
      out[#out + 1] = text:sub(at, at)
      at = at + 1
    end
  end
  return table.concat(out)
end

local function line_at(text, place)
  return select(2, text:sub(1, place - 1):gsub("\n", "")) + 1
end

-- Where something stands that is no data: the line and what it is. Nil for none.
local function code_in(text)
  local code = bare(text)
  for _, word in ipairs(CODE) do
    local place = code:find("%f[%w_]" .. word .. "%f[^%w_]")
    if place then return line_at(code, place), word end
  end
  -- What is left of calls (`f{}`, `f"x"`) finds nothing that it could call.
  local place = code:find("%(") or code:find("[%w_%]}]%s*::?%s*[%w_]")
  if place then return line_at(code, place), "a call" end
end

--- The table that a text gives; nil and `file:line: what is wrong` otherwise. `file` is what messages call it.
function M.read(text, file)
  local line, what = code_in(text)
  if line then return nil, ("%s:%d: %s: only data is expected here, return { … }"):format(file, line, what) end
  local fn, problem = load(text, "data", "t", {})
  if not fn then
    local at, message = problem:match("%]:(%d+): (.*)$")
    return nil, ("%s:%s: %s"):format(file, at or "1", message or problem)
  end
  local ok, value = pcall(fn)
  if not ok then
    local at, message = tostring(value):match("%]:(%d+): (.*)$")
    return nil, ("%s:%s: %s"):format(file, at or "1", message or tostring(value))
  end
  if type(value) ~= "table" then return nil, ("%s:1: return { … } expected, got %s"):format(file, type(value)) end
  return value
end

--- The line of a text that sets `field`; 1 where that cannot be told.
function M.line_of(text, field)
  local place = bare(text):find("%f[%w_]" .. field .. "%s*=")
  return place and line_at(text, place) or 1
end

-- What a field may be ----------------------------------------------------------------------------------------

local function is_list(value)
  if type(value) ~= "table" then return false end
  for key, one in pairs(value) do
    if math.type(key) ~= "integer" or type(one) ~= "string" then return false end
  end
  return true
end

local kinds = {
  text = { "text", function(value) return type(value) == "string" end },
  texts = { "a list of texts", is_list },
  command = { "a command line, or a list of its words", function(value)
    return type(value) == "string" and value ~= "" or is_list(value) and #value > 0
  end },
  commands = { "a command line, or a list of them", function(value) return type(value) == "string" or is_list(value) end },
  variables = { "a table of texts by name", function(value)
    if type(value) ~= "table" then return false end
    for name, one in pairs(value) do
      if type(name) ~= "string" or not (type(one) == "string" or type(one) == "number") then return false end
    end
    return true
  end },
  list = { "a list", function(value) return type(value) == "table" end },
  flag = { "true or false", function(value) return type(value) == "boolean" end },
}

local function expectation(rule)
  if type(rule) == "string" then return table.unpack(kinds[rule]) end
  local words = {}
  for _, one in ipairs(rule) do words[#words + 1] = type(one) == "string" and ('"%s"'):format(one) or tostring(one) end
  return table.concat(words, ", "), function(value)
    for _, one in ipairs(rule) do if one == value then return true end end
    return false
  end
end

local function names_of(rules)
  local names = {}
  for name in pairs(rules) do names[#names + 1] = name end
  table.sort(names)
  return table.concat(names, ", ")
end

--- Checks a table against `rules` (a field's kind, or its values): true, or nil and `file:line: field: what is
--- expected`.
function M.check(value, rules, text, file)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    local line = type(key) == "string" and M.line_of(text, key) or 1
    local rule = rules[key]
    if not rule then return nil, ("%s:%d: %s: there is no such field (%s)"):format(file, line, tostring(key), names_of(rules)) end
    local expected, holds = expectation(rule)
    if not holds(value[key]) then
      return nil, ("%s:%d: %s: %s expected, got %s"):format(file, line, key, expected, inspect(value[key]):gsub("%s+", " "):sub(1, 60))
    end
  end
  return true
end

return M
