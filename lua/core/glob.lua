-- Globs on names: `*` any text, `?` one character, `[ab]` one of some. Everything else means itself.

local M = {}

local patterns = {}

local function compile(glob)
  local pattern = glob:gsub("[%^%$%(%)%%%.%+%-]", "%%%0"):gsub("%*", ".*"):gsub("%?", ".")
  return "^" .. pattern .. "$"
end

--- Whether `text` is one of those that `glob` means.
function M.matches(glob, text)
  local pattern = patterns[glob]
  if not pattern then
    pattern = compile(glob)
    patterns[glob] = pattern
  end
  local ok, found = pcall(string.find, text, pattern)
  return ok and found ~= nil
end

return M
