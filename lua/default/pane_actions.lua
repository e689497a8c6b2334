-- What can be done with the panes of a tab as a whole: arrangements, exchanging, sizes by key and by mouse, and a
-- wall of all agents.

local panes = require("default.panes")
local layouts = require("default.pane_layouts")

local STEP = 0.05
-- How long a size can be changed on without the prefix.
local AGAIN_MS = 700

--- Cells for panes: columns and rows.
function App:room()
  local columns, rows = self.columns, self.rows - 1
  if not self:is_zoomed() and self:has_sidebar() then columns = columns - (tonumber(self:sidebar_width()) or 0) end
  if self:has_tab_bar() then rows = rows - 1 end
  return columns, rows
end

--- The panes as they can be shown, and how many are left out for want of room.
function App:fitted_panes()
  local columns, rows = self:room()
  return layouts.fitted(self:panes(), columns, rows)
end

--- How many panes there is no room for, for the status line.
function App:folded_mark()
  if self:is_zoomed() or not self.pane_tree then return nil end
  local _, hidden = self:fitted_panes()
  if hidden == 0 then return nil end
  return { ("%d %s folded  "):format(hidden, hidden == 1 and "pane" or "panes"), style = "@warn" }
end

-- Arrangements ------------------------------------------------------------------------------------------------

local function arranged(app, name)
  local list, at = app:tab_list()
  local tree = layouts.arrange(list[at].tree, name)
  if not tree then
    local known = table.concat(layouts.names, ", ")
    return notify.error(("pane.layout: no layout is called %s (%s); the panes are as they were"):format(tostring(name), known))
  end
  list[at].tree, list[at].layout, list[at].zoomed = tree, name, nil
  app:keep_tabs(list, at)
end

action.register("pane.layout", function(ctx, name) arranged(ctx.app, name) end,
  { desc = "arrange the panes", group = "panes", takes = table.concat(layouts.names, ", "), complete = layouts.names })

action.register("pane.next-layout", function(ctx)
  local now = ctx.app:current_tab().layout
  local place = 0
  for index, name in ipairs(layouts.names) do
    if name == now then place = index end
  end
  arranged(ctx.app, layouts.names[place % #layouts.names + 1])
end, { desc = "next arrangement of the panes", group = "panes" })

action.register("pane.equalise", function(ctx)
  ctx.app:use_panes(layouts.equalised(ctx.app:panes()))
end, { desc = "panes of equal size", group = "panes" })

action.register("pane.grid", function(ctx)
  local list, at = ctx.app:tab_list()
  local tab, ids = list[at], {}
  tab.zoomed = nil
  if tab.before_grid then
    tab.tree, tab.before_grid = tab.before_grid, nil
    return ctx.app:keep_tabs(list, at)
  end
  for _, agent in ipairs(ctx.app:ordered_agents()) do
    if not ctx.app:is_over(agent) then ids[#ids + 1] = agent.id end
  end
  if #ids == 0 then return end
  tab.before_grid = tab.tree
  tab.tree = layouts.grid(ids, panes.current(tab.tree).agent)
  ctx.app:keep_tabs(list, at)
  ctx.app:give_focus(agents.get(panes.current(tab.tree).agent))
end, { desc = "all running agents in a grid, and back", group = "panes" })

-- Exchanging --------------------------------------------------------------------------------------------------

local steps = { next = 1, previous = -1 }

action.register("pane.swap", function(ctx, where)
  local tree = ctx.app:panes()
  local other
  if steps[where or "next"] then other = layouts.beside(tree, steps[where or "next"])
  else other = panes.neighbour(tree, where) end
  if other then ctx.app:use_panes(layouts.swapped(tree, other)) end
end, { desc = "exchange the pane with another", group = "panes", takes = "next, previous, left, right, up or down" })

action.register("pane.rotate", function(ctx)
  ctx.app:use_panes(layouts.rotated(ctx.app:panes(), 1))
end, { desc = "every agent one pane on", group = "panes" })

-- Sizes -------------------------------------------------------------------------------------------------------

--- The split at the place `at` of the tree gets another ratio: its border was dragged.
function App:resize_split(at, ratio)
  local list, place = self:tab_list()
  list[place].tree = layouts.with_ratio(list[place].tree, at, ratio)
  self:keep_tabs(list, place)
end

action.register("pane.resize-on", function(ctx, how)
  local tree = panes.resize(ctx.app:panes(), how, STEP)
  if tree then ctx.app:use_panes(tree) end
  if ctx.mode == "terminal" then keymap.push("sizing", { timeout_ms = AGAIN_MS, until_unknown = true }) end
end, { desc = "move a border of the pane, and go on without the prefix", group = "panes", takes = "left, right, up or down" })

local sizing = {}
for _, direction in ipairs { "left", "right", "up", "down" } do
  sizing["shift+" .. direction] = { function() action.run("pane.resize", direction) end, "border " .. direction }
end
keymap.table("sizing", sizing, { desc = "moving a border" })

-- The sidebar -------------------------------------------------------------------------------------------------

local NARROWEST, REST = 12, 24

--- Gives the sidebar a width in columns, as far as there is room.
function App:set_sidebar_width(columns)
  self.sidebar_columns = math.max(NARROWEST, math.min(self.columns - REST, columns))
end

--- The border of the sidebar was dragged to another column.
function App:drag_sidebar(event)
  local is_right = self.sidebar_side == "right"
  if event.from_x ~= (is_right and 0 or event.width - 1) then return end
  self:set_sidebar_width(is_right and event.width - event.x or event.x + 1)
end

local function widen(ctx, by)
  local now = tonumber(ctx.app:sidebar_width())
  if now and ctx.app:has_sidebar() then ctx.app:set_sidebar_width(now + by) end
end

action.register("sidebar.wider", function(ctx) widen(ctx, 2) end, { desc = "wider sidebar", group = "view" })
action.register("sidebar.narrower", function(ctx) widen(ctx, -2) end, { desc = "narrower sidebar", group = "view" })

-- As wide as the marks, and the numbers of the first nine.
local COMPACT = 7

--- Whether the sidebar has marks only.
function App:is_compact() return self.sidebar_columns == COMPACT end

action.register("sidebar.compact", function(ctx)
  local app = ctx.app
  if app:is_compact() then app.sidebar_columns, app.sidebar_before = app.sidebar_before, nil
  else app.sidebar_columns, app.sidebar_before = COMPACT, app.sidebar_columns end
end, { desc = "sidebar with marks only, or whole", group = "view" })
