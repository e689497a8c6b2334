-- `copy(value)`: plain data that shares nothing with `value`, but for `json.null`, of which there is one.

local null = rt.module("json").null

local function copy(value)
  if type(value) ~= "table" or value == null then return value end
  local made = {}
  for key, one in pairs(value) do made[key] = copy(one) end
  return made
end

return copy
