-- `layout`: an area cut into rows or columns, for `function render(frame)`.

local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "layout" }

local function read(unit, what, index, size, total)
  if type(size) == "number" then return { fixed = math.max(0, math.floor(size)) } end
  if size == "auto" then return { share = 1, least = 0 } end
  local number = type(size) == "string" and tonumber(size:match("^(%d+)$"))
  if number then return { fixed = math.tointeger(number) } end
  if type(size) == "string" then
    local percent, share = size:match("^(%d+%.?%d*)%%$"), size:match("^(%d+%.?%d*)fr$")
    local least, most = size:match("^min:(%d+)$"), size:match("^max:(%d+)$")
    if percent then return { fixed = math.floor(total * tonumber(percent) / 100) } end
    if share then return { share = tonumber(share), least = 0 } end
    if least then return { share = 1, least = math.tointeger(tonumber(least)) } end
    if most then return { share = 1, least = 0, most = math.tointeger(tonumber(most)) } end
  end
  check.raise(unit, "%s: bad size #%d '%s'", what, index, tostring(size))
end

--- Shares out `room` among the parts that have no fixed size; the last of them takes what rounding leaves.
local function share_out(parts, room)
  local open, shares = {}, 0
  for _, part in ipairs(parts) do
    if part.share then
      open[#open + 1] = part
      shares = shares + part.share
    end
  end
  for index, part in ipairs(open) do
    local size = index == #open and room or math.floor(room * part.share / shares + 0.5)
    size = math.max(part.least, size)
    if part.most then size = math.min(part.most, size) end
    part.fixed = math.max(0, math.min(size, math.max(room, part.least)))
    room, shares = room - part.fixed, shares - part.share
  end
end

--- Sizes in cells for `sizes` within `total`; what does not fit is cut off at the end.
function M.solve(unit, what, sizes, total)
  local parts, fixed = {}, 0
  for index, size in ipairs(sizes) do
    parts[index] = read(unit, what, index, size, total)
    fixed = fixed + (parts[index].fixed or 0)
  end
  share_out(parts, math.max(0, total - fixed))
  local cells, left = {}, total
  for index, part in ipairs(parts) do
    cells[index] = math.max(0, math.min(part.fixed, left))
    left = left - cells[index]
  end
  return cells
end

local function vertical(unit, sizes, area)
  local rects, y = {}, area.y
  for index, height in ipairs(M.solve(unit, "layout.vertical", sizes, area.height)) do
    rects[index] = { x = area.x, y = y, width = area.width, height = height }
    y = y + height
  end
  return rects
end

local function horizontal(unit, sizes, area)
  local rects, x = {}, area.x
  for index, width in ipairs(M.solve(unit, "layout.horizontal", sizes, area.width)) do
    rects[index] = { x = x, y = area.y, width = width, height = area.height }
    x = x + width
  end
  return rects
end

function M.api(unit)
  return facade.build("layout", unit, {
    vertical = function(sizes, area) return vertical(unit, sizes, area) end,
    horizontal = function(sizes, area) return horizontal(unit, sizes, area) end,
  })
end

return M
