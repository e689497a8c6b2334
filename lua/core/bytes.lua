-- Strings on their way out. What leaves the world is JSON, which holds text alone: other bytes go as the
-- characters of their numbers. What comes in needs nothing, the outside writes Lua.

local M = {}

-- What is unpacked onto the stack at once.
local PIECE = 4000

--- `text` as it may go into an effect or a request, whatever bytes it holds; nil stays nil.
function M.pack(text)
  if text == nil or utf8.len(text) then return text end
  local pieces = {}
  for from = 1, #text, PIECE do pieces[#pieces + 1] = utf8.char(text:byte(from, from + PIECE - 1)) end
  return { latin1 = table.concat(pieces) }
end

return M
