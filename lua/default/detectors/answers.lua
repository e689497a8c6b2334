-- Reading answers: what a program that asks offers to choose from, and the keys that choose it. For detectors; a rule
-- that finds a question returns them as `options`, and the rows of the dialog as `lines`.
--
--   local answers = require("default.detectors.answers")
--   return { question = "Deploy?", options = answers.menu(screen), lines = answers.rows(screen) }

local M = {}

-- What stands before the answer that is chosen.
local MARKS = { "❯", "›", "●", ">" }
-- Rows of these divide a dialog from what stands above it.
local EDGES = { "────", "▔▔▔▔", "╭──" }
-- Rows of a conversation begin with these, at the left edge.
local SPEAKERS = { "•", "●", "✦", "◦", "✔" }
-- So many rows of a dialog are shown.
local MOST_ROWS = 20

local function trim(text)
  return (text:gsub("^%s+", ""):gsub("%s+$", ""))
end

local function begins(text, starts)
  for _, start in ipairs(starts) do
    if text:sub(1, #start) == start then return start end
  end
end

-- Without the sides of a box, each as wide as what it stands for.
local function inside(row)
  return (row:gsub("│", " "):gsub("┃", " "):gsub("%s+$", ""))
end

local function width(text) return ui.width(text) end

-- Kinds -------------------------------------------------------------------------------------------------------

local DENIES = { "^no$", "^no[ ,%(]", "^reject", "^cancel", "^deny", "^don't ", "^back to " }
-- More than what is asked: for other folders, or for everything from now on.
local OTHERS = { "auto mode", "^trust parent", "clear context" }
local ALWAYS = { "don[^ ]*t ask again", "always", "for this session", "accept edits" }
local ALLOWS = { "^yes", "^allow", "^trust", "^confirm", "^approve", "^proceed" }

local function has_one(patterns, text)
  for _, pattern in ipairs(patterns) do
    if text:find(pattern) then return true end
  end
end

--- What an answer of that wording means: `allow` (this once), `always`, `deny` or `other`.
function M.kind(label)
  local text = label:lower():gsub("’", "'")
  if has_one(DENIES, text) then return "deny" end
  if not has_one(ALLOWS, text) then return "other" end
  -- The whole question may be about that mode: then yes is yes.
  if has_one(OTHERS, text) and not text:find("^yes, set") then return "other" end
  return has_one(ALWAYS, text) and "always" or "allow"
end

-- Menus -------------------------------------------------------------------------------------------------------

-- A row of a menu: whether it is marked, its number, its label, and the column where the label begins.
local function item(row, numbered)
  local text = inside(row)
  local indent = text:match("^%s*")
  local rest = text:sub(#indent + 1)
  local mark = begins(rest, MARKS)
  local column = #indent
  if mark then
    local gap = rest:sub(#mark + 1):match("^%s+")
    if not gap then return nil end
    rest = rest:sub(#mark + #gap + 1)
    column = column + 1 + #gap
  end
  local number, space, label = rest:match("^(%d+)%.(%s+)(.+)$")
  if number then return { mark = mark, number = tonumber(number), label = label, column = column + #number + 1 + #space } end
  if numbered or rest == "" then return nil end
  return { mark = mark, label = rest, column = column }
end

-- The label without what stands beside it in a column of its own.
local function cut(label)
  return trim((label:gsub("%s%s%s*.*$", "")))
end

-- Whether `row` goes on with the label of the row before: its first word had no room there.
local function goes_on(screen, found, row)
  local before, text = inside(screen.lines[row - 1]), inside(screen.lines[row])
  local indent = #text:match("^%s*")
  if indent ~= found.column then return false end
  local word = text:match("%S+") or ""
  return width(before) + 1 + width(word) > screen.columns - (screen.lines[row]:find("[│┃]") and 4 or 1)
end

local function with_rest(screen, found, row)
  local label = cut(found.label)
  while screen.lines[row + 1] and screen.lines[row + 1] ~= "" and not item(screen.lines[row + 1], true) do
    row = row + 1
    if not goes_on(screen, found, row) then break end
    label = label .. " " .. cut(trim(inside(screen.lines[row])))
  end
  return label
end

local function numbered(screen)
  local last
  for row = #screen.lines, 1, -1 do
    local found = item(screen.lines[row], true)
    if found and found.number == 1 then
      last = row
      break
    end
  end
  if not last then return nil end
  local items = {}
  for row = last, #screen.lines do
    local found = item(screen.lines[row], true)
    if found and found.number == #items + 1 then
      found.label = with_rest(screen, found, row)
      items[#items + 1] = found
    end
  end
  return items, last
end

-- Answers without numbers are rows in one column, next to the one that is marked.
local function plain(screen)
  for row = #screen.lines, 1, -1 do
    local found = item(screen.lines[row])
    if found and found.mark then
      local items, first = {}, row
      local function same(at)
        local one = screen.lines[at] and screen.lines[at] ~= "" and item(screen.lines[at])
        return one and one.column == found.column and one
      end
      while same(first - 1) do first = first - 1 end
      for at = first, #screen.lines do
        local one = same(at)
        if not one then break end
        if not one.mark and #items > 0 and goes_on(screen, found, at) then
          items[#items].label = items[#items].label .. " " .. one.label
        else
          items[#items + 1] = one
        end
      end
      return items, first
    end
  end
end

local function steps(from, to)
  local keys = {}
  for _ = 1, math.abs(to - from) do keys[#keys + 1] = to > from and "down" or "up" end
  return keys
end

local function marked(items)
  for place, one in ipairs(items) do
    if one.mark then return place end
  end
end

--- The answers of a menu, and the row where they begin: numbered, or a column with one row marked. The keys walk there
--- from the one that is marked; with `unmarked` (the program shows by colour alone which is chosen) from the first,
--- which holds as long as nobody has typed there. Nil where there is no menu, or one where several may be chosen.
--- `texts` are the labels of answers that take a text, each with the keys that begin it: `{ ["Type something"] = {} }`.
function M.menu(screen, opts)
  opts = opts or {}
  local items, row = numbered(screen)
  local from = items and (marked(items) or opts.unmarked and 1)
  if not from then
    items, row = plain(screen)
    from = items and marked(items)
  end
  if not from or #items < 2 then return nil, row end
  local options = {}
  for place, one in ipairs(items) do
    -- Enter only marks one of several there.
    if one.label:find("^%[.%]") then return nil, row end
    local keys = steps(from, place)
    local begin
    for label, more in pairs(opts.texts or {}) do
      if one.label:sub(1, #label) == label then begin = more end
    end
    for _, key in ipairs(begin or { "enter" }) do keys[#keys + 1] = key end
    options[place] = {
      label = one.label, kind = begin and "other" or M.kind(one.label), keys = keys, takes_text = begin ~= nil,
      from_start = opts.unmarked == true and not marked(items),
    }
  end
  -- Only the first yes is a plain one.
  local seen
  for _, one in ipairs(options) do
    if one.kind == "allow" and seen then one.kind = "other" end
    seen = seen or one.kind == "allow"
  end
  return options, row
end

--- The answers of a row of buttons that left and right walk along, the first one chosen at first: pairs of label and,
--- where one has a key of its own, that key.
function M.buttons(screen, known)
  for row = #screen.lines, 1, -1 do
    local text = inside(screen.lines[row])
    local options = {}
    for _, one in ipairs(known) do
      if not text:find(one[1], 1, true) then break end
      local keys = {}
      for _ = 1, #options do keys[#keys + 1] = "right" end
      keys[#keys + 1] = "enter"
      options[#options + 1] = {
        label = one[1], kind = one.kind or M.kind(one[1]), keys = one[2] and { one[2] } or keys, from_start = one[2] == nil,
      }
    end
    if #options == #known then return options, row end
  end
end

--- Yes and no, each typed as a word and ended by Enter; any other line of text may be typed too.
function M.words(yes, no)
  local function keys(word)
    local list = {}
    for letter in word:gmatch(".") do list[#list + 1] = letter end
    list[#list + 1] = "enter"
    return list
  end
  return {
    { label = yes, kind = "allow", keys = keys(yes) },
    { label = no, kind = "deny", keys = keys(no) },
    { label = "another text", kind = "other", keys = {}, takes_text = true },
  }
end

--- Gives the answer of `kind` another way: `answers.by_key(options, "deny", "escape")`.
function M.by_key(options, kind, key)
  for _, one in ipairs(options or {}) do
    if one.kind == kind then one.keys, one.from_start = { key }, false end
  end
  return options
end

-- The dialog --------------------------------------------------------------------------------------------------

--- The rows of the dialog with the answers at `row`, as the program shows them: from the edge above it, or the end of
--- the conversation, to the last row with text.
function M.rows(screen, row)
  local last = #screen.lines
  while last > 1 and screen.lines[last]:find("^%s*$") do last = last - 1 end
  local first = row or last
  while first > 1 do
    local above = screen.lines[first - 1]
    local bare = trim(above)
    local edge = begins(bare, EDGES)
    if begins(above, SPEAKERS) then break end
    -- A box within the dialog, or a rule that is set in, is part of it.
    if edge and #above - #above:gsub("^%s+", "") <= 1 then
      if edge == "╭──" then first = first - 1 end
      break
    end
    first = first - 1
  end
  while first < last and screen.lines[first]:find("^%s*$") do first = first + 1 end
  return table.move(screen.lines, math.max(first, last - MOST_ROWS + 1), last, 1, {})
end

return M
