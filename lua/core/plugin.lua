-- `plugin`: the plugins of the home, as the hub lists them (src/hub/plugins).

local facade = rt.module("facade")

local M = { name = "plugin" }

function M.api(unit)
  local function asker(what)
    return function(name) return rt.request(unit, "plugin." .. what, { name = name }) end
  end
  return facade.build("plugin", unit, {
    list = function() return rt.request(unit, "plugin.list", {}) end,
    enable = asker("enable"),
    disable = asker("disable"),
    reload = asker("reload"),
    logs = asker("logs"),
  })
end

return M
