-- Errors as they are told: whose line it was, what happened, what was running. An error is recorded where it
-- is caught, never thrown on.

local guard = rt.module("guard")
local outbox = rt.module("outbox")

local M = {}

local TIMEOUT = guard.TIMEOUT
local MOST_FRAMES, MOST_TEXT = 12, 2000

-- Units by name; filled by units.lua.
M.units = {}

local function unit_of(source)
  return source:byte(1) == 64 and M.units[source:sub(2)] or nil
end

local function describe(info)
  if info.what == "main" then return "in the file" end
  if info.name then return ("in %s '%s'"):format(info.namewhat ~= "" and info.namewhat or "function", info.name) end
  return ("in the function of line %d"):format(info.linedefined)
end

--- The places of files on a stack, innermost first. `thread` nil: the running one.
function M.frames(thread, level)
  local frames = {}
  for depth = level or 1, 60 do
    local info
    if thread then info = debug.getinfo(thread, depth, "Sln") else info = debug.getinfo(depth, "Sln") end
    if not info or #frames >= MOST_FRAMES then break end
    local unit = unit_of(info.source)
    if unit and info.currentline > 0 then frames[#frames + 1] = { unit = unit, line = info.currentline, what = describe(info) } end
  end
  return frames
end

--- What a protected call's message handler gives back: the error and the places it came through. No file's
--- code may run in here (no hook would stop it).
function M.capture(problem)
  return { problem = problem, frames = M.frames(nil, 3) }
end

--- The same for a coroutine that has died.
function M.capture_in(thread, problem)
  return { problem = problem, frames = M.frames(thread, 0) }
end

-- An error value can be any table, whose __tostring is a file's code.
local function text_of(problem)
  if type(problem) == "string" then return problem end
  local frame = rt.host.enter(0, 0, 20, true)
  local ok, text = pcall(tostring, problem)
  rt.host.leave(frame)
  return ok and type(text) == "string" and text or "an error that cannot be told (" .. type(problem) .. ")"
end

-- Lua shortens the names of files in messages: "...roved/very/long/name.lua".
local function named(short)
  local unit = M.units[short]
  if unit or short:sub(1, 3) ~= "..." then return unit end
  local ending = short:sub(4)
  for name, one in pairs(M.units) do
    if name:sub(-#ending) == ending then return one end
  end
end

local function split(text)
  local short, line, rest = text:match("^([^\n]-):(%d+): (.*)$")
  if not short then return nil, nil, text end
  local unit = named(short)
  if not unit and short:sub(1, 5) ~= "core/" then return nil, nil, text end
  return unit, math.tointeger(tonumber(line)), rest
end

-- Whether the place that a message begins with can be believed: a file cannot lay its errors to one that is
-- trusted more, unless that one was running.
local function believable(of, unit, frames)
  if not unit or unit.rank >= (of.unit or of).rank then return true end
  for _, frame in ipairs(frames) do
    if frame.unit == unit then return true end
  end
  return #frames == 0
end

-- The innermost place in a file of the person's own, where one failed; else the innermost there is.
local function place(of, unit, line, frames)
  local owner = of.unit or of
  if unit and (unit.rank > 2 or owner.rank <= 2) then return unit, line end
  for _, frame in ipairs(frames) do
    if frame.unit.rank > 2 then return frame.unit, frame.line, unit and ("%s:%d"):format(unit.name, line) end
  end
  if unit then return unit, line end
  if frames[1] then return frames[1].unit, frames[1].line end
  return owner, of.line or 1
end

local function clean(text)
  if #text > MOST_TEXT then text = text:sub(1, MOST_TEXT) .. " …" end
  return text
end

local function phase_of(message, phase)
  if message == "not enough memory" then return "memory" end
  if message:find("needs capability '", 1, true) then return "capability" end
  return phase
end

--- What is known of a captured error: { unit, line, message, phase, traceback }. `ms` is the time it had.
function M.explain(of, phase, captured, ms)
  local unit, line, message, inside
  if captured.problem == TIMEOUT then
    unit, line = place(of, nil, nil, captured.frames)
    message, phase = ("took longer than %d ms"):format(math.ceil(ms)), "timeout"
  else
    local text = clean(text_of(captured.problem))
    unit, line, message = split(text)
    if not believable(of, unit, captured.frames) then unit, line, message = nil, nil, text end
    unit, line, inside = place(of, unit, line, captured.frames)
    if inside then message = ("%s (in %s)"):format(message, inside) end
  end
  local traceback = {}
  for index, frame in ipairs(captured.frames) do traceback[index] = ("%s:%d: %s"):format(frame.unit.name, frame.line, frame.what) end
  return { unit = unit.name, line = line or 1, message = message, phase = phase_of(message, phase), traceback = traceback }
end

--- The phase that a failure in the running dispatch belongs to.
function M.phase()
  local kind = outbox.current.kind
  if kind == "render" or kind == "timer" then return kind end
  if kind == "smoke" then return "smoke_render" end
  if kind == "build" or kind == "prepare" then return "load" end
  return "handler"
end

--- Records an error; returns its first line.
function M.record(found)
  outbox.add("errors", found)
  return ("%s:%d: %s"):format(found.unit, found.line, found.message)
end

--- Records an error that nobody threw.
function rt.error(unit, phase, message, where, line)
  M.record { unit = unit.name, line = line or unit.line or 1, message = message, phase = phase, where = type(where) == "string" and where or nil }
end

--- An error in core itself.
function M.internal(kind, problem)
  M.record { unit = "core", line = 1, message = clean(text_of(problem)), phase = M.phase(), where = "dispatch " .. tostring(kind) }
end

--- An expected failure, as `nil, err` returns it.
local Failure = { __tostring = function(self) return self.message end, __name = "failure" }
function M.failure(code, message)
  return setmetatable({ code = code, message = message }, Failure)
end

return M
