-- user/hooks.lua
hooks.register("on_agent_exited", "my_notification", function(agent)
    -- Custom behavior
end)
