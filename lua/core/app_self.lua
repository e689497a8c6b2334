-- `self`: a view as App's methods see it. Some fields are the state of the program and of the view; methods
-- are found through the layers; every other field is plain data that is kept with the view.

local agent = rt.module("agent")
local check = rt.module("check")
local overrides = rt.module("overrides")

local M = {}

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
  copy = function(_, view) return view.copy end,
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
  focused_agent = function(unit, view, value) agent.give_focus(view, agent_id(unit, "focused_agent", value)) end,
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
  local list = overrides.stack(key)
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

--- The table of a view as it is now: another one after every push, also while a function waits.
local function now(view)
  local current = rt.has_view() and rt.view()
  return current and current.id == view.id and current or view
end

--- `self` as `unit` sees it in the current view.
function self_of(unit)
  local view = rt.view()
  local mine = selves[unit]
  if mine and mine.view == view then return mine.self end
  local self = setmetatable({}, {
    __name = "App",
    __index = function(_, key) return read_field(unit, now(view), key) end,
    __newindex = function(_, key, value) write_field(unit, now(view), key, value) end,
  })
  selves[unit] = { view = view, self = self }
  return self
end
M.of = self_of

--- Whether `name` is a field that every view has.
function M.is_field(name)
  return getters[name] ~= nil or setters[name] ~= nil
end

return M
