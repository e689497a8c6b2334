-- The clock of a program under test: it stands still but where the test lets time pass, and begins at the same
-- moment every time. Chance repeats itself too.

local guard = rt.module("guard")

--- 2026-01-01 00:00:00 UTC, as the outside has it.
local START = 1767225600

function rt.time() return rt.app.clock or START end
function rt.now() return rt.time() - START end

local os = guard.libraries.os
local time, date = os.time, os.date

-- Seconds that the machine's clock is ahead of Greenwich at a moment.
local function ahead(at)
  local local_, utc = date("*t", at), date("!*t", at)
  utc.isdst = local_.isdst
  return time(local_) - time(utc)
end

-- Everywhere is Greenwich.
function os.time(fields)
  if fields == nil then return math.floor(rt.time()) end
  local at = time(fields)
  return at + ahead(at)
end

function os.date(format, at)
  format = format or "%c"
  if format:sub(1, 1) ~= "!" then format = "!" .. format end
  return date(format, at or os.time())
end

function os.clock() return rt.now() end

math.randomseed(1)

return {}
