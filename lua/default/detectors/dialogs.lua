-- Reading dialogs: what is asked, and the hints below it. For detectors of programs that ask with a list of answers.

local M = {}

-- What stands before the answer that is chosen.
local MARKS = { "❯ ", "› ", "● ", "> " }

local function trim(text)
  return (text:gsub("^%s+", ""):gsub("%s+$", ""))
end

-- Without the sides of a box.
local function bare(row)
  return trim((row:gsub("│", ""):gsub("┃", "")))
end

--- The last rows with text, as one line: hints are wrapped where the screen is narrow.
function M.footer(screen, rows)
  return (bare(screen:bottom_non_empty(rows or 3)):gsub("%s+", " "))
end

-- The last row with a mark: its place, and what follows the mark.
local function marked_row(screen)
  for row = #screen.lines, 1, -1 do
    local text = bare(screen.lines[row])
    for _, mark in ipairs(MARKS) do
      if text:sub(1, #mark) == mark then return row, text:sub(#mark + 1) end
    end
  end
end

--- The answer that is chosen, without its number; nil where no list of answers is shown.
function M.choice(screen)
  local _, text = marked_row(screen)
  return text and text:gsub("^%d+%.%s*", "")
end

-- The first sentence of a paragraph that ends with a question mark.
local function sentence(paragraph)
  local stop = paragraph:find("[^%s]%?%s") or paragraph:find("[^%s]%?$")
  if not stop then return nil end
  local text = paragraph:sub(1, stop + 1)
  return trim(text:match(".*[%.:!]%s+(.-)$") or text)
end

-- What divides paragraphs beside rows without text.
local DIVIDES = { "──", "╌╌", "━━", "▔▔", "┄┄", "╭─", "╰─", "▄▄", "▀▀" }

local function divides(text)
  if text == "" or text:find("^Question %d+/%d+") then return true end
  for _, start in ipairs(DIVIDES) do
    if text:sub(1, #start) == start then return true end
  end
end

-- Runs of rows with text above row `last`, nearest first, each as one line.
local function paragraphs(screen, last, most)
  local found, rows = {}, {}
  local function close()
    if #rows > 0 then found[#found + 1] = table.concat(rows, " ") end
    rows = {}
  end
  for row = last, 1, -1 do
    if #found >= most then break end
    local text = bare(screen.lines[row])
    if divides(text) then close() else table.insert(rows, 1, text) end
  end
  close()
  return found
end

-- So many paragraphs above the answers a question may stand.
local NEAR = 8

--- What is asked above the answers: the nearest question; with `pattern` the nearest that matches it, if one does.
--- The answers are where `row` says, else where one is marked.
function M.question(screen, pattern, row)
  row = row or marked_row(screen)
  if not row then return nil end
  local first
  for _, paragraph in ipairs(paragraphs(screen, row - 1, NEAR)) do
    local found = sentence(paragraph)
    if found and pattern and found:find(pattern) then return found end
    first = first or found
  end
  return first
end

return M
