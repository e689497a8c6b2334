-- Broadcast: what is typed into the agent in front goes to the marked ones too. `m` marks an agent of the list, `S` turns
-- it on and off; with none marked it is for all panes of the tab. It is seen in the rows, the borders and the status line.
--
--   ╭ agents ───────╮╭ shell  broadcast ──────────╮
--   │ 1 ● shell     ││ $ make                     │
--   │ 2◆● tests     ││                            │
--   ╰───────────────╯╰────────────────────────────╯
--    TERMINAL   BROADCAST to 2   ctrl+b S stop

local panes = require("default.panes")

-- By id of agent the process that was marked: another one under the same id is not.
local function marks(app) return app.broadcast_marks or {} end

--- Whether an agent is marked to be typed into.
function App:is_marked(agent)
  return agent.pid ~= nil and marks(self)[agent.id] == agent.pid and not self:is_over(agent)
end

--- Marks an agent, or takes the mark away; while broadcast is on, it counts from now on.
function App:mark(agent, is_marked)
  local kept = {}
  for _, one in ipairs(self.agents) do
    if self:is_marked(one) then kept[one.id] = one.pid end
  end
  kept[agent.id] = is_marked and agent.pid or nil
  self.broadcast_marks = next(kept) and kept or nil
  if not self:is_broadcasting() then return end
  local list = {}
  for _, one in ipairs(broadcast.list()) do
    if one.id ~= agent.id then list[#list + 1] = one end
  end
  if is_marked then list[#list + 1] = agent end
  broadcast.set(list)
end

--- Whether what is typed goes to more than the agent in front.
function App:is_broadcasting()
  return #broadcast.list() > 0
end

--- Whether what is typed now goes to this agent because broadcast is on.
function App:is_receiver(agent)
  local list = broadcast.list()
  if self:is_over(agent) then return false end
  if #list > 0 and self.focused_agent and self.focused_agent.id == agent.id then return true end
  for _, one in ipairs(list) do
    if one.id == agent.id then return true end
  end
  return false
end

--- The agents that a paste into `agent` is for: those that are typed into with it.
function App:typed_with(agent)
  local list, focused = { agent }, self.focused_agent
  if not focused or focused.id ~= agent.id then return list end
  for _, one in ipairs(broadcast.list()) do
    if one.id ~= agent.id then list[#list + 1] = one end
  end
  return list
end

-- What is seen of it --------------------------------------------------------------------------------------------

--- The sign of a marked agent in its row: one cell.
function App:mark_sign(agent)
  local is_on = self:is_broadcasting()
  if is_on and self:is_receiver(agent) then return { "◆", style = "@bad" } end
  if not is_on and self:is_marked(agent) then return { "◆", style = "@accent" } end
  return { " ", style = "@muted" }
end

--- The border of an agent's pane while it is typed into by broadcast; nil where it is not.
function App:broadcast_border(agent)
  return agent and self:is_receiver(agent) and "@bad" or nil
end

--- What its title says then.
function App:broadcast_title(agent)
  return self:is_receiver(agent) and { " broadcast ", style = "@broadcast" } or nil
end

--- How many get what is typed, and the key that ends it, for the status line.
function App:broadcast_badge()
  if not self:is_broadcasting() then return nil end
  local count = 0
  for _, agent in ipairs(self.agents) do
    if self:is_receiver(agent) then count = count + 1 end
  end
  return {
    { (" BROADCAST to %d "):format(count), style = "@broadcast" },
    { " " .. self:hint("broadcast"), style = "@key" }, { " stop  ", style = "@muted" },
  }
end

-- Actions -------------------------------------------------------------------------------------------------------

local function others(list, agent)
  local found = {}
  for _, one in ipairs(list) do
    if not agent or one.id ~= agent.id then found[#found + 1] = one end
  end
  return found
end

local function marked(app)
  local found = {}
  for _, agent in ipairs(app:ordered_agents()) do
    if app:is_marked(agent) then found[#found + 1] = agent end
  end
  return found
end

local function in_panes(app)
  local found = {}
  for _, leaf in ipairs(panes.leaves(app:panes())) do
    local agent = agents.get(leaf.agent or "")
    if agent and not app:is_over(agent) then found[#found + 1] = agent end
  end
  return found
end

action.register("agent.mark", function(ctx)
  local agent = ctx.mode ~= "terminal" and ctx.selected or ctx.agent
  if not agent then return end
  if ctx.app:is_over(agent) then return notify.info(agent.name .. " has ended: it cannot be typed into") end
  local is_on = ctx.app:is_broadcasting() and ctx.app:is_receiver(agent)
  ctx.app:mark(agent, not (is_on or ctx.app:is_marked(agent)))
end, { desc = "mark for broadcast, or take the mark away", group = "agents" })

action.register("broadcast", function(ctx)
  if broadcast.stop() then return end
  local app = ctx.app
  local list = marked(app)
  if #list == 0 then list = in_panes(app) end
  if #others(list, app.focused_agent) == 0 then
    return notify.info(("nobody to broadcast to: mark agents with %s, or split the pane"):format(app:hint("agent.mark")))
  end
  local ok, err = broadcast.set(list)
  if not ok then notify.error(tostring(err)) end
end, { desc = "type into the marked agents too, or no more; with none marked into all panes of the tab", group = "agents" })
