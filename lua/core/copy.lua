-- `copy(value)`: plain data that shares nothing with `value`.

local function copy(value)
  if type(value) ~= "table" then return value end
  local made = {}
  for key, one in pairs(value) do made[key] = copy(one) end
  return made
end

return copy
