-- `action`: things that can be done, by name. The highest layer's action of a name is the one that runs.

local check = rt.module("check")
local facade = rt.module("facade")
local authority = rt.module("authority")
local context = rt.module("context")
local tui = rt.module("tui_actions")

local M = { name = "action" }

--- The action of that name; nil where there is none.
function M.get(name)
  local found
  for _, record in ipairs(rt.named("action", name)) do
    if not record.removed and (not found or record.unit.rank >= found.unit.rank) then
      found = record
    end
  end
  return found
end

--- Every name, with the terminal side's own.
function M.names()
  local names = {}
  for _, record in ipairs(rt.registry.action or {}) do names[#names + 1] = record.name end
  for _, name in ipairs(tui.names) do names[#names + 1] = name end
  return names
end

--- Runs an action for `unit`. `name` may carry its argument: `"scroll page-up"`.
function M.run(unit, name, args, more)
  local record = M.get(name)
  if not record then
    local head, rest = name:match("^(%S+)%s+(.+)$")
    if head then
      record = M.get(head)
      if args == nil then args = rest end
      name = record and head or name
    end
  end
  if record then
    if record.disabled then return nil, check.failure("disabled", "the action '%s' is disabled after repeated errors", name) end
    return authority.on_behalf(unit, record.fn, context.make(record.unit, more), args)
  end
  local called, argument = tui.parse(name, args)
  if called then return tui.run(unit, called, argument) end
  check.raise(unit, "action.run: no action is called '%s'%s", name, check.did_you_mean(name, M.names()))
end

local function register(unit, name, run, opts)
  opts = opts or {}
  for _, record in ipairs(rt.named("action", name)) do
    if record.unit.rank == unit.rank then record.removed = true end
  end
  rt.register("action", unit, { name = name, fn = run, desc = opts.desc, group = opts.group, takes = opts.takes, complete = opts.complete }, 3)
  rt.module("key_table").action_changed(name)
end

local function unregister(unit, name)
  local record = M.get(name)
  if not record or record.unit ~= unit then return false end
  record.removed = true
  rt.module("key_table").action_changed(name)
  return true
end

local function list()
  local rows, seen = {}, {}
  for _, name in ipairs(M.names()) do
    local record = M.get(name)
    if record and not seen[name] then
      rows[#rows + 1] = { name = name, desc = record.desc, group = record.group, takes = record.takes, owner = record.owner }
    elseif not seen[name] then
      rows[#rows + 1] = { name = name, desc = tui.describe[name], group = "program", takes = tui.takes[name], owner = "built in" }
    end
    seen[name] = true
  end
  table.sort(rows, function(a, b) return a.name < b.name end)
  return rows
end

function M.api(unit)
  return facade.build("action", unit, {
    register = function(name, run, opts) register(unit, name, run, opts) end,
    unregister = function(name) return unregister(unit, name) end,
    run = function(name, args) return M.run(unit, name, args) end,
    list = list,
  })
end

return M
