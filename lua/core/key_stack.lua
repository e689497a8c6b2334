-- Key tables that were entered and will be left: kept in the view, so a reload does not strand anybody, and
-- what they say of unknown keys holds in that view alone. The terminal side reads them there.

local check = rt.module("check")

local M = {}

-- The tables of a view. Those on top that the view has gone to another mode from are over.
local function entries(view)
  local list = view.fields.key_stack
  if type(list) ~= "table" then
    list = {}
    view.fields.key_stack = list
  end
  while #list > 0 and list[#list].name ~= view.mode do table.remove(list) end
  return list
end

local function top_of(view)
  local list = view.fields.key_stack
  local top = type(list) == "table" and list[#list] or nil
  return top and top.name == view.mode and top or nil
end

-- Leaves the table when no key came for its time. A timer runs for no view: it shows the one it is for.
local function leave_later(unit, view_id, name, seconds, deadline)
  rt.module("timer").after(unit, seconds, function()
    if not rt.has_view() then rt.module("screens").show(view_id) end
    local top = top_of(rt.view())
    if not top or top.name ~= name or not top.deadline then return end
    if top.deadline == deadline then return M.pop() end
    leave_later(unit, view_id, name, math.max(0, top.deadline - rt.time()), top.deadline)
  end)
end

--- Enters mode `name` until `pop`.
function M.push(unit, name, opts)
  opts = opts or {}
  local view = rt.view()
  local known = rt.module("mode").names()
  if not known[name] then
    check.raise(unit, "keymap.push: no key table is called '%s'%s", name, check.did_you_mean(name, check.names(known)))
  end
  local list = entries(view)
  local from = view.mode
  if opts.replace_current and #list > 0 then from = table.remove(list).from end
  local entry = {
    name = name, from = from, one_shot = opts.one_shot or nil, until_unknown = opts.until_unknown or nil,
    prevent_fallback = opts.prevent_fallback or nil,
  }
  list[#list + 1] = entry
  view.mode = name
  if opts.timeout_ms then
    local seconds = opts.timeout_ms / 1000
    entry.timeout, entry.deadline = seconds, rt.time() + seconds
    leave_later(unit, view.id, name, seconds, entry.deadline)
  end
end

--- Leaves the table on top; returns the mode in force.
function M.pop()
  local view = rt.view()
  local top = table.remove(entries(view))
  if top then view.mode = top.from end
  return view.mode
end

function M.clear()
  local view = rt.view()
  local bottom = entries(view)[1]
  if bottom then view.mode = bottom.from end
  view.fields.key_stack = nil
end

--- The mode in force and those below it, top first.
function M.active()
  local view = rt.view()
  local modes = { view.mode }
  local list = entries(view)
  for index = #list, 1, -1 do modes[#modes + 1] = list[index].from end
  return modes
end

--- Walks the modes whose keys are in force from `mode` on: calls `look(mode)` until it returns something, which
--- is returned, with the mode. `fallback_of(mode)` is the mode that one goes on to anyway, nil for none.
function M.walk(mode, fallback_of, look)
  local view = rt.has_view() and rt.view()
  local list = view and top_of(view) and view.fields.key_stack or {}
  local depth = #list
  for _ = 1, 8 do
    local found = look(mode)
    if found then return found, mode end
    local entered = list[depth]
    if entered and entered.name == mode then depth = depth - 1 else entered = nil end
    if entered and entered.prevent_fallback then return nil end
    mode = entered and entered.until_unknown and entered.from or fallback_of(mode)
    if not mode then return nil end
  end
end

--- A key was pressed and found in mode `found_in`, nil for nowhere. To be called before it does anything: a
--- table meant for one key is left, and one that ends with a key it does not know.
function M.on_key(found_in)
  if not rt.has_view() then return end
  local top = top_of(rt.view())
  if not top then return end
  local over = found_in == top.name and top.one_shot or found_in ~= top.name and top.until_unknown
  if over then M.pop()
  elseif top.timeout then top.deadline = rt.time() + top.timeout end
end

return M
