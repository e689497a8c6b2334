-- Codex. Its title begins with a spinner of Braille dots while it works, and with "Action Required" while it asks;
-- while it works a row with a bullet says "esc to interrupt".

local answers = require("default.detectors.answers")
local dialogs = require("default.detectors.dialogs")
local shared = require("default.detectors.shared")

-- Hints below what it asks; those of the last two are also below lists that the person opens.
local ASKS = { "Press enter to confirm or esc to cancel", "enter to submit answer", "enter to submit all" }
local QUESTIONS = { "^Implement this plan%?", "^Trust this folder%?", "^Would you like to" }
local LISTS = { "enter select", "enter resume", "esc back", "enter continue" }

-- A note goes with it: the key for that, then the text.
local TEXTS = { ["None of the above"] = { "tab" } }

local function asked(screen, question)
  question = question or dialogs.question(screen, "^Would you like to")
  local options, row = answers.menu(screen, { texts = TEXTS })
  -- The arrows are the note's while one is written.
  if dialogs.footer(screen):find("to clear notes", 1, true) then options = nil end
  for _, one in ipairs(options or {}) do
    -- `Yes, proceed (y)`: the key stands beside the answer.
    local key = one.label:match("%((%l+)%)$")
    if key and (#key == 1 or key == "esc") then one.keys = { key == "esc" and "escape" or key } end
  end
  return { evidence = question or screen.title, question = question, options = options, lines = answers.rows(screen, row) }
end

local function has_one(texts, where)
  for _, text in ipairs(texts) do
    if where:find(text, 1, true) then return where end
  end
end

-- The row of its status stands at the left edge: what tools print is set in.
local function status_row(screen)
  for row = #screen.lines, 1, -1 do
    local line = screen.lines[row]
    if (line:find("^•") or line:find("^◦")) and line:find("esc to interrupt", 1, true) then return line end
  end
end

local function prompt(screen) return screen:line("^›", screen:bottom_non_empty(8)) end

detector.register("codex", {
  desc = "Codex",
  match = { "codex", "codex-*", "*/@openai/codex/*" },
  rules = {
    { rule = "Action Required in the title", state = "blocked", source = "osc",
      test = function(screen) return screen.title:find("Action Required", 1, true) and asked(screen) end },
    { rule = "a dialog", state = "blocked",
      test = function(screen) return has_one(ASKS, dialogs.footer(screen)) and asked(screen) end },
    { rule = "a list with a question", state = "blocked",
      test = function(screen)
        if not has_one(LISTS, dialogs.footer(screen)) then return nil end
        local question = dialogs.question(screen) or ""
        for _, pattern in ipairs(QUESTIONS) do
          if question:find(pattern) then return asked(screen, question) end
        end
      end },
    { rule = "sign in", state = "blocked",
      test = function(screen)
        return screen:has("Press enter to continue", dialogs.footer(screen)) and { evidence = "Sign in", question = screen:has("Sign in") and "Sign in" or nil }
      end },
    shared.title_spinner,
    shared.progress,
    { rule = "esc to interrupt", state = "working",
      test = status_row },
    { rule = "a list that the person opened", state = "idle",
      test = function(screen) return has_one(LISTS, dialogs.footer(screen)) end },
    { rule = "a title at rest", state = "idle", source = "osc",
      test = function(screen) return screen.title ~= "" and screen.title end },
    -- Without its title rest is only told by that nothing moves: while it works it paints all the time.
    { rule = "its prompt, and nothing moves", state = "idle", visible = false,
      test = function(screen) return shared.is_still(screen) and prompt(screen) end },
    { rule = "its prompt", keep = true,
      test = prompt },
  },
})
