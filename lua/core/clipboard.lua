-- `clipboard`: what was copied.

local agent = rt.module("agent")
local check = rt.module("check")
local facade = rt.module("facade")
local pty = rt.module("pty")

local M = { name = "clipboard" }

--- Copies a text, as copy mode does. Returns true where that was done, or nil and why not.
local function copy(unit, text)
  if rt.can_wait() then return rt.request(unit, "clipboard.copy", { text = text }) end
  rt.effect(unit, "clipboard.copy", { text = text })
  return true
end

local function paste(unit, ref, index)
  if pty.is(ref) then
    local session = pty.session(ref)
    if not session then return nil, check.failure("not_running", "the program has not begun, or has ended") end
    return rt.request(unit, "clipboard.paste", { session = session, index = index or 1 })
  end
  local found, err = agent.need(ref)
  if not found then return nil, err end
  return rt.request(unit, "clipboard.paste", { id = found.id, index = index or 1 })
end

function M.api(unit)
  return facade.build("clipboard", unit, {
    copy = function(text) return copy(unit, text) end,
    list = function() return rt.request(unit, "clipboard.list", {}) end,
    paste = function(ref, index) return paste(unit, ref, index) end,
  })
end

return M
