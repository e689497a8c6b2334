-- The panes of a view, as plain data: a tree of splits whose leaves show agents.
--
--   { direction = "row", ratio = 0.5, a = { agent = "01…" }, b = { agent = "02…", current = true } }
--
-- Exactly one leaf is `current`. These functions only make new trees; the actions in agents.lua keep them.

local panes = {}

local function is_leaf(tree)
  return tree.a == nil
end

local function copy(tree)
  if is_leaf(tree) then return { agent = tree.agent, current = tree.current } end
  return { direction = tree.direction, ratio = tree.ratio, a = copy(tree.a), b = copy(tree.b) }
end

--- Every leaf, left to right and top to bottom.
function panes.leaves(tree, into)
  into = into or {}
  if is_leaf(tree) then into[#into + 1] = tree
  else
    panes.leaves(tree.a, into)
    panes.leaves(tree.b, into)
  end
  return into
end

--- The leaf that is in use.
function panes.current(tree)
  for _, leaf in ipairs(panes.leaves(tree)) do
    if leaf.current then return leaf end
  end
end

-- Leaves whose agent is gone close; the other half takes their room.
local function prune(tree, exists)
  if is_leaf(tree) then return exists(tree.agent) and tree or nil end
  local a, b = prune(tree.a, exists), prune(tree.b, exists)
  if not a or not b then return a or b end
  return { direction = tree.direction, ratio = tree.ratio, a = a, b = b }
end

local function make_current(tree, leaf)
  for _, other in ipairs(panes.leaves(tree)) do other.current = nil end
  leaf.current = true
end

local function showing(tree, agent)
  local now = panes.current(tree)
  if now and now.agent == agent then return now end
  for _, leaf in ipairs(panes.leaves(tree)) do
    if leaf.agent == agent then return leaf end
  end
end

--- The tree to show: what was kept, made to agree with the agents there are and the one that has the focus.
function panes.settle(kept, focus, exists)
  local tree = kept and prune(copy(kept), exists) or { agent = focus }
  local now = panes.current(tree) or panes.leaves(tree)[1]
  if focus then
    local leaf = showing(tree, focus)
    if not leaf then
      now.agent = focus
      leaf = now
    end
    now = leaf
  end
  make_current(tree, now)
  return tree
end

--- The tree with the current pane cut in two; the new half shows `agent` and is current.
function panes.split(tree, direction, agent)
  local made = copy(tree)
  local leaf = panes.current(made)
  local old = leaf.agent
  leaf.agent, leaf.current = nil, nil
  leaf.direction, leaf.ratio = direction, 0.5
  leaf.a, leaf.b = { agent = old }, { agent = agent, current = true }
  return made
end

--- The tree without its current pane; nil when that was the only one.
function panes.close(tree)
  local marked = {}
  local made = prune(copy(tree), function(agent)
    marked[#marked + 1] = agent
    return not panes.leaves(tree)[#marked].current
  end)
  if made then make_current(made, panes.leaves(made)[1]) end
  return made
end

-- Which borders each word moves, and where to: a place towards the end of the axis, or out from the pane.
local moves = {
  left = { axis = "row", by = -1 }, right = { axis = "row", by = 1 },
  up = { axis = "column", by = -1 }, down = { axis = "column", by = 1 },
  wider = { axis = "row", out = 1 }, narrower = { axis = "row", out = -1 },
  taller = { axis = "column", out = 1 }, shorter = { axis = "column", out = -1 },
}

--- The tree with the nearest border of the current pane moved by `share` of its split (0.05 is a twentieth).
--- `how`: left, right, up, down, or wider, narrower, taller, shorter. Nil where no border moves that way.
function panes.resize(tree, how, share)
  local move = moves[how]
  if not move then return nil end
  local made = copy(tree)
  local node, split, in_first = made, nil, nil
  while not is_leaf(node) do
    local first = panes.current(node.a) ~= nil
    if node.direction == move.axis then split, in_first = node, first end
    node = first and node.a or node.b
  end
  if not split then return nil end
  local by = move.by or (in_first and move.out or -move.out)
  split.ratio = math.max(0.1, math.min(0.9, split.ratio + by * share))
  return made
end

-- Where each leaf lies in a square of side 1.
local function place(tree, x, y, width, height, into)
  if is_leaf(tree) then
    into[#into + 1] = { leaf = tree, x = x, y = y, width = width, height = height }
  elseif tree.direction == "row" then
    local first = width * tree.ratio
    place(tree.a, x, y, first, height, into)
    place(tree.b, x + first, y, width - first, height, into)
  else
    local first = height * tree.ratio
    place(tree.a, x, y, width, first, into)
    place(tree.b, x, y + first, width, height - first, into)
  end
  return into
end

local near = 1e-9

local beside = {
  left = function(from, to) return math.abs(to.x + to.width - from.x) < near end,
  right = function(from, to) return math.abs(from.x + from.width - to.x) < near end,
  up = function(from, to) return math.abs(to.y + to.height - from.y) < near end,
  down = function(from, to) return math.abs(from.y + from.height - to.y) < near end,
}

local function overlap(from, to, direction)
  if direction == "left" or direction == "right" then
    return math.min(from.y + from.height, to.y + to.height) - math.max(from.y, to.y)
  end
  return math.min(from.x + from.width, to.x + to.width) - math.max(from.x, to.x)
end

--- The leaf that lies `direction` (left, right, up, down) of the current one; nil at the edge.
function panes.neighbour(tree, direction)
  local rects = place(tree, 0, 0, 1, 1, {})
  local from
  for _, rect in ipairs(rects) do
    if rect.leaf.current then from = rect end
  end
  local best, shared = nil, near
  for _, rect in ipairs(rects) do
    if rect ~= from and beside[direction](from, rect) and overlap(from, rect, direction) > shared then
      best, shared = rect.leaf, overlap(from, rect, direction)
    end
  end
  return best
end

--- The tree with the pane of `leaf` (one of its own leaves) current.
function panes.focus(tree, leaf)
  local index
  for i, one in ipairs(panes.leaves(tree)) do
    if one == leaf then index = i end
  end
  local made = copy(tree)
  make_current(made, panes.leaves(made)[index])
  return made
end

return panes
