-- Agents can register new hooks
hooks.register("on_agent_output", "my_improvement", function(agent, output)
    -- Agent-written logic
end)

-- Or replace existing ones
hooks.unregister("on_agent_spawn", "default_scheduler")
hooks.register("on_agent_spawn", "smarter_scheduler", function(...)
    -- Better logic
end)
