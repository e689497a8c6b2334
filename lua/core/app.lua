-- `App`: what a view shows. Every file may override any method; the highest layer's runs, and reading
-- `App.x` in a file gives the next one below it. One that throws is replaced, for that frame, by the next
-- one below, with a card that says so.

local agent = rt.module("agent")
local check = rt.module("check")
local node = rt.module("node")
local theme = rt.module("theme")

local M = { name = "App" }

-- Units in the order their environments were made; a file that defines a global `render(frame)` is a view.
local units = {}

local function by_rank(a, b)
  if a.unit.rank ~= b.unit.rank then return a.unit.rank < b.unit.rank end
  return a.seq < b.seq
end

local function protector(method)
  local found
  for _, record in ipairs(rt.registry.protect or {}) do
    if (record.protects == "App." .. method or record.protects == "App") and (not found or record.unit.rank < found.rank) then
      found = record.unit
    end
  end
  return found
end

-- `function render(frame)` in a file counts as its `App:render`.
local function frame_entries(list)
  for index, unit in ipairs(units) do
    local fn = unit.env and rawget(unit.env, "render")
    if type(fn) == "function" then
      list[#list + 1] = {
        unit = unit, seq = index, owner = unit.name, method = "render",
        value = function() return rt.module("frame").render(unit, fn) end,
      }
    end
  end
end

local stacks, seen_overrides, seen_protects = {}, 0, 0

--- Forgets the sorted lists. Called before each frame, since a file's global `render` comes unannounced.
local function refresh()
  stacks = {}
end

--- Everything that overrides `method`, lowest layer first.
local function stack(method)
  local overrides, protects = rt.registry.override or {}, rt.registry.protect or {}
  if #overrides ~= seen_overrides or #protects ~= seen_protects then
    seen_overrides, seen_protects = #overrides, #protects
    refresh()
  end
  local list = stacks[method]
  if list then return list end
  list = {}
  local guard = protector(method)
  for _, record in ipairs(overrides) do
    if record.method == method and not (guard and record.unit.rank > guard.rank) then list[#list + 1] = record end
  end
  if method == "render" then frame_entries(list) end
  table.sort(list, by_rank)
  stacks[method] = list
  return list
end

--- What `unit` sees as `App[method]`: the next lower definition.
local function below(unit, method)
  local list = stack(method)
  local own
  for index, record in ipairs(list) do
    if record.unit == unit then
      own = index
      break
    end
  end
  local last = own and own - 1 or #list
  for index = last, 1, -1 do
    if list[index].unit.rank <= unit.rank then return list[index].value end
  end
  if method == "render" then return M.plain end
end

--- What is shown when nothing else can be: the focused agent, whole.
function M.plain(self)
  local focused = self.focused_agent
  return setmetatable({
    type = "terminal", at = "core", agent = focused and focused.id, placeholder = "no agent", follow = true, cursor = true,
  }, getmetatable(node.error_card({ name = "core" }, "")))
end

-- Reading fields of `self`.
local getters = {
  agents = function(unit) return agent.list(unit) end,
  selected = function(_, view) return view.selected and agent.index(view.selected) end,
  selected_agent = function(unit, view) return agent.wrap(unit, agent.find(view.selected)) end,
  focused_agent = function(unit, view) return agent.wrap(unit, agent.find(view.focus)) end,
  mode = function(_, view) return view.mode end,
  columns = function(_, view) return view.columns end,
  cols = function(_, view) return view.columns end,
  rows = function(_, view) return view.rows end,
  view = function(_, view) return view.id end,
  scroll = function(_, view) return view.focus and view.scroll[view.focus] or 0 end,
  unread = function()
    local count = 0
    for _, one in ipairs(rt.app and rt.app.agents or {}) do
      if one.unread then count = count + 1 end
    end
    return count
  end,
}

local function agent_id(unit, name, value)
  if value == nil then return nil end
  local found
  if type(value) == "number" then
    local all = rt.app and rt.app.agents or {}
    found = all[value]
  else
    found = agent.find(value)
  end
  if not found then check.raise(unit, "self.%s: no such agent (%s)", name, tostring(value)) end
  return found.id
end

-- Writing fields of `self`; every other name is kept with the view.
local setters = {
  selected = function(unit, view, value) view.selected = agent_id(unit, "selected", value) end,
  selected_agent = function(unit, view, value) view.selected = agent_id(unit, "selected_agent", value) end,
  focused_agent = function(unit, view, value) view.focus = agent_id(unit, "focused_agent", value) end,
  mode = function(unit, view, value)
    if type(value) ~= "string" then check.raise(unit, "self.mode: string expected, got %s", check.kind(value)) end
    view.mode = value
  end,
}

local self_of

--- Calls an overridden method for its file; what throws is replaced by the one below.
local function call_method(method, list, index, ...)
  local record = list[index]
  local self = self_of(record.unit)
  if index == 1 or record.unit.rank <= 2 then return record.value(self, ...) end
  if not record.disabled then
    local ok, value = rt.call(record, "App:" .. method, record.value, self, ...)
    if ok then return value end
  end
  return call_method(method, list, index - 1, ...)
end

local function method_of(name, list)
  return function(_, ...) return call_method(name, list, #list, ...) end
end

local function plain_data(value, depth)
  local kind = type(value)
  if kind == "nil" or kind == "boolean" or kind == "number" or kind == "string" then return true end
  if kind ~= "table" or depth > 20 or getmetatable(value) then return false end
  for key, one in pairs(value) do
    if type(key) ~= "string" and math.type(key) ~= "integer" then return false end
    if not plain_data(one, depth + 1) then return false end
  end
  return true
end

local function read_field(unit, view, key)
  local get = getters[key]
  if get then return get(unit, view) end
  local kept = view.fields[key]
  if kept ~= nil then return kept end
  local list = stack(key)
  local top = list[#list]
  if not top then return nil end
  if type(top.value) == "function" then return method_of(key, list) end
  return top.value
end

local function write_field(unit, view, key, value)
  local set = setters[key]
  if set then return set(unit, view, value) end
  if getters[key] then check.raise(unit, "self.%s cannot be set", key) end
  if not plain_data(value, 0) then
    check.raise(unit, "self.%s: only plain data is kept with a view (got %s)", tostring(key), check.kind(value))
  end
  view.fields[key] = value
end

local selves = setmetatable({}, { __mode = "k" })

--- `self` as `unit` sees it in the current view.
function self_of(unit)
  local view = rt.view()
  local mine = selves[unit]
  if mine and mine.view == view then return mine.self end
  local self = setmetatable({}, {
    __name = "App",
    __index = function(_, key) return read_field(unit, view, key) end,
    __newindex = function(_, key, value) write_field(unit, view, key, value) end,
  })
  selves[unit] = { view = view, self = self }
  return self
end
M.self = self_of

-- Handlers of the tree each view shows, by path.
local shown = {}

local function produce(record)
  local value = record.value(self_of(record.unit))
  local tree = node.child(record.unit, "App:render", value)
  if not tree then
    error(("%s: App:render returned %s (a widget expected)"):format(record.owner, check.kind(value)), 0)
  end
  return tree, node.finish(tree)
end

--- What went wrong, on the last line, above what is shown instead.
local function with_card(tree, message)
  local meta = getmetatable(tree)
  local function make(fields) return setmetatable(fields, meta) end
  local line = make { type = "text", at = "core", wrap = "truncate", height = 1,
    spans = { { text = " ✗ " .. tostring(message):match("[^\n]*") .. " ", style = { fg = "red", inverse = true } } } }
  local bottom = make { type = "column", at = "core", justify = "end", children = { make { type = "spacer", at = "core", grow = 1 }, line } }
  return make { type = "stack", at = "core", children = { tree, bottom } }
end

local function render_from(list)
  local failed
  for index = #list, 1, -1 do
    local record = list[index]
    if not record.disabled then
      local ok, tree, found = rt.call(record, "App:render", produce, record)
      if ok then return tree, found, failed end
      failed = failed or tree
    end
  end
  local tree = M.plain(self_of({ name = "core", rank = 1, layer = "core" }))
  return tree, node.finish(tree), failed
end

--- The current view's tree as JSON text.
function M.render_view()
  theme.restore()
  refresh()
  local tree, found, failed = render_from(stack("render"))
  if failed then
    tree = with_card(tree, failed)
    found = node.finish(tree)
  end
  shown[rt.view().id] = found
  return rt.encode(tree)
end

local function argument_of(args)
  if type(args) ~= "table" then return args end
  for _, name in ipairs { "index", "value", "key" } do
    if args[name] ~= nil then return args[name] end
  end
  return args
end

local function handler_at(view, path, event)
  local found = shown[view.id]
  local mine = found and found[path]
  return mine and mine[event]
end

local function on_event(message)
  local view = rt.view()
  local handler = handler_at(view, message.path, message.event)
  if not handler then
    -- A view that this world has not drawn yet: draw it, then look again.
    M.render_view()
    handler = handler_at(view, message.path, message.event)
  end
  if not handler then return { handled = false } end
  local unit, fn = handler.unit, handler.fn
  local context = rt.module("context").make(unit)
  if type(fn) == "string" then
    local name = fn
    fn = function() return rt.module("action").run(unit, name) end
  end
  rt.spawn(unit, "on_" .. message.event, fn, argument_of(message.args), context)
  return { handled = true }
end

function M.api(unit)
  units[#units + 1] = unit
  return setmetatable({}, {
    __name = "App",
    __index = function(_, method) return below(unit, method) end,
    __newindex = function(_, method, value)
      if getters[method] or setters[method] then check.raise(unit, "App.%s is a field of every view", method) end
      rt.register("override", unit, { method = method, value = value, fn = type(value) == "function" and value or nil }, 2)
    end,
  })
end

M.dispatch = { render = M.render_view, event = on_event }

return M
