-- `log`: lines in the program's log.

local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "log" }

local function text_of(value)
  if type(value) == "string" then return value end
  return rt.module("inspect").text(value)
end

local function writer(unit, level)
  return function(message, ...)
    local count = select("#", ...)
    if count > 0 and type(message) == "string" then
      local ok, text = pcall(string.format, message, ...)
      if not ok then check.raise(unit, "log.%s: %s", level, (text:gsub(" to '[%w.]+'", ""))) end
      message = text
    end
    rt.log(level, unit.name, text_of(message))
  end
end

function M.api(unit)
  return facade.build("log", unit, {
    debug = writer(unit, "debug"),
    info = writer(unit, "info"),
    warn = writer(unit, "warn"),
    error = writer(unit, "error"),
  })
end

return M
