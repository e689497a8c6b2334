-- Actions that the terminal side does by itself when a key is bound to them. Run from Lua they do the same
-- by way of the view, or ask the terminal for it.

local M = {}

M.names = {
  "mode.set", "scroll", "copy", "detach", "safe-mode", "send-prefix", "help", "filter", "banner.details", "banner.dismiss",
  "redraw",
}

M.describe = {
  ["mode.set"] = "enter a mode", scroll = "scroll the agent's history",
  copy = "copy mode: move, select, search, copy", detach = "leave; the agents go on",
  ["safe-mode"] = "built-in files only, on or off", ["send-prefix"] = "give the prefix key to the agent",
  help = "every key", filter = "find a row of the list by typing", ["banner.details"] = "the whole error", ["banner.dismiss"] = "hide the banner",
  redraw = "draw everything again",
}

--- What those that take an argument take.
M.takes = {
  ["mode.set"] = "a mode", scroll = "up, down, half-up, half-down, page-up, page-down, top, bottom or lines",
  copy = "a command (guide: copy)",
}

--- What their argument can be (complete.lua).
M.complete = {
  ["mode.set"] = "mode",
  scroll = { "up", "down", "half-up", "half-down", "page-up", "page-down", "top", "bottom" },
}

local known = {}
for _, name in ipairs(M.names) do known[name] = true end

--- The action and argument that `text` names (`"scroll page-up"`); nil where it is none of these.
function M.parse(text, argument)
  if known[text] then
    if argument ~= nil then argument = tostring(argument) end
    return text, argument
  end
  local head, rest = text:match("^(%S+)%s+(%S+)$")
  if M.takes[head] then return head, rest end
  -- What is searched for may have blanks in it.
  local words = text:match("^copy (.+)$")
  if words then return "copy", words end
end

local function scroll(view, argument)
  local page = math.max(1, view.rows - 2)
  local lines = tonumber(argument) or ({
    up = -1, down = 1, ["page-up"] = -page, ["page-down"] = page, ["half-up"] = -page // 2, ["half-down"] = page // 2,
    top = -math.maxinteger, bottom = math.maxinteger,
  })[argument] or 0
  if not view.focus then return end
  if lines == -math.maxinteger then view.scroll[view.focus] = 1 << 30
  else
    local above = math.max(0, (view.scroll[view.focus] or 0) - lines)
    view.scroll[view.focus] = above > 0 and above or nil
  end
end

--- Runs one from Lua.
function M.run(unit, name, argument)
  if name == "mode.set" and argument then
    rt.view().mode = argument
  elseif name == "scroll" then
    scroll(rt.view(), argument)
  else
    rt.effect(unit, "view.local", { action = name, argument = argument })
  end
  return true
end

return M
