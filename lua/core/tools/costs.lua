-- What the code of files has cost since this world began: each registration that was called, and the world as a
-- whole. Loaded when somebody first asks; the counting is done with every call (calls.lua).

local M = {}

-- What a kind is called; others go by their own name.
local kinds = { handler = "hook", keymap = "key", override = "method", state_watch = "state", approval = "rule" }

local names = {
  handler = function(record) return record.name and record.spelled .. " " .. record.name or record.spelled end,
  keymap = function(record) return record.mode .. " " .. table.concat(record.keys, " ") end,
  override = function(record) return "App:" .. record.method end,
  timer = function(record) return ("every %g s"):format(record.seconds) end,
  slot = function(record) return record.slot end,
}

local function name_of(record)
  local name = names[record.kind]
  return name and name(record) or tostring(record.name or record.key or record.what or record.kind)
end

local function rounded(ms)
  return math.floor(ms * 1000 + 0.5) / 1000
end

-- When it last ran, in epoch seconds: what is kept is of another clock.
local function clock()
  local _, _, at = rt.host.leave(rt.host.enter(0, 0, 1000, true))
  local now = rt.time()
  return function(ms) return now - (at - ms) / 1000 end
end

local function row(kind, name, owner, unit, spent, time_of)
  return {
    kind = kind, name = name, owner = owner, layer = unit.layer, calls = spent.calls, errors = spent.errors,
    ms = rounded(spent.ms), slowest_ms = rounded(spent.slowest_ms), last = time_of(spent.at),
  }
end

local function add_registered(rows, time_of)
  for kind, records in pairs(rt.registry) do
    for _, record in ipairs(records) do
      if record.spent and record.kind == kind then
        local made = row(kinds[kind] or kind, name_of(record), record.owner, record.unit, record.spent, time_of)
        made.disabled = record.disabled
        rows[#rows + 1] = made
      end
    end
  end
end

local function add_others(rows, unit, time_of)
  for where, spent in pairs(unit.spent or {}) do
    rows[#rows + 1] = row(spent.kind or "call", spent.name or where, spent.owner or unit.name, unit, spent, time_of)
  end
end

local function by_cost(a, b)
  if a.ms ~= b.ms then return a.ms > b.ms end
  if a.owner ~= b.owner then return a.owner < b.owner end
  return a.name < b.name
end

--- What `botster.costs()` returns.
function M.all()
  local rows, files, time_of = {}, {}, clock()
  add_registered(rows, time_of)
  for _, unit in ipairs(rt.units()) do
    add_others(rows, unit, time_of)
    if unit.rank > 2 then files[#files + 1] = { path = unit.name, layer = unit.layer, load_ms = rounded(unit.load_ms or 0) } end
  end
  table.sort(rows, by_cost)
  table.sort(files, function(a, b) return a.load_ms > b.load_ms end)
  local array, memory, limit = rt.module("json").array, rt.host.memory()
  return {
    rows = array(rows), files = array(files), memory = memory, memory_limit = limit, generation = rt.generation,
    prepare_ms = rounded(rt.made.prepare_ms), build_ms = rounded(rt.made.build_ms),
  }
end

return M
