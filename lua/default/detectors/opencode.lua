-- opencode. While it works dots run in its last row, before "esc interrupt"; permissions and questions take the place
-- of the box for typing.

local answers = require("default.detectors.answers")
local dialogs = require("default.detectors.dialogs")
local shared = require("default.detectors.shared")

-- Rows of buttons; which is chosen shows in colours only.
local BUTTONS = {
  { { "Allow once" }, { "Allow always", kind = "always" }, { "Reject", "escape" } },
  { { "Confirm" }, { "Cancel" } },
}

-- The last box: rows with its bar at the left.
local function box(screen)
  local last = #screen.lines
  while last > 1 and not screen.lines[last]:find("^%s*┃") do last = last - 1 end
  local first = last
  while first > 1 and screen.lines[first - 1]:find("^%s*┃") do first = first - 1 end
  return table.move(screen.lines, first, last, 1, {})
end

-- `┃  △ Permission required`
local function permission(screen)
  local row = screen:line("^%s*┃%s+△ ")
  local what = row and row:match("△ (.*)")
  if not what then return nil end
  local options = answers.buttons(screen, BUTTONS[1]) or answers.buttons(screen, BUTTONS[2])
  return { evidence = row, question = what, options = options, lines = box(screen) }
end

-- Numbered answers, and below them how to leave without one.
local function question(screen)
  if not dialogs.footer(screen):find("esc.*dismiss") then return nil end
  for row = #screen.lines, 1, -1 do
    if screen.lines[row]:find("^%s*┃%s+1%. ") then
      local asked = dialogs.question(screen, nil, row - 1)
      local options = answers.menu(screen, { unmarked = true, texts = { ["Type your own answer"] = { "enter" } } })
      return { evidence = asked or "esc dismiss", question = asked, options = options, lines = box(screen) }
    end
  end
end

-- What follows them is cut or on two rows where the screen is narrow.
local function dots(screen)
  local last = screen:bottom_non_empty(3)
  return screen:line("^%s*■", last) or screen:line("^%s*⬝", last)
end

detector.register("opencode", {
  desc = "opencode",
  match = { "opencode", "opencode-*", "*/opencode-ai/*" },
  rules = {
    { rule = "permission", state = "blocked",
      test = permission },
    { rule = "a question", state = "blocked",
      test = question },
    shared.title_spinner,
    shared.progress,
    { rule = "running dots", state = "working",
      test = dots },
    { rule = "esc interrupt", state = "working",
      test = function(screen) return screen:line("esc.*interrupt", screen:bottom_non_empty(3)) end },
    { rule = "the box for typing", state = "idle",
      test = function(screen) return screen:line("ctrl%+p", screen:bottom_non_empty(4)) or screen:line("Ask anything") end },
  },
})
