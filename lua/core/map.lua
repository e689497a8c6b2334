-- `map`: what a function makes of each item.

local facade = rt.module("facade")

local M = { name = "map" }

function M.api(unit)
  return facade.callable("map", unit, function(list, make)
    local made = {}
    for index, item in ipairs(list) do made[index] = make(item, index) end
    return made
  end)
end

return M
