-- The keys in force, as the terminal side gets them: bindings of every layer in order, later ones over
-- earlier ones; `normal` bindings again after the prefix; and the records to run when Lua is asked.

local check = rt.module("check")
local chord = rt.module("chord")
local conflicts = rt.module("key_conflicts")
local json = rt.module("json")
local tui = rt.module("tui_actions")

local M = { version = 0 }

M.settings = { keys = "default", prefix = "ctrl+b", leader = "space", copy_keys = "vi" }

-- What others than Lua go by.
local told = { "copy_on_release", "copy_command", "scrollback" }

local built

--- To be called after anything changed that keys depend on.
function M.changed()
  built = nil
  if not rt.loading() then rt.keys_changed() end
end

--- The owners of bindings may be told differently now.
function M.forget()
  built = nil
end

local function id(mode, keys)
  return mode .. "\0" .. table.concat(keys, " ")
end
M.id = id

-- Which of the shipped sets a file belongs to; nil for every other file.
local function set_of(unit)
  return unit.name:match("^keybindings/(.+)%.lua$")
end

local function chosen(record)
  local set = set_of(record.unit)
  return not record.removed and (set == nil or set == M.settings.keys or set == "copy-" .. M.settings.copy_keys)
end

--- Records of the kinds that count, lowest layer first.
local function in_order(...)
  local list = {}
  for _, kind in ipairs { ... } do
    for _, record in ipairs(rt.registry[kind] or {}) do
      if chosen(record) then list[#list + 1] = record end
    end
  end
  table.sort(list, function(a, b)
    if a.unit.rank ~= b.unit.rank then return a.unit.rank < b.unit.rank end
    return a.seq < b.seq
  end)
  return list
end
M.in_order = in_order

local function target(record)
  if type(record.rhs) == "string" and record.args == nil then
    local action = rt.module("action")
    local name, argument = tui.parse(record.rhs)
    if name and not action.get(record.rhs) and not action.get(name) then
      return { kind = "local", action = name, argument = argument }
    end
  end
  return { kind = "lua" }
end

local function same_target(a, b)
  return a.kind == b.kind and a.action == b.action and a.argument == b.argument
end

-- Made, and written as JSON, once: most of them stay as they were when a world without the person's files was
-- prepared.
local function binding(record, mode, keys, conflict)
  local made = record.made or {}
  record.made = made
  local key, now = id(mode, keys), target(record)
  local before = made[key]
  if before and before.owner == record.owner and before.conflict == conflict and same_target(before.target, now) then
    return before
  end
  made[key] = json.keep {
    mode = mode, keys = keys, target = now, desc = record.desc or "", group = record.group, when = record.when,
    owner = record.owner, action = type(record.rhs) == "string" and record.rhs or nil, conflict = conflict,
  }
  return made[key]
end

local function prefixed(prefix, keys)
  return { prefix, table.unpack(keys) }
end

local function modes_in_force()
  local modes = {
    { name = "normal", desc = "keys are commands", fallback = "swallow" },
    { name = "terminal", desc = "keys go to the agent", fallback = "pty" },
  }
  local place = { normal = 1, terminal = 2 }
  for _, record in ipairs(in_order("mode")) do
    local index = place[record.name] or #modes + 1
    place[record.name] = index
    modes[index] = { name = record.name, desc = record.desc or "", fallback = record.fallback }
  end
  return modes, place
end

-- The record in force of each mode and keys; those in the order they came up; those that it went over, the last
-- first; and which of one layer met.
local function collect()
  local by_id, order, below, met = {}, {}, {}, {}
  for _, record in ipairs(in_order("keymap", "keymap_del")) do
    local key = id(record.mode, record.keys)
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

-- Mode, keys and record of every binding, those of `normal` again after the prefix; and the records by id. In copy mode
-- they are too, so that nobody who reads is kept in there: these rows come last, and `own` is how many do not.
local function spread(by_id, order, prefix)
  local rows, records = {}, {}
  local function add(record, mode, keys, key)
    if records[key] then return end
    records[key] = record
    rows[#rows + 1] = { mode = mode, keys = keys, record = record }
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

local function build()
  local by_id, order, below, found = collect()
  local modes, place = modes_in_force()
  local prefix = M.settings.prefix
  local rows, records, own = spread(by_id, order, prefix)
  conflicts.note_shadowed(found, rows, own, prefix, function(mode, keys) return records[id(mode, keys)] end)
  local others = conflicts.owners(found)
  local table_ = { prefix = prefix, modes = modes, bindings = {}, version = M.version }
  for index, row in ipairs(rows) do
    table_.bindings[index] = binding(row.record, row.mode, row.keys, others[row.record])
    if not place[row.mode] then
      modes[#modes + 1] = { name = row.mode, desc = "", fallback = "swallow" }
      place[row.mode] = #modes
    end
  end
  return { table = table_, records = records, below = below, conflicts = found }
end

local function current()
  if not built then
    M.version = M.version + 1
    built = build()
  end
  return built
end

--- The table as the terminal side takes it.
function M.table()
  local made = current().table
  -- Told only where somebody asks: everybody else's keys and clicks need no round trip.
  made.unbound = rt.module("overrides").any("key") or rt.module("bus").has("key:unmapped") or nil
  made.mouse = rt.module("overrides").any("mouse") or nil
  made.settings = {}
  for _, name in ipairs(told) do made.settings[name] = M.settings[name] end
  if next(made.settings) == nil then made.settings = nil end
  return made
end

local function fallback_of(mode)
  for _, info in ipairs(current().table.modes) do
    if info.name == mode then return type(info.fallback) == "table" and info.fallback.mode or nil end
  end
end

--- The record behind keys in a mode and the mode it was found in; nil where nothing is bound. Follows what the
--- view's key tables and the modes fall back on.
function M.find(mode, keys)
  local records = current().records
  return rt.module("key_stack").walk(mode, fallback_of, function(name) return records[id(name, keys)] end)
end

--- The records that the one in force for these keys went over, the last first.
function M.below(mode, keys)
  local record = current().records[id(mode, keys)]
  return record and current().below[id(record.mode, record.keys)] or {}
end

--- The record that acts before the one of these keys can be typed; nil where none does.
function M.in_the_way(mode, keys)
  local records = current().records
  local function at(where, chords) return records[id(where, chords)] end
  local long = at(mode, keys)
  return long and conflicts.in_the_way(long, mode, keys, M.settings.prefix, at)
end

--- The chords of `lhs`; raises for what cannot be read.
function M.parse(unit, what, lhs)
  local replace = { ["<leader>"] = M.settings.leader, ["<prefix>"] = M.settings.prefix }
  local ok, chords = pcall(chord.sequence, lhs, replace)
  if not ok then check.raise(unit, "%s: %s", what, chords) end
  return chords
end

local function review_conflicts()
  for _, one in ipairs(current().conflicts) do
    local record = one.record
    record.told = record.told or {}
    if not record.told[one.text] then
      record.told[one.text] = true
      rt.warn(record.unit, one.text)
    end
  end
end

--- Warnings about what is bound: actions that do not exist, bindings nobody described, keys bound twice.
function M.review()
  review_conflicts()
  local action = rt.module("action")
  for _, record in ipairs(rt.registry.keymap or {}) do
    if not record.reviewed then
      record.reviewed = true
      local rhs = record.rhs
      local lhs = table.concat(record.keys, " ")
      if type(rhs) == "string" and not action.get(rhs) and not tui.parse(rhs)
        and not action.get(rhs:match("^%S+") or "") then
        rt.warn(record.unit, ("%s: keymap.set: '%s' runs '%s', which does not exist%s"):format(record.owner, lhs, rhs,
          check.did_you_mean(rhs, action.names())))
      elseif not record.desc and record.unit.rank > 2 then
        rt.warn(record.unit, ("%s: keymap.set: '%s' has no desc"):format(record.owner, lhs))
      end
    end
  end
end

return M
