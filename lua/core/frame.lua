-- The low-level form: a global `function render(frame)` draws widgets into rectangles of its own making.
-- Each becomes a layer of a stack, pushed to its place by empty space.

local check = rt.module("check")
local node = rt.module("node")

local M = {}

local function place(unit, widget, rect)
  widget.width, widget.height = rect.width, rect.height
  local row = { node.make(unit, "spacer", nil, { width = rect.x, height = 1 }), widget }
  if rect.x == 0 then table.remove(row, 1) end
  local column = {
    node.make(unit, "spacer", nil, { height = rect.y, width = 1 }),
    node.make(unit, "row", nil, { height = rect.height }, row),
  }
  if rect.y == 0 then table.remove(column, 1) end
  return node.make(unit, "column", nil, nil, column)
end

local function check_rect(unit, rect)
  if type(rect) ~= "table" or math.type(rect.x) ~= "integer" or math.type(rect.y) ~= "integer"
    or math.type(rect.width) ~= "integer" or math.type(rect.height) ~= "integer" then
    check.raise(unit, "frame:render: bad argument #2 'area' (Rect expected, got %s)", check.kind(rect))
  end
end

--- Calls `fn(frame)` and returns the tree of what it drew.
function M.render(unit, fn)
  local view = rt.view()
  local layers = {}
  local area = { x = 0, y = 0, width = view.columns, height = view.rows }
  local frame = { size = area, area = area }
  function frame.render(self, widget, rect)
    if self ~= frame then check.raise(unit, "frame:render is called with a colon") end
    if not node.is(widget) then
      check.raise(unit, "frame:render: bad argument #1 'widget' (Node expected, got %s)", check.kind(widget))
    end
    rect = rect or area
    check_rect(unit, rect)
    if rect.width > 0 and rect.height > 0 then layers[#layers + 1] = place(unit, widget, rect) end
  end
  local value = fn(frame)
  if node.is(value) then layers[#layers + 1] = value end
  return node.make(unit, "stack", nil, nil, layers)
end

return M
