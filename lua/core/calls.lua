-- Calling files' code: protected, timed, in the name of its file. What throws again and again is disabled.
-- Code that waits for the hub runs in a coroutine, which is put aside until the answer comes.

local guard = rt.module("guard")
local failures = rt.module("failures")
local outbox = rt.module("outbox")
local mirror = rt.module("mirror")
local host = rt.host

local M = {}

local TIMEOUT, HOST = guard.TIMEOUT, guard.HOST

-- Milliseconds: what is worth a line in the log, and what ends the call.
local soft = { render = 8, before = 5, handler = 20, load = 100, detect = 10 }
local hard = { render = 50, before = 10, handler = 100, load = 250, detect = 50 }
M.hard = hard
local LONGEST = 1000

-- Five throws in ten seconds disable what throws.
local MOST_THROWS, THROWS_WITHIN = 5, 10

-- How deep in protected calls; whether the innermost may wait for the hub.
local depth, waits = 0, false

local waiting, last_id = {}, 0

-- Requests of one file that wait at the same time: one for each agent of a busy day, and no endless loop.
local MOST_WAITING = 128
local waits_of = {}

--- What calls have cost: of a registration it is kept with its record, of all else (`on_click`, a file's own `render`)
--- with the file, by what was called. Nothing is made but with the first call.
function rt.costs_of(of, unit, where)
  local holder, key = of, "spent"
  if not of.kind then
    holder, key = unit.spent, where
    if not holder then
      holder = {}
      unit.spent = holder
    end
  end
  local spent = holder[key]
  if not spent then
    spent = { calls = 0, errors = 0, ms = 0, slowest_ms = 0, at = 0 }
    holder[key] = spent
  end
  return spent
end

-- One that goes on after a wait is the same call.
local function spend(of, unit, where, ms, ok, at, goes_on)
  local spent = rt.costs_of(of, unit, where)
  spent.ms, spent.at = spent.ms + ms, at
  if not goes_on then spent.calls = spent.calls + 1 end
  if ms > spent.slowest_ms then spent.slowest_ms = ms end
  if not ok then spent.errors = spent.errors + 1 end
end

local function class_of(spawned)
  local kind = outbox.current.kind
  if kind == "render" or kind == "smoke" then return "render" end
  if kind == "emit" and depth == 0 and not spawned then return "before" end
  return "handler"
end

local function enter(of, unit, class)
  local limit = hard[class]
  local own = of.timeout_ms
  if own then limit = math.min(own, LONGEST) end
  if unit.rank > 1 then outbox.ran() end
  return host.enter(unit.number or 0, of.line or 0, limit, unit.rank <= 2), limit
end

-- One that is in no registry (a global `render`) is made anew each time: its throws are kept with the file.
local function throws_of(of, where)
  if of.kind then return of end
  local unit = of.unit or of
  unit.throws = unit.throws or {}
  local mine = unit.throws[where]
  if not mine then
    mine = {}
    unit.throws[where] = mine
  end
  return mine
end

local function count_throw(of, where)
  local counter = throws_of(of, where)
  local times = counter.thrown or {}
  counter.thrown = times
  times[#times + 1] = host.clock()
  if #times > MOST_THROWS then table.remove(times, 1) end
  if #times < MOST_THROWS or times[#times] - times[1] > THROWS_WITHIN then return false end
  counter.disabled = true
  return of.unit ~= nil
end

local function failed(of, where, captured, ms)
  if captured.problem == "not enough memory" then collectgarbage() end
  local found = failures.explain(of, failures.phase(), captured, ms)
  found.where = where
  if outbox.current.kind ~= "smoke" then found.disabled = count_throw(of, where) or nil end
  return failures.record(found)
end

local function tell_slow(of, unit, where, class, ms)
  if ms <= soft[class] or of.slow or unit.rank <= 1 then return end
  of.slow = true
  rt.log("warn", unit.name, ("%s took %.0f ms (more than %d ms is felt)"):format(where, ms, soft[class]))
end

-- Called with what xpcall returned.
local function settle(of, unit, where, class, frame, limit, was_waiting, ok, ...)
  depth, waits = depth - 1, was_waiting
  local ms, _, at = host.leave(frame)
  mirror.touch(unit)
  spend(of, unit, where, ms, ok, at)
  if ok then
    tell_slow(of, unit, where, class, ms)
    return true, ...
  end
  local captured = ...
  if type(captured) ~= "table" then captured = { problem = captured, frames = {} } end
  -- Whoever called us has run out of time too: it is to blame.
  if captured.problem == TIMEOUT and host.expired() then error(TIMEOUT, 0) end
  return false, failed(of, where, captured, limit)
end

--- Calls `fn` for a record or unit. Returns true and its results, or false and the error's first line.
function rt.call(of, where, fn, ...)
  local unit = of.unit or of
  if not of.kind and unit.throws and unit.throws[where] and unit.throws[where].disabled then
    return false, ("%s: %s is disabled after repeated errors"):format(unit.name, where)
  end
  local class = of.class or class_of(false)
  local frame, limit = enter(of, unit, class)
  local was_waiting = waits
  depth, waits = depth + 1, false
  return settle(of, unit, where, class, frame, limit, was_waiting, xpcall(fn, failures.capture, ...))
end

local function park(task, name, params, unit)
  last_id = last_id + 1
  waiting[last_id] = task
  task.has_waited = true
  task.asker = unit
  waits_of[unit] = (waits_of[unit] or 0) + 1
  outbox.request(last_id, unit, name, params)
end

--- Lets a task go on until it ends, throws or waits.
local function go_on(task, ...)
  local of, thread = task.of, task.thread
  local unit = of.unit or of
  local class = class_of(true)
  local frame, limit = enter(of, unit, class)
  local was_waiting = waits
  depth, waits = depth + 1, true
  local results = table.pack(coroutine.resume(thread, ...))
  depth, waits = depth - 1, was_waiting
  local ms, _, at = host.leave(frame)
  mirror.touch(unit)
  spend(of, unit, task.where, ms, results[1], at, task.has_waited)
  if not results[1] then
    local captured = failures.capture_in(thread, results[2])
    coroutine.close(thread)
    if captured.problem == TIMEOUT and host.expired() then error(TIMEOUT, 0) end
    return false, failed(of, task.where, captured, limit)
  end
  tell_slow(of, unit, task.where, class, ms)
  if coroutine.status(thread) ~= "suspended" then return table.unpack(results, 1, results.n) end
  if results[2] == HOST then
    park(task, results[3], results[4], results[5])
    return nil, "pending"
  end
  local captured = failures.capture_in(thread, "coroutine.yield outside of a coroutine of the file's own")
  coroutine.close(thread)
  return false, failed(of, task.where, captured, limit)
end

local function tell_end(task, ok, ...)
  if ok ~= nil and task.done then task.done(ok, ...) end
  return ok, ...
end

local function drive(task, ...)
  return tell_end(task, go_on(task, ...))
end

local function view_now()
  return rt.has_view() and rt.view().id or nil
end

--- Calls `fn` in a coroutine, so that it may wait. Returns true and its results, false and the error's first
--- line, or nil and "pending".
function rt.spawn(of, where, fn, ...)
  return drive({ of = of, where = where, thread = coroutine.create(fn), view = view_now() }, ...)
end

--- As `rt.spawn`, for whoever has to know how it ends, now or after waits: `done(true, results…)`, or
--- `done(false, line)` in the dispatch that recorded the error.
function M.follow(of, where, done, fn)
  return drive({ of = of, where = where, thread = coroutine.create(fn), view = view_now(), done = done })
end

--- Whether a request could wait here.
function rt.can_wait()
  return waits and coroutine.isyieldable()
end

local function why_not()
  local kind = outbox.current.kind
  if kind == "build" or kind == "prepare" then return "a file that is being loaded is not kept waiting: ask in a key, a handler or timer.after(0, …)" end
  return "render and before-hooks are synchronous"
end

--- Asks the hub and waits for the answer: the value, or nil and what went wrong. `as` is what files call it.
function rt.request(unit, name, params, as)
  local raise = rt.module("check").raise
  if not rt.can_wait() then raise(unit, "%s cannot wait here (%s)", as or name, why_not()) end
  if (waits_of[unit] or 0) >= MOST_WAITING then
    raise(unit, "%s: %d requests of this file are waiting already", as or name, MOST_WAITING)
  end
  return coroutine.yield(HOST, name, params, unit)
end

--- The hub's answer to a request. A message: { co, ok, value, err }.
function M.resume(message)
  local task = waiting[message.co]
  if not task then return { handled = false } end
  waiting[message.co] = nil
  waits_of[task.asker] = waits_of[task.asker] - 1
  rt.module("screens").show(task.view)
  if message.ok then drive(task, message.value) else drive(task, nil, failures.failure(message.code or "failed", message.err)) end
  return { handled = true }
end

--- This world ends: whoever waits is told so.
function M.abandon()
  local reloaded = failures.failure("reloaded", "reloaded")
  local tasks = waiting
  waiting, waits_of = {}, {}
  for _, task in pairs(tasks) do
    rt.module("screens").show(task.view)
    -- Waiting for something new would be in vain.
    if not drive(task, nil, reloaded) then outbox.take("requests") end
  end
  waiting = {}
end

--- Runs a file's chunk. Returns true and what it returned, or false and the captured error.
function M.load(unit, fn, ...)
  local frame = host.enter(unit.number, 0, hard.load, unit.rank <= 2)
  local was_waiting = waits
  depth, waits = depth + 1, false
  local results = table.pack(xpcall(fn, failures.capture, ...))
  depth, waits = depth - 1, was_waiting
  local ms = host.leave(frame)
  mirror.touch(unit)
  unit.load_ms = ms
  if results[1] then tell_slow(unit, unit, "loading", "load", ms)
  elseif type(results[2]) ~= "table" then results[2] = { problem = results[2], frames = {} } end
  return table.unpack(results, 1, 2)
end

return M
