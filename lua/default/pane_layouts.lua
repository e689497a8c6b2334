-- Trees of panes as a whole (panes.lua says what a tree is): the same leaves in another arrangement, and a tree made
-- to fit the room there is. Only new trees are made.

local panes = require("default.panes")

local layouts = {}

--- The arrangements, in the order `space` goes through them.
layouts.names = { "even-horizontal", "even-vertical", "main-horizontal", "main-vertical", "tiled" }

-- The fewest cells of a pane, border and all: what is smaller cannot be read.
local LEAST = { row = 12, column = 4 }

-- Halves of halves, not a chain: a view keeps no data that is nested very deep.
local function line(parts, direction, from, to)
  from, to = from or 1, to or #parts
  if from == to then return parts[from] end
  local middle = (from + to - 1) // 2
  return {
    direction = direction, ratio = (middle - from + 1) / (to - from + 1),
    a = line(parts, direction, from, middle), b = line(parts, direction, middle + 1, to),
  }
end

local function main_and_rest(leaves, direction, across)
  if #leaves == 1 then return leaves[1] end
  return { direction = direction, ratio = 0.5, a = leaves[1], b = line(leaves, across, 2) }
end

-- As square as it goes; a last row that is not full shares its width.
local function tiled(leaves)
  local columns = math.ceil(math.sqrt(#leaves))
  local rows = {}
  for from = 1, #leaves, columns do rows[#rows + 1] = line(leaves, "row", from, math.min(#leaves, from + columns - 1)) end
  return line(rows, "column")
end

local arrange = {
  ["even-horizontal"] = function(leaves) return line(leaves, "row") end,
  ["even-vertical"] = function(leaves) return line(leaves, "column") end,
  ["main-horizontal"] = function(leaves) return main_and_rest(leaves, "column", "row") end,
  ["main-vertical"] = function(leaves) return main_and_rest(leaves, "row", "column") end,
  tiled = tiled,
}

local function copies(leaves)
  local made = {}
  for index, leaf in ipairs(leaves) do made[index] = { agent = leaf.agent, current = leaf.current } end
  return made
end

--- The leaves of `tree` in the arrangement `name`; nil where there is none of that name.
function layouts.arrange(tree, name)
  return arrange[name] and arrange[name](copies(panes.leaves(tree)))
end

--- A grid of agents, by id, in which the pane of `current` is current, else the first.
function layouts.grid(ids, current)
  local leaves, found = {}, nil
  for index, id in ipairs(ids) do
    leaves[index] = { agent = id }
    if id == current then found = leaves[index] end
  end
  (found or leaves[1]).current = true
  return tiled(leaves)
end

-- How many panes lie along `direction` in the longest line of a tree.
local function span(tree, direction)
  if not tree.a then return 1 end
  local a, b = span(tree.a, direction), span(tree.b, direction)
  return tree.direction == direction and a + b or math.max(a, b)
end

local function map(tree, change, at)
  at = at or ""
  if not tree.a then return change({ agent = tree.agent, current = tree.current }, at) end
  return change({
    direction = tree.direction, ratio = tree.ratio,
    a = map(tree.a, change, at .. "a"), b = map(tree.b, change, at .. "b"),
  }, at)
end

--- The tree with the panes of every line equally large.
function layouts.equalised(tree)
  return map(tree, function(node)
    if node.a then
      local a, b = span(node.a, node.direction), span(node.b, node.direction)
      node.ratio = a / (a + b)
    end
    return node
  end)
end

--- The tree in which the split at the place `at` ("" the root, "ab" the second half of its first half) has another ratio.
function layouts.with_ratio(tree, at, ratio)
  return map(tree, function(node, place)
    if place == at and node.a then node.ratio = math.max(0.02, math.min(0.98, ratio)) end
    return node
  end)
end

-- What each leaf shows and whether it is current, put `by` places on along the leaves.
local function shifted(tree, pick)
  local leaves, place = panes.leaves(tree), 0
  return map(tree, function(node)
    if node.a then return node end
    place = place + 1
    local from = leaves[pick(place, #leaves)]
    return { agent = from.agent, current = from.current }
  end)
end

--- The tree with every agent one pane on (`by` = 1) or back (-1).
function layouts.rotated(tree, by)
  return shifted(tree, function(place, count) return (place - 1 - by) % count + 1 end)
end

--- The tree with what the current pane shows and what another (one of its own leaves) shows exchanged; the current
--- pane goes with its agent.
function layouts.swapped(tree, other)
  local here, there
  for place, leaf in ipairs(panes.leaves(tree)) do
    if leaf.current then here = place end
    if leaf == other then there = place end
  end
  return shifted(tree, function(place)
    return place == here and there or place == there and here or place
  end)
end

--- The leaf `by` places on from the current one, round the ends.
function layouts.beside(tree, by)
  local leaves = panes.leaves(tree)
  for place, leaf in ipairs(leaves) do
    if leaf.current then return leaves[(place - 1 + by) % #leaves + 1] end
  end
end

local function least(tree, direction)
  if not tree.a then return LEAST[direction] end
  local a, b = least(tree.a, direction), least(tree.b, direction)
  return tree.direction == direction and a + b or math.max(a, b)
end

-- Cells of the first half: its share, but so that both halves keep what they need.
local function first_cells(tree, room)
  local wanted = math.floor(room * tree.ratio + 0.5)
  return math.max(least(tree.a, tree.direction), math.min(room - least(tree.b, tree.direction), wanted))
end

--- The tree as it can be shown in `width` x `height` cells: no pane below a few cells. Where there is no room for both
--- halves of a split, only the one with the current pane is there, else the first. Each split says its place in the
--- given tree (`at`). Also returns how many panes were left out.
function layouts.fitted(tree, width, height, at)
  at = at or ""
  if not tree.a then return { agent = tree.agent, current = tree.current }, 0 end
  local axis = tree.direction
  local room = axis == "row" and width or height
  local needed = LEAST[axis] * 2
  if room < needed then
    local half, other = "a", "b"
    if panes.current(tree.b) then half, other = "b", "a" end
    local made, hidden = layouts.fitted(tree[half], width, height, at .. half)
    return made, hidden + #panes.leaves(tree[other])
  end
  local first
  if room >= least(tree, axis) then first = first_cells(tree, room)
  else first = math.max(LEAST[axis], math.min(room - LEAST[axis], math.floor(room * tree.ratio + 0.5))) end
  local a_width, a_height = axis == "row" and first or width, axis == "column" and first or height
  local b_width, b_height = axis == "row" and width - first or width, axis == "column" and height - first or height
  local a, hidden_a = layouts.fitted(tree.a, a_width, a_height, at .. "a")
  local b, hidden_b = layouts.fitted(tree.b, b_width, b_height, at .. "b")
  return { direction = axis, ratio = first / room, a = a, b = b, at = at }, hidden_a + hidden_b
end

return layouts
