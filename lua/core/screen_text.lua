-- A screen as detectors see it: what the host told of it, and its regions as plain text.

local M = {}

local methods = {}
local meta = { __index = methods, __name = "Screen" }

-- Lines that divide: of box characters only, or with a word set into them.
local RULES = { "─", "━", "═", "╌", "╍", "┄", "▁", "▔", "▀", "▄" }
local SHORTEST_RULE = 3

-- What stands before what a person types.
local PROMPTS = { "❯", "›", ">", "$", "%", "#", "λ", "➜" }

local function trim(text)
  return (text:gsub("^%s+", ""):gsub("%s+$", ""))
end

--- Whether a line is a horizontal rule: it begins with one, and little else is in it.
local function is_rule(line)
  local text = trim(line)
  for _, rule in ipairs(RULES) do
    if text:sub(1, #rule * SHORTEST_RULE) == rule:rep(SHORTEST_RULE) then return true end
  end
  return false
end

local CORNER = #"╭"
local tops, bottoms = { ["╭"] = true, ["┌"] = true, ["┏"] = true }, { ["╰"] = true, ["└"] = true, ["┗"] = true }

local function is_top(line) return tops[trim(line):sub(1, CORNER)] == true end
local function is_bottom(line) return bottoms[trim(line):sub(1, CORNER)] == true end

local function join(lines, from, to)
  return table.concat(lines, "\n", math.max(1, from), math.min(#lines, to))
end

-- The last row that has text.
local function last_row(lines)
  for row = #lines, 1, -1 do
    if lines[row]:find("%S") then return row end
  end
  return 0
end

--- All of the screen.
function methods:text()
  return join(self.lines, 1, #self.lines)
end

--- The last `count` rows down to the last one that has text.
function methods:bottom(count)
  local last = last_row(self.lines)
  return join(self.lines, last - count + 1, last)
end

local function non_empty(lines, first, last, step, count)
  local found = {}
  for row = first, last, step do
    if #found >= count then break end
    if lines[row]:find("%S") then table.insert(found, step > 0 and #found + 1 or 1, lines[row]) end
  end
  return table.concat(found, "\n")
end

--- The last `count` rows that have text.
function methods:bottom_non_empty(count)
  return non_empty(self.lines, #self.lines, 1, -1, count)
end

--- The first `count` rows that have text.
function methods:top_non_empty(count)
  return non_empty(self.lines, 1, #self.lines, 1, count)
end

-- The rows that the last box, or the last two rules, enclose: the rows of the frame themselves.
local function frame_of(lines)
  local bottom
  for row = #lines, 1, -1 do
    local line = lines[row]
    if is_bottom(line) then bottom = bottom or { row = row, box = true }
    elseif is_top(line) then
      if bottom and bottom.box then return row, bottom.row end
    elseif is_rule(line) then
      if bottom and not bottom.box then return row, bottom.row end
      bottom = bottom or { row = row }
    end
  end
end

-- Without the sides of a box.
local function inside(line)
  return (line:gsub("^%s*│", ""):gsub("│%s*$", ""))
end

--- What stands in the box for typing: between the last two rules, or in the last box. Nil where there is none.
function methods:prompt_box()
  local top, bottom = frame_of(self.lines)
  if not top then return nil end
  local rows = {}
  for row = top + 1, bottom - 1 do rows[#rows + 1] = inside(self.lines[row]) end
  return table.concat(rows, "\n")
end

--- What stands above that box: the last `count` rows of it (without: all).
function methods:above_prompt_box(count)
  local top = frame_of(self.lines)
  if not top then return nil end
  local last = top - 1
  while last > 0 and not self.lines[last]:find("%S") do last = last - 1 end
  return join(self.lines, count and last - count + 1 or 1, last)
end

--- What follows the last horizontal rule; all of it where there is none.
function methods:after_last_rule()
  for row = #self.lines, 1, -1 do
    if is_rule(self.lines[row]) then return join(self.lines, row + 1, #self.lines) end
  end
  return self:text()
end

--- What follows the last row that begins with a prompt (`❯`, `›`, `>`, `$` …); nil where none does.
function methods:after_last_prompt()
  for row = #self.lines, 1, -1 do
    local text = trim(inside(self.lines[row]))
    for _, prompt in ipairs(PROMPTS) do
      if text == prompt or text:sub(1, #prompt + 1) == prompt .. " " then return join(self.lines, row + 1, #self.lines) end
    end
  end
  return nil
end

--- The first row of `region` (default: the screen) that matches a Lua pattern, trimmed; nil where none does.
function methods:line(pattern, region)
  for line in ((region or self:text()) .. "\n"):gmatch("(.-)\n") do
    if line:find(pattern) then return trim(line) end
  end
  return nil
end

--- The first row of `region` (default: the screen) that has `text` in it, however it is spelled, trimmed.
function methods:has(text, region)
  local wanted = text:lower()
  for line in ((region or self:text()) .. "\n"):gmatch("(.-)\n") do
    if line:lower():find(wanted, 1, true) then return trim(line) end
  end
  return nil
end

--- The screen made of what came with a dispatch.
function M.make(given)
  return setmetatable(given, meta)
end

--- The names of the methods, for who checks them.
function M.methods()
  local names = {}
  for name in pairs(methods) do names[#names + 1] = name end
  table.sort(names)
  return names
end

return M
