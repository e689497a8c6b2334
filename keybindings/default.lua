-- The default keys. Single keys work in normal mode, and after the prefix (ctrl+b) in terminal mode.
-- Change one in user/init.lua:   keymap.set("normal", "o", "agent.new", { desc = "new agent" })
-- Another set of keys:           botster.keys = "tmux", "vim" or "zellij"

local function normal(group, rows)
  for _, row in ipairs(rows) do keymap.set("normal", row[1], row[2], { desc = row[3], group = group }) end
end

normal("agents", {
  { "n", "agent.new", "new agent" },
  { "N", "agent.run", "run a command" },
  { "c", "agent.shell", "new shell" },
  { "W", "workspace.pick", "workspaces" },
  { "x", "agent.kill", "end agent" },
  { "R", "agent.restart", "restart agent" },
  { "r", "agent.rename", "rename agent" },
  { "enter", "agent.enter", "type into agent" },
  { "i", "agent.enter", "type into agent" },
  { "j", "agent.next", "next agent" },
  { "k", "agent.previous", "previous agent" },
  { "tab", "agent.next", "next agent" },
  { "shift+tab", "agent.previous", "previous agent" },
  { "l", "agent.last", "last agent" },
  { "a", "attention.next", "next waiting" },
  { "A", "attention", "who waits" },
  { "M", "notifications", "what was told" },
  { "V", "agent.auto-approve", "auto-approve" },
  { "y", "agent.answer", "answer" },
  { "m", "agent.mark", "mark to broadcast" },
  { "S", "broadcast", "broadcast on/off" },
})

for number = 1, 9 do
  keymap.set("normal", tostring(number), "agent.select", { args = number, desc = "agent " .. number, group = "agents" })
end

-- A split shows an agent that is out of sight, else a new shell. Closing a pane does not end its agent.
normal("panes", {
  { "|", "pane.split-right", "split right" },
  { "%", "pane.split-right", "split right" },
  { "-", "pane.split-down", "split down" },
  { '"', "pane.split-down", "split down" },
  { "o", "pane.next", "next pane" },
  { "w", "pane.close", "close pane" },
  { "z", "pane.zoom", "zoom pane" },
  { "space", "pane.next-layout", "next arrangement" },
  { "=", "pane.equalise", "equal sizes" },
  { "!", "pane.break", "pane to a new tab" },
  { "ctrl+o", "pane.rotate", "rotate panes" },
  { "L", "layout.pick", "saved layouts" },
  { "G", "pane.grid", "all agents, grid" },
  { "@", "pane.to-tab", "pane to next tab" },
})
for _, row in ipairs { { "{", "previous" }, { "}", "next" } } do
  keymap.set("normal", row[1], "pane.swap", { args = row[2], desc = row[1] == "{" and "swap pane back" or "swap pane on", group = "panes" })
end
for _, direction in ipairs { "left", "right", "up", "down" } do
  local opts = { args = direction, desc = "border " .. direction, group = "panes" }
  keymap.set("normal", "shift+" .. direction, "pane.resize-on", opts)
end

normal("tabs", {
  { "t", "tab.new", "new tab" },
  { ",", "tab.rename", "rename tab" },
  { "&", "tab.close", "close tab" },
  { ")", "tab.next", "next tab" },
  { "(", "tab.previous", "previous tab" },
})

-- Alone, up and down move along the list; after the prefix the arrows move between panes.
normal("agents", {
  { "down", "agent.next", "next agent" },
  { "up", "agent.previous", "previous agent" },
})
for _, direction in ipairs { "left", "right", "up", "down" } do
  local opts = { args = direction, desc = "go to pane " .. direction, group = "panes" }
  keymap.set({ "normal", "terminal" }, "<prefix> " .. direction, "pane.focus", opts)
end
for _, direction in ipairs { "left", "right" } do
  keymap.set("normal", direction, "pane.focus", { args = direction, desc = "go to pane " .. direction, group = "panes" })
end

-- After the prefix in both modes: alone, `i` types into the agent.
keymap.set({ "normal", "terminal" }, "<prefix> i", "agent.explain", { desc = "why this state?", group = "agents" })

normal("view", {
  { "b", "sidebar.cycle", "move the sidebar" },
  { "<", "sidebar.narrower", "narrower sidebar" },
  { ">", "sidebar.wider", "wider sidebar" },
  { "[", "mode.set copy", "copy mode" },
  { "]", "clipboard.paste", "paste" },
  { "#", "clipboard.pick", "paste older" },
  { "E", "history.edit", "edit the history" },
  { "?", "help", "every key" },
  { "/", "filter", "find in the list" },
  { "C", "group.fold", "fold the group" },
  { ".", "menu", "what can be done here" },
  { "u", "links", "open a link" },
  { "s", "prompt.send", "send a prompt" },
  { ":", "command.prompt", "command line" },
  { "ctrl+p", "palette", "command palette" },
  { "e", "banner.details", "error details" },
  { "~", "console", "log and events" },
  { "T", "tour", "a tour of one minute" },
  { "g", "grants.review", "grant requests" },
  { "f", "scratch", "scratch terminal" },
  { "escape", "tour.leave", "back to the agent" },
  { "d", "detach", "leave (detach)" },
  { "q", "detach", "leave (detach)" },
})

keymap.set("terminal", "<prefix> escape", "mode.set normal", { desc = "keys are commands", group = "view" })
keymap.set("terminal", "<prefix> enter", "mode.set normal", { desc = "keys are commands", group = "view" })
