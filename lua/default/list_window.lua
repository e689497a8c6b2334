-- The part of a long list that is in view: `height` rows, with the row at `place` in the middle where that can be.
-- `local shown, top = require("default.list_window")(list, place, height)`: the rows, and the place of the first.

return function(list, place, height)
  local top = math.max(1, math.min(place - height // 2, #list - height + 1))
  return table.move(list, top, math.min(#list, top + height - 1), 1, {}), top
end
