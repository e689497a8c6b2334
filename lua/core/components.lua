-- Components and slots: pieces of the screen by name. What one of them throws is its own: an error card
-- takes its place, and the rest of the screen stays.

local check = rt.module("check")
local node = rt.module("node")
local style = rt.module("style")
local manifest = rt.module("manifest")

local M = {}

local function highest(kind, name)
  local found
  for _, record in ipairs(rt.named(kind, name)) do
    if not found or record.unit.rank >= found.unit.rank then found = record end
  end
  return found
end

--- Runs what a file gave for a piece of the screen; an error card where it fails or is disabled.
function M.guarded(record, where, fn, ...)
  if record.disabled then return node.error_card(record.unit, where .. " is disabled after repeated errors") end
  local ok, value = rt.call(record, where, fn, ...)
  if ok then return value end
  return node.error_card(record.unit, value)
end

--- `ui[name]` as a component defined it; nil where nobody has.
function M.get(unit, name)
  local record = highest("component", name)
  if not record then return nil end
  return function(props)
    local what = "ui." .. name
    local value = M.guarded(record, what, record.fn, props or {})
    return node.child(unit, what, value) or node.make(unit, "spacer")
  end
end

function M.names()
  local names = {}
  for _, record in ipairs(rt.registry.component or {}) do names[#names + 1] = record.name end
  return names
end

function M.define(unit, name, render)
  if manifest.widgets[name] or manifest.modules.ui.functions[name] then
    check.raise(unit, "ui.component: '%s' is the name of a built-in", name)
  end
  rt.register("component", unit, { name = name, fn = render }, 2)
  return M.get(unit, name)
end

local function segments(name)
  local list = {}
  for _, record in ipairs(rt.registry.slot or {}) do
    if record.slot == name then list[#list + 1] = record end
  end
  table.sort(list, function(a, b)
    if a.order ~= b.order then return a.order < b.order end
    return a.seq < b.seq
  end)
  return list
end

-- What a segment returned is looked at while its file can still be blamed for it.
local function segment(record, where)
  local value = record.fn()
  if type(value) ~= "table" or node.is(value) or node.is(value[1]) then return value end
  return style.spans(where, value)
end

--- Adds a segment, or (without a function) returns what the slot's segments return now, in order.
function M.slot(unit, name, opts, render)
  if type(opts) == "function" then opts, render = {}, opts end
  if render then
    return rt.register("slot", unit, { slot = name, order = opts and opts.order or 0, fn = render }, 2)
  end
  local values = {}
  for _, record in ipairs(segments(name)) do
    local where = ("ui.slot(%q)"):format(name)
    local value = M.guarded(record, where, segment, record, where)
    if value ~= nil and value ~= false then values[#values + 1] = value end
  end
  return values
end

return M
