-- `describe`, `it` and what runs around tests. Loading a spec only notes its tests; each is then run step by
-- step (before_each, the test, after_each) as the outside asks for it, so that a step that fails or never ends
-- takes nothing with it.

local check = rt.module("check")
local facade = rt.module("facade")
local env = rt.module("env")

local manifest, mine = rt.module("manifest"), rt.module("testing_manifest")
for name, row in pairs(mine.modules) do manifest.modules[name] = row end
for name, row in pairs(mine.classes) do manifest.classes[name] = row end

local M = {}

-- Milliseconds of computing between two waits.
local STEP_MS = 1000
local MOST_TESTS = 5000

local top = { befores = {}, afters = {} }
local current = top
local tests = {}

local function only_loading(unit, name)
  if not rt.loading() then check.raise(unit, "%s: only where the file is loaded, not inside a test", name) end
end

-- A function of the spec, and where it is told to be.
local function step(unit, where, fn)
  return { unit = unit, kind = "test", where = where, fn = fn, line = debug.getinfo(fn, "S").linedefined, timeout_ms = STEP_MS }
end

local function names_of(suite, name)
  local names = { name }
  while suite.name do
    table.insert(names, 1, suite.name)
    suite = suite.parent
  end
  return names
end

local function steps_of(suite, body)
  local list, chain = {}, {}
  while suite do
    table.insert(chain, 1, suite)
    suite = suite.parent
  end
  for _, one in ipairs(chain) do
    for _, before in ipairs(one.befores) do list[#list + 1] = { role = "before", step = before } end
  end
  list[#list + 1] = { role = "test", step = body }
  for index = #chain, 1, -1 do
    for _, after in ipairs(chain[index].afters) do list[#list + 1] = { role = "after", step = after } end
  end
  return list
end

local function add(unit, name, body)
  if #tests >= MOST_TESTS then check.raise(unit, "it: more than %d tests in one file", MOST_TESTS) end
  local place = check.where(2) or ""
  tests[#tests + 1] = {
    names = names_of(current, name), suite = current,
    line = math.tointeger(tonumber(place:match(":(%d+)$"))) or 1,
    body = body and step(unit, ("it(%q)"):format(name), body),
  }
end

local globals = {}

function globals.describe(unit)
  return function(name, body)
    only_loading(unit, "describe")
    local suite = { name = name, parent = current, befores = {}, afters = {} }
    current = suite
    body()
    current = suite.parent
  end
end

function globals.it(unit)
  return function(name, body)
    only_loading(unit, "it")
    add(unit, name, body)
  end
end

function globals.pending(unit)
  return function(name)
    only_loading(unit, "pending")
    add(unit, name, nil)
  end
end

function globals.before_each(unit)
  return function(fn)
    only_loading(unit, "before_each")
    table.insert(current.befores, step(unit, "before_each", fn))
  end
end

function globals.after_each(unit)
  return function(fn)
    only_loading(unit, "after_each")
    table.insert(current.afters, step(unit, "after_each", fn))
  end
end

for name, make in pairs(globals) do
  env.modules[name] = { name = name, api = function(unit) return facade.callable(name, unit, make(unit)) end }
end
env.modules.assert = rt.module("testing_assert")
env.modules.test = rt.module("testing_app")

--- The tests of the files that were loaded, in order: { names, line, roles }.
local function list()
  local rows = {}
  for index, test in ipairs(tests) do
    test.steps = test.body and steps_of(test.suite, test.body) or {}
    local roles = {}
    for at, one in ipairs(test.steps) do roles[at] = one.role end
    rows[index] = { names = test.names, line = test.line, roles = rt.module("json").array(roles) }
  end
  return rt.module("json").array(rows)
end

--- Runs one step. Returns whether it waits for an answer.
local function run(message)
  local one = tests[message.test].steps[message.step].step
  local ok = rt.spawn(one, one.where, one.fn)
  return { waits = ok == nil }
end

M.dispatch = { ["test.list"] = list, ["test.run"] = run }

return M
