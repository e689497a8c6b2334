-- Errors that name the user's own line, and the checks behind them: arguments, options, props.
-- `raise` is the one way core code reports misuse; the place told is the nearest frame outside lua/core.

local manifest = rt.module("manifest")

local M = {}

--- `file:line` of the nearest caller outside lua/core; nil where a tail call has hidden it.
function M.where(level)
  for depth = (level or 1) + 1, 30 do
    local info = debug.getinfo(depth, "Sl")
    if not info then return nil end
    local source = info.source
    if source:byte(1) == 64 and source:sub(2, 6) ~= "core/" then
      return source:sub(2) .. ":" .. info.currentline
    end
  end
end

--- Raises `file:line: message` at the caller's line. `unit` is blamed where the line cannot be found.
function M.raise(unit, message, ...)
  if select("#", ...) > 0 then message = message:format(...) end
  local place = M.where(1) or (unit and unit.name .. ":1")
  error(place and place .. ": " .. message or message, 0)
end

--- What messages call a value's type.
function M.kind(value)
  if value == nil then return "nil" end
  if math.type(value) == "float" and value % 1 ~= 0 then return "fraction" end
  return type(value)
end

--- Whether `value` is what `row` (a parameter or field of the manifest) accepts.
function M.accepts(row, value)
  local kinds = row.k
  if kinds.any then return true end
  local kind = type(value)
  if kind == "number" then
    if not kinds.number and not (kinds.integer and value % 1 == 0) then return false end
  elseif not kinds[kind] and not (kinds["false"] and value == false) then
    return false
  end
  if row.v and kind == "string" then
    for _, allowed in ipairs(row.v) do
      if allowed == value then return true end
    end
    return false
  end
  return true
end

local function shown(value)
  if type(value) == "string" then return ("%q"):format(#value > 40 and value:sub(1, 40) .. "…" or value) end
  return M.kind(value)
end

--- " (did you mean 'x'?)", or nothing where no name is near.
function M.did_you_mean(word, names)
  local near = type(word) == "string" and rt.suggest(word, names)
  return near and (" (did you mean '%s'?)"):format(near) or ""
end

--- The keys of a table, sorted, as text.
function M.names(map)
  local names = {}
  for name in pairs(map) do
    if type(name) == "string" then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

--- Checks the fields of `value` against a closed class.
function M.fields(unit, what, class_name, value)
  local class = manifest.classes[class_name]
  for name, given in pairs(value) do
    local row = class.fields[name]
    if not row then
      M.raise(unit, "%s: unknown option '%s'%s", what, tostring(name), M.did_you_mean(name, M.names(class.fields)))
    elseif not M.accepts(row, given) then
      M.raise(unit, "%s: bad option '%s' (%s expected, got %s)", what, tostring(name), row.e, shown(given))
    end
  end
end

--- Checks one argument.
function M.argument(unit, what, index, row, value)
  if value == nil then
    if row.o or row.k.any then return end
  elseif M.accepts(row, value) then
    local class = row.c
    if class and type(value) == "table" then M.fields(unit, what, class, value) end
    return
  end
  M.raise(unit, "%s: bad argument #%d '%s' (%s expected, got %s)", what, index, row.n, row.e, shown(value))
end

--- Checks every argument of a call against the function's row.
function M.arguments(unit, what, params, first, ...)
  local count = #params
  if count == 0 then return end
  if params[1].n ~= "..." then M.argument(unit, what, 1, params[1], first) end
  for index = 2, count do
    local row = params[index]
    if row.n == "..." then return end
    M.argument(unit, what, index, row, (select(index - 1, ...)))
  end
end

--- An expected failure: what `nil, err` returns. Prints as its message.
local Failure = { __tostring = function(self) return self.message end, __name = "failure" }
function M.failure(code, message, ...)
  return setmetatable({ code = code, message = message:format(...) }, Failure)
end

return M
