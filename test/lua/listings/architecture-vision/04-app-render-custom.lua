-- user/layout.lua
function App:render()
    -- Completely custom layout
    return ui.row({
        ui.panel({ width = "30%" }, ui.agent_list(self.agents)),
        ui.panel({ width = "70%" }, ui.terminal(self.focused_agent)),
    })
end
