-- What is worth a notification. Silence one with   hooks.unregister("on_agent_exited", "notify_failure")
-- What of one agent is, is set for it: agents.set(agent, { notify = "blocked" }), or "none"; `n` in `ctrl+b A`.

local approving = require("default.approving")

-- Changes are gathered for so long: many at once are one message.
local SOON = 0.3

--- Whether something of an agent is told: "blocked" it is only told that it asks.
local function is_told(agent, what)
  local level = agent.settings and agent.settings.notify or "all"
  return level == "all" or level == what
end

hooks.register("on_agent_exited", "notify_failure", function(agent, code)
  if code == 0 or code == nil or not is_told(agent, "exit") then return end
  notify.warn(agent.name .. " exited with " .. code, { title = "Agent ended", id = "exit:" .. agent.id, agent = agent, outer = true })
end, { desc = "says when an agent ends badly" })

-- What agents say of themselves is told so often at most; a bell, which says nothing more the second time, less often.
local MOST, WINDOW, BELL = 5, 10, 30
local said = {}

local function is_too_much(agent, is_bell)
  local now, times = timer.clock(), {}
  local before = said[agent.id] or {}
  for _, at in ipairs(before) do
    if now - at < WINDOW then times[#times + 1] = at end
  end
  times.bell = before.bell
  said[agent.id] = times
  if #times >= MOST or is_bell and times.bell and now - times.bell < BELL then return true end
  times[#times + 1] = now
  if is_bell then times.bell = now end
end

hooks.register("on_agent_exited", "forget_notifications", function(agent) said[agent.id] = nil end)

hooks.register("on_agent_notification", "notify_bell", function(agent, event)
  if event.in_sight or not is_told(agent, "own") or is_too_much(agent, not event.text) then return end
  notify.info(event.text or "rang the bell", {
    title = event.title or agent.name, id = "bell:" .. agent.id, agent = agent, outer = true,
  })
end, { desc = "says when an agent out of sight wants attention" })

events.on("notify:asked", function(event)
  if event.agent and not is_told(event.agent, "own") then return end
  notify(event.text, event.level, { title = event.title, id = event.note, agent = event.agent, timeout = 8, outer = true })
end, { desc = "says what agents and scripts want told" })

-- Agents that ask, and those that are done --------------------------------------------------------------------

-- Once for each time one begins to, and some time later: what is over at once needs nobody. By the agent's id the
-- state, and since when.
local changed = {}
local is_waiting = false

local words = {
  blocked = { many = "%d agents ask", id = "asks", level = "warn" },
  done = { many = "%d agents are done", id = "done", level = "info" },
}

local function say(state, list)
  if #list == 0 then return end
  local word, first = words[state], list[1]
  if #list == 1 then
    local text = state == "done" and "is done" or approving.question(first)
    return notify(text, word.level, { title = first.name, id = word.id .. ":" .. first.id, agent = first, outer = true })
  end
  local names = {}
  for place = 1, math.min(3, #list) do names[place] = list[place].name end
  local more = #list > 3 and (" and %d more"):format(#list - 3) or ""
  -- Of many the first is gone to.
  notify(table.concat(names, ", ") .. more, word.level, {
    title = word.many:format(#list), id = word.id, agent = first, outer = true,
  })
end

local tell

local function wait(seconds)
  if is_waiting then return end
  is_waiting = true
  timer.after(seconds, tell)
end

function tell()
  is_waiting = false
  local now, next_at = timer.clock(), nil
  local ready, told = {}, { blocked = {}, done = {} }
  for id, one in pairs(changed) do
    -- Those that come a little later are told with the others.
    local at = one.since + notify.after - SOON
    if at <= now then ready[#ready + 1] = { id = id, since = one.since, state = one.state }
    else next_at = math.min(next_at or at, at) end
  end
  table.sort(ready, function(a, b) return a.since < b.since or a.since == b.since and a.id < b.id end)
  for _, one in ipairs(ready) do
    changed[one.id] = nil
    local agent = agents.get(one.id)
    if agent and approving.pending(agent) then
      -- Rules may leave it to the person yet.
      changed[one.id] = { state = one.state, since = now + 1 - notify.after + SOON }
      next_at = math.min(next_at or now + 1, now + 1)
    elseif agent and agent.state == one.state and not agents.in_sight(agent) and not approving.is_known(agent) then
      local list = told[one.state]
      list[#list + 1] = agent
    end
  end
  say("blocked", told.blocked)
  say("done", told.done)
  if next_at then wait(next_at - now + SOON) end
end

hooks.register("agent:state", "notify_state", function(event)
  changed[event.agent.id] = nil
  if not words[event.state] or event.in_sight or not is_told(event.agent, event.state) then return end
  changed[event.agent.id] = { state = event.state, since = timer.clock() }
  wait(math.max(SOON, notify.after))
end, { desc = "says which agents out of sight ask, or are done" })
