-- Runs checks, one after the other: the program's own, those that files registered, and `health.lua` of plugins, which
-- is loaded for that. One that throws, takes too long or waits for ever is shown as that, and the others go on.

local calls = rt.module("calls")
local check = rt.module("check")
local json = rt.module("json")
local units = rt.module("units")

local M = {}

-- Seconds that a check may wait for what it asks.
local PATIENCE = 5
-- Seconds between two looks at whether one has ended.
local PAUSE = 0.02
local MOST_ITEMS = 500

-- The report that is being written; and the files whose check was given up, which may go on all the same.
local current, given_up = nil, setmetatable({}, { __mode = "k" })

-- It is core that runs them, whichever file asks.
local core_unit = { name = "core/health.lua", layer = "core", rank = 1, registered = {}, line = 1, number = 0 }

local ranks = { start = 0, ok = 0, info = 1, warn = 2, error = 3 }

local function texts(unit, what, opts)
  if opts == nil then return nil end
  if type(opts) == "string" then return { opts } end
  local given = opts.advice == nil and opts or opts.advice
  if type(given) == "string" then return { given } end
  local list = {}
  for index, one in ipairs(given) do
    if type(one) ~= "string" then check.raise(unit, "%s: bad advice #%d (string expected, got %s)", what, index, check.kind(one)) end
    list[index] = one
  end
  return #list > 0 and list or nil
end

local function add(report, level, text, advice)
  if #report.items >= MOST_ITEMS then return end
  report.items[#report.items + 1] = { level = level, text = text, advice = advice and json.array(advice) or nil }
  if ranks[level] > ranks[report.level] then report.level = level end
end

--- `health.ok(text)` and its like, of a check that runs.
function M.say(unit, level, text, opts)
  local what = "health." .. level
  local advice = texts(unit, what, opts)
  if not current or given_up[unit] and current.unit ~= unit then
    if given_up[unit] then return end
    check.raise(unit, "%s: no check is running (health.register(name, function() … end) is one)", what)
  end
  add(current, level, text, advice)
end

-- What there is to check ----------------------------------------------------------------------------------------

local function registered()
  local found = {}
  for _, record in ipairs(rt.registry.health or {}) do
    local before = found[record.name]
    if not before or record.unit.rank >= before.unit.rank then found[record.name] = record end
  end
  return found
end

-- `plugins/NAME/health.lua`, by NAME.
local function of_plugins()
  local found = {}
  for _, name in ipairs(units.names()) do
    local plugin = name:match("^plugins/([^/]+)/health%.lua$")
    if plugin then found[plugin] = units.at(name) end
  end
  return found
end

--- The names of all checks, the program's own first.
function M.names()
  local names, seen = {}, {}
  for _, found in ipairs { registered(), of_plugins() } do
    for name in pairs(found) do
      if not seen[name] then names[#names + 1] = name end
      seen[name] = true
    end
  end
  table.sort(names)
  table.insert(names, 1, "core")
  return names
end

-- Running -------------------------------------------------------------------------------------------------------

-- A plugin's file returns `{ check = function() … end }`; what is wrong with it is an item of the report.
local function load_plugin(report, unit)
  local ok, value = pcall(units.value, unit, unit)
  local fn = ok and type(value) == "table" and value.check
  if type(fn) == "function" then return { kind = "health", name = report.name, unit = unit, owner = unit.name, fn = fn } end
  local why = ok and "it returns no { check = function() … end }" or "it failed to load: see botster-tui lua errors"
  add(report, "error", ("%s: %s"):format(unit.name, why))
end

local function run_one(report, record, asker)
  report.owner, report.unit = record.owner, record.unit
  local has_begun, ended, problem = false, false, nil
  local where = ("health check '%s'"):format(report.name)
  -- Not within the call of whoever asks, which would be out of time with a check that loops.
  rt.module("timer").after(core_unit, 0, function()
    has_begun, current, given_up[record.unit] = true, report, nil
    calls.follow(record, where, function(ok, line)
      ended, problem = true, not ok and line or nil
    end, record.fn)
  end)
  local waited = 0
  while not ended and waited < PATIENCE do
    rt.request(asker, "timer.sleep", { delay = PAUSE }, "health.check")
    if has_begun then waited = waited + PAUSE end
  end
  current = nil
  if problem then add(report, "error", "the check failed: " .. tostring(problem))
  elseif not ended then
    given_up[record.unit] = true
    add(report, "error", ("the check did not end within %d seconds, and was given up"):format(PATIENCE))
  elseif #report.items == 0 then add(report, "info", "the check said nothing") end
end

local function core(report, asker)
  local view = rt.has_view() and rt.view() or nil
  local found, problem = rt.request(asker, "health.machine", {
    terminal = view and view.colors or nil, copy_command = rt.module("key_table").settings.copy_command,
  }, "health.check")
  if not found then return add(report, "error", tostring(problem)) end
  for _, one in ipairs(found) do add(report, one.level, one.name .. ": " .. one.text, one.fix and { one.fix } or nil) end
end

local function matches(name, wanted)
  return wanted == nil or name == wanted
end

--- Runs all checks, or the one of that name. A list of reports; nil and why where there is no such check, or others
--- are being run.
function M.run(asker, wanted)
  if not rt.can_wait() then check.raise(asker, "health.check cannot wait here (render and before-hooks are synchronous)") end
  local names = M.names()
  local is_known = false
  for _, name in ipairs(names) do is_known = is_known or matches(name, wanted) end
  if not is_known then return nil, check.failure("not_found", "no check is called '%s'%s", wanted, check.did_you_mean(wanted, names)) end
  if M.is_running then return nil, check.failure("busy", "the checks are being run already") end
  M.is_running = true
  local reports, own, plugins = {}, registered(), of_plugins()
  for _, name in ipairs(names) do
    if matches(name, wanted) then
      local report = { name = name, level = "ok", items = json.array({}) }
      reports[#reports + 1] = report
      local record = own[name] or plugins[name] and load_plugin(report, plugins[name])
      if name == "core" then core(report, asker) elseif record then run_one(report, record, asker) end
      report.unit = nil
    end
  end
  M.is_running = false
  return reports
end

return M
