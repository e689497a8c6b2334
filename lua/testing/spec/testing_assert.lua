-- `assert`: ends a test, naming the spec's own line, what was expected and what was got.

local check = rt.module("check")
local facade = rt.module("facade")
local guard = rt.module("guard")
local inspect = rt.module("inspect")
local same = rt.module("testing_same")

local M = { name = "assert" }

local MOST_SHOWN = 700

-- Cut between characters.
local function cut(text)
  if #text <= MOST_SHOWN then return text end
  local last = MOST_SHOWN
  while last > 0 and (text:byte(last + 1) or 0) & 0xC0 == 0x80 do last = last - 1 end
  return text:sub(1, last) .. " …"
end

-- A value after "expected:" or "got:": on the same line, or on those below it.
local function shown(value)
  local lines = type(value) == "string" and value:find("\n", 1, true)
  local text = cut(lines and value:gsub("%s+$", "") or inspect.text(value))
  if not text:find("\n", 1, true) then return " " .. text end
  return "\n    " .. text:gsub("\n", "\n    ")
end

-- Lines of one failure: what it is about, what was expected, what came.
local function fail(unit, message, what, expected, got)
  local lines = { message and ("%s (%s)"):format(tostring(message), what) or what }
  if expected then lines[#lines + 1] = "  expected:" .. expected end
  if got then lines[#lines + 1] = (got:find("^\n") and "  got:" or "  got:     ") .. got end
  check.raise(unit, "%s", table.concat(lines, "\n"))
end

local function holds(part, got)
  if type(got) == "string" then return got:find(tostring(part), 1, true) ~= nil end
  if type(got) ~= "table" then return false end
  for _, item in next, got do
    if same.difference(part, item) == nil then return true end
  end
  return false
end

local function match(unit, name, pattern, got)
  local ok, found = pcall(string.find, got, pattern)
  if not ok then check.raise(unit, "assert.%s: %q is no pattern: %s", name, pattern, (tostring(found):gsub("^.-:%d+: ", ""))) end
  return found ~= nil
end

-- The message of an error without its place.
local function plain(problem)
  return type(problem) == "string" and problem:gsub("^[^\n]-:%d+: ", "") or problem
end

-- A check that compares by a function: `not_` turns it round.
local function pair(unit, made, name, what, holds_for)
  made[name] = function(expected, got, message)
    if not holds_for(expected, got, name) then fail(unit, message, what, shown(expected), shown(got)) end
  end
  made["not_" .. name] = function(expected, got, message)
    if holds_for(expected, got, name) then fail(unit, message, "not_" .. name, " anything but" .. shown(expected), shown(got)) end
  end
end

-- A check of one value.
local function single(unit, made, name, expected, holds_for)
  made[name] = function(got, message)
    if not holds_for(got) then fail(unit, message, name, " " .. expected, shown(got)) end
  end
end

local function equality(unit, made)
  pair(unit, made, "equals", "equals", function(a, b) return a == b end)
  pair(unit, made, "same", "same", function(a, b) return same.difference(a, b) == nil end)
  local plain_same = made.same
  made.same = function(expected, got, message)
    local path = same.difference(expected, got)
    if path and path ~= "" then fail(unit, message, "same: they differ at " .. path, shown(expected), shown(got)) end
    plain_same(expected, got, message)
  end
  made.equal, made.deep_equal = made.equals, made.same
end

local function texts(unit, made)
  pair(unit, made, "matches", "matches", function(pattern, got, name) return match(unit, name, pattern, got) end)
  pair(unit, made, "contains", "contains", holds)
  made.near = function(expected, got, tolerance, message)
    if math.abs(expected - got) > tolerance then
      fail(unit, message, "near", (" %s ± %s"):format(expected, tolerance), shown(got))
    end
  end
end

local function errors(unit, made)
  made.has_error = function(run, expected)
    local ok, problem = guard.base.pcall(run)
    if ok then fail(unit, nil, "has_error", expected and shown(expected) or " an error", " none") end
    if expected and not tostring(problem):find(expected, 1, true) then
      fail(unit, nil, "has_error", shown(expected), shown(plain(tostring(problem))))
    end
    return problem
  end
  made.has_no_error = function(run)
    local results = table.pack(guard.base.pcall(run))
    if not results[1] then fail(unit, nil, "has_no_error", " no error", shown(tostring(results[2]))) end
    return table.unpack(results, 2, results.n)
  end
  made.fail = function(message) check.raise(unit, "%s", message or "fail") end
end

local function lua_assert(unit)
  return function(...)
    if select("#", ...) == 0 then check.raise(unit, "assert: a value expected") end
    local value, message = ...
    if value then return ... end
    if message == nil then fail(unit, nil, "assert", " neither nil nor false", shown(value)) end
    if type(message) ~= "string" then error(message, 0) end
    check.raise(unit, "%s", message)
  end
end

function M.api(unit)
  local made = {}
  equality(unit, made)
  texts(unit, made)
  errors(unit, made)
  single(unit, made, "is_true", "true", function(got) return got == true end)
  single(unit, made, "is_false", "false", function(got) return got == false end)
  single(unit, made, "truthy", "neither nil nor false", function(got) return got end)
  single(unit, made, "falsy", "nil or false", function(got) return not got end)
  single(unit, made, "is_nil", "nil", function(got) return got == nil end)
  single(unit, made, "is_not_nil", "anything but nil", function(got) return got ~= nil end)
  made.is_type = function(expected, got, message)
    if type(got) ~= expected then fail(unit, message, "is_type", " a " .. expected, shown(got)) end
  end
  local words = { are = true, is = true, has = true }
  local assert_
  assert_ = facade.build("assert", unit, made, {
    call = lua_assert(unit),
    get = function(key) return words[key] and assert_ or nil end,
  })
  return assert_
end

return M
