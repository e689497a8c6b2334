-- Rules that several detectors share. Use them in a detector of yours:
--
--   local shared = require("default.detectors.shared")
--   detector.register("mine", { rules = { shared.progress, … } })

local answers = require("default.detectors.answers")

local M = {}

-- A row with one of these at its end waits for a word.
local ASKS = {
  "%[[yY]/[nN]%]", "%([yY]/[nN]%)", "%[[yY]es/[nN]o%]", "%([yY]es/[nN]o%)", "%([yY]es/[nN]o/%[fingerprint%]%)", "[pP]assword.*:", "[pP]assphrase.*:",
}

-- Programs that work turn a spinner more often than that.
local STILL = 1.4

--- Whether nothing has moved on the screen for a while.
function M.is_still(screen)
  return screen.quiet ~= nil and screen.quiet >= STILL
end

--- It says how far it is, or that it works (OSC 9;4).
M.progress = {
  rule = "progress",
  state = "working",
  source = "osc",
  test = function(screen)
    local progress = screen.progress
    return progress and (progress.state == 1 or progress.state == 3) and ("OSC 9;4;%d;%d"):format(progress.state, progress.value)
  end,
}

--- A spinner of Braille dots stands before its title.
M.title_spinner = {
  rule = "spinner in the title",
  state = "working",
  source = "osc",
  -- U+2800 to U+28FF.
  test = function(screen) return screen.title:find("^\xe2[\xa0-\xa3][\x80-\xbf]") and screen.title end,
}

--- The answers that a row like `Delete it? [y/N]` names; nil where it names none.
function M.words_of(row)
  local yes, no = row:match("[%[%(](%a+)/(%a+)[^%[%(]*[%]%)][%s:?]*$")
  if not yes or not yes:lower():find("^y") then yes, no = row:match("[%[%(](%a+)/(%a+)/%[") end
  if not yes or not yes:lower():find("^y") or not no:lower():find("^n") then return nil end
  return answers.words(yes:lower(), no:lower())
end

--- The row of the cursor ends with `[y/N]` or the like.
M.yes_or_no = {
  rule = "a question with yes or no",
  state = "blocked",
  test = function(screen)
    local row = screen.lines[screen.cursor.y + 1] or ""
    for _, ask in ipairs(ASKS) do
      if row:find(ask .. "[%s:?]*$") then
        return { evidence = row, question = row, options = M.words_of(row), lines = { row } }
      end
    end
  end,
}

return M
