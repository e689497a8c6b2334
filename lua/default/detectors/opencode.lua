-- opencode. While it works dots run in its last row, before "esc interrupt"; permissions and questions take the place
-- of the box for typing.

local dialogs = require("default.detectors.dialogs")
local shared = require("default.detectors.shared")

-- `┃  △ Permission required`
local function permission(screen)
  local row = screen:line("^%s*┃%s+△ ")
  local what = row and row:match("△ (.*)")
  return what and { evidence = row, question = what }
end

-- Numbered answers, and below them how to leave without one.
local function question(screen)
  if not dialogs.footer(screen):find("esc.*dismiss") then return nil end
  for row = #screen.lines, 1, -1 do
    if screen.lines[row]:find("^%s*┃%s+1%. ") then
      local asked = dialogs.question(screen, nil, row - 1)
      return { evidence = asked or "esc dismiss", question = asked }
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
