-- tmux's keys, after its prefix. Chosen with   botster.keys = "tmux"   in user/init.lua.
-- What tmux calls a window is a tab here; while there is one, the keys of windows go from agent to agent.

local function normal(group, rows)
  for _, row in ipairs(rows) do keymap.set("normal", row[1], row[2], { desc = row[3], group = group }) end
end

normal("agents", {
  { "x", "agent.kill", "kill pane" },
  { "$", "agent.rename", "rename agent" },
  { "N", "agent.new", "new agent" },
  { "X", "agent.run", "run a command" },
  { "W", "workspace.pick", "workspaces" },
  { "R", "agent.restart", "restart agent" },
  { "enter", "agent.enter", "type into agent" },
  { "j", "agent.next", "next agent" },
  { "k", "agent.previous", "previous agent" },
  { "a", "attention.next", "next waiting" },
  { "A", "attention", "who waits" },
  { "M", "notifications", "what was told" },
  { "V", "agent.auto-approve", "auto-approve" },
  { "y", "agent.answer", "answer" },
  { "m", "agent.mark", "mark to broadcast" },
  { "S", "broadcast", "broadcast on/off" },
})

normal("tabs", {
  { "&", "tab.close", "close window, not its agents" },
  { "l", "tab.last", "last window" },
  { ",", "tab.rename", "rename window" },
})
keymap.set("normal", "c", "tab.new", { args = "shell", desc = "new window", group = "tabs" })
keymap.set("normal", "n", "tab.next", { args = "else-agent", desc = "next window", group = "tabs" })
keymap.set("normal", "p", "tab.previous", { args = "else-agent", desc = "previous window", group = "tabs" })

for number = 0, 9 do
  local place = number == 0 and 10 or number
  keymap.set("normal", tostring(number), "tab.select", { args = place, desc = "window " .. number, group = "tabs" })
end

normal("panes", {
  { "o", "pane.next", "next pane" },
  { ";", "agent.last", "last pane" },
  { "!", "pane.break", "pane to a new window" },
  { "z", "pane.zoom", "zoom pane" },
  { "space", "pane.next-layout", "next layout" },
  { "=", "pane.equalise", "equal sizes" },
  { "ctrl+o", "pane.rotate", "rotate panes" },
  { "L", "layout.pick", "saved layouts" },
  { "G", "pane.grid", "all agents, grid" },
  { "@", "pane.to-tab", "pane to next window" },
})
for _, row in ipairs { { "{", "previous" }, { "}", "next" } } do
  keymap.set("normal", row[1], "pane.swap", { args = row[2], desc = row[1] == "{" and "swap pane back" or "swap pane on", group = "panes" })
end
-- tmux repeats ctrl+arrow; shift+arrow is what terminals pass on.
for _, direction in ipairs { "left", "right", "up", "down" } do
  local opts = { args = direction, desc = "border " .. direction, group = "panes" }
  keymap.set("normal", "shift+" .. direction, "pane.resize-on", opts)
end

-- As in tmux a split is a new shell, whatever else there is to show.
keymap.set("normal", "%", "pane.split-right", { args = "shell", desc = "split right", group = "panes" })
keymap.set("normal", '"', "pane.split-down", { args = "shell", desc = "split down", group = "panes" })

for _, direction in ipairs { "left", "right", "up", "down" } do
  keymap.set("normal", direction, "pane.focus", { args = direction, desc = "go to pane " .. direction, group = "panes" })
end

-- tmux shows here what it knows of the window.
keymap.set({ "normal", "terminal" }, "<prefix> i", "agent.explain", { desc = "why this state?", group = "agents" })

normal("view", {
  { "[", "mode.set copy", "copy mode" },
  { "pageup", "copy page-up", "copy mode" },
  { "]", "clipboard.paste", "paste" },
  { "#", "clipboard.pick", "choose buffer" },
  { "E", "history.edit", "edit the history" },
  { "w", "mode.set normal", "choose window" },
  { "b", "sidebar.cycle", "move the sidebar" },
  { "<", "sidebar.narrower", "narrower sidebar" },
  { ">", "sidebar.wider", "wider sidebar" },
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
  { "d", "detach", "detach" },
})
