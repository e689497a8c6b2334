-- zellij's keys. Chosen with   botster.keys = "zellij"   in user/init.lua.
-- While there is one tab, the keys of tabs go from agent to agent. Its normal mode is this program's terminal mode: keys go to the agent,
-- but for those that enter a mode. ctrl+g gives them all to the agent (locked) but the prefix, and takes them back.
-- After the prefix (ctrl+b) come the keys of zellij's tmux mode.

-- The modes and the key that enters each from every other but locked; typed again, it leaves.
local entered_by = { pane = "ctrl+p", tab = "ctrl+t", resize = "ctrl+n", copy = "ctrl+s", session = "ctrl+o" }

local directions = {
  { "h", "left" }, { "j", "down" }, { "k", "up" }, { "l", "right" },
  { "left", "left" }, { "down", "down" }, { "up", "up" }, { "right", "right" },
}

-- Runs an action and leaves the mode, as most keys of zellij's modes do.
local function and_leave(name, args)
  return function()
    mode.set("terminal")
    return action.run(name, args)
  end
end

keymap.table("pane", {
  n = { and_leave("pane.split-right", "shell"), "new pane" },
  r = { and_leave("pane.split-right", "shell"), "new pane to the right" },
  d = { and_leave("pane.split-down", "shell"), "new pane below" },
  x = { and_leave("pane.close"), "close pane, not its agent" },
  f = { and_leave("pane.zoom"), "fullscreen" },
  c = { and_leave("agent.rename"), "rename" },
  p = { "pane.next", "next pane" },
  w = { and_leave("scratch"), "floating terminal" },
}, { desc = "panes" })

keymap.table("tab", {
  n = { and_leave("tab.new", "shell"), "new tab" },
  x = { and_leave("tab.close"), "close tab, not its agents" },
  r = { and_leave("tab.rename"), "rename tab" },
  s = { and_leave("broadcast"), "type into all panes" },
  b = { and_leave("pane.break"), "pane to a new tab" },
  ["["] = { and_leave("pane.to-tab", "previous"), "pane to previous tab" },
  ["]"] = { and_leave("pane.to-tab", "next"), "pane to next tab" },
  tab = { "tab.last", "last tab" },
}, { desc = "tabs" })

for _, row in ipairs(directions) do
  local is_back = row[2] == "left" or row[2] == "up"
  local opts = { args = "else-agent", desc = is_back and "previous tab" or "next tab", group = "tab" }
  keymap.set("tab", row[1], is_back and "tab.previous" or "tab.next", opts)
end

for number = 1, 9 do
  local opts = { desc = "tab " .. number, group = "tab" }
  keymap.set("tab", tostring(number), and_leave("tab.select", number), opts)
end

keymap.table("resize", {}, { desc = "change the size" })
for _, row in ipairs { { "plus", "wider" }, { "=", "wider" }, { "-", "narrower" } } do
  keymap.set("resize", row[1], "pane.resize", { args = row[2], desc = row[2], group = "resize" })
end

for _, row in ipairs(directions) do
  local key, direction = row[1], row[2]
  keymap.set("pane", key, "pane.focus", { args = direction, desc = "go to pane " .. direction, group = "pane" })
  keymap.set("resize", key, "pane.resize", { args = direction, desc = "border " .. direction, group = "resize" })
end

keymap.table("session", {
  d = { "detach", "detach" },
  w = { "mode.set normal", "choose in the list" },
  c = { and_leave("command.prompt"), "command line" },
  a = { "help", "every key" },
  g = { "grants.review", "grant requests" },
  e = { "banner.details", "error details" },
  b = { "sidebar.cycle", "move the sidebar" },
  ["~"] = { "console", "log and events" },
}, { desc = "the program" })

-- Copy mode has the keys of botster.copy_keys, and what Zellij's users scroll and search with.
for _, row in ipairs {
  { "u", "copy half-up", "half a page up" },
  { "d", "copy half-down", "half a page down" },
  { "s", "copy.search-back", "search" },
} do
  keymap.set("copy", row[1], row[2], { desc = row[3], group = "copy" })
end

keymap.table("locked", {
  ["ctrl+g"] = { "mode.set terminal", "unlock" },
}, { desc = "every key goes to the agent", fallback = "pty" })

-- Between the modes -------------------------------------------------------------------------------------------

local unlocked = { "terminal", "pane", "tab", "resize", "copy", "session" }

for _, name in ipairs { "pane", "tab", "resize", "copy", "session" } do
  for _, from in ipairs(unlocked) do
    local rhs, desc = "mode.set " .. name, name
    if from == name then
      rhs, desc = name == "copy" and "copy leave" or "mode.set terminal", "leave"
    end
    keymap.set(from, entered_by[name], rhs, { desc = desc, group = "modes" })
  end
  if name ~= "copy" then
    keymap.set(name, "enter", "mode.set terminal", { desc = "leave", group = "modes" })
    keymap.set(name, "escape", "mode.set terminal", { desc = "leave", group = "modes" })
  end
end

keymap.set(unlocked, "ctrl+g", "mode.set locked", { desc = "lock: every key to the agent", group = "modes" })
keymap.set(unlocked, "ctrl+q", "detach", { desc = "leave (detach)", group = "modes" })

-- Without entering a mode -------------------------------------------------------------------------------------

for _, row in ipairs(directions) do
  local opts = { args = row[2], desc = "go to pane " .. row[2], group = "panes" }
  keymap.set("terminal", "alt+" .. row[1], "pane.focus", opts)
end
keymap.set("terminal", "alt+n", "pane.split-right", { args = "shell", desc = "new pane", group = "panes" })
keymap.set("terminal", "alt+f", "scratch", { desc = "floating terminal", group = "panes" })
keymap.set("terminal", "alt+[", "pane.next-layout", { desc = "next layout", group = "panes" })
keymap.set("terminal", "alt+plus", "pane.resize", { args = "wider", desc = "wider pane", group = "panes" })
keymap.set("terminal", "alt+=", "pane.resize", { args = "wider", desc = "wider pane", group = "panes" })
keymap.set("terminal", "alt+-", "pane.resize", { args = "narrower", desc = "narrower pane", group = "panes" })

-- In the list, and after the prefix ---------------------------------------------------------------------------

local function normal(group, rows)
  for _, row in ipairs(rows) do
    keymap.set("normal", row[1], row[2], { args = row.args, desc = row[3], group = group })
  end
end

normal("agents", {
  { "N", "agent.new", "new agent" },
  { "X", "agent.run", "run a command" },
  { "W", "workspace.pick", "workspaces" },
  { "tab", "agent.next", "next agent" },
  { "shift+tab", "agent.previous", "previous agent" },
  { "R", "agent.restart", "restart agent" },
  { "enter", "agent.enter", "type into agent" },
  { "a", "attention.next", "next waiting" },
  { "A", "attention", "who waits" },
  { "M", "notifications", "what was told" },
  { "V", "agent.auto-approve", "auto-approve" },
  { "y", "agent.answer", "answer" },
  { "m", "agent.mark", "mark to broadcast" },
  { "S", "broadcast", "broadcast on/off" },
})

normal("tabs", {
  { "c", "tab.new", "new tab", args = "shell" },
  { "n", "tab.next", "next tab", args = "else-agent" },
  { "p", "tab.previous", "previous tab", args = "else-agent" },
  { ",", "tab.rename", "rename tab" },
  { "&", "tab.close", "close tab, not its agents" },
})

normal("panes", {
  { '"', "pane.split-down", "new pane below", args = "shell" },
  { "%", "pane.split-right", "new pane to the right", args = "shell" },
  { "o", "pane.next", "next pane" },
  { "z", "pane.zoom", "fullscreen" },
  { "x", "pane.close", "close pane, not its agent" },
  { "space", "pane.next-layout", "next layout" },
  { "=", "pane.equalise", "equal sizes" },
  { "{", "pane.swap", "swap pane back", args = "previous" },
  { "}", "pane.swap", "swap pane on", args = "next" },
  { "!", "pane.break", "pane to a new tab" },
  { "ctrl+o", "pane.rotate", "rotate panes" },
  { "L", "layout.pick", "saved layouts" },
  { "G", "pane.grid", "all agents, grid" },
  { "@", "pane.to-tab", "pane to next tab" },
})
for _, direction in ipairs { "left", "right", "up", "down" } do
  local opts = { args = direction, desc = "border " .. direction, group = "panes" }
  keymap.set("normal", "shift+" .. direction, "pane.resize-on", opts)
end
for _, row in ipairs(directions) do
  keymap.set("normal", row[1], "pane.focus", { args = row[2], desc = "go to pane " .. row[2], group = "panes" })
end

normal("view", {
  { "[", "mode.set copy", "copy mode" },
  { "]", "clipboard.paste", "paste" },
  { "#", "clipboard.pick", "paste older" },
  { "E", "history.edit", "edit the history" },
  { "w", "mode.set normal", "choose in the list" },
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
  { "e", "banner.details", "error details" },
  { "~", "console", "log and events" },
  { "T", "tour", "a tour of one minute" },
  { "g", "grants.review", "grant requests" },
  { "f", "scratch", "scratch terminal" },
  { "escape", "tour.leave", "back to the agent" },
  { "d", "detach", "detach" },
})
