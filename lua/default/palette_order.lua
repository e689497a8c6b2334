-- Which rows of the palette fit what is typed, and in which order.

local fuzzy = require("default.fuzzy")

local M = {}

-- As many rows are told apart by where letters are scattered in them; drawing must not take long.
local EXACT = 50
-- Better than any score; and what an argument adds to that of the name before it, where nobody asked for one:
-- "theme light" is the command, "scroll back" rather what has both words.
local BEST, ARGUMENT = 1 << 30, 200

--- What is searched of a row: its name, then its description.
function M.text_of(row)
  return row.desc and row.desc ~= "" and row.name .. "  " .. row.desc or row.name
end

--- The row whose name is the first word of the query, and what follows it, where it takes an argument.
local function with_argument(rows, query)
  local name, rest = query:match("^%s*(%S+)%s+(.-)%s*$")
  if not name then return nil end
  for _, row in ipairs(rows) do
    if row.takes and row.name == name then return row, rest end
  end
end

--- Rows that fit the query, best first; and the row that it gives an argument to, if any, with that. `texts` are
--- what is searched of each, `recent` the ids of what was run lately, the latest first, `asked` the id of the
--- row that was chosen and wants an argument.
function M.sorted(rows, texts, query, recent, asked)
  local lately = {}
  for place, id in ipairs(recent) do lately[id] = place end
  local oldest = #recent + 1
  local first, args = with_argument(rows, query)
  -- Sorted as numbers: higher scores first, then what was run lately, then the order of the rows.
  local order, row_of = {}, {}
  for index, row in ipairs(rows) do
    local score
    if row ~= first then score = fuzzy.score(query, texts[index], #order >= EXACT)
    elseif row.id == asked then score = BEST
    else score = fuzzy.score(row.name, row.name) + ARGUMENT
    end
    if score then
      local number = ((lately[row.id] or oldest) - score * (oldest + 1)) * #rows + index
      order[#order + 1], row_of[number] = number, row
    end
  end
  table.sort(order)
  local found = {}
  for place, number in ipairs(order) do found[place] = row_of[number] end
  return found, first, args
end

return M
