-- What is worth a message. Silence one with   hooks.unregister("on_agent_exited", "notify_failure")

hooks.register("on_agent_exited", "notify_failure", function(agent, code)
  if code == 0 or code == nil then return end
  notify.warn(agent.name .. " exited with " .. code, { title = "Agent ended", id = "exit:" .. agent.id })
end, { desc = "says when an agent ends badly" })

hooks.register("on_agent_notification", "notify_bell", function(agent, event)
  if event.focused then return end
  notify.info(event.text or "rang the bell", { title = event.title or agent.name, id = "bell:" .. agent.id })
end, { desc = "says when an agent out of sight wants attention" })
