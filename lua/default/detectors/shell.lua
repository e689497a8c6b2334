-- Shells, and every program that no other detector knows: by what the shell tells its terminal (OSC 133), by the
-- program in the foreground, and by silence.

local shared = require("default.detectors.shared")

-- So long after a key what is printed is most likely its echo; so long without output is silence.
local ECHO, SILENCE = 1, 1.5

local function said(screen, ...)
  for _, mark in ipairs { ... } do
    if screen.mark == mark then return "OSC 133;" .. mark end
  end
end

local function prints(screen) return screen.quiet ~= nil and screen.quiet < SILENCE end

detector.register("shell", {
  desc = "shells and unknown programs",
  match = {},
  rules = {
    shared.yes_or_no,
    shared.progress,
    { rule = "full-screen program", state = "unknown", source = "process",
      test = function(screen) return screen.alt and screen.program end },
    { rule = "a command runs", state = "working", source = "osc",
      test = function(screen) return said(screen, "C") end },
    { rule = "at its prompt", state = "idle", source = "osc",
      test = function(screen) return said(screen, "A", "B", "D") end },
    { rule = "a program in the foreground", state = "working", source = "process",
      test = function(screen) return screen.is_leader == false and not screen.is_shell and screen.program end },
    { rule = "the shell has the keyboard", state = "idle", source = "process",
      test = function(screen) return screen.is_shell and screen.program end },
    shared.title_spinner,
    { rule = "an echo", keep = true, source = "silence",
      test = function(screen) return prints(screen) and screen.typed ~= nil and screen.typed < ECHO end },
    { rule = "it prints", state = "working", source = "silence",
      test = prints },
    { rule = "it is silent", state = "idle", source = "silence",
      test = function(screen) return screen.quiet ~= nil and ("for %.1f s"):format(screen.quiet) end },
  },
})
