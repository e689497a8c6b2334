-- Claude Code. Its title begins with ✳ while it rests or asks, and with a turning half circle while it works; its
-- screen ends with the box for typing, and hints below it, unless a dialog has taken their place.

local answers = require("default.detectors.answers")
local dialogs = require("default.detectors.dialogs")
local shared = require("default.detectors.shared")

local TURNING = { "◐ ", "◓ ", "◑ ", "◒ " }
local SPINNERS = { "·", "✢", "✳", "✶", "✻", "✽", "*" }
-- Hints below what it asks by itself; and below what the person has opened (`/model`, `/resume` …).
local ASKS = { "Tab to amend", "Enter to select", "Enter to confirm" }
local OPENED = { "Enter to save", "Enter to use", "Enter to resume", "Esc to close", "Esc to go back", "to search", "Esc to exit" }
local OPENED_TITLES = { "Select model", "Resume session", "Rewind", "Search prompts" }

local function begins(text, starts)
  for _, start in ipairs(starts) do
    if text:sub(1, #start) == start then return true end
  end
end

local function first_of(texts, where)
  for _, text in ipairs(texts) do
    if where:find(text, 1, true) then return text end
  end
end

-- What is typed, where the box for it is there: `❯` before a prompt, `!` before a command, `>` in older versions.
local function box(screen)
  local text = screen:prompt_box()
  if text and begins(text:gsub("^%s+", ""), { "❯", ">", "!", "#" }) then return text end
end

local function below_box(screen)
  return box(screen) and screen:after_last_rule() or ""
end

-- The title of a dialog stands below the rule that opens it, on one row or more.
local function title_of_dialog(screen)
  for row = #screen.lines - 1, 1, -1 do
    if screen.lines[row]:find("^────") then
      local title = ""
      for below = row + 1, #screen.lines do
        local text = screen.lines[below]:gsub("^%s+", "")
        if text == "" then break end
        title = title .. (title ~= "" and " " or "") .. text
      end
      return title
    end
  end
end

-- Answers that are texts of the person's own: what is typed while one of them is chosen goes into it.
local TEXTS = { ["Type something"] = {}, ["Tell Claude what to change"] = {} }

local function asked(screen)
  local question = dialogs.question(screen) or title_of_dialog(screen)
  local options, row = answers.menu(screen, { texts = TEXTS })
  if dialogs.footer(screen):find("Esc to cancel", 1, true) then answers.by_key(options, "deny", "escape") end
  return { evidence = question, question = question, options = options, lines = answers.rows(screen, row) }
end

local function is_opened(screen)
  return first_of(OPENED, dialogs.footer(screen)) or screen:line("⌕")
    or first_of(OPENED_TITLES, screen:after_last_rule()) or first_of(OPENED_TITLES, title_of_dialog(screen) or "")
end

-- A row such as `✽ Thinking… (4s · esc to interrupt)`, above the box and what may stand in between.
local function spinner(screen)
  local above = screen:above_prompt_box(12)
  for line in ((above or "") .. "\n"):gmatch("(.-)\n") do
    local rest = begins(line, SPINNERS) and line:match("^%S+ (.*)")
    if rest and rest:find("^%u[%w'%-]*…") then return line end
  end
end

detector.register("claude", {
  desc = "Claude Code",
  match = { "claude", "claude-*", "*/claude-code/cli.js", "*/@anthropic-ai/claude-code/*" },
  rules = {
    { rule = "a dialog", state = "blocked",
      test = function(screen)
        if box(screen) or is_opened(screen) then return nil end
        return first_of(ASKS, dialogs.footer(screen)) and asked(screen)
      end },
    { rule = "a dialog with yes and no", state = "blocked",
      test = function(screen)
        if box(screen) or is_opened(screen) then return nil end
        local choice = dialogs.choice(screen)
        return choice and (choice:find("^Yes") or choice:find("^No")) and asked(screen)
      end },
    { rule = "esc to interrupt", state = "working",
      test = function(screen) return screen:line("esc to interrupt", below_box(screen)) end },
    { rule = "a turning title", state = "working", source = "osc",
      test = function(screen) return begins(screen.title, TURNING) and screen.title end },
    shared.title_spinner,
    shared.progress,
    { rule = "a spinner", state = "working",
      test = function(screen) return box(screen) and spinner(screen) end },
    { rule = "a resting title", state = "idle", source = "osc",
      test = function(screen) return screen.title:sub(1, #"✳ ") == "✳ " and screen.title end },
    { rule = "the list of agents", state = "idle", source = "osc",
      test = function(screen) return screen.title:find("claude agents$") and screen.title end },
    { rule = "transcript", keep = true,
      test = function(screen) return screen:has("Showing detailed transcript", screen:bottom_non_empty(3)) end },
    { rule = "a list that the person opened", state = "idle",
      test = is_opened },
    -- Without its title rest is only told by that nothing moves: while it works it paints all the time.
    { rule = "the box for typing, and nothing moves", state = "idle", visible = false,
      test = function(screen) return shared.is_still(screen) and box(screen) end },
    { rule = "the box for typing", keep = true,
      test = box },
  },
})
