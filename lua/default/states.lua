-- What agents do, as the screen tells it: marks, ages, what a group is up to, counts, and why. Change one:
--
--   function App:state_age(agent) return "" end

local agent_clipboard = require("default.agent_clipboard")

-- What an agent is doing, where that is known, says more than that it runs. The most urgent first.
local ORDER = { "blocked", "done", "working", "idle" }
local marks = {
  working = { "◐", style = "@accent" },
  blocked = { "▲", style = "@warn" },
  done = { "✓", style = "@ok" },
  idle = { "◦", style = "@muted" },
}

-- Ages are in minutes: so often is often enough to draw them anew.
local REDRAW = 30

--- The mark of what an agent does: one span; nil where that is not known. One whose detector has failed has a "?".
function App:state_mark(agent)
  if agent.status ~= "running" then return nil end
  if agent.state_stale then return { "?", style = "@bad" } end
  return marks[agent.state]
end

--- How long an agent has been doing what it does: `5m`; empty in the first minute.
function App:state_age(agent)
  if not agent.state_since or not marks[agent.state] then return "" end
  local minutes = (os.time() - agent.state_since) // 60
  if minutes < 1 then return "" end
  if minutes < 60 then return ("%dm"):format(minutes) end
  if minutes < 24 * 60 then return ("%dh"):format(minutes // 60) end
  return ("%dd"):format(minutes // (24 * 60))
end

--- What stands at the right of a row: since when the agent does what it does, and a mark for news.
function App:agent_news(agent)
  local age = self:state_age(agent)
  local news = {}
  local is_answered = agent.settings and agent.settings.auto_approve and not self:approval_text(agent)
  if is_answered then news[1] = { "auto ", style = "@warn" } end
  if age ~= "" then news[#news + 1] = { age, style = "@muted" } end
  if self:is_unread(agent) then news[#news + 1] = { age ~= "" and " •" or "•", style = "@unread" } end
  return #news > 0 and news or nil
end

--- How many of `list` are in which state.
local function tally(list)
  local counts = {}
  for _, agent in ipairs(list) do
    local state = agent_clipboard.wish(agent) and "blocked" or agent.state
    if agent.status == "running" and state then counts[state] = (counts[state] or 0) + 1 end
  end
  return counts
end

--- The heading of a group: its name, how many are folded under it, and what the most urgent of its agents do.
function App:group_heading(name, list, is_folded)
  local heading = { { is_folded and "▸" or "▾", style = "@muted" }, { name, style = "@group" } }
  if is_folded then heading[3] = { "  " .. #list, style = "@muted" } end
  local counts = (is_folded or #list > 1) and tally(list) or {}
  for _, state in ipairs(ORDER) do
    if counts[state] and state ~= "idle" then
      heading[#heading + 1] = { "  " .. marks[state][1] .. counts[state], style = marks[state].style }
      break
    end
  end
  local waiting = self:task_count(list)
  if waiting > 0 then heading[#heading + 1] = { "  ☐" .. waiting, style = "@muted" } end
  return heading
end

--- How many agents ask, are done and work, for the status line.
function App:state_counts()
  local counts, spans = tally(self.agents), {}
  for _, state in ipairs(ORDER) do
    if counts[state] and state ~= "idle" then
      spans[#spans + 1] = { marks[state][1] .. counts[state] .. "  ", style = marks[state].style }
    end
  end
  return spans
end

timer.every(REDRAW, function() ui.redraw() end)

-- Why ---------------------------------------------------------------------------------------------------------

--- The lines that say why an agent's state is what it is.
function App:explanation(found)
  local lines = {}
  local function add(label, text)
    if text and text ~= "" then lines[#lines + 1] = label .. (" "):rep(10 - ui.width(label)) .. text end
  end
  local now = found.now
  add("asks", found.question)
  add("because", found.reason)
  add("rule", found.rule)
  add("at", found.at)
  add("report", found.report and found.report.state .. (found.report.reason and ": " .. found.report.reason or ""))
  add("pending", found.pending and found.pending.state .. ", not believed yet")
  add("broken", found.broken)
  add("detector", found.detector)
  if now and (now.keep or now.rule ~= found.rule) then
    add("sees", (now.keep and "nothing, what was known stays: " or now.state .. ": ") .. now.rule)
    add("at", now.at)
  end
  add("by", now and now.evidence)
  for _, one in ipairs(found.considered or {}) do add(one.matched and "✓" or "·", one.rule) end
  return lines
end

action.register("agent.explain", function(ctx)
  local agent = ctx.mode == "terminal" and ctx.agent or ctx.selected or ctx.agent
  if not agent then return end
  local found, err = agents.explain(agent)
  if not found then return notify.error(tostring(err)) end
  -- What is read is nothing to choose from: Enter and Escape both leave.
  ui.select(ctx.app:explanation(found), { prompt = ("%s: why %s?"):format(agent.name, found.state or agent.status) })
end, { desc = "why this state?", group = "agents" })
