-- Which bindings are in force, and under which keys: those of every layer in order, later ones over earlier ones, and
-- `normal` ones again after the prefix.

local conflicts = rt.module("key_conflicts")

local M = {}

--- Mode and keys as one text.
local function id(mode, keys)
  return mode .. "\0" .. table.concat(keys, " ")
end
M.id = id

-- Whether a file's keys are among those that were chosen: all but the shipped sets are.
local function is_chosen(settings, unit)
  local set = unit.name:match("^keybindings/(.+)%.lua$")
  return set == nil or set == settings.keys or set == "copy-" .. settings.copy_keys
end

local function is_before(a, b)
  if a.unit.rank ~= b.unit.rank then return a.unit.rank < b.unit.rank end
  return a.seq < b.seq
end

-- They mostly are: files are loaded so.
local function is_sorted(list)
  for place = 2, #list do
    if is_before(list[place], list[place - 1]) then return false end
  end
  return true
end

--- Records of these kinds that count with `settings` (key_table.lua), lowest layer first.
function M.in_order(settings, ...)
  local list, chosen = {}, {}
  for _, kind in ipairs { ... } do
    for _, record in ipairs(rt.registry[kind] or {}) do
      local unit = record.unit
      if chosen[unit] == nil then chosen[unit] = is_chosen(settings, unit) end
      if chosen[unit] and not record.removed then list[#list + 1] = record end
    end
  end
  if not is_sorted(list) then table.sort(list, is_before) end
  return list
end

local function prefixed(prefix, keys)
  return { prefix, table.unpack(keys) }
end

--- The record in force of each mode and keys; those in the order they came up; those that it went over, the last
--- first; and which of one layer met.
function M.collect(settings)
  local by_id, order, below, met = {}, {}, {}, {}
  for _, record in ipairs(M.in_order(settings, "keymap", "keymap_del")) do
    record.id_of_keys = record.id_of_keys or id(record.mode, record.keys)
    local key = record.id_of_keys
    local before = by_id[key]
    if before then
      below[key] = below[key] or {}
      table.insert(below[key], 1, before)
    end
    if record.deletes then by_id[key] = nil
    else
      if not before then order[#order + 1] = key
      elseif conflicts.collide(record, before) then conflicts.note_same(met, record, before) end
      by_id[key] = record
    end
  end
  return by_id, order, below, met
end

-- Whether a binding acts before all of `keys` is typed, the first of which is the prefix: that alone never is one.
local function is_cut_short(records, mode, keys)
  for count = 2, #keys - 1 do
    if records[id(mode, table.move(keys, 1, count, 1, {}))] then return true end
  end
  return false
end

--- Mode, keys, record and id of every binding, those of `normal` again after the prefix; and the records by id. In copy
--- mode they are too, so that nobody who reads is kept in there: these rows come last, and `own` is how many do not.
function M.spread(by_id, order, prefix)
  local rows, records = {}, {}
  local function add(record, mode, keys, key)
    if records[key] then return end
    records[key] = record
    rows[#rows + 1] = { mode = mode, keys = keys, record = record, id = key }
  end
  for _, key in ipairs(order) do
    local record = by_id[key]
    if record then add(record, record.mode, record.keys, key) end
  end
  local again = {}
  for _, key in ipairs(order) do
    local record = by_id[key]
    if record and record.mode == "normal" then
      -- What is left of the id are the keys.
      local keys, text = record.keys, key:sub(#"normal" + 2)
      if keys[1] ~= prefix then
        keys, text = prefixed(prefix, keys), prefix .. " " .. text
        add(record, "terminal", keys, "terminal\0" .. text)
        add(record, "normal", keys, "normal\0" .. text)
      end
      again[#again + 1] = { record = record, keys = keys, id = "copy\0" .. text }
    end
  end
  local own = #rows
  for _, one in ipairs(again) do
    if not is_cut_short(records, "copy", one.keys) then add(one.record, "copy", one.keys, one.id) end
  end
  return rows, records, own
end

return M
