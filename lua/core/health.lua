-- `health`: checks that say what is well and what is not, of plugins and of files. What runs them is in
-- tools/health.lua, loaded with the first run.

local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "health" }

local function tool() return rt.module("tools/health") end

local function say(unit, level)
  return function(text, opts) tool().say(unit, level, text, opts) end
end

function M.api(unit)
  return facade.build("health", unit, {
    register = function(name, fn)
      if not name:find("^[%w][%w_.-]*$") then check.raise(unit, "health.register: '%s' is no name for a check", name) end
      rt.register("health", unit, { name = name, fn = fn }, 2)
    end,
    start = say(unit, "start"),
    ok = say(unit, "ok"),
    info = say(unit, "info"),
    warn = say(unit, "warn"),
    error = say(unit, "error"),
    check = function(name) return tool().run(unit, name) end,
    list = function() return tool().names() end,
  })
end

return M
