-- `command`: what can be typed at the `:` line. A line that names no command runs the action of that name.

local action = rt.module("action")
local check = rt.module("check")
local context = rt.module("context")
local facade = rt.module("facade")
local authority = rt.module("authority")
local bus = rt.module("bus")
local words = rt.module("words")

local M = { name = "command" }

local function aliases(record)
  local given = record.alias
  if given == nil then return {} end
  return type(given) == "table" and given or { given }
end

local function called(record, name)
  if record.name == name then return true end
  for _, alias in ipairs(aliases(record)) do
    if alias == name then return true end
  end
  return false
end

--- The command that a name or an alias stands for; nil where there is none.
local function get(name)
  local found
  for _, record in ipairs(rt.registry.command or {}) do
    if called(record, name) and (not found or record.unit.rank >= found.unit.rank) then found = record end
  end
  return found
end

M.get = get

local counts = {
  ["?"] = function(n) return n <= 1 end,
  ["+"] = function(n) return n >= 1 end,
  ["*"] = function() return true end,
}

local function check_count(unit, record, args)
  local wanted = record.nargs
  local fits
  if type(wanted) == "number" then fits = #args == wanted else fits = counts[wanted](#args) end
  if not fits then
    check.raise(unit, "command '%s' takes %s argument(s), got %d", record.name, tostring(wanted), #args)
  end
end

local function names()
  local list = action.names()
  for _, record in ipairs(rt.registry.command or {}) do list[#list + 1] = record.name end
  return list
end

local run_named

--- Runs a line for `unit`. `nil, err` where a handler of `command:before` says no.
function M.run(unit, line)
  local parts = words.split(line)
  if not parts then check.raise(unit, "command.run: a quote is not closed in %q", line) end
  local name = table.remove(parts, 1)
  if not name then return nil end
  local event = { name = name, args = parts, line = line }
  local outcome = bus.emit("command:before", event)
  if outcome.cancelled then return nil, check.failure("cancelled", "%s", outcome.reason or ("a hook keeps '" .. name .. "' from being run")) end
  if outcome.handled then return outcome.result end
  local changed = outcome.payload
  if type(changed) == "table" and changed ~= event and type(changed.args) == "table" then
    parts = changed.args
    line = name .. " " .. table.concat(parts, " ")
  end
  local results = table.pack(run_named(unit, name, parts, line))
  bus.emit("command:after", { name = name, args = parts, line = line })
  return table.unpack(results, 1, results.n)
end

function run_named(unit, name, parts, line)
  local record = get(name)
  if record and not record.disabled then
    check_count(unit, record, parts)
    return authority.on_behalf(unit, record.fn, parts, context.make(record.unit))
  end
  local rest = line:match("^%s*%S+%s+(.-)%s*$")
  if action.get(name) then return action.run(unit, name, rest) end
  if rt.module("tui_actions").parse(name, rest) then return action.run(unit, name, rest) end
  check.raise(unit, "no command is called '%s'%s", name, check.did_you_mean(name, names()))
end

local function register(unit, name, run, opts)
  opts = opts or {}
  if not name:find("^[%w][%w_.:-]*$") then check.raise(unit, "command.register: '%s' is no name for a command", name) end
  local nargs = opts.nargs
  if nargs == nil then nargs = "*" end
  if type(nargs) == "string" and tonumber(nargs) then nargs = tonumber(nargs) end
  if type(nargs) == "string" and not counts[nargs] then
    check.raise(unit, "command.register: bad option 'nargs' (a number, \"?\", \"*\" or \"+\" expected, got %q)", nargs)
  end
  rt.register("command", unit, {
    name = name, fn = run, desc = opts.desc, nargs = nargs, complete = opts.complete, alias = opts.alias,
  }, 3)
end

local function list()
  local rows = {}
  for _, record in ipairs(rt.registry.command or {}) do
    if get(record.name) == record then
      rows[#rows + 1] = { name = record.name, desc = record.desc, nargs = record.nargs, alias = record.alias, owner = record.owner }
    end
  end
  table.sort(rows, function(a, b) return a.name < b.name end)
  return rows
end

function M.api(unit)
  return facade.build("command", unit, {
    register = function(name, run, opts) register(unit, name, run, opts) end,
    run = function(line) return M.run(unit, line) end,
    list = list,
    complete = function(line) return rt.module("complete").line(unit, line) end,
  })
end

return M
