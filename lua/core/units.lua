-- The files of a world: loaded once each, in layer order, each into its own environment; and `require` between
-- them. A file that fails does not stop the others, so that one build tells of every failure.

local env = rt.module("env")
local failures = rt.module("failures")
local calls = rt.module("calls")
local mirror = rt.module("mirror")
local screens = rt.module("screens")
local required = rt.module("required")

local M = {}

-- A project's files are more particular than plugins, and the person's own have the last word.
local RANKS = { core = 1, default = 2, plugins = 3, project = 3.5, user = 4, improvements = 5 }

-- Every file there is, by name; those that ran, in order; the names of those that run now, outermost first.
local known, loaded, stack = {}, {}, {}

function rt.units() return loaded end
function rt.loading() return #stack > 0 end

function rt.key_sets()
  local names = {}
  for name in pairs(known) do
    local set = name:match("^keybindings/(.+)%.lua$")
    if set and not set:find("^copy%-") then names[#names + 1] = set end
  end
  table.sort(names)
  return names
end

--- Whether files of that first name are this home's, or the program's own.
function M.is_layer(name)
  return name ~= nil and name ~= "core" and (RANKS[name] ~= nil or name == "keybindings")
end

--- The names of all files but core's, sorted, whether they are loaded or not.
function M.names()
  local names = {}
  for name, unit in pairs(known) do
    if unit.rank > 1 then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

--- The file of that name, or at that path; nil for none.
function M.at(path)
  local unit = known[(path:gsub("^%./", ""):gsub("^~/%.botster/", ""))]
  if unit then return unit.rank > 1 and unit or nil end
  for _, one in pairs(known) do
    if one.path == path and one.rank > 1 then return one end
  end
end

local load_unit

local function chain(from)
  local names = {}
  local at
  for index, name in ipairs(stack) do
    if name == from then at = index end
    if at then names[#names + 1] = name end
  end
  names[#names + 1] = from
  return table.concat(names, " -> ")
end

--- What `there` returned; it is loaded first where that is still to come. Raises where it failed.
function M.value(unit, there)
  local raise = rt.module("check").raise
  if there.state == "loading" then raise(unit, "require: files need each other: %s", chain(there.name)) end
  if there.state == nil then load_unit(there) end
  if there.state == "failed" then
    unit.because = there.name
    raise(unit, "require: %s failed to load", there.name)
  end
  return there.value
end

local function require_from(unit, name)
  local raise = rt.module("check").raise
  if type(name) ~= "string" then raise(unit, "require: a name expected, got %s", type(name)) end
  local api = name:match("^core%.([%w_]+)$")
  if api and env.modules[api] then return unit.api(api) end
  -- Core is there before every file; what of it is no API gives nothing.
  if api and known["core/" .. api .. ".lua"] then return true end
  for _, candidate in ipairs(required.files(unit, name, RANKS)) do
    local there = known[candidate]
    if there and there.rank > 1 and (not there.root or there.root == unit.root) then
      if there.rank > unit.rank then raise(unit, "require: %s is of a higher layer (%s) than %s", candidate, there.layer, unit.name) end
      return M.value(unit, there)
    end
  end
  if env.modules[name] then return unit.api(name) end
  local names = {}
  for one, there in pairs(known) do
    if there.rank > 1 and there.rank <= unit.rank then names[#names + 1] = (one:gsub("%.lua$", ""):gsub("/", ".")) end
  end
  raise(unit, "require: there is no file '%s'%s", name, rt.module("check").did_you_mean(name, names))
end

--- Loads a shipped set of keys, for `unit`, if that has not been done. Raises where it fails.
function M.choose(unit, set)
  local there = known["keybindings/" .. set .. ".lua"]
  if there then M.value(unit, there) end
end

local function fail(unit, captured, phase)
  unit.state = "failed"
  local found = failures.explain(unit, phase, captured, calls.hard.load)
  found.where = "loading " .. unit.name
  found.loading, found.because = unit.name, unit.because
  failures.record(found)
end

local function untail(dump)
  return rt.module("untail").patch(dump)
end

local function run_file(unit, fn, name)
  local value = fn(name)
  rt.module("lifecycle").loaded(unit, value)
  return value
end

--- Gives a unit its environment.
function M.open(unit)
  unit.env = env.make(unit, function(name) return require_from(unit, name) end)
end

function load_unit(unit)
  unit.state = "loading"
  unit.registered = {}
  failures.units[unit.name] = unit
  M.open(unit)
  local fn, message = rt.compile(unit.name, unit.env, untail)
  if not fn then return fail(unit, { problem = message, frames = {} }, "syntax") end
  stack[#stack + 1] = unit.name
  local ok, value = calls.load(unit, run_file, unit, fn, (unit.name:gsub("%.lua$", ""):gsub("/", ".")))
  stack[#stack] = nil
  if not ok then return fail(unit, value, "load") end
  unit.state = "live"
  unit.value = value == nil and true or value
  loaded[#loaded + 1] = unit
end

local function note(files)
  for _, file in ipairs(files) do
    known[file.unit] = known[file.unit]
      or { name = file.unit, layer = file.layer, rank = RANKS[file.layer], path = file.path, number = file.number or 0, lazy = required.is_lazy(file), registered = {}, line = 1, is_init = file.unit:match("^%w+/init%.lua$") ~= nil,
        -- The repository that it is of.
        root = file.layer == "project" and file.path:match("^(.*)/%.botster/[^/]+$") or nil }
  end
end

-- `init.lua` first, then by name.
local function by_place(a, b)
  if a.rank ~= b.rank then return a.rank < b.rank end
  if a.is_init ~= b.is_init then return a.is_init end
  return a.name < b.name
end

local function load_all()
  local waiting = {}
  for _, unit in pairs(known) do
    -- A lazy one is loaded when another requires it.
    if unit.rank > 1 and unit.state == nil and not unit.lazy then waiting[#waiting + 1] = unit end
  end
  table.sort(waiting, by_place)
  for _, unit in ipairs(waiting) do
    if unit.state == nil then load_unit(unit) end
  end
end

-- Core files that are API or take dispatches make themselves known.
local function open_core(files)
  local names = {}
  for _, file in ipairs(files) do
    local name = file.layer == "core" and file.unit:match("^core/([%w_]+)%.lua$")
    if name and name ~= "runtime" then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local module = rt.module(name)
    if type(module) == "table" then
      if module.name and module.api then env.modules[module.name] = module end
      rt.takes(module)
    end
  end
end

local function settle()
  if rt.module("registry").settle() then rt.module("key_table").forget() end
end

--- The part of a build that needs no file of the person's: core and default.
function M.prepare(message)
  local began = rt.now()
  note(message.files)
  open_core(message.files)
  load_all()
  settle()
  rt.module("bus").review()
  -- Written now, while nobody waits, the keys need not be written by the build.
  local key_table = rt.module("key_table")
  key_table.review()
  key_table.table()
  rt.tidy()
  rt.made.prepare_ms = (rt.now() - began) * 1000
end

local function registered()
  local counts = {}
  for _, unit in ipairs(loaded) do counts[unit.name] = unit.registered end
  return counts
end

--- Loads the rest. Returns what this world has.
function M.build(message)
  local began = rt.now()
  rt.generation = message.generation
  note(message.files)
  load_all()
  rt.module("lifecycle").set_up(function(unit, captured) fail(unit, captured, "load") end)
  settle()
  rt.module("popup").reopen()
  rt.module("bus").review()
  local keys = env.modules.keymap and env.modules.keymap.dispatch.keys()
  local events = env.modules.events
  local ends, follows = rt.module("lifecycle").wanted()
  rt.made.build_ms = (rt.now() - began) * 1000
  return {
    registered = registered(), keys = keys, listens = events and events.has("agent:output") or false,
    hears = events and events.heard() or "",
    guards = rt.module("bus").guarded(), ends = ends, follows = #follows > 0 and follows or nil,
  }
end

--- Renders views without consequence. Whatever fails is recorded as an error.
function M.smoke(message)
  local app = env.modules.App
  if not app then return end
  for _, shown in ipairs(message.views) do
    mirror.trial(function()
      screens.trial(shown.view, shown.columns, shown.rows, function()
        local ok, problem = pcall(app.dispatch.render, {})
        if not ok then failures.internal("smoke", problem) end
      end)
    end)
  end
  rt.module("app_hooks").forget()
end

return M
