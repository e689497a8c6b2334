function render(frame)
    local chunks = layout.vertical({ "3", "1fr", "3" }, frame.size)

    frame:render(widgets.block({
        title = "Botster Hub",
        borders = "all",
    }), chunks[1])

    frame:render(widgets.list(
        map(state.agents, agent_to_list_item),
        { selected = state.selected_index }
    ), chunks[2])

    frame:render(widgets.paragraph(
        "Agents: " .. #state.agents
    ), chunks[3])
end
