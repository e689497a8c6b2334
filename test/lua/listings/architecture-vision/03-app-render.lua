function App:render()
    return ui.column({
        ui.header({ title = "Botster Hub" }),
        ui.agent_list(self.agents, { selected = self.selected }),
        ui.status_bar({ text = "Agents: " .. #self.agents }),
    })
end
