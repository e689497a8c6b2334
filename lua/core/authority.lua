-- Who may do what. Files of the improvements layer are written by agents: some functions need a grant there.
-- What such a file runs through an action, a command or fed keys has no more rights than the file itself.

local check = rt.module("check")

local M = {}

-- The unit that a coroutine acts for, besides the unit whose function it runs.
local acting = setmetatable({}, { __mode = "k" })

local function may(unit, capability)
  if unit.root then return false end
  if unit.layer ~= "improvements" then return true end
  return rt.granted ~= nil and rt.granted(unit, capability) == true
end

--- Raises unless `unit`, and whoever it acts for, may use `capability`.
function M.demand(unit, what, capability)
  local holder = unit
  if may(unit, capability) then
    holder = acting[coroutine.running()]
    if not holder or may(holder, capability) then return end
  end
  if holder.root then rt.module("project/limits").refuse(holder, what) end
  check.raise(holder, "%s needs capability '%s' (not granted to %s)", what, capability, holder.name)
end

local function run_as(unit, fn, ...)
  local thread = coroutine.running()
  local before = acting[thread]
  acting[thread] = unit
  local results = table.pack(pcall(fn, ...))
  acting[thread] = before
  if not results[1] then error(results[2], 0) end
  return table.unpack(results, 2, results.n)
end

--- Calls `fn` on behalf of `unit`.
function M.on_behalf(unit, fn, ...)
  if unit.layer ~= "improvements" then return fn(...) end
  return run_as(unit, fn, ...)
end

--- `fn`, to be run in another coroutine on behalf of whoever this one acts for.
function M.carry(fn)
  local unit = acting[coroutine.running()]
  if not unit then return fn end
  return function(...) return run_as(unit, fn, ...) end
end

return M
