-- `widgets`: what `frame:render` draws. The same nodes as `ui` makes, under the names of the low-level form.

local check = rt.module("check")
local facade = rt.module("facade")
local node = rt.module("node")
local style = rt.module("style")
local data = rt.module("ui_data")

local M = { name = "widgets" }

local borders = { all = "single", none = "none", rounded = "round", single = "single", round = "round", double = "double", bold = "bold" }

local function without(props, ...)
  local rest = {}
  for key, value in pairs(props or {}) do rest[key] = value end
  for _, name in ipairs { ... } do rest[name] = nil end
  return rest
end

local function block(unit, props)
  props = props or {}
  local border = borders[props.borders or props.border or "all"]
  if not border then
    check.raise(unit, "widgets.block: bad prop 'borders' (\"all\" or \"none\" expected, got %s)", tostring(props.borders))
  end
  return node.make(unit, "panel", without(props, "borders", "border"), { border = border })
end

--- Rows may also be widgets that hold text (`ui.text`), as `map(agents, to_item)` gives them.
local function list(unit, items, props)
  local rows = {}
  for index, item in ipairs(items) do rows[index] = node.is(item) and item.spans or item end
  return data.list(unit)(rows, props)
end

function M.api(unit)
  return facade.build("widgets", unit, {
    block = function(props) return block(unit, props) end,
    list = function(items, props) return list(unit, items, props) end,
    paragraph = function(content, props)
      return node.make(unit, "text", props, { spans = style.spans("widgets.paragraph", content) })
    end,
  })
end

return M
