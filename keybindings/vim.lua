-- Vim's keys. Chosen with   botster.keys = "vim"   in user/init.lua.
-- A tab page is a tab (while there is one, its keys go from agent to agent), a window is a pane, and insert mode is typing into the agent. The keys
-- work in normal mode (`ctrl+b escape`, or as in Vim's terminals `ctrl+\ ctrl+n`), and after the prefix (ctrl+b).

local function normal(group, rows)
  for _, row in ipairs(rows) do
    keymap.set("normal", row[1], row[2], { args = row.args, desc = row[3], group = group })
  end
end

normal("agents", {
  { "i", "agent.enter", "type into agent" },
  { "a", "agent.enter", "type into agent" },
  { "enter", "agent.enter", "type into agent" },
  { "o", "agent.new", "new agent" },
  { "O", "agent.shell", "new shell" },
  { "X", "agent.run", "run a command" },
  { "W", "workspace.pick", "workspaces" },
  { "d d", "agent.kill", "end agent" },
  { "c w", "agent.rename", "rename agent" },
  { "R", "agent.restart", "restart agent" },
  { "j", "agent.next", "next agent" },
  { "k", "agent.previous", "previous agent" },
  { "down", "agent.next", "next agent" },
  { "up", "agent.previous", "previous agent" },
  { "ctrl+^", "agent.last", "last agent" },
  { "g a", "attention.next", "next waiting" },
  { "g A", "attention", "who waits" },
  { "g M", "notifications", "what was told" },
  { "g V", "agent.auto-approve", "auto-approve" },
  { "y", "agent.answer", "answer" },
  { "m", "agent.mark", "mark to broadcast" },
  { "S", "broadcast", "broadcast on/off" },
})

normal("tabs", {
  { "g t", "tab.next", "next tab", args = "else-agent" },
  { "g T", "tab.previous", "previous tab", args = "else-agent" },
  { "g tab", "tab.last", "last tab" },
  { "g n", "tab.new", "new tab" },
  { "g R", "tab.rename", "rename tab" },
  { "g c", "tab.close", "close tab, not its agents" },
})

-- Vim counts before `gt`; here the number alone goes there.
for number = 1, 9 do
  keymap.set("normal", tostring(number), "agent.select", { args = number, desc = "agent " .. number, group = "agents" })
end

-- As in Vim, a key that follows may still have ctrl held. The list is one column, so h and l are free for panes.
for _, row in ipairs { { "h", "left" }, { "j", "down" }, { "k", "up" }, { "l", "right" } } do
  local key, direction = row[1], row[2]
  local opts = { args = direction, desc = "go to pane " .. direction, group = "panes" }
  for _, last in ipairs { key, "ctrl+" .. key, direction } do
    keymap.set("normal", "ctrl+w " .. last, "pane.focus", opts)
  end
end
normal("panes", {
  { "h", "pane.focus", "go to pane left", args = "left" },
  { "l", "pane.focus", "go to pane right", args = "right" },
  { "left", "pane.focus", "go to pane left", args = "left" },
  { "right", "pane.focus", "go to pane right", args = "right" },
  { "ctrl+w w", "pane.next", "next pane" },
  { "ctrl+w ctrl+w", "pane.next", "next pane" },
  { "ctrl+w p", "agent.last", "last pane" },
  { "ctrl+w v", "pane.split-right", "split right" },
  { "ctrl+w s", "pane.split-down", "split down" },
  { "ctrl+w n", "pane.split-down", "split down, a new shell", args = "shell" },
  { "ctrl+w c", "pane.close", "close pane" },
  { "ctrl+w q", "pane.close", "close pane" },
  { "ctrl+w o", "pane.zoom", "this pane only, or all again" },
  { "ctrl+w >", "pane.resize", "wider pane", args = "wider" },
  { "ctrl+w <", "pane.resize", "narrower pane", args = "narrower" },
  { "ctrl+w plus", "pane.resize", "taller pane", args = "taller" },
  { "ctrl+w -", "pane.resize", "shorter pane", args = "shorter" },
  { "ctrl+w =", "pane.equalise", "equal sizes" },
  { "ctrl+w x", "pane.swap", "swap pane on", args = "next" },
  { "ctrl+w r", "pane.rotate", "rotate panes" },
  { "ctrl+w T", "pane.break", "pane to a new tab" },
  { "space", "pane.next-layout", "next arrangement" },
  { "L", "layout.pick", "saved layouts" },
  { "g w", "pane.grid", "all agents, grid" },
  { "@", "pane.to-tab", "pane to next tab" },
  { "{", "pane.swap", "swap pane back", args = "previous" },
  { "}", "pane.swap", "swap pane on", args = "next" },
  { "=", "pane.equalise", "equal sizes" },
  { "!", "pane.break", "pane to a new tab" },
  { "shift+left", "pane.resize-on", "border left", args = "left" },
  { "shift+right", "pane.resize-on", "border right", args = "right" },
  { "shift+up", "pane.resize-on", "border up", args = "up" },
  { "shift+down", "pane.resize-on", "border down", args = "down" },
})

normal("view", {
  { "v", "mode.set copy", "copy mode" },
  { "[", "mode.set copy", "copy mode" },
  { "ctrl+u", "copy half-up", "copy mode" },
  { "]", "clipboard.paste", "paste" },
  { "#", "clipboard.pick", "paste older" },
  { "E", "history.edit", "edit the history" },
  { "?", "help", "every key" },
  { "/", "filter", "find in the list" },
  { "z a", "group.fold", "fold or open the group" },
  { "z c", "group.fold", "fold the group", args = "close" },
  { "z o", "group.fold", "open the group", args = "open" },
  { "z M", "group.fold", "fold all groups", args = "close-all" },
  { "z R", "group.fold", "open all groups", args = "open-all" },
  { ".", "menu", "what can be done here" },
  { "u", "links", "open a link" },
  { "s", "prompt.send", "send a prompt" },
  { ":", "command.prompt", "command line" },
  { "b", "sidebar.cycle", "move the sidebar" },
  { "<", "sidebar.narrower", "narrower sidebar" },
  { ">", "sidebar.wider", "wider sidebar" },
  { "g e", "banner.details", "error details" },
  { "g r", "grants.review", "grant requests" },
  { "~", "console", "log and events" },
  { "T", "tour", "a tour of one minute" },
  { "f", "scratch", "scratch terminal" },
  { "escape", "tour.leave", "back to the agent" },
  { "Z Z", "detach", "leave (detach)" },
  { "Z Q", "detach", "leave (detach)" },
})

for _, keys in ipairs { "<prefix> escape", "<prefix> enter", "ctrl+\\ ctrl+n" } do
  keymap.set("terminal", keys, "mode.set normal", { desc = "keys are commands", group = "view" })
end
