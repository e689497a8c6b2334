-- Gemini CLI. Its title tells (✦ works, ✋ asks, ◇ rests) where that is not turned off; "esc to cancel" stands above
-- the box for typing while it works.

local answers = require("default.detectors.answers")
local dialogs = require("default.detectors.dialogs")
local shared = require("default.detectors.shared")

local CONFIRMS = { "Waiting for user confirmation", "Allow execution", "Apply this change", "Do you want to proceed", "Do you want to connect", "Do you trust" }

local function title_begins(mark)
  return function(screen) return screen.title:sub(1, #mark) == mark and screen.title end
end

local function asked(screen, evidence)
  local question = dialogs.question(screen) or evidence
  local options, row = answers.menu(screen, { texts = { ["Enter a custom value"] = {} } })
  for _, one in ipairs(options or {}) do
    if one.label:find("(esc)", 1, true) then one.keys = { "escape" } end
  end
  return { evidence = evidence, question = question, options = options, lines = answers.rows(screen, row) }
end

-- A dialog has a chosen answer below what it asks; prose does not.
local function confirmation(screen)
  if not screen:line("● %d+%.") then return nil end
  for _, text in ipairs(CONFIRMS) do
    local row = screen:has(text)
    if row then return asked(screen, (row:gsub("│", ""):gsub("^%s+", ""):gsub("%s+$", ""))) end
  end
end

detector.register("gemini", {
  desc = "Gemini CLI",
  match = { "gemini", "gemini-*", "*/@google/gemini-cli/*" },
  rules = {
    { rule = "a hand in the title", state = "blocked", source = "osc",
      test = function(screen) return screen.title:sub(1, #"✋") == "✋" and asked(screen, screen.title) end },
    { rule = "a confirmation", state = "blocked",
      test = confirmation },
    { rule = "a working title", state = "working", source = "osc",
      test = title_begins("✦") },
    shared.title_spinner,
    shared.progress,
    { rule = "esc to cancel", state = "working",
      test = function(screen) return screen:line("%(esc to cancel", screen:bottom_non_empty(12)) end },
    { rule = "a resting title", state = "idle", source = "osc",
      test = title_begins("◇") },
    { rule = "the box for typing", state = "idle",
      test = function(screen)
        return screen:line("Type your message") or screen:line("^%s*[│]?%s*[>!*] ", screen:bottom_non_empty(6))
      end },
  },
})
