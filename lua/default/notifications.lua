-- What is worth a message. Silence one with   hooks.unregister("on_agent_exited", "notify_failure")

hooks.register("on_agent_exited", "notify_failure", function(agent, code)
  if code == 0 or code == nil then return end
  notify.warn(agent.name .. " exited with " .. code, { title = "Agent ended", id = "exit:" .. agent.id })
end, { desc = "says when an agent ends badly" })

hooks.register("on_agent_notification", "notify_bell", function(agent, event)
  if event.focused or agent.settings and agent.settings.quiet then return end
  notify.info(event.text or "rang the bell", { title = event.title or agent.name, id = "bell:" .. agent.id })
end, { desc = "says when an agent out of sight wants attention" })

-- Questions of agents that nobody looks at: once for each time one begins to ask, many at once in one message. A moment
-- later, since what stops asking at once needs nobody.
local SOON = 0.3
local asking = {}

local function tell()
  local waiting = {}
  for _, id in ipairs(asking) do
    local agent = agents.get(id)
    if agent and agent.state == "blocked" then waiting[#waiting + 1] = agent end
  end
  asking = {}
  if #waiting == 0 then return end
  local first = waiting[1]
  if #waiting == 1 then
    return notify.warn(first.question or "it asks something", { title = first.name, id = "asks:" .. first.id })
  end
  local names = {}
  for place = 1, math.min(3, #waiting) do names[place] = waiting[place].name end
  local more = #waiting > 3 and (" and %d more"):format(#waiting - 3) or ""
  notify.warn(table.concat(names, ", ") .. more, { title = ("%d agents ask"):format(#waiting), id = "asks" })
end

hooks.register("agent:state", "notify_question", function(event)
  if event.state ~= "blocked" or event.in_sight then return end
  if event.agent.settings and event.agent.settings.quiet then return end
  asking[#asking + 1] = event.agent.id
  if #asking == 1 then timer.after(SOON, tell) end
end, { desc = "says what agents out of sight ask" })
