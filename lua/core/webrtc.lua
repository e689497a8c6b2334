-- `webrtc`: there is none, and files that ask for it are told so.

local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "webrtc" }

function M.api(unit)
  local functions = {}
  for _, name in ipairs { "connect", "send", "on_message", "close" } do
    functions[name] = function()
      check.raise(unit, "webrtc: not available in botster-tui (webrtc.%s was called; ws and http reach other machines)", name)
    end
  end
  return facade.build("webrtc", unit, functions)
end

return M
