-- What `term` draws on: a grid of the view's size where nothing drawn means that the layout shows through. It
-- reaches the screen as one node above the layout: rows, each of pieces of text pushed to their place.

local check = rt.module("check")
local node = rt.module("node")
local width = rt.module("width")

local M = {}

-- Each is three nodes of the tree, which has a limit of its own.
local MOST_PIECES = 500

--- An empty canvas with the cursor at its corner.
function M.new()
  return { rows = {}, x = 0, y = 0 }
end

function M.clear(canvas)
  canvas.rows = {}
end

-- Half of a wide character that the other half was taken from is a space.
local function mend(row, x)
  if row.text[x] == false then row.text[x - 1] = " "
  elseif row.text[x] and row.text[x + 1] == false then row.text[x + 1] = " " end
end

local function row_at(canvas, y)
  local row = canvas.rows[y]
  if not row then
    row = { text = {}, style = {} }
    canvas.rows[y] = row
  end
  return row
end

local function put(canvas, columns, char, cells, style)
  local x = canvas.x
  canvas.x = x + cells
  if canvas.y < 0 or x < 0 or x + cells > columns then return end
  local row = row_at(canvas, canvas.y)
  for at = x, x + cells - 1 do mend(row, at) end
  row.text[x], row.style[x] = char, style
  if cells == 2 then row.text[x + 1], row.style[x + 1] = false, style end
end

-- What covers no cell of its own belongs to the character before it.
local function add(canvas, char)
  local row = canvas.rows[canvas.y]
  local x = canvas.x - 1
  if row and row.text[x] == false then x = x - 1 end
  if row and row.text[x] and #row.text[x] < 32 then row.text[x] = row.text[x] .. char end
end

--- Draws `text` at the cursor. `style` is one of the tree's, or nil.
function M.write(canvas, text, style, columns, rows)
  if not utf8.len(text) then text = text:gsub("[\128-\255]", "?") end
  for _, code in utf8.codes(text) do
    local char = utf8.char(code)
    if char == "\n" then canvas.x, canvas.y = 0, canvas.y + 1
    elseif char == "\r" then canvas.x = 0
    elseif canvas.y >= rows then return
    elseif code >= 32 and not (code >= 0x7F and code < 0xA0) then
      local cells = width.of(char)
      if cells == 0 then add(canvas, char) else put(canvas, columns, char, cells, style) end
    end
  end
end

-- Cells that touch are one piece; in it, those that look alike are one span.
local function pieces_of(row, into, y)
  local piece, last
  local xs = {}
  for x in pairs(row.text) do xs[#xs + 1] = x end
  table.sort(xs)
  for _, x in ipairs(xs) do
    if not piece or x ~= last + 1 then
      piece = { y = y, x = x, spans = {}, cells = 0 }
      into[#into + 1] = piece
    end
    last = x
    piece.cells = piece.cells + 1
    local span = piece.spans[#piece.spans]
    local char, style = row.text[x], row.style[x]
    if char then
      if span and span.style == style then span.text[#span.text + 1] = char
      else piece.spans[#piece.spans + 1] = { text = { char }, style = style } end
    end
  end
end

--- What is drawn, as pieces from the top left. Throws where there are too many.
function M.pieces(unit, canvas)
  local ys, pieces = {}, {}
  for y in pairs(canvas.rows) do ys[#ys + 1] = y end
  table.sort(ys)
  for _, y in ipairs(ys) do pieces_of(canvas.rows[y], pieces, y) end
  if #pieces > MOST_PIECES then check.raise(unit, "term.flush: more than %d separate pieces of text", MOST_PIECES) end
  for _, piece in ipairs(pieces) do
    for _, span in ipairs(piece.spans) do span.text = table.concat(span.text) end
  end
  return pieces
end

local core = { name = "core" }

local function spacer(fixed)
  return node.make(core, "spacer", nil, fixed)
end

--- A node that shows `pieces` at a size; nil where nothing is to be seen.
function M.node(pieces, columns, rows)
  local lines, line, y, x = {}, nil, -1, 0
  for _, piece in ipairs(pieces) do
    if piece.y < rows and piece.x < columns then
      if piece.y ~= y then
        if piece.y > y + 1 then lines[#lines + 1] = spacer({ height = piece.y - y - 1 }) end
        line, y, x = {}, piece.y, 0
        lines[#lines + 1] = line
      end
      if piece.x > x then line[#line + 1] = spacer({ width = piece.x - x, height = 1 }) end
      line[#line + 1] = node.make(core, "text", nil, { spans = piece.spans, wrap = "none", width = piece.cells, height = 1 })
      x = piece.x + piece.cells
    end
  end
  if #lines == 0 then return nil end
  for index, one in ipairs(lines) do
    if not node.is(one) then lines[index] = node.make(core, "row", nil, { height = 1 }, one) end
  end
  return node.make(core, "column", nil, nil, lines)
end

return M
