-- `ui`: the widgets, made from what people write into the few nodes the terminal side draws, and the
-- functions beside them. Widgets with data of their own (lists, tables, key hints) are in ui_data.lua.

local check = rt.module("check")
local node = rt.module("node")
local style = rt.module("style")
local width = rt.module("width")
local manifest = rt.module("manifest")
local facade = rt.module("facade")
local data = rt.module("ui_data")
local components = rt.module("components")
local overlays = rt.module("overlays")
local prompt = rt.module("prompt")
local keymap = rt.module("keymap")

local M = { name = "ui" }

--- The props and the children of a container called as `ui.x{ a, b, gap = 1 }`, `ui.x(props, a, b)` or `ui.x(a, b)`.
local function container_parts(unit, what, first, ...)
  local given, list = first, { ... }
  if node.is(first) or type(first) == "string" then
    given, list = nil, { first, ... }
  end
  local children = {}
  if given then
    for _, child in ipairs(node.children(unit, what, given)) do children[#children + 1] = child end
    for _, child in ipairs(node.children(unit, what, { given.children or false, given.child or false })) do
      children[#children + 1] = child
    end
  end
  -- A hole in the arguments (`cond and x`) must not hide those after it.
  for index = 1, select("#", ...) + 1 do
    for _, child in ipairs(node.children(unit, what, { list[index] or false })) do children[#children + 1] = child end
  end
  return given, children
end

local function without_children(given)
  if not given or (given.children == nil and given.child == nil) then return given end
  local rest = {}
  for key, value in pairs(given) do
    if key ~= "children" and key ~= "child" then rest[key] = value end
  end
  return rest
end

local function container(kind)
  return function(unit)
    return function(first, ...)
      local given, children = container_parts(unit, "ui." .. kind, first, ...)
      return node.make(unit, kind, without_children(given), nil, children)
    end
  end
end

local function text_node(unit, name, content, props)
  local fixed = { spans = style.spans("ui." .. name, content) }
  local made = node.make(unit, "text", props, fixed, nil, name)
  if made.wrap == true then made.wrap = nil elseif made.wrap == false then made.wrap = "truncate" end
  return made
end

--- `ui.header("Title")` and `ui.header{ title = "Title" }`.
local function line(kind, field)
  return function(unit)
    return function(given)
      if type(given) == "string" then given = { [field] = given } end
      return node.make(unit, kind, given)
    end
  end
end

local makers = {
  column = container("column"),
  row = container("row"),
  stack = container("stack"),
  panel = container("panel"),
  modal = container("modal"),
  scroll = container("scroll"),
  header = line("header", "title"),

  status_bar = function(unit)
    return function(given)
      if type(given) == "string" then given = { left = given } end
      local made = node.make(unit, "status_bar", given)
      made.left, made.text = made.left or made.text, nil
      return made
    end
  end,

  text = function(unit)
    return function(content, props) return text_node(unit, "text", content, props) end
  end,

  spans = function(unit)
    return function(content, props) return text_node(unit, "spans", content, props) end
  end,

  badge = function(unit)
    return function(content, props) return node.make(unit, "badge", props, { text = style.spans("ui.badge", content) }) end
  end,

  text_input = function(unit)
    return function(props) return node.make(unit, "text_input", props) end
  end,

  spinner = function(unit)
    return function(props) return node.make(unit, "spinner", props) end
  end,

  progress = function(unit)
    return function(props) return node.make(unit, "progress", props) end
  end,

  divider = function(unit)
    return function(props)
      local made = node.make(unit, "divider", props)
      made.direction = made.direction == "column" and "vertical" or "horizontal"
      return made
    end
  end,

  spacer = function(unit)
    return function(props)
      if type(props) == "number" then return node.make(unit, "spacer", nil, { width = props, height = props }) end
      return node.make(unit, "spacer", props)
    end
  end,

  button = function(unit)
    return function(label, props)
      local given = props or {}
      local fixed = {}
      if type(label) == "table" and (label.label ~= nil or label[1] == nil) then given = label
      elseif type(label) == "table" and (label.on_click or label.action) then
        -- `ui.button{ "Send", on_click = f }`: the label stands before the props.
        given = {}
        for key, value in pairs(label) do given[key] = value end
        fixed.label, given[1] = style.spans("ui.button", given[1]), nil
      else fixed.label = style.spans("ui.button", label) end
      local made = node.make(unit, "button", given, fixed)
      made.hover_style = made.hover_style or style.hover()
      local action = made.action
      made.action = nil
      if action then
        node.on(made, "click", unit, function() return rt.module("action").run(unit, action) end)
      end
      return made
    end
  end,

  split = function(unit)
    return function(given)
      local list = node.children(unit, "ui.split", given)
      local a = node.child(unit, "ui.split", given.a) or list[1]
      local b = node.child(unit, "ui.split", given.b) or list[2]
      local rest = {}
      for key, value in pairs(given) do
        if key ~= "a" and key ~= "b" then rest[key] = value end
      end
      local children = {}
      if a then children[1] = a end
      if b then children[#children + 1] = b end
      return node.make(unit, "split", rest, { direction = given.direction or "row" }, children)
    end
  end,

  tabs = function(unit)
    return function(tabs, props)
      local labels, children = {}, {}
      for index, tab in ipairs(tabs) do
        if type(tab) ~= "table" or tab[1] == nil then
          check.raise(unit, "ui.tabs: tab #%d is no { label, child }", index)
        end
        labels[index] = style.spans("ui.tabs", tab[1])
        children[index] = node.child(unit, "ui.tabs", tab[2]) or node.make(unit, "spacer")
      end
      local given = {}
      for key, value in pairs(tabs) do
        if type(key) == "string" then given[key] = value end
      end
      for key, value in pairs(props or {}) do given[key] = value end
      local made = node.make(unit, "tabs", given, { labels = labels, selected = 1 }, children)
      made.hover_style = made.hover_style or style.hover()
      return made
    end
  end,
}

for name, maker in pairs(data) do makers[name] = maker end

local function redraw(unit, after)
  if not after or after == 0 then return rt.dirty() end
  if after ~= after or after < 0 then check.raise(unit, "ui.redraw: bad argument #1 'after' (seconds expected, got %s)", tostring(after)) end
  rt.module("tools/redraw").after(math.max(0.1, after))
end

local function size()
  local view = rt.view()
  return view.columns, view.rows
end

local function guard(unit, name, make)
  local params = manifest.widgets[name].params
  local what = "ui." .. name
  return function(first, ...)
    if params[1].n == "props" then
      if first == nil and not params[1].o then check.raise(unit, "%s: bad argument #1 (table expected, got nil)", what) end
      if first ~= nil and type(first) ~= "table" and not (type(first) == "string" or (name == "spacer" and type(first) == "number")) then
        check.raise(unit, "%s: bad argument #1 (table expected, got %s)", what, check.kind(first))
      end
    else
      check.arguments(unit, what, params, first, ...)
    end
    return make(first, ...)
  end
end

-- A misspelled widget is told at once, with the nearest right one.
local function unknown(unit, name, functions)
  local names = check.names(makers)
  for key in pairs(functions) do names[#names + 1] = key end
  for _, other in ipairs(components.names()) do names[#names + 1] = other end
  check.raise(unit, "ui.%s: unknown widget%s", tostring(name), check.did_you_mean(name, names))
end

function M.api(unit)
  local functions = facade.build("ui", unit, {
    component = function(name, render) return components.define(unit, name, render) end,
    slot = function(name, opts, render) return components.slot(unit, name, opts, render) end,
    overlay = function(name, render) overlays.define(unit, name, render) end,
    input = function(opts, on_confirm) return prompt.input(unit, opts, on_confirm) end,
    select = function(items, opts, on_choice) return prompt.select(unit, items, opts, on_choice) end,
    menu = function(items, opts, on_choice) return prompt.menu(unit, items, opts, on_choice) end,
    confirm = function(opts, on_choice) return prompt.confirm(unit, opts, on_choice) end,
    form = function(opts, on_submit) return prompt.form(unit, opts, on_submit) end,
    page = function(name, render) return rt.module("tools/pages").page(unit, name, render) end,
    pager = function(name, argument) return rt.module("tools/pages").open(unit, name, argument) end,
    redraw = function(after) redraw(unit, after) end,
    width = width.of,
    truncate = width.truncate,
    size = size,
    key_of = keymap.key_of,
  })
  local ui = {}
  local is_function = manifest.modules.ui.functions
  -- Made when it is first used, as the functions are.
  local function make(name)
    local found = is_function[name] and functions[name] or makers[name] and guard(unit, name, makers[name](unit))
    if found then rawset(ui, name, found) end
    return found
  end
  return setmetatable(ui, {
    __name = "ui",
    __index = function(_, name)
      return make(name) or components.get(unit, name) or unknown(unit, name, functions)
    end,
    __pairs = function()
      for name in pairs(is_function) do make(name) end
      for name in pairs(makers) do make(name) end
      return next, ui, nil
    end,
  })
end

for name in pairs(manifest.widgets) do
  if not makers[name] then error(("lua/core: ui.%s is declared but not written"):format(name), 0) end
end

return M
