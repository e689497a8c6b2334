-- What a text that is being typed can become (Tab): words of a command line, names of what there is, paths.
--
-- A completer is the name of a kind ("agent", "path", …), a list of words, or a function that returns either.

local agent = rt.module("agent")
local check = rt.module("check")
local theme = rt.module("theme")

local M = {}

local MOST = 200

-- Kinds -------------------------------------------------------------------------------------------------------

local function names_of(list, field)
  local names = {}
  for _, one in ipairs(list) do names[#names + 1] = type(one) == "table" and one[field or "name"] or one end
  return names
end

local function commands()
  local names, seen = {}, {}
  local function add(name)
    if not seen[name] then names[#names + 1] = name end
    seen[name] = true
  end
  for _, record in ipairs(rt.registry.command or {}) do
    add(record.name)
    local alias = record.alias
    for _, other in ipairs(type(alias) == "table" and alias or { alias }) do add(other) end
  end
  for _, name in ipairs(rt.module("action").names()) do add(name) end
  table.sort(names)
  return names
end

-- Names in the directory of what is typed; a directory ends with a slash. Hidden ones only where a dot begins the name.
local function paths(unit, text, only_directories)
  local fs = rt.module("fs").api(unit)
  local directory, start = text:match("^(.*/)([^/]*)$")
  directory, start = directory or "", start or text
  if text == "~" then return { "~/" } end
  local list = fs.list(directory == "" and "." or directory)
  local found = {}
  for _, entry in ipairs(list or {}) do
    local is_directory = entry.type == "directory"
    if entry.type == "link" then
      local target = fs.stat(directory .. entry.name)
      is_directory = target ~= nil and target.type == "directory"
    end
    local is_seen = entry.name:sub(1, 1) ~= "." or start:sub(1, 1) == "."
    if is_seen and (is_directory or not only_directories) then
      found[#found + 1] = directory .. entry.name .. (is_directory and "/" or "")
    end
  end
  return found
end

local kinds = {
  agent = function(unit) return names_of(agent.list(unit)) end,
  theme = function(unit) return theme.api(unit).list() end,
  mode = function(unit) return names_of(rt.module("mode").api(unit).list()) end,
  command = commands,
  action = function() return rt.module("action").names() end,
  file = function(unit) return names_of(rt.module("botster").api(unit).units(), "path") end,
  path = function(unit, text) return paths(unit, text, false) end,
  directory = function(unit, text) return paths(unit, text, true) end,
}

M.kinds = kinds

-- Choosing ----------------------------------------------------------------------------------------------------

local function fitting(list, text)
  local found, seen = {}, {}
  local is_exact = text:lower() ~= text
  for _, word in ipairs(list) do
    word = tostring(word)
    local start = word:sub(1, #text)
    if not seen[word] and #found < MOST and (start == text or not is_exact and start:lower() == text) then
      seen[word] = true
      found[#found + 1] = word
    end
  end
  return found
end

--- The words that `text` can become by a completer; none where it has none. `...` is what a function gets beside it.
function M.words(unit, completer, text, ...)
  for _ = 1, 3 do
    if type(completer) ~= "function" then break end
    completer = completer(text, ...)
  end
  if completer == nil then return {} end
  if type(completer) == "string" then
    local kind = kinds[completer]
    if not kind then
      check.raise(unit, "no completion is called '%s'%s", completer, check.did_you_mean(completer, check.names(kinds)))
    end
    return fitting(kind(unit, text), text)
  end
  if type(completer) ~= "table" then
    check.raise(unit, "a completion returns a list of words or the name of a kind, got %s", check.kind(completer))
  end
  return fitting(completer, text)
end

-- Lines -------------------------------------------------------------------------------------------------------

-- The words of a line as they stand, and where the last begins, which may be empty or in an open quote.
local function taken_apart(line)
  local args, word, from, quote, at = {}, nil, nil, nil, 1
  while at <= #line do
    local char = line:sub(at, at)
    if quote then
      if char == quote then quote = nil else word = word .. char end
    elseif char:find("%s") then
      if word then args[#args + 1] = word end
      word, from = nil, nil
    else
      if not word then word, from = "", at end
      if char == '"' or char == "'" then quote = char else word = word .. char end
    end
    at = at + 1
  end
  return args, word or "", from or #line + 1
end

local function quoted(word)
  if not word:find("[%s\"']") then return word end
  return '"' .. word .. '"'
end

--- What the last word of a command line can become: `from`, where it begins (bytes, from 1), and `items`.
function M.line(unit, line)
  local args, text, from = taken_apart(line)
  local name = table.remove(args, 1)
  local completer = "command"
  if name then
    local command, action = rt.module("command").get(name), rt.module("action").get(name)
    local record = command or action
    local owner = record and record.unit or unit
    completer = record and record.complete
    if not record then completer = rt.module("tui_actions").complete[name] end
    unit = owner
  end
  local items = {}
  for index, word in ipairs(M.words(unit, completer, text, args)) do items[index] = quoted(word) end
  return { from = from, items = items }
end

--- What an input or a field is asked with Tab, for the terminal: what stays before, what can follow, what stays after.
--- `completer` may also return `{ from = , items = }`, of the text before the cursor.
function M.asked(unit, completer, before, after, ...)
  local found
  if type(completer) == "function" then found = completer(before, ...) else found = completer end
  local is_line = type(found) == "table" and found.items ~= nil
  local from = is_line and found.from or 1
  local items = is_line and found.items or M.words(unit, found, before, ...)
  return {
    value = before .. after, head = before:sub(1, from - 1), tail = after, items = rt.module("json").array(items),
    suffix = is_line and " " or nil,
  }
end

return M
