-- Whether two values are equal by what is in them, and if not, where they first differ.

local inspect = rt.module("inspect")

local M = {}

local function step_text(key)
  if type(key) == "string" and key:find("^[%a_][%w_]*$") then return "." .. key end
  return "[" .. inspect.text(key, 1) .. "]"
end

local function compare(a, b, path, seen)
  if rawequal(a, b) then return nil end
  if type(a) ~= "table" or type(b) ~= "table" then
    if a == b and math.type(a) == math.type(b) or a ~= a and b ~= b then return nil end
    if type(a) == "number" and type(b) == "number" and a == b then return nil end
    return path
  end
  -- A pair that is being compared further up is equal as far as it goes.
  if seen[a] and seen[a][b] then return nil end
  seen[a] = seen[a] or {}
  seen[a][b] = true
  for key, value in next, a do
    local found = compare(value, rawget(b, key), path .. step_text(key), seen)
    if found then return found end
  end
  for key in next, b do
    if rawget(a, key) == nil then return path .. step_text(key) end
  end
  return nil
end

--- Nil where the values are equal; else the path to what differs, "" for the values themselves.
function M.difference(a, b)
  return compare(a, b, "", {})
end

return M
