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
  list[#list + 1] = { name = name, from = from, one_shot = opts.one_shot or nil }
  view.mode = name
  if opts.prevent_fallback then rt.module("mode").define(unit, name, { fallback = "swallow" }) end
  if opts.timeout_ms then
    rt.module("timer").after(unit, opts.timeout_ms / 1000, function()
      if rt.has_view() and rt.view().mode == name then M.pop() end
    end)
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

--- A key was used in `mode`: a table meant for one key is left.
function M.after_key(mode)
  if not rt.has_view() then return end
  local view = rt.view()
  local list = view.fields.key_stack
  local top = type(list) == "table" and list[#list]
  if top and top.one_shot and top.name == mode and view.mode == mode then M.pop() end
end

return M
