-- `dofile`: what one of this home's Lua files returned, by its path. The program loads every file itself, once,
-- in the order of the layers: nothing is run a second time.

local check = rt.module("check")
local facade = rt.module("facade")
local units = rt.module("units")

local M = { name = "dofile" }

function M.api(unit)
  return facade.callable("dofile", unit, function(path)
    local found = units.at(path)
    if not found then
      check.raise(unit, "dofile: %s is none of the Lua files of this home (improvements/name.lua expected)%s", path,
        check.did_you_mean(path, units.names()))
    end
    -- One of a higher layer has its turn when this one is done.
    if found.rank > unit.rank and found.state == nil then return nil end
    return units.value(unit, found)
  end)
end

return M
