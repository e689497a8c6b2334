-- `log`: lines in the program's log, and what happened lately.

local check = rt.module("check")
local facade = rt.module("facade")
local recent = rt.module("recent")

local M = { name = "log" }

local function text_of(value)
  if type(value) == "string" then return value end
  return rt.module("inspect").text(value)
end

local function writer(unit, level)
  return function(message, ...)
    local count = select("#", ...)
    if count > 0 and type(message) == "string" then
      local ok, text = pcall(string.format, message, ...)
      if not ok then check.raise(unit, "log.%s: %s", level, (text:gsub(" to '[%w.]+'", ""))) end
      message = text
    end
    rt.log(level, unit.name, text_of(message))
  end
end

local RANKS = { debug = 1, info = 2, warn = 3, error = 4 }

-- Every file has copies of its own: what one does to them no other sees.
local function copier()
  local copies = setmetatable({}, { __mode = "k" })
  return function(entry)
    local copy = copies[entry]
    if not copy then
      copy = rt.module("state").copy(entry)
      copies[entry] = copy
    end
    return copy
  end
end

-- The words of an entry, in small letters, made once.
local texts = setmetatable({}, { __mode = "k" })

local function text_with(entry)
  local text = texts[entry]
  if not text then
    text = table.concat({ entry.level, entry.unit or "", entry.name or "", entry.text, table.concat(entry.told or {}, " "),
      entry.cancelled_by or "", entry.reason or "" }, " "):lower()
    texts[entry] = text
  end
  return text
end

local function matches(entry, filter, words)
  if filter.kind and entry.kind ~= filter.kind then return false end
  if filter.level and RANKS[entry.level] < RANKS[filter.level] then return false end
  if filter.since and entry.seq <= filter.since then return false end
  for _, word in ipairs(words) do
    if not text_with(entry):find(word, 1, true) then return false end
  end
  return true
end

--- The entries that fit `filter`, oldest first; of more than `limit` the newest.
local function lately(copy, filter)
  local words = {}
  for word in (filter.matching or ""):lower():gmatch("%S+") do words[#words + 1] = word end
  local all, found = recent.entries(), {}
  local most = filter.limit or #all
  for index = #all, 1, -1 do
    if #found >= most then break end
    if matches(all[index], filter, words) then found[#found + 1] = copy(all[index]) end
  end
  for index = 1, #found // 2 do
    found[index], found[#found + 1 - index] = found[#found + 1 - index], found[index]
  end
  return found
end

function M.api(unit)
  local copy = copier()
  return facade.build("log", unit, {
    recent = function(filter) return lately(copy, filter or {}) end,
    debug = writer(unit, "debug"),
    info = writer(unit, "info"),
    warn = writer(unit, "warn"),
    error = writer(unit, "error"),
  })
end

return M
