-- Tabs: each view has some, each with panes of its own (tab_list.lua). What is kept with the view:
--
--   tabs   the list, absent while there is one      tab      the place of the one in front
--   pane_tree, zoomed   of the one in front         last_tab the place of the one before
--
--    1 shell   2 claude ▲   3 logs •

local panes = require("default.panes")
local tab_list = require("default.tab_list")

-- When the bar is there: "auto" (with more than one tab), "always" or "hidden".
App.show_tab_bar = "auto"

--- The tabs as they are now, and the place of the one in front.
function App:tab_list()
  local kept, focused = {}, self.focused_agent
  for place, tab in ipairs(self.tabs or { {} }) do kept[place] = tab end
  local at = math.max(1, math.min(self.tab or 1, #kept))
  local front = {}
  for name, value in pairs(kept[at]) do front[name] = value end
  front.tree, front.zoomed = self.pane_tree, self.zoomed
  kept[at] = front
  return tab_list.settle(kept, at, focused and focused.id, function(id) return agents.get(id) ~= nil end)
end

--- Keeps a list of tabs with the view; the one at `place` is in front.
function App:keep_tabs(list, place)
  local front = list[place]
  self.pane_tree, self.zoomed = front.tree, front.zoomed
  local is_plain = #list == 1 and not front.name and not front.layout and not front.before_grid
  self.tabs, self.tab = not is_plain and list or nil, not is_plain and place or nil
end

--- The tab in front.
function App:current_tab()
  local list, at = self:tab_list()
  return list[at]
end

--- The panes of the tab in front.
function App:panes()
  return self:current_tab().tree
end

--- Keeps other panes for the tab in front; the agent of their current pane gets the focus.
function App:use_panes(tree)
  local list, at = self:tab_list()
  list[at].tree = tree
  self:keep_tabs(list, at)
  self:give_focus(agents.get(panes.current(tree).agent or ""))
end

--- Whether one pane has all the room.
function App:is_zoomed()
  return self:current_tab().zoomed or false
end

--- Brings the tab at `place` of `list` to the front.
function App:bring_tab(list, place)
  local _, before = self:tab_list()
  if before ~= place then self.last_tab = before end
  self:keep_tabs(list, place)
  self:give_focus(agents.get(tab_list.agent_of(list[place]) or ""))
end

-- The bar -----------------------------------------------------------------------------------------------------

--- What a tab is called: as a person named it, else as its agent.
function App:tab_name(tab)
  local agent = agents.get(tab_list.agent_of(tab) or "")
  return tab.name or agent and agent.name or "empty"
end

local URGENT = { blocked = 3, done = 2, working = 1 }

--- The mark of a tab: what the most urgent of its agents does, or that there is news; nil for neither.
function App:tab_mark(tab)
  local found, most, unread = nil, 0, false
  for _, leaf in ipairs(panes.leaves(tab.tree)) do
    local agent = agents.get(leaf.agent or "")
    local urgency = agent and URGENT[agent.state] or 0
    if urgency > most then found, most = self:state_mark(agent) or found, urgency end
    unread = unread or agent and self:is_unread(agent)
  end
  return found or unread and { "•", style = "@unread" } or nil
end

local function label(app, tab, place, is_front)
  local mark = app:tab_mark(tab)
  return {
    { (" %d %s "):format(place, app:tab_name(tab)), style = is_front and "@selected" or "@muted" },
    mark and { mark[1] .. " ", style = mark.style } or "",
  }
end

local function width_of(spans)
  local width = 0
  for _, span in ipairs(spans) do width = width + ui.width(type(span) == "string" and span or span[1]) end
  return width
end

-- The first and the last tab in sight: as many as there is room for, the one in front among them.
local function in_sight(widths, at, room)
  local first, last, used = at, at, widths[at]
  while true do
    if last < #widths and used + widths[last + 1] <= room then
      last = last + 1
      used = used + widths[last]
    elseif first > 1 and used + widths[first - 1] <= room then
      first = first - 1
      used = used + widths[first]
    else return first, last end
  end
end

local function click(app, place, event)
  if event.button == "middle" then return action.run("tab.close", place) end
  local list, at = app:tab_list()
  if list[place] and place ~= at then app:bring_tab(list, place) end
end

--- Whether the bar is there.
function App:has_tab_bar()
  if self.show_tab_bar == "hidden" then return false end
  return self.show_tab_bar == "always" or #(self.tabs or {}) > 1 and #(self:tab_list()) > 1
end

--- One line with the tabs. A click brings one to the front, the middle button closes it.
function App:tab_bar()
  local list, at = self:tab_list()
  local labels, widths = {}, {}
  for place, tab in ipairs(list) do
    labels[place] = label(self, tab, place, place == at)
    widths[place] = width_of(labels[place])
  end
  local room = self:room() - 4
  local first, last = in_sight(widths, at, room)
  local parts = {}
  if first > 1 then parts[1] = ui.text({ { "‹ ", style = "@muted" } }, { width = 2 }) end
  for place = first, last do
    parts[#parts + 1] = ui.text(labels[place], {
      height = 1, width = math.min(widths[place], room), wrap = "truncate", hover_style = place ~= at and "@hover" or nil,
      on_click = function(event) click(self, place, event) end,
    })
  end
  if last < #list then parts[#parts + 1] = ui.text({ { " ›", style = "@muted" } }, { width = 2 }) end
  return ui.row({ height = 1 }, parts)
end

--- `main` below the bar, where that is there.
function App:below_tabs(main)
  if not self:has_tab_bar() then return main end
  return ui.column { self:tab_bar(), main, grow = 1 }
end

-- Actions -----------------------------------------------------------------------------------------------------

local function report(value, err)
  if value == nil and err then notify.error(tostring(err)) end
  return value
end

--- An agent that runs and that no tab shows; nil where all are seen.
function App:hidden_agent()
  local seen = {}
  for _, tab in ipairs((self:tab_list())) do
    for _, leaf in ipairs(panes.leaves(tab.tree)) do seen[leaf.agent or ""] = true end
  end
  for _, agent in ipairs(self.agents) do
    if not seen[agent.id] and not self:is_over(agent) then return agent end
  end
end

action.register("tab.new", function(ctx, what)
  local near = ctx.app.focused_agent
  local agent = what ~= "shell" and ctx.app:hidden_agent()
  agent = agent or report(agents.spawn { cwd = near and near.cwd, focus = false })
  if type(agent) ~= "table" then return end
  -- Taken only now: the view may have changed while the shell was being started.
  local list, at = ctx.app:tab_list()
  ctx.app:bring_tab(tab_list.with_new(list, at, agent.id))
  mode.set("terminal")
end, { desc = "new tab: an agent out of sight, else a new shell", group = "tabs" })

-- Goes `by` tabs along. With "else-agent" the agents take the place of a single tab.
local function step(ctx, by, what)
  local list, at = ctx.app:tab_list()
  if #list > 1 then ctx.app:bring_tab(list, (at - 1 + by) % #list + 1)
  elseif what == "else-agent" then action.run(by > 0 and "agent.next" or "agent.previous")
  end
end

action.register("tab.next", function(ctx, what) step(ctx, 1, what) end, { desc = "next tab", group = "tabs" })
action.register("tab.previous", function(ctx, what) step(ctx, -1, what) end, { desc = "previous tab", group = "tabs" })

action.register("tab.last", function(ctx)
  local list = ctx.app:tab_list()
  if #list == 1 then return action.run("agent.last") end
  if list[ctx.app.last_tab or 0] then ctx.app:bring_tab(list, ctx.app.last_tab) end
end, { desc = "the tab before; with one tab the agent before", group = "tabs" })

action.register("tab.select", function(ctx, which)
  local list = ctx.app:tab_list()
  local place = tonumber(which)
  if #list == 1 then return action.run("agent.select", place) end
  if list[place or 0] then ctx.app:bring_tab(list, place) end
end, { desc = "tab by number; with one tab an agent by number", group = "tabs", takes = "its number" })

action.register("tab.close", function(ctx, which)
  local list, at = ctx.app:tab_list()
  local place = tonumber(which) or at
  local rest, front = tab_list.without(list, at, place)
  if rest then return ctx.app:bring_tab(rest, front) end
  if #list == 1 then return notify.info(("the only tab stays; %s ends an agent"):format(ctx.app:hint("agent.kill"))) end
  notify.error(("tab.close: a tab from 1 to %d expected, got %s; all stay"):format(#list, tostring(which)))
end, { desc = "close the tab, not its agents", group = "tabs" })

action.register("tab.rename", function(ctx, name)
  if type(name) ~= "string" then
    name = ui.input { prompt = "Tab", default = ctx.app:tab_name(ctx.app:current_tab()), placeholder = "as its agent" }
    if name == nil then return end
  end
  local list, at = ctx.app:tab_list()
  list[at].name = name ~= "" and name or nil
  ctx.app:keep_tabs(list, at)
end, { desc = "rename the tab", group = "tabs" })

local function move(ctx, by)
  local list, at = ctx.app:tab_list()
  local to = (at - 1 + by) % #list + 1
  table.insert(list, to, table.remove(list, at))
  ctx.app:keep_tabs(list, to)
end

action.register("tab.move", function(ctx, where)
  move(ctx, where == "left" and -1 or 1)
end, { desc = "move the tab", group = "tabs", takes = "left or right" })

local next_bar = { auto = "always", always = "hidden", hidden = "auto" }

action.register("tab.bar", function(ctx, when)
  ctx.app.show_tab_bar = next_bar[when] and when or next_bar[ctx.app.show_tab_bar] or "auto"
end, { desc = "tab bar: with more than one tab, always, hidden", group = "tabs" })

-- Panes from one tab to another ---------------------------------------------------------------------------------

--- Takes the current pane out of its tab. Returns the list without it, the place of that tab in it (nil when the
--- tab had no other pane, and is gone), and the agent.
local function taken_out(app)
  local list, at = app:tab_list()
  local agent = panes.current(list[at].tree).agent
  local rest = panes.close(list[at].tree)
  if rest then
    list[at].tree, list[at].zoomed = rest, nil
    return list, at, agent
  end
  if #list == 1 then return nil end
  table.remove(list, at)
  return list, nil, agent
end

action.register("pane.break", function(ctx)
  local list, at, agent = taken_out(ctx.app)
  if list and at then ctx.app:bring_tab(tab_list.with_new(list, at, agent)) end
end, { desc = "move the pane to a new tab", group = "panes" })

action.register("pane.to-tab", function(ctx, which)
  local all, front = ctx.app:tab_list()
  local by = which == "previous" and -1 or 1
  local to = all[tonumber(which) or (front - 1 + by) % #all + 1]
  if #all == 1 then return notify.info(("there is one tab; %s makes a new one of the pane"):format(ctx.app:hint("pane.break"))) end
  if not to then
    return notify.error(("pane.to-tab: next, previous or a tab from 1 to %d expected, got %s"):format(#all, tostring(which)))
  end
  if to == all[front] then return end
  local target = tonumber(which) or (front - 1 + by) % #all + 1
  local list, at, agent = taken_out(ctx.app)
  if not list then return end
  if not at and target > front then target = target - 1 end
  list[target].tree = panes.split(list[target].tree, "row", agent)
  ctx.app:bring_tab(list, target)
end, { desc = "move the pane to another tab", group = "panes", takes = "next, previous or its number" })
