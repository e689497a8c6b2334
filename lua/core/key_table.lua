-- The keys in force, as the terminal side gets them: bindings of every layer in order, later ones over
-- earlier ones; `normal` bindings again after the prefix; and the records to run when Lua is asked.

local check = rt.module("check")
local chord = rt.module("chord")
local conflicts = rt.module("key_conflicts")
local json = rt.module("json")
local key_rows = rt.module("key_rows")
local tui = rt.module("tui_actions")

local id = key_rows.id

local M = { version = 0, id = id }

M.settings = { keys = "default", prefix = "ctrl+b", leader = "space", copy_keys = "vi" }

-- What others than Lua go by.
local told = { "copy_on_release", "copy_command", "scrollback" }

local built

-- What texts name that keys are bound to.
local targets = {}

--- To be called after something changed that is told with the keys and changes none of them.
function M.retold()
  if not rt.loading() then rt.keys_changed() end
end

--- To be called after anything changed that keys depend on.
function M.changed()
  built = nil
  M.retold()
end

--- To be called when an action comes or goes: one of the terminal side's own may be meant no more, or again.
function M.action_changed(name)
  if not tui.parse(name) then return end
  targets = {}
  M.changed()
end

--- The owners of bindings are told differently now.
function M.forget()
  built = nil
end

--- Records of these kinds that count, lowest layer first.
function M.in_order(...)
  return key_rows.in_order(M.settings, ...)
end

local in_lua = { kind = "lua" }

local function aim(text)
  local action = rt.module("action")
  local name, argument = tui.parse(text)
  if name and not action.get(text) and not action.get(name) then
    return { kind = "local", action = name, argument = argument }
  end
  return in_lua
end

local function target(record)
  local text = record.rhs
  if type(text) ~= "string" or record.args ~= nil then return in_lua end
  targets[text] = targets[text] or aim(text)
  return targets[text]
end

local function same_target(a, b)
  return a == b or (a.kind == b.kind and a.action == b.action and a.argument == b.argument)
end

-- Few texts, each in many bindings.
local quoted = setmetatable({}, {
  __index = function(texts, text)
    local made = json.quote(text)
    texts[text] = made
    return made
  end,
})

-- A binding as JSON (measured: in a third of the time that it takes field by field).
local function written(made)
  local keys, target = {}, made.target
  for index, one in ipairs(made.keys) do keys[index] = quoted[one] end
  local parts = { '{"mode":', quoted[made.mode], ',"keys":[', table.concat(keys, ","), '],"target":{"kind":', quoted[target.kind] }
  local function add(name, text)
    if text then
      parts[#parts + 1] = name
      parts[#parts + 1] = quoted[text]
    end
  end
  add(',"action":', target.action)
  add(',"argument":', target.argument)
  parts[#parts + 1] = "}"
  add(',"desc":', made.desc)
  add(',"group":', made.group)
  if made.when then parts[#parts + 1] = ',"when":' .. json.encode(made.when) end
  add(',"owner":', made.owner)
  add(',"action":', made.action)
  add(',"conflict":', made.conflict)
  parts[#parts + 1] = "}"
  return table.concat(parts)
end

-- Made, and written as JSON, once: most of them stay as they were when a world without the person's files was
-- prepared.
local function binding(row, conflict)
  local record, now = row.record, target(row.record)
  local made = record.made or {}
  record.made = made
  local before = made[row.id]
  if before and before.owner == record.owner and before.conflict == conflict and same_target(before.target, now) then
    return before
  end
  local one = {
    mode = row.mode, keys = row.keys, target = now, desc = record.desc or "", group = record.group, when = record.when,
    owner = record.owner, action = type(record.rhs) == "string" and record.rhs or nil, conflict = conflict,
  }
  made[row.id] = json.keep(one, written(one))
  return made[row.id]
end

local function modes_in_force()
  local modes = {
    { name = "normal", desc = "keys are commands", fallback = "swallow" },
    { name = "terminal", desc = "keys go to the agent", fallback = "pty" },
  }
  local place = { normal = 1, terminal = 2 }
  for _, record in ipairs(M.in_order("mode")) do
    local index = place[record.name] or #modes + 1
    place[record.name] = index
    modes[index] = { name = record.name, desc = record.desc or "", fallback = record.fallback }
  end
  return modes, place
end

local function build()
  local by_id, order, below, found = key_rows.collect(M.settings)
  local modes, place = modes_in_force()
  local prefix = M.settings.prefix
  local rows, records, own = key_rows.spread(by_id, order, prefix)
  conflicts.note_shadowed(found, rows, own, prefix, function(mode, keys) return records[id(mode, keys)] end)
  local others = conflicts.owners(found)
  local table_ = { prefix = prefix, modes = modes, bindings = {}, version = M.version }
  for index, row in ipairs(rows) do
    table_.bindings[index] = binding(row, others[row.record])
    if not place[row.mode] then
      modes[#modes + 1] = { name = row.mode, desc = "", fallback = "swallow" }
      place[row.mode] = #modes
    end
  end
  json.keep(table_.bindings)
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
