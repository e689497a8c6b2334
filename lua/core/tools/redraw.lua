-- Views drawn again after some time, for what shows something that moves by itself: asked for while a view is
-- drawn, there is a timer for just as long as somebody sees it.

local M = {}

-- It is core that draws, whichever file asks.
local core = { name = "core/redraw.lua", layer = "core", rank = 1, registered = {}, line = 1, number = 0 }

-- When the next one is due.
local due

--- Has every view drawn again in `seconds`, or before, where that is asked for already.
function M.after(seconds)
  local at = rt.now() + seconds
  if rt.is_trial() or due and due <= at then return end
  due = at
  rt.module("timer").after(core, seconds, function()
    if due == at then due = nil end
    rt.dirty()
  end)
end

return M
