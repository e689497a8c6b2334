-- Key tables that were entered and will be left: kept in the view, so a reload does not strand anybody.

local check = rt.module("check")

local M = {}

local function entries(view)
  local list = view.fields.key_stack
  if type(list) ~= "table" then
    list = {}
    view.fields.key_stack = list
  end
  return list
end

local function fall_back(unit, info, to)
  local now = type(info.fallback) == "table" and info.fallback.mode or info.fallback
  if now == to or info.name == to then return end
  rt.module("mode").define(unit, info.name, { desc = info.desc, fallback = to })
end

local function top_of(view)
  local list = view.fields.key_stack
  return type(list) == "table" and list[#list] or nil
end

-- Leaves the table when no key came for its time. A timer runs for no view: it shows the one it is for.
local function leave_later(unit, view_id, name, seconds, deadline)
  rt.module("timer").after(unit, seconds, function()
    if not rt.has_view() then rt.module("screens").show(view_id) end
    local top = top_of(rt.view())
    if not top or top.name ~= name or not top.deadline or rt.view().mode ~= name then return end
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
  list[#list + 1] = { name = name, from = from, one_shot = opts.one_shot or nil, until_unknown = opts.until_unknown or nil }
  view.mode = name
  -- A key that the table has not is looked up below, and ends it.
  if opts.prevent_fallback then fall_back(unit, known[name], "swallow")
  elseif opts.until_unknown then fall_back(unit, known[name], from) end
  if opts.timeout_ms then
    local entry, seconds = list[#list], opts.timeout_ms / 1000
    entry.timeout, entry.deadline = seconds, rt.time() + seconds
    leave_later(unit, view.id, name, seconds, entry.deadline)
  end
end

--- Leaves the table on top; returns the mode in force.
function M.pop()
  local view = rt.view()
  local top = table.remove(entries(view))
  if top and view.mode == top.name then view.mode = top.from end
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

--- A key was pressed in `mode` and found in `found_in`, nil for nowhere. A table meant for one key is left, and
--- one that ends with a key it does not know.
function M.after_key(mode, found_in)
  if not rt.has_view() then return end
  local view = rt.view()
  local top = top_of(view)
  if not top or view.mode ~= top.name then return end
  if top.timeout then top.deadline = rt.time() + top.timeout end
  if (top.one_shot and top.name == found_in) or (top.until_unknown and top.name == mode and found_in ~= mode) then M.pop() end
end

return M
