-- The tabs of a view, as plain data: a list, and which of them is in front. Each tab has
--
--   tree     its panes (panes.lua)          name     given by a person; none: as its agent
--   zoomed   its pane has all the room      layout   the arrangement that `space` chose last
--
-- These functions only make new lists; the actions in tabs.lua keep them.

local panes = require("default.panes")

local tab_list = {}

local function shows(tree, agent)
  for _, leaf in ipairs(tree and panes.leaves(tree) or {}) do
    if leaf.agent == agent then return true end
  end
  return false
end

local function any_alive(tree, exists)
  for _, leaf in ipairs(tree and panes.leaves(tree) or {}) do
    if exists(leaf.agent) then return true end
  end
  return false
end

--- Place of the tab that shows an agent: the one in front if it does, nil where none does.
function tab_list.showing(list, at, agent)
  if list[at] and shows(list[at].tree, agent) then return at end
  for place, tab in ipairs(list) do
    if shows(tab.tree, agent) then return place end
  end
end

--- The tabs to show: what was kept, made to agree with the agents there are and the one that has the focus. An agent
--- that another tab shows brings that one to the front. Returns the list and the place in front.
function tab_list.settle(kept, at, focus, exists)
  at = math.max(1, math.min(at or 1, math.max(1, #kept)))
  local front = focus and tab_list.showing(kept, at, focus) or at
  local list, place = {}, 1
  for index, tab in ipairs(kept) do
    if index == front or any_alive(tab.tree, exists) then
      local tree = panes.settle(tab.tree, index == front and focus or nil, exists)
      list[#list + 1] = { name = tab.name, zoomed = tab.zoomed, layout = tab.layout, before_grid = tab.before_grid, tree = tree }
      if index == front then place = #list end
    end
  end
  if #list == 0 then list[1] = { tree = panes.settle(nil, focus, exists) } end
  return list, place
end

--- The list with a tab after the one in front that shows `agent`, and its place.
function tab_list.with_new(list, at, agent)
  local made = { table.unpack(list) }
  table.insert(made, at + 1, { tree = { agent = agent, current = true } })
  return made, at + 1
end

--- The list without the tab at `place`, and the place in front then; nil when it was the only one.
function tab_list.without(list, at, place)
  if #list == 1 or not list[place] then return nil end
  local made = { table.unpack(list) }
  table.remove(made, place)
  return made, math.max(1, math.min(#made, place < at and at - 1 or place == at and at - 1 or at))
end

--- The agent of a tab's current pane, by id.
function tab_list.agent_of(tab)
  local leaf = panes.current(tab.tree) or panes.leaves(tab.tree)[1]
  return leaf and leaf.agent
end

return tab_list
