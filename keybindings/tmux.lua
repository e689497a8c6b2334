-- tmux's keys, after its prefix. Chosen with   botster.keys = "tmux"   in user/init.lua.
-- What tmux calls a window is an agent here.

local function normal(group, rows)
  for _, row in ipairs(rows) do keymap.set("normal", row[1], row[2], { desc = row[3], group = group }) end
end

normal("agents", {
  { "c", "agent.shell", "new window" },
  { "&", "agent.kill", "kill the window" },
  { "x", "agent.kill", "kill the pane" },
  { "n", "agent.next", "next window" },
  { "p", "agent.previous", "previous window" },
  { "l", "agent.last", "last window" },
  { ",", "agent.rename", "rename the window" },
  { "$", "agent.rename", "rename" },
  { "N", "agent.new", "new agent, asking what" },
  { "R", "agent.restart", "restart the agent" },
  { "enter", "agent.enter", "type into the agent" },
  { "j", "agent.next", "next window" },
  { "k", "agent.previous", "previous window" },
})

for number = 0, 9 do
  local place = number == 0 and 10 or number
  keymap.set("normal", tostring(number), "agent.select", { args = place, desc = "window " .. number, group = "agents" })
end

normal("panes", {
  { "%", "pane.split-right", "split right" },
  { '"', "pane.split-down", "split down" },
  { "o", "pane.next", "next pane" },
  { ";", "agent.last", "last pane" },
  { "!", "pane.close", "close the pane, not the agent" },
  { "z", "pane.zoom", "zoom the pane" },
})

for _, direction in ipairs { "left", "right", "up", "down" } do
  keymap.set("normal", direction, "pane.focus", { args = direction, desc = "pane " .. direction, group = "panes" })
end

normal("view", {
  { "[", "mode.set scroll", "copy mode" },
  { "pageup", "mode.set scroll", "copy mode" },
  { "w", "mode.set normal", "choose a window" },
  { "b", "sidebar.cycle", "sidebar left, right, hidden" },
  { "?", "help", "every key" },
  { ":", "command.prompt", "command line" },
  { "e", "banner.details", "details of the error" },
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
