-- `botster`: settings, and the Lua files themselves. The runtime adds every other module under its name.

local check = rt.module("check")
local facade = rt.module("facade")
local key_table = rt.module("key_table")
local manifest = rt.module("manifest")
local replaced = rt.module("replaced")
local who = rt.module("who")

local M = { name = "botster" }

-- What files set that is nobody else's.
local settings = {}

local function protect(unit, name)
  if not name:find("^App%.?[%w_]*$") then
    check.raise(unit, "botster.protect: '%s' cannot be protected (\"App\" or \"App.<method>\" expected)", name)
  end
  rt.register("protect", unit, { protects = name }, 3)
end

local function configure(unit, name, options)
  local ok, problem = pcall(rt.module("mirror").to_text, options)
  if not ok then check.raise(unit, "botster.configure: %s", problem) end
  rt.register("option", unit, { name = name, options = options }, 3)
end

local function has(name)
  local module, member = name:match("^(%w+)%.?([%w_]*)$")
  local rows = manifest.modules[module]
  if not rows then return false end
  if member == "" then return true end
  if rows.functions[member] or (module == "ui" and manifest.widgets[member]) then return true end
  for _, field in ipairs(rows.fields) do
    if field == member then return true end
  end
  return false
end

local function units()
  local rows = {}
  for _, unit in ipairs(rt.units and rt.units() or {}) do
    rows[#rows + 1] = { path = unit.name, layer = unit.layer, registered = unit.registered }
  end
  return rows
end

local getters = {
  version = function() return rt.app and rt.app.version or "" end,
  home = function() return rt.app and rt.app.home or "" end,
  user_home = function() return rt.app and rt.app.user_home or "" end,
  safe = function() return rt.app ~= nil and rt.app.safe == true end,
  keys = function() return key_table.settings.keys end,
  prefix = function() return key_table.settings.prefix end,
  open_command = function() return key_table.settings.open_command end,
  worktree_dir = function() return settings.worktree_dir end,
  copy_keys = function() return key_table.settings.copy_keys end,
  copy_on_release = function() return key_table.settings.copy_on_release or "leave" end,
  copy_command = function() return key_table.settings.copy_command end,
  clipboard = function() return key_table.settings.clipboard or "ask" end,
  scrollback = function() return key_table.settings.scrollback or 2000 end,
}

local function one_of(name, choices)
  return function(unit, value)
    for _, one in ipairs(choices) do
      if value == one then
        key_table.settings[name] = value
        return
      end
    end
    check.raise(unit, "botster.%s: %s expected, got %s", name, table.concat(choices, " or "), tostring(value))
  end
end

local set_copy_keys = one_of("copy_keys", { "vi", "emacs" })

-- Those that other keys are in force with; the rest is told with them.
local decides_keys = { keys = true, prefix = true, copy_keys = true }

local setters = {
  keys = function(unit, value)
    if type(value) ~= "string" then check.raise(unit, "botster.keys: string expected, got %s", check.kind(value)) end
    local known = rt.key_sets and rt.key_sets() or { "default", "tmux", "vim", "zellij" }
    for _, name in ipairs(known) do
      if name == value then
        rt.module("units").choose(unit, value)
        key_table.settings.keys = value
        return
      end
    end
    check.raise(unit, "botster.keys: no key bindings are called '%s'%s", value, check.did_you_mean(value, known))
  end,
  open_command = function(unit, value)
    if type(value) ~= "string" then check.raise(unit, "botster.open_command: string expected, got %s", check.kind(value)) end
    key_table.settings.open_command = value
  end,
  prefix = function(unit, value)
    if type(value) ~= "string" then check.raise(unit, "botster.prefix: string expected, got %s", check.kind(value)) end
    local keys = key_table.parse(unit, "botster.prefix", value)
    if #keys ~= 1 then check.raise(unit, "botster.prefix: one key expected, got '%s'", value) end
    key_table.settings.prefix = keys[1]
  end,
  notify = function(unit, value) rt.module("notify").configure(unit, value) end,
  worktree_dir = function(unit, value)
    if type(value) ~= "string" or value == "" then check.raise(unit, "botster.worktree_dir: a path expected, got %s", check.kind(value)) end
    settings.worktree_dir = value
  end,
  copy_keys = function(unit, value)
    set_copy_keys(unit, value)
    rt.module("units").choose(unit, "copy-" .. value)
  end,
  copy_on_release = one_of("copy_on_release", { "leave", "stay", "off" }),
  clipboard = one_of("clipboard", { "ask", "allow", "deny" }),
  copy_command = function(unit, value)
    if value ~= nil and type(value) ~= "string" then
      check.raise(unit, "botster.copy_command: a command of the shell expected, got %s", check.kind(value))
    end
    key_table.settings.copy_command = value
  end,
  scrollback = function(unit, value)
    if math.type(value) ~= "integer" or value < 0 or value > 100000 then
      check.raise(unit, "botster.scrollback: 0 to 100000 lines expected, got %s", tostring(value))
    end
    key_table.settings.scrollback = value
  end,
}

function M.api(unit)
  return facade.build("botster", unit, {
    protect = function(name) protect(unit, name) end,
    reload = function(path) return rt.module("hub").reload(unit, path) end,
    configure = function(name, options) configure(unit, name, options) end,
    units = units,
    has = has,
    who = who.of,
    replaces = replaced.by,
    help = function(name, columns) return rt.request(unit, "help.page", { name = name, columns = columns }, "botster.help") end,
    help_names = function() return rt.request(unit, "help.names", {}, "botster.help_names") end,
    costs = function() return rt.module("tools/costs").all() end,
    eval = function(code, ended)
      rt.module("evaluate").run_text(code, function(ok, text) rt.call(unit, "botster.eval", ended, ok, text) end)
    end,
    open = function(url)
      return rt.request(unit, "botster.open", { url = url, command = key_table.settings.open_command }, "botster.open")
    end,
    review_grants = function() rt.effect(unit, "botster.review_grants", {}) end,
  }, {
    get = function(key)
      local get = getters[key]
      return get and get()
    end,
    set = function(key, value)
      local set = setters[key]
      if not set then check.raise(unit, "botster.%s cannot be set%s", tostring(key), check.did_you_mean(key, check.names(setters))) end
      set(unit, value)
      if decides_keys[key] then key_table.changed() else key_table.retold() end
    end,
  })
end

return M
