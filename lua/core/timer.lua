-- `timer`: later and again. The clock is the hub's: a timer is named by its file and a key, so that a reload
-- that makes it again takes over the running one with the time it has left.

local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "timer" }

local by_key, by_id = {}, {}
local counts = {}

-- Files written by agents may not spin the clock.
local SHORTEST_UNTRUSTED = 0.25

--- "every:5#2" is the file's second timer of that kind: the same again after a reload, wherever its line is.
local function key_for(unit, kind, seconds)
  local stem = ("%s:%g"):format(kind, seconds)
  local full = unit.name .. "\0" .. stem
  counts[full] = (counts[full] or 0) + 1
  return ("%s#%d"):format(stem, counts[full])
end

local function start(unit, kind, seconds, fn)
  if seconds ~= seconds or seconds < 0 or seconds > 1e8 then
    check.raise(unit, "timer.%s: bad argument #1 'seconds' (0 to 1e8 expected, got %s)", kind, tostring(seconds))
  end
  if unit.layer == "improvements" then seconds = math.max(seconds, SHORTEST_UNTRUSTED) end
  if kind == "every" then seconds = math.max(seconds, 0.01) end
  local key = key_for(unit, kind, seconds)
  local record = rt.register("timer", unit, { key = key, fn = fn, repeats = kind == "every", seconds = seconds }, 3)
  -- One that fires once is gone then: what it cost is kept with the line that asked for it.
  if not record.repeats and rt.costs_of then
    record.spent = rt.costs_of(unit, unit, "timer.after " .. record.owner)
    record.spent.kind, record.spent.name, record.spent.owner = "timer", "timer.after", record.owner
  end
  by_key[unit.name .. "\0" .. key] = record
  by_id[record.id] = record
  rt.effect(unit, "timer.set", { unit = unit.name, key = key, delay = seconds, ["repeat"] = record.repeats })
  return record.id
end

--- Calls `fn` once after `seconds`. For core modules; `unit` owns the timer.
function M.after(unit, seconds, fn)
  return start(unit, "after", seconds, fn)
end

local function forget(record)
  by_key[record.unit.name .. "\0" .. record.key] = nil
  by_id[record.id] = nil
  if rt.unregister then rt.unregister("timer", record) end
end

local function cancel(unit, id)
  local record = by_id[id]
  if not record or record.unit ~= unit then return false end
  forget(record)
  rt.effect(unit, "timer.cancel", { unit = unit.name, key = record.key })
  return true
end

local function debounce(unit, seconds, fn)
  local pending
  return function(...)
    local args = table.pack(...)
    if pending then cancel(unit, pending) end
    pending = start(unit, "after", seconds, function()
      pending = nil
      return fn(table.unpack(args, 1, args.n))
    end)
  end
end

local function throttle(unit, seconds, fn)
  local pending, last
  return function(...)
    local args = table.pack(...)
    local now = rt.now()
    if not last or now - last >= seconds then
      last = now
      return fn(...)
    end
    if pending then cancel(unit, pending) end
    pending = start(unit, "after", seconds - (now - last), function()
      pending, last = nil, rt.now()
      return fn(table.unpack(args, 1, args.n))
    end)
  end
end

local function fired(message)
  local record = by_key[message.unit .. "\0" .. message.key]
  if not record then return { handled = false } end
  if not record.repeats then forget(record) end
  -- Core is not timed: what it calls of files has all the time that such a call has.
  if record.unit.rank == 1 then record.fn()
  elseif not record.disabled then
    rt.spawn(record, ("timer.%s(%g)"):format(record.repeats and "every" or "after", record.seconds), record.fn)
  end
  return { handled = true }
end

function M.api(unit)
  return facade.build("timer", unit, {
    after = function(seconds, fn) return start(unit, "after", seconds, fn) end,
    every = function(seconds, fn) return start(unit, "every", seconds, fn) end,
    cancel = function(id) return cancel(unit, id) end,
    debounce = function(seconds, fn) return debounce(unit, seconds, fn) end,
    throttle = function(seconds, fn) return throttle(unit, seconds, fn) end,
    sleep = function(seconds) rt.request(unit, "timer.sleep", { delay = seconds }) end,
    clock = function() return rt.now() end,
  })
end

M.dispatch = { timer = fired }

return M
