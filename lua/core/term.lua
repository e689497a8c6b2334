-- `term`: drawing by hand, above the layout of the view that the code runs for. A view has one canvas for all
-- files; it is this world's, and gone with it.

local canvas = rt.module("canvas")
local check = rt.module("check")
local facade = rt.module("facade")
local node = rt.module("node")
local style = rt.module("style")

local M = { name = "term" }

local LARGEST = 10000

-- By view: { canvas, pieces, node, columns, rows }: pieces are what the last flush showed, node is how at that size.
local drawn = {}

-- What a trial draws is nobody's to see.
local function mine(view)
  if rt.is_trial() then return { canvas = canvas.new() } end
  local found = drawn[view.id]
  if not found then
    found = { canvas = canvas.new() }
    drawn[view.id] = found
  end
  return found
end

local function forget_gone()
  local there = {}
  for _, view in ipairs(rt.app.views or {}) do there[view.id] = true end
  for id in pairs(drawn) do
    if not there[id] and id ~= rt.view().id then drawn[id] = nil end
  end
end

-- The same table for the same look, so that neighbours can be compared.
local looks = setmetatable({}, { __mode = "v" })

local function look_of(given)
  local made = given and style.style("term.write", given)
  if not made then return nil end
  local parts = {}
  for key, value in pairs(made) do parts[#parts + 1] = key .. "=" .. tostring(value) end
  table.sort(parts)
  local name = table.concat(parts, " ")
  local known = looks[name]
  if known then return known end
  looks[name] = made
  return made
end

local function place(unit, name, value)
  if value < -LARGEST or value > LARGEST then check.raise(unit, "term.set_cursor: %s is far outside of every view", name) end
  return math.tointeger(value)
end

--- `tree` with what is drawn in the current view above it; the same tree where nothing is.
function M.over(tree)
  local view = rt.view()
  local found = drawn[view.id]
  if not found or not found.pieces then return tree end
  if found.columns ~= view.columns or found.rows ~= view.rows then
    found.node = canvas.node(found.pieces, view.columns, view.rows)
    found.columns, found.rows = view.columns, view.rows
  end
  if not found.node then return tree end
  return node.make({ name = "core" }, "stack", nil, nil, { tree, found.node })
end

function M.api(unit)
  return facade.build("term", unit, {
    size = function()
      local view = rt.view()
      return view.columns, view.rows
    end,
    clear = function() canvas.clear(mine(rt.view()).canvas) end,
    set_cursor = function(x, y)
      local on = mine(rt.view()).canvas
      on.x, on.y = place(unit, "x", x), place(unit, "y", y)
    end,
    write = function(text, given)
      local view = rt.view()
      canvas.write(mine(view).canvas, text, look_of(given), view.columns, view.rows)
    end,
    flush = function()
      local found = mine(rt.view())
      found.pieces, found.columns = canvas.pieces(unit, found.canvas), nil
      forget_gone()
      rt.dirty()
    end,
  })
end

return M
