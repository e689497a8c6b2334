-- Overlays: what files draw above every layout, whatever becomes of `App:render`. One of a name is there once:
-- the highest layer's. What one throws is its own: an error card takes its place.

local app_self = rt.module("app_self")
local components = rt.module("components")
local node = rt.module("node")

local M = {}

--- Makes an overlay known. `render(self)` returns a widget, or nil for nothing.
function M.define(unit, name, render)
  rt.register("overlay", unit, { name = name, fn = render }, 2)
end

-- The record in force of each name, in the order the names came up.
local function in_force()
  local list, place = {}, {}
  for _, record in ipairs(rt.registry.overlay or {}) do
    local at = place[record.name]
    if not at then
      list[#list + 1] = record
      place[record.name] = #list
    elseif record.unit.rank >= list[at].unit.rank then
      list[at] = record
    end
  end
  return list
end

-- What it returned is looked at while its file can still be blamed for it.
local function draw(record, where)
  return node.child(record.unit, where, record.fn(app_self.of(record.unit)))
end

--- `tree` with the overlays of the current view above it; the same tree where there are none.
function M.over(tree)
  local layers = { tree }
  for _, record in ipairs(in_force()) do
    local where = ("ui.overlay(%q)"):format(record.name)
    layers[#layers + 1] = components.guarded(record, where, draw, record, where)
  end
  return #layers == 1 and tree or node.make({ name = "core" }, "stack", nil, nil, layers)
end

return M
