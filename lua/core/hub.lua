-- `hub`: the program behind the screens, spelled with a colon as in `hub:list_agents()`.

local agent = rt.module("agent")
local facade = rt.module("facade")
local state = rt.module("state")

local M = { name = "hub" }

local function reload(unit, path)
  if not rt.can_wait() then
    rt.effect(unit, "hub.reload_file", { path = path })
    return true
  end
  local value, err = rt.request(unit, "hub.reload_file", { path = path })
  if value == nil then return false, err end
  return value, err
end
M.reload = reload

function M.api(unit)
  return facade.build("hub", unit, {
    list_agents = function() return agent.list(unit) end,
    kill_agent = function(ref) return agent.implementation.kill(unit, ref) end,
    reload_file = function(path) return reload(unit, path) end,
    serialize_state = function() return state.serialize(unit) end,
    restore_state = function(saved) return state.restore(unit, saved) end,
    run = function() return true end,
  })
end

return M
