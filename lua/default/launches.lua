-- Agents in the making, as rows of the list: what each is doing, what has failed, and what can be done about that.
--
--   function App:launch_row(launch) return { { launch.name } } end

--- What stands in the row of a launch, after its mark: spans.
function App:launch_row(launch)
  local doing = launch.stage
  if launch.step and launch.stage ~= "start" then doing = doing .. ": " .. launch.step end
  return {
    { launch.name, style = launch.status == "failed" and "@bad" or nil },
    { "  " .. (launch.status == "failed" and "failed in " .. launch.stage or doing), style = "@muted" },
  }
end

--- What an agent's row says of where it comes from: the branch of its worktree.
function App:agent_tags(agent)
  local is_named = agent.worktree and agent.worktree.branch ~= agent.name
  return is_named and "⎇ " .. agent.worktree.branch or ""
end

--- The labels in an agent's row, cut short: two at most.
function App:agent_labels(agent)
  local labels = {}
  for index, label in ipairs(agent.labels or {}) do
    if index <= 2 then labels[index] = "#" .. ui.truncate(label, 8) end
  end
  return table.concat(labels, " ")
end

local function show_session(app, launch)
  local session = launch.agent and agents.get(launch.agent)
  if session then app:show(session) end
  return session ~= nil
end

local function read_failure(app, launch)
  local rows = { "take it off the list" }
  if launch.agent and agents.get(launch.agent) then rows[2] = "show its screen" end
  rows[#rows + 1] = "   " .. launch.error
  for _, line in ipairs(launch.lines or {}) do rows[#rows + 1] = "   " .. line end
  local chosen = ui.select(rows, { prompt = launch.name .. " did not start" })
  if chosen == rows[1] then agents.cancel_launch(launch.id)
  elseif chosen == "show its screen" then show_session(app, launch) end
end

local function mark(launch)
  if launch.status == "failed" then return ui.text({ { "✗ ", style = "@bad" } }, { width = 2 }) end
  return ui.row { width = 2, ui.spinner { style = "@accent" } }
end

--- The rows of all launches, below the agents; false where there are none.
function App:launch_list()
  local rows = {}
  for _, launch in ipairs(agents.launches()) do
    rows[#rows + 1] = ui.row {
      height = 1,
      on_click = function()
        if launch.status == "failed" then read_failure(self, launch) else show_session(self, launch) end
      end,
      ui.text(" ", { width = 3 }), mark(launch), ui.text(self:launch_row(launch), { wrap = "truncate", grow = 1 }),
    }
  end
  return #rows > 0 and ui.column(rows)
end

--- What the status line says of launches where the list is out of sight: spans, or nil.
function App:launch_hint()
  local hidden = #self.agents == 0 or self.zoomed or self.sidebar_side == "hidden" or self.columns < 60
  local first = hidden and agents.launches()[1]
  if not first then return nil end
  return { { first.status == "failed" and "✗ " or "◌ ", style = "@accent" }, self:launch_row(first), "  " }
end

--- Asks which of the launches is meant, where there are several that fit. Waits.
local function choose(title, fits)
  local list = {}
  for _, launch in ipairs(agents.launches()) do
    if fits(launch) then list[#list + 1] = launch end
  end
  if #list < 2 then return list[1] end
  return ui.select(list, { prompt = title, format_item = function(launch) return launch.name .. "  " .. launch.stage end })
end

action.register("launch.show", function(ctx)
  local launch = choose("Which one?", function() return true end)
  if not launch then return notify("nothing is being started") end
  if launch.status == "failed" then return read_failure(ctx.app, launch) end
  if not show_session(ctx.app, launch) then notify(("%s: %s"):format(launch.name, launch.stage)) end
end, { desc = "what is being started, or failed to", group = "agents" })

action.register("launch.cancel", function()
  local launch = choose("Give up which?", function(one) return one.status == "running" end)
  if not launch then return notify("nothing is being started") end
  agents.cancel_launch(launch.id)
end, { desc = "give up an agent that is being started", group = "agents" })

events.on("launch:ended", function(event)
  local launch = event.launch
  if launch.status == "cancelled" then return notify(launch.name .. " was given up, nothing is left of it") end
  if launch.status ~= "failed" then return end
  local text = launch.error
  for _, line in ipairs(launch.lines or {}) do text = text .. "\n" .. line end
  notify.error(text, { title = launch.name .. " did not start", timeout = 15 })
end, { desc = "say what did not start" })

events.on("launch:prompt_lost", function(event)
  notify.warn(("its prompt was not typed (%s): %s"):format(event.reason, event.prompt), { timeout = 30 })
end, { desc = "say which prompt was not typed" })
