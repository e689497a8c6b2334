-- Whether the letters of what was typed are in a text, in that order, and how well they fit: "agnew" is in
-- "agent.new". The best of all ways to find them counts: letters in a row, at the start of the text or of a
-- word, at the humps of camelCase. Words of the query are found each by itself, and all must be there.
-- Upper and lower case (of A to Z) are the same.

local M = {}

-- What a letter is worth at the start of the text or of a word, at a hump, next to the one found before it,
-- and the last one at the end of a word.
local START, WORD, HUMP, NEXT, END = 120, 80, 75, 110, 20
-- What a byte between two found letters costs, and one before the first; the latter not beyond LEAD_MAX.
local GAP, LEAD, LEAD_MAX = 3, 1, 30
-- What several words are worth that stand in the text as they were typed.
local PHRASE = 150
-- Nobody types a longer word to find something.
local LONGEST = 60

-- Where each letter of a word is in the text: the bytes, the score of the best way to find the word up to there,
-- and which place of the letter before it belongs to that.
-- These arrays are used again and again, so that a long list costs no garbage.
local places, scores, via = {}, {}, {}

local find, byte_of = string.find, string.byte

local SMALL, LARGE = 1, 2
-- What a byte is: part of a word (small letters, digits, all of UTF-8), a large letter, or nothing of both.
local class = {}
for byte = 0, 255 do
  if byte >= 65 and byte <= 90 then class[byte] = LARGE
  elseif byte >= 128 or (byte >= 97 and byte <= 122) or (byte >= 48 and byte <= 57) then class[byte] = SMALL
  end
end

local function worth(text, place)
  if place == 1 then return START end
  local before, byte = byte_of(text, place - 1, place)
  before, byte = class[before], class[byte]
  if not before then return byte and WORD or 0 end
  return byte == LARGE and before == SMALL and HUMP or 0
end

local function ends_word(text, after)
  local byte = byte_of(text, after)
  return not byte or class[byte] ~= SMALL
end

local taken = { query = "", words = {} }

--- A pattern that finds all letters in that order, without ever trying twice.
local function in_order(letters)
  local parts = { "^" }
  for _, letter in ipairs(letters) do
    local first = letter:sub(1, 1):gsub("%W", "%%%0")
    parts[#parts + 1] = ("[^%s]*%s"):format(first, first)
  end
  return table.concat(parts)
end

--- The words of a query, each a list of its characters. `plain` is the word, `start` the pattern of it at the
--- start of a word, `order` that of its letters anywhere. `phrase` is
--- the whole query, where it has several words.
local function words_of(query)
  if taken.query == query then return taken.words end
  local words = {}
  for text in query:lower():gmatch("%S+") do
    local word = { plain = text, size = #text }
    for letter in text:gmatch(utf8.len(text) and utf8.charpattern or ".") do word[#word + 1] = letter end
    if #word <= LONGEST then word.order = in_order(word) end
    if text:find("^%w") then word.start = "%f[%w]" .. text:gsub("%W", "%%%0") end
    words[#words + 1] = word
  end
  words.phrase = #words > 1 and query:lower():match("^%s*(.-)%s*$")
  taken = { query = query, words = words }
  return words
end

--- A word that stands in the text as it is, at the start of a word, needs no search: where, and its score.
local function standing(word, text, lowered)
  local place = word.start and find(lowered, word.start)
  if not place then return nil end
  local score = worth(text, place) - math.min(LEAD_MAX, LEAD * (place - 1)) + NEXT * (#word - 1)
  return score + (ends_word(text, place + word.size) and END or 0), place
end

--- Fills in the places of a word's first letter.
local function begin(text, lowered, letter)
  local count, from = 0, 1
  while true do
    local place = find(lowered, letter, from, true)
    if not place then return count end
    count = count + 1
    places[count], scores[count] = place, worth(text, place) - math.min(LEAD_MAX, LEAD * (place - 1))
    from = place + 1
  end
end

--- Fills in the places of a later letter, after those (from `first` to `last`) of the letter before it, which is
--- `size` bytes long.
local function continue(text, lowered, letter, size, first, last)
  local count, from, before = last, places[first] + size, first
  -- The best place before, and what it is worth here; and the one that is right before this.
  local best, best_score
  while true do
    local place = find(lowered, letter, from, true)
    if not place then return count end
    while before <= last and places[before] + size <= place do
      local score = scores[before] + GAP * (places[before] + size)
      if not best or score >= best_score then best, best_score = before, score end
      before = before + 1
    end
    local value = worth(text, place)
    local score, from_place = best_score - GAP * place + value, best
    if places[before - 1] + size == place then
      local joined = scores[before - 1] + math.max(NEXT, value)
      if joined >= score then score, from_place = joined, before - 1 end
    end
    count = count + 1
    places[count], scores[count], via[count] = place, score, from_place
    from = place + 1
  end
end

--- Score of the best way to find a word, and which place its last letter has; nil for none.
local function search(word, text, lowered)
  local first, last = 1, begin(text, lowered, word[1])
  for index = 2, #word do
    if last < first then return nil end
    local count = continue(text, lowered, word[index], #word[index - 1], first, last)
    first, last = last + 1, count
  end
  local size, best, found = #word[#word], nil, nil
  for at = first, last do
    local score = scores[at] + (ends_word(text, places[at] + size) and END or 0)
    if not best or score > best then best, found = score, at end
  end
  return best, found
end

local function look_for(word, text, lowered, found, is_rough)
  local score, place = standing(word, text, lowered)
  if score then
    if found then
      for _, letter in ipairs(word) do found[place], place = true, place + #letter end
    end
    return score
  end
  if not word.order or not find(lowered, word.order) then return nil end
  if is_rough then return 0 end
  local best, at = search(word, text, lowered)
  if best and found then
    for index = #word, 1, -1 do
      found[places[at]] = true
      at = index > 1 and via[at]
    end
  end
  return best
end

local function look(query, text, found, is_rough)
  local words = words_of(query)
  if #words == 0 then return 0 end
  local lowered, sum = text:lower(), 0
  for _, word in ipairs(words) do
    local score = look_for(word, text, lowered, found, is_rough)
    if not score then return nil end
    sum = sum + score
  end
  return words.phrase and find(lowered, words.phrase, 1, true) and sum + PHRASE or sum
end

--- How well `query` fits `text`: higher is better, 0 for an empty query; nil where it is not in it. Where
--- `is_rough`, words that no word of the text begins with are worth nothing: cheap, for the rest of a long list.
function M.score(query, text, is_rough)
  return look(query, text, nil, is_rough)
end

--- The score, and where in `text` the letters were found: the byte each begins at, in order.
function M.match(query, text)
  local found, positions = {}, {}
  local score = look(query, text, found)
  if not score then return nil end
  for byte in pairs(found) do positions[#positions + 1] = byte end
  table.sort(positions)
  return score, positions
end

--- Spans of the bytes `first` to `last` of a text (all of it where absent): the letters that begin at
--- `positions` in style `mark`, the rest in `style`.
function M.spans(text, positions, style, mark, first, last)
  local spans, from, is_marked = {}, first or 1, false
  last = last or #text
  local function put(to)
    if to >= from then spans[#spans + 1] = { text:sub(from, to), style = is_marked and mark or style } end
    from = math.max(from, to + 1)
  end
  local after = from
  for _, byte in ipairs(positions) do
    if byte >= from and byte <= last then
      if byte > after then
        if is_marked then put(after - 1) end
        is_marked = false
      end
      if not is_marked then put(byte - 1) end
      is_marked = true
      after = byte + #(text:match("^" .. utf8.charpattern, byte) or " ")
    end
  end
  if is_marked then put(after - 1) end
  is_marked = false
  put(last)
  return spans
end

return M
