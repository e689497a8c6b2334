-- A small stand-in for core/runtime.lua: the same `rt` table over one plain engine, without budgets, mirror or
-- breaker, so that the API modules can be tested by themselves. `__source(path)` reads a file of the package.

rt = { registry = {}, generation = 1, effects = {}, warnings = {}, errors = {}, logs = {}, live = {}, state = {}, clock = 100 }
rt.app = { agents = {}, views = {}, version = "0.1.0", home = "/home/u/.botster", user_home = "/home/u" }

local modules, seq, view, loading = {}, 0, nil, false

function rt.module(name)
  local found = modules[name]
  if found == "loading" then error("modules need each other: " .. name) end
  if found then return found end
  modules[name] = "loading"
  modules[name] = assert(load(__source("lua/core/" .. name .. ".lua"), "@core/" .. name .. ".lua", "t"))()
  return modules[name]
end

function rt.register(kind, unit, record)
  seq = seq + 1
  record.seq, record.id, record.unit = seq, seq, unit
  record.owner = rt.module("check").where(1) or unit.name
  rt.registry[kind] = rt.registry[kind] or {}
  table.insert(rt.registry[kind], record)
  return record
end

function rt.named(kind, name)
  local found = {}
  for _, record in ipairs(rt.registry[kind] or {}) do
    if record.name == name then found[#found + 1] = record end
  end
  return found
end

local function failed(of, where, message)
  table.insert(rt.errors, { unit = (of.unit or of).name, where = where, message = tostring(message) })
end

function rt.call(of, where, fn, ...)
  local results = table.pack(pcall(fn, ...))
  if not results[1] then failed(of, where, results[2]) end
  return table.unpack(results, 1, results.n)
end

function rt.spawn(of, where, fn, ...)
  local thread = coroutine.create(fn)
  local ok, value = coroutine.resume(thread, ...)
  if not ok then
    failed(of, where, value)
    return false, value
  end
  if coroutine.status(thread) == "suspended" then
    rt.waiting = { thread = thread, of = of, where = where }
    return nil, "pending"
  end
  return true, value
end

-- Answers the request that waits.
function rt.answer(...)
  local waiting = rt.waiting
  rt.waiting = nil
  local ok, value = coroutine.resume(waiting.thread, ...)
  if not ok then failed(waiting.of, waiting.where, value) end
  if coroutine.status(waiting.thread) == "suspended" then rt.waiting = waiting end
end

function rt.can_wait() return coroutine.isyieldable() end

function rt.request(unit, name, params)
  if not rt.can_wait() then rt.module("check").raise(unit, "%s cannot wait here (render and before-hooks are synchronous)", name) end
  table.insert(rt.effects, { name = name, params = params, unit = unit.name, waits = true })
  return coroutine.yield()
end

function rt.effect(unit, name, params) table.insert(rt.effects, { name = name, params = params, unit = unit.name }) end
function rt.view()
  if not view then rt.module("check").raise(nil, "needs a view: this runs for none") end
  return view
end
function rt.has_view() return view ~= nil end
function rt.set_view(given) view = given end
function rt.loading() return loading end
function rt.is_trial() return false end
function rt.unregister(kind, record)
  for index, one in ipairs(rt.registry[kind] or {}) do
    if one == record then table.remove(rt.registry[kind], index) end
  end
end
function rt.dirty() rt.is_dirty = true end
function rt.keys_changed() rt.keys_dirty = true end
function rt.now() return rt.clock end
function rt.time() return 1700000000 end
function rt.log(level, unit, text) table.insert(rt.logs, { level = level, unit = unit, text = text }) end
function rt.told(describe, ...) describe(...) end
function rt.warn(_, text) table.insert(rt.warnings, text) end
function rt.granted(_, capability) return rt.grants ~= nil and rt.grants[capability] == true end
function rt.units() return rt.live end

local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      diagonal, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, diagonal + cost)
    end
  end
  return row[#b]
end

function rt.suggest(word, list)
  local best, nearest = nil, math.max(2, #word // 3) + 1
  for _, one in ipairs(list) do
    local far = distance(word:lower(), one:lower())
    if far < nearest then best, nearest = one, far end
  end
  return best
end

function rt.state_get(scope, key) return rt.state[scope] and rt.state[scope][key] end
function rt.state_set(scope, key, value)
  rt.state[scope] = rt.state[scope] or {}
  rt.state[scope][key] = value
end
function rt.state_version() return 0 end
function rt.state_keys(scope)
  local keys = {}
  for key in pairs(rt.state[scope] or {}) do keys[#keys + 1] = key end
  return keys
end

local escapes = { ["\n"] = "\\n", ["\t"] = "\\t", ['"'] = '\\"', ["\\"] = "\\\\" }
local Array = { __name = "array" }

function rt.encode(value)
  local kind = type(value)
  if kind == "nil" or value == modules.json.null then return "null" end
  if kind == "boolean" then return tostring(value) end
  if kind == "number" then return value % 1 == 0 and ("%d"):format(value) or ("%.14g"):format(value) end
  if kind == "string" then
    return '"' .. value:gsub('[%c"\\]', function(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end) .. '"'
  end
  if kind ~= "table" then error("cannot be written as JSON: a " .. kind, 0) end
  local parts = {}
  if #value > 0 or getmetatable(value) == Array then
    for index = 1, #value do parts[index] = rt.encode(value[index]) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = tostring(key) end
  table.sort(keys)
  for index, key in ipairs(keys) do parts[index] = rt.encode(key) .. ":" .. rt.encode(value[key]) end
  return "{" .. table.concat(parts, ",") .. "}"
end

-- Enough of JSON for the arguments that prompts carry: objects, strings, numbers, booleans.
local function decode(text)
  local lua = text:gsub('"(%w[%w_]*)":', "[\"%1\"]="):gsub("null", "nil")
  return load("return " .. lua, "=json", "t", {})()
end

modules.json = {
  name = "json", null = setmetatable({}, { __name = "null" }), encode = rt.encode, decode = decode,
  array = function(list) return setmetatable(list or {}, Array) end,
  keep = function(value) return value end, quote = rt.encode,
  api = function() return modules.json end,
}

-- The files of this engine are those that rt.load was given.
modules.units = {
  is_layer = function(name) return name == "user" or name == "improvements" end,
  names = function()
    local names = {}
    for index, unit in ipairs(rt.live) do names[index] = unit.name end
    table.sort(names)
    return names
  end,
  at = function(path)
    for _, unit in ipairs(rt.live) do
      if unit.name == path then return unit end
    end
  end,
  value = function(_, unit) return unit.value end,
  choose = function() end,
}

local order = {
  "app", "ui", "keymap", "mode", "action", "command", "hooks", "events", "agents", "hub", "state", "kv", "project", "timer", "notify",
  "log", "theme", "botster", "inspect", "approve", "detector", "map", "layout", "widgets", "json", "fs", "workspace", "git", "broadcast", "clipboard", "trust", "watch", "pty", "popup", "term", "http", "ws", "webrtc", "crypto", "health", "keyring", "plugin",
  "glob_files", "dofile",
}
for _, name in ipairs(order) do rt.module(name) end
rt.module("prompt")

local ranks = { core = 1, default = 2, plugins = 3, user = 4, improvements = 5 }
local loaded = {}

local function require_(name)
  if not loaded[name] then
    local path = name:gsub("%.", "/") .. ".lua"
    local source = path:find("^keybindings/") and path or "lua/" .. path
    rt.load(path, "default", __source(source))
  end
  return loaded[name]
end

local function environment(unit)
  local env = {}
  for _, name in ipairs {
    "assert", "error", "ipairs", "next", "pairs", "pcall", "select", "tonumber", "tostring", "type", "rawequal", "rawget",
    "rawlen", "rawset", "setmetatable", "getmetatable", "math", "string", "table", "utf8", "os", "coroutine",
  } do env[name] = _G[name] end
  for _, name in ipairs(order) do
    local module = rt.module(name)
    env[module.name] = module.api(unit)
  end
  env.require = require_
  env._G = env
  return env
end

-- Loads a file of a layer; throws as its code does.
function rt.load(name, layer, text)
  local unit = { name = name, layer = layer, rank = ranks[layer] }
  unit.env = environment(unit)
  local chunk, message = rt.module("untail").load(text, "@" .. name, unit.env)
  if not chunk then error(message, 0) end
  local before = loading
  loading = true
  local ok, value = pcall(chunk)
  loading = before
  if not ok then error(value, 0) end
  unit.value, unit.state = value, "live"
  loaded[name:gsub("%.lua$", ""):gsub("/", ".")] = value or true
  table.insert(rt.live, unit)
  return unit
end

function rt.dispatch(kind, message)
  for _, module in pairs(modules) do
    if type(module) == "table" and module.dispatch and module.dispatch[kind] then return module.dispatch[kind](message) end
  end
  error("nobody takes the dispatch " .. kind)
end

-- What a file loaded by Engine.user returned: its first value.
function require_result(name) return loaded[name][1] end

function rt.load_defaults()
  for _, name in ipairs {
    "default.agents", "default.agent_clipboard", "default.answering", "default.approving", "default.attention", "default.broadcast", "default.closing", "default.console", "default.copy", "default.grants", "default.folding", "default.launches", "default.layout", "default.new_agent", "default.projects", "default.links", "default.list_window", "default.menu", "default.notifications", "default.notification_history", "default.pager", "default.project_trust", "default.palette", "default.palette_rows", "default.pane_actions",
    "default.plugins", "default.policy", "default.popups", "default.send_prompt", "default.saved_layouts", "default.tour", "default.states", "default.tabs", "default.task_list", "default.tasks", "default.theme_picker", "default.themes", "default.workspaces",
    "keybindings.copy-emacs", "keybindings.copy-vi", "keybindings.default", "keybindings.tmux", "keybindings.vim", "keybindings.zellij",
  } do require_(name) end
  -- What they asked for while loading is nothing that a test has caused.
  rt.effects = {}
end
