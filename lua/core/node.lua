-- Nodes of the widget tree: made here from checked props, walked once a frame to find their paths.
-- A node is plain data, ready to be written as JSON; the functions it was given stay behind in `handlers`
-- and are found again by path when the terminal side reports an event.

local manifest = rt.module("manifest")
local check = rt.module("check")
local style = rt.module("style")

local M = {}

local MAX_DEPTH, MAX_NODES = 200, 5000

local Node = { __name = "Node" }
local handlers = setmetatable({}, { __mode = "k" })

-- Rows of every prop a widget takes, by widget.
local props_of = {}
for name, widget in pairs(manifest.widgets) do
  local rows = {}
  for key, row in pairs(manifest.common) do rows[key] = row end
  for key, row in pairs(widget.props) do rows[key] = row end
  for _, events in ipairs { manifest.events, widget.events } do
    for _, event in ipairs(events) do
      rows["on_" .. event] = { n = "on_" .. event, k = { ["function"] = true, string = true }, e = "function", event = event }
    end
  end
  props_of[name] = rows
end

function M.is(value)
  return getmetatable(value) == Node
end

local sizes = { auto = true }
local function is_size(value)
  if type(value) == "number" then return value >= 0 end
  return sizes[value] or value:find("^%d+$") or value:find("^%d+%.?%d*%%$") or value:find("^%d+%.?%d*fr$")
    or value:find("^m[ia][nx]:%d+$")
end

local convert = {
  Style = style.style,
  Color = style.color,
  ["Text"] = style.spans,
  Size = function(what, value)
    if is_size(value) then return value end
    check.raise(nil, "%s: bad size '%s' (20, \"30%%\", \"1fr\", \"min:10\", \"max:80\" or \"auto\")", what, tostring(value))
  end,
}

local aligned = { left = "start", right = "end" }

--- Puts one given prop into `node`, checked.
local function put(unit, node, rows, what, name, value)
  local row = rows[name]
  if not row then
    check.raise(unit, "%s: unknown prop '%s'%s", what, tostring(name), check.did_you_mean(name, check.names(rows)))
  end
  if not check.accepts(row, value) then
    check.raise(unit, "%s: bad prop '%s' (%s expected, got %s)", what, name, row.e,
      type(value) == "string" and ("%q"):format(value) or check.kind(value))
  end
  if row.event then
    local mine = handlers[node] or {}
    handlers[node] = mine
    mine[row.event] = { unit = unit, fn = value }
  elseif convert[row.t] then
    node[name] = convert[row.t](what .. ": " .. name, value)
  elseif name == "align" and node.type ~= "text" then
    node[name] = aligned[value] or value
  elseif name == "border" then
    node[name] = value == true and "single" or value or "none"
  else
    node[name] = value
  end
end

--- A node of `type`. `given` are props as the caller wrote them (integer keys are skipped), `fixed` are props
--- that are right already, `children` are nodes. `as` is the name in messages where it is not the type.
function M.make(unit, kind, given, fixed, children, as)
  local node = fixed or {}
  node.type = kind
  local widget = as or kind
  local what = "ui." .. widget
  local rows = props_of[widget]
  if given then
    for name, value in pairs(given) do
      if type(name) == "string" then put(unit, node, rows, what, name, value)
      elseif math.type(name) ~= "integer" then check.raise(unit, "%s: bad prop name (%s)", what, check.kind(name)) end
    end
  end
  if children and #children > 0 then node.children = children end
  node.at = check.where(1) or unit.name
  return setmetatable(node, Node)
end

--- Adds a handler that core itself provides.
function M.on(node, event, unit, fn)
  local mine = handlers[node] or {}
  handlers[node] = mine
  mine[event] = mine[event] or { unit = unit, fn = fn }
end

--- The function given for `event`, taken out of the node's handlers, so that core can wrap it.
function M.take(node, event)
  local mine = handlers[node]
  local handler = mine and mine[event]
  if handler then mine[event] = nil end
  return handler
end

local function last_index(list)
  local last = 0
  for index in pairs(list) do
    if math.type(index) == "integer" and index > last then last = index end
  end
  return last
end

local function add_child(unit, what, into, value, depth)
  if value == nil or value == false then return end
  if M.is(value) then
    into[#into + 1] = value
  elseif type(value) == "string" or type(value) == "number" then
    into[#into + 1] = M.make(unit, "text", nil, { spans = { { text = tostring(value) } } })
  elseif type(value) == "table" and depth < 3 and (next(value) == nil or value[1] ~= nil) and value.text == nil then
    for index = 1, last_index(value) do add_child(unit, what, into, value[index], depth + 1) end
  else
    check.raise(unit, "%s: child #%d is no widget (Node or string expected, got %s)", what, #into + 1, check.kind(value))
  end
end

--- The children in the integer keys of `list`, holes and `false` left out, lists of nodes taken apart.
function M.children(unit, what, list)
  local into = {}
  for index = 1, last_index(list) do add_child(unit, what, into, list[index], 0) end
  return into
end

--- One value as a node: a string becomes text. Nil for nothing.
function M.child(unit, what, value)
  local into = {}
  add_child(unit, what, into, value, 0)
  if #into > 1 then return M.make(unit, "column", nil, nil, into) end
  return into[1]
end

--- The card that takes the place of what could not be made.
function M.error_card(unit, message)
  return setmetatable({
    type = "text",
    at = unit.name,
    wrap = "wrap",
    spans = { { text = "✗ " .. tostring(message), style = { fg = "red", bold = true } } },
  }, Node)
end

local function count(state, node, depth)
  state.nodes = state.nodes + 1
  if state.nodes > MAX_NODES then error(("%s: the tree has more than %d nodes"):format(node.at, MAX_NODES), 0) end
  if depth > MAX_DEPTH then error(("%s: the tree is deeper than %d levels"):format(node.at, MAX_DEPTH), 0) end
end

local function walk(state, node, path, depth)
  count(state, node, depth)
  local mine = handlers[node]
  if mine and next(mine) then
    state.handlers[path] = mine
    local names = {}
    for event in pairs(mine) do names[#names + 1] = event end
    table.sort(names)
    node.on = names
  end
  local children = node.children
  if children then
    local prefix = path == "" and "" or path .. "."
    for index = 1, #children do walk(state, children[index], prefix .. (index - 1), depth + 1) end
  end
end

--- Walks a finished tree: fills in `on`, checks the limits (throws), returns its handlers by path.
function M.finish(root)
  local state = { nodes = 0, handlers = {} }
  walk(state, root, "", 1)
  return state.handlers
end

return M
