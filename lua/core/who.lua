-- Who answers to a name: the file and line that is in force for a key, a method of App, an action, a command, a
-- hook, a component, a slot, a mode or a theme, and those that lie below it.

local key_table = rt.module("key_table")
local overrides = rt.module("overrides")

local M = {}

-- Which field of a record is its name. What comes later in load order goes over what came before.
local name_of = { action = "name", command = "name", component = "name", mode = "name", slot = "slot", theme = "name" }

local function row(kind, name, record, in_force)
  local method = kind == "method" and record.method ~= nil
  return {
    kind = kind, name = name, owner = record.owner, layer = record.unit.layer, in_force = in_force and not record.disabled,
    desc = not method and record.desc or nil,
  }
end

local function by_rank(a, b)
  if a.unit.rank ~= b.unit.rank then return a.unit.rank > b.unit.rank end
  return a.seq > b.seq
end

-- `records` as rows, the highest first. Of things that add up, like slots and hooks, all are in force.
local function add(rows, kind, name, records, adds_up)
  table.sort(records, by_rank)
  for index, record in ipairs(records) do rows[#rows + 1] = row(kind, name, record, adds_up or index == 1) end
end

local function records_named(kind, field, name)
  local found = {}
  for _, record in ipairs(rt.registry[kind] or {}) do
    if record[field] == name and not record.removed then found[#found + 1] = record end
  end
  return found
end

local function add_methods(rows, name)
  local method = name:match("^App[.:]([%w_]+)$")
  if not method then return end
  local stack = overrides.stack(method)
  for index = #stack, 1, -1 do rows[#rows + 1] = row("method", "App." .. method, stack[index], index == #stack) end
end

local function add_hooks(rows, name)
  local found = {}
  for _, record in ipairs(rt.registry.handler or {}) do
    local is_meant = record.event == name or record.spelled == name or record.name == name
    if is_meant and not record.removed then found[#found + 1] = record end
  end
  add(rows, "hook", name, found, true)
end

-- `n`, `ctrl+b n`, or a mode before them: `normal n`. Keys that can never be typed are in force nowhere.
local function add_keys(rows, name)
  for _, binding in ipairs(key_table.table().bindings) do
    local keys = table.concat(binding.keys, " ")
    if keys == name or binding.mode .. " " .. keys == name then
      rows[#rows + 1] = {
        kind = "key", name = binding.mode .. " " .. keys, owner = binding.owner,
        layer = binding.owner:match("^[^/:]+") or "core", in_force = not key_table.in_the_way(binding.mode, binding.keys),
        desc = binding.desc ~= "" and binding.desc or binding.action, conflict = binding.conflict,
      }
      for _, record in ipairs(key_table.below(binding.mode, binding.keys)) do
        rows[#rows + 1] = row("key", binding.mode .. " " .. keys, record, false)
      end
    end
  end
end

--- Every owner of `name`, kind by kind, of each kind the one in force first.
function M.of(name)
  local rows = {}
  add_methods(rows, name)
  add_keys(rows, name)
  add_hooks(rows, name)
  for _, kind in ipairs { "action", "command", "component", "slot", "mode", "theme" } do
    add(rows, kind, name, records_named(kind, name_of[kind], name), kind == "slot")
  end
  local component = name:match("^ui%.([%w_]+)$")
  if component then add(rows, "component", name, records_named("component", "name", component)) end
  return rows
end

return M
