-- opencode. "esc interrupt" stands in its last rows while it works; permissions and questions take the place of the
-- box for typing.

local shared = require("default.detectors.shared")

local function clean(row)
  return (row:gsub("┃", ""):gsub("│", ""):gsub("^%s+", ""):gsub("%s+$", ""))
end

detector.register("opencode", {
  desc = "opencode",
  match = { "opencode", "opencode-*", "*/opencode-ai/*" },
  rules = {
    { rule = "permission", state = "blocked",
      test = function(screen)
        local row = screen:has("Permission required")
        return row and { evidence = row, question = clean(row) }
      end },
    { rule = "a question", state = "blocked",
      test = function(screen)
        if not screen:line("enter%s+%a+%s+.*esc%s+dismiss", screen:bottom_non_empty(4)) then return nil end
        local row = screen:line("%?%s*[│┃]?%s*$")
        return { evidence = row or "esc dismiss", question = row and clean(row) }
      end },
    shared.title_spinner,
    shared.progress,
    { rule = "esc interrupt", state = "working",
      test = function(screen) return screen:line("esc.*interrupt", screen:bottom_non_empty(6)) end },
    { rule = "the box for typing", state = "idle",
      test = function(screen) return screen:line("ctrl%+p", screen:bottom_non_empty(4)) or screen:line("Ask anything") end },
  },
})
