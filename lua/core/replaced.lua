-- What each file replaces: the methods of App, keys, actions, commands, components, modes, themes and named hooks
-- that another file, below it or loaded before it, had made.

local definition = rt.module("definition")
local key_table = rt.module("key_table")
local overrides = rt.module("overrides")

local M = {}

local function by_rank(a, b)
  if a.unit.rank ~= b.unit.rank then return a.unit.rank < b.unit.rank end
  return a.seq < b.seq
end

-- Calls `take(name, records)` for each name, its records lowest first.
local function each_name(records, name_of, take)
  local named, names = {}, {}
  for _, record in ipairs(records) do
    local name = name_of(record)
    if not named[name] then
      named[name] = {}
      names[#names + 1] = name
    end
    table.insert(named[name], record)
  end
  for _, name in ipairs(names) do
    if #named[name] > 1 then
      table.sort(named[name], by_rank)
      take(name, named[name])
    end
  end
end

-- What another action of its layer took the place of is marked as removed, and is replaced all the same.
local function is_below(record, above)
  return record.unit ~= above.unit and not record.deletes and (not record.removed or record.unit.rank == above.unit.rank)
end

local function add(rows, kind, name, above, below)
  rows[#rows + 1] = { kind = kind, name = name, above = above, below = below }
end

-- The last record of each file, and the nearest of another file that lies below it.
local function add_stack(rows, kind, name, records)
  for index = #records, 2, -1 do
    local above, next_up = records[index], records[index + 1]
    if not above.removed and not (next_up and next_up.unit == above.unit) then
      for lower = index - 1, 1, -1 do
        if is_below(records[lower], above) then
          add(rows, kind, name, above, records[lower])
          break
        end
      end
    end
  end
end

local function add_methods(rows, wanted)
  local names = { "render" }
  for _, record in ipairs(rt.registry.override or {}) do
    if not wanted or wanted[record.unit.name] then names[#names + 1] = record.method end
  end
  local seen = {}
  for _, method in ipairs(names) do
    if not seen[method] then add_stack(rows, "method", "App." .. method, overrides.stack(method)) end
    seen[method] = true
  end
end

local function add_keys(rows)
  each_name(key_table.in_order("keymap", "keymap_del"), function(record)
    return record.mode .. " " .. table.concat(record.keys, " ")
  end, function(name, records) add_stack(rows, "key", name, records) end)
end

-- Handlers of one name add up, but for one that another file took away or put its own in the place of.
local function add_hooks(rows)
  local handlers = rt.registry.handler or {}
  local function own_of(unit, lost)
    for _, record in ipairs(handlers) do
      if record.unit == unit and record.event == lost.event and record.name == lost.name and not record.removed then return record end
    end
  end
  for _, lost in ipairs(handlers) do
    local taker = lost.taken_by
    if taker and taker.unit ~= lost.unit then
      add(rows, "hook", lost.event .. " " .. lost.name, own_of(taker.unit, lost) or taker, lost)
    end
  end
end

-- Whether a file that is wanted has registered one of `kind`. Asked first: every save asks about one file.
local function has(kind, wanted)
  for _, record in ipairs(rt.registry[kind] or {}) do
    if not wanted or wanted[record.unit.name] then return true end
  end
  return false
end

local function pairs_of_records(wanted)
  local rows = {}
  add_methods(rows, wanted)
  if has("keymap", wanted) or has("keymap_del", wanted) then add_keys(rows) end
  add_hooks(rows)
  for _, kind in ipairs { "action", "command", "component", "mode", "theme" } do
    if has(kind, wanted) then
      -- The shipped keys that are not chosen count for nothing, and their modes with them.
      each_name(key_table.in_order(kind), function(record) return record.name end, function(name, records)
        add_stack(rows, kind, name, records)
      end)
    end
  end
  return rows
end

local function row(found)
  local source, owner = definition.of(found.above)
  local below_source, below_owner = definition.of(found.below)
  return {
    file = found.above.unit.name, kind = found.kind, name = found.name, owner = owner, source = source,
    below = { owner = below_owner, layer = found.below.unit.layer, source = below_source },
  }
end

--- What `file` replaces, or every file without: rows as botster.replaces gives them.
function M.by(file)
  local wanted = file and { [file] = true }
  local rows = {}
  for _, found in ipairs(pairs_of_records(wanted)) do
    if not wanted or wanted[found.above.unit.name] then rows[#rows + 1] = row(found) end
  end
  return rows
end

return M
