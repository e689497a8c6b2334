hooks.register("on_agent_spawned", "turbo_broadcast", function(agent)
    web.turbo_stream("append", "agents",
        render("_agent_card.liquid", { agent = agent })
    )
end)

hooks.register("on_agent_output", "turbo_broadcast", function(agent, output)
    web.turbo_stream("append", "terminal-" .. agent.id,
        render("_terminal_output.liquid", { output = output })
    )
end)
