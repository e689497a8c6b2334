-- `keymap`: what keys do.

local check = rt.module("check")
local facade = rt.module("facade")
local action = rt.module("action")
local authority = rt.module("authority")
local context = rt.module("context")
local key_table = rt.module("key_table")
local stack = rt.module("key_stack")

local M = { name = "keymap" }

local reserved = { ["ctrl+d"] = "detach", ["ctrl+s"] = "safe mode" }

local function modes_of(unit, what, modes)
  if type(modes) == "string" then modes = { modes } end
  for index, mode in ipairs(modes) do
    if type(mode) ~= "string" then check.raise(unit, "%s: mode #%d is %s (string expected)", what, index, check.kind(mode)) end
  end
  if #modes == 0 then check.raise(unit, "%s: no mode given", what) end
  return modes
end

local function refuse_reserved(unit, keys)
  local prefix = key_table.settings.prefix
  local function refuse(chord)
    if reserved[chord] then
      check.raise(unit, "keymap.set: %s %s is reserved (%s)", prefix, chord, reserved[chord])
    end
  end
  if #keys >= 2 and keys[1] == prefix then refuse(keys[2]) end
end

local function add(unit, mode, lhs, rhs, opts, level)
  local keys = key_table.parse(unit, "keymap.set", lhs)
  refuse_reserved(unit, keys)
  local desc = opts.desc
  if not desc and type(rhs) == "string" then
    local found = action.get(rhs)
    desc = found and found.desc
  end
  rt.register("keymap", unit, {
    mode = mode, keys = keys, lhs = lhs, rhs = rhs, fn = type(rhs) == "function" and rhs or nil, args = opts.args,
    desc = desc, group = opts.group, when = opts.when, once = opts.once,
  }, level + 1)
end

local function set(unit, modes, lhs, rhs, opts)
  for _, mode in ipairs(modes_of(unit, "keymap.set", modes)) do add(unit, mode, lhs, rhs, opts or {}, 3) end
  key_table.changed()
end

local function del(unit, modes, lhs)
  for _, mode in ipairs(modes_of(unit, "keymap.del", modes)) do
    local keys = key_table.parse(unit, "keymap.del", lhs)
    rt.register("keymap_del", unit, { mode = mode, keys = keys, deletes = true }, 3)
  end
  key_table.changed()
end

local function row(binding)
  return {
    mode = binding.mode, lhs = table.concat(binding.keys, " "), desc = binding.desc, group = binding.group,
    action = binding.action, owner = binding.owner, conflict = binding.conflict,
  }
end

local function list(filter)
  filter = filter or {}
  local rows = {}
  for _, binding in ipairs(key_table.table().bindings) do
    if (not filter.mode or binding.mode == filter.mode) and (not filter.group or binding.group == filter.group) then
      rows[#rows + 1] = row(binding)
    end
  end
  return rows
end

local function get(unit, mode, lhs)
  local wanted = key_table.id(mode, key_table.parse(unit, "keymap.get", lhs))
  for _, binding in ipairs(key_table.table().bindings) do
    if key_table.id(binding.mode, binding.keys) == wanted then return row(binding) end
  end
end

--- `{ j = "scroll down", x = { fn, "desc" } }` as a mode with keys.
local function define_table(unit, name, bindings, opts)
  rt.module("mode").define(unit, name, opts or {})
  for _, lhs in ipairs(check.names(bindings)) do
    local rhs, desc, group = bindings[lhs], nil, nil
    if type(rhs) == "table" then rhs, desc, group = rhs[1], rhs[2] or rhs.desc, rhs.group end
    if type(rhs) ~= "string" and type(rhs) ~= "function" then
      check.raise(unit, "keymap.table: '%s' is bound to %s (an action or a function expected)", lhs, check.kind(rhs))
    end
    add(unit, name, lhs, rhs, { desc = desc, group = group or name }, 3)
  end
  key_table.changed()
end

--- Runs a record for the current view.
local function run(record, mode, keys)
  if record.disabled then return false end
  if record.once then
    record.removed = true
    key_table.changed()
  end
  local unit = record.unit
  local where = ("keymap.set(%q, %q)"):format(record.mode, record.lhs)
  local more = { keys = keys, mode = mode }
  if record.fn then
    rt.spawn(record, where, authority.carry(record.fn), context.make(unit, more))
  else
    rt.spawn(record, where, authority.carry(function() return action.run(unit, record.rhs, record.args, more) end))
  end
  return true
end

--- Acts on keys typed in a mode of the current view. Returns whether they meant anything.
function M.press(mode, keys)
  local record, found_in = key_table.find(mode, keys)
  stack.on_key(found_in)
  return record ~= nil and run(record, mode, keys)
end

-- Keys that Lua was told of: for App:key, else for what they are bound to, else for whoever wants the rest.
local function typed(message)
  local event = { keys = message.keys, key = table.concat(message.keys, " "), mode = message.mode }
  if rt.module("app_hooks").call("key", event) then return true end
  if M.press(message.mode, message.keys) then return true end
  return rt.module("bus").emit("key:unmapped", event, event.key).handled == true
end

local function feed(unit, text)
  local keys = key_table.parse(unit, "keymap.feed", text)
  local at, any = 1, false
  while at <= #keys do
    local taken = 1
    for count = #keys - at + 1, 1, -1 do
      local part = { table.unpack(keys, at, at + count - 1) }
      local record = key_table.find(rt.view().mode, part)
      if record then
        any = authority.on_behalf(unit, M.press, rt.view().mode, part) or any
        taken = count
        break
      end
    end
    at = at + taken
  end
  return any
end

--- How the help writes the keys of the first binding that runs `name` in `mode` (default: `normal`).
function M.key_of(name, mode)
  for _, binding in ipairs(key_table.table().bindings) do
    if binding.action == name and binding.mode == (mode or "normal") then return table.concat(binding.keys, " ") end
  end
end

--- What `ui.keyhints` shows: keys and descriptions of a mode, one line for each thing that can be done.
function M.hints(mode, opts)
  local hints, seen = {}, {}
  for _, binding in ipairs(key_table.table().bindings) do
    local what = binding.action or binding.desc
    if binding.mode == mode and binding.desc ~= "" and not seen[what] and (not opts.group or binding.group == opts.group)
      and not (mode == "normal" and binding.keys[1] == key_table.settings.prefix) then
      seen[what] = true
      local keys = table.concat(binding.keys, " ")
      if opts.prefix then keys = key_table.settings.prefix .. " " .. keys end
      hints[#hints + 1] = { keys = keys, desc = binding.desc }
      if opts.max and #hints >= opts.max then break end
    end
  end
  return hints
end

function M.api(unit)
  return facade.build("keymap", unit, {
    set = function(modes, lhs, rhs, opts) set(unit, modes, lhs, rhs, opts) end,
    del = function(modes, lhs) del(unit, modes, lhs) end,
    get = function(mode, lhs) return get(unit, mode, lhs) end,
    list = list,
    table = function(name, bindings, opts) define_table(unit, name, bindings, opts) end,
    push = function(name, opts) stack.push(unit, name, opts) end,
    pop = stack.pop,
    clear_stack = stack.clear,
    active = stack.active,
    feed = function(keys) return feed(unit, keys) end,
  }, {
    get = function(key) if key == "leader" then return key_table.settings.leader end end,
    set = function(key, value)
      if key ~= "leader" then check.raise(unit, "keymap.%s cannot be set", tostring(key)) end
      if type(value) ~= "string" then check.raise(unit, "keymap.leader: string expected, got %s", check.kind(value)) end
      key_table.settings.leader = table.concat(key_table.parse(unit, "keymap.leader", value), " ")
      key_table.changed()
    end,
  })
end

M.dispatch = {
  keys = function()
    key_table.review()
    return key_table.table()
  end,
  key = function(message) return { handled = typed(message) } end,
}

return M
