-- tmux's keys, after its prefix. Chosen with   botster.keys = "tmux"   in user/init.lua.
-- What tmux calls a window is an agent here.

local function normal(group, rows)
  for _, row in ipairs(rows) do keymap.set("normal", row[1], row[2], { desc = row[3], group = group }) end
end

normal("agents", {
  { "c", "agent.shell", "new window" },
  { "&", "agent.kill", "kill window" },
  { "x", "agent.kill", "kill pane" },
  { "n", "agent.next", "next window" },
  { "p", "agent.previous", "previous window" },
  { "l", "agent.last", "last window" },
  { ",", "agent.rename", "rename window" },
  { "$", "agent.rename", "rename window" },
  { "N", "agent.new", "new agent" },
  { "R", "agent.restart", "restart agent" },
  { "enter", "agent.enter", "type into agent" },
  { "j", "agent.next", "next window" },
  { "k", "agent.previous", "previous window" },
})

for number = 0, 9 do
  local place = number == 0 and 10 or number
  keymap.set("normal", tostring(number), "agent.select", { args = place, desc = "window " .. number, group = "agents" })
end

normal("panes", {
  { "o", "pane.next", "next pane" },
  { ";", "agent.last", "last pane" },
  { "!", "pane.close", "close pane" },
  { "z", "pane.zoom", "zoom pane" },
})

-- As in tmux a split is a new shell, whatever else there is to show.
keymap.set("normal", "%", "pane.split-right", { args = "shell", desc = "split right", group = "panes" })
keymap.set("normal", '"', "pane.split-down", { args = "shell", desc = "split down", group = "panes" })

for _, direction in ipairs { "left", "right", "up", "down" } do
  keymap.set("normal", direction, "pane.focus", { args = direction, desc = "go to pane " .. direction, group = "panes" })
end

-- tmux shows here what it knows of the window.
keymap.set({ "normal", "terminal" }, "<prefix> i", "agent.explain", { desc = "why this state?", group = "agents" })

normal("view", {
  { "[", "mode.set scroll", "copy mode" },
  { "pageup", "mode.set scroll", "copy mode" },
  { "w", "mode.set normal", "choose window" },
  { "b", "sidebar.cycle", "move the sidebar" },
  { "?", "help", "every key" },
  { "/", "filter", "find in the list" },
  { ".", "menu", "what can be done here" },
  { ":", "command.prompt", "command line" },
  { "ctrl+p", "palette", "command palette" },
  { "e", "banner.details", "error details" },
  { "~", "console", "log and events" },
  { "g", "grants.review", "grant requests" },
  { "escape", "agent.enter", "back to the agent" },
  { "d", "detach", "detach" },
})

keymap.table("scroll", {
  k = { "scroll up", "line up" },
  up = { "scroll up", "line up" },
  j = { "scroll down", "line down" },
  down = { "scroll down", "line down" },
  pageup = { "scroll page-up", "page up" },
  pagedown = { "scroll page-down", "page down" },
  ["ctrl+b"] = { "scroll page-up", "page up" },
  ["ctrl+f"] = { "scroll page-down", "page down" },
  ["ctrl+u"] = { "scroll half-up", "half a page up" },
  ["ctrl+d"] = { "scroll half-down", "half a page down" },
  g = { "scroll top", "oldest line" },
  G = { "scroll bottom", "newest line" },
  q = { "scroll.leave", "back to the live screen" },
  escape = { "scroll.leave", "back to the live screen" },
}, { desc = "copy mode" })
