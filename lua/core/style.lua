-- Styles and texts as people write them, made into the plain data of the tree: a style is a table with
-- colours resolved, a text is a list of `{ text, style }`.

local check = rt.module("check")
local theme = rt.module("theme")

local M = {}

local flags = { bold = true, dim = true, italic = true, underline = true, inverse = true, strikethrough = true }
local aliases = { bright = "bold", faint = "dim", reverse = "inverse", strike = "strikethrough" }

local colors = { default = true, gray = true, grey = true }
for _, name in ipairs { "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white" } do
  colors[name], colors["bright_" .. name] = true, true
end

local words = {}
for name in pairs(flags) do words[#words + 1] = name end
for name in pairs(colors) do words[#words + 1] = name end

local function unknown_token(what, token)
  local names = theme.tokens()
  if #names > 0 then check.raise(nil, "%s: no theme has '@%s'%s", what, token, check.did_you_mean(token, names)) end
end

--- A colour as the tree takes it. Nil for the terminal's own.
function M.color(what, value, side)
  if value == nil or value == "default" then return nil end
  if type(value) == "number" then
    if math.type(value) == "integer" and value >= 0 and value <= 255 then return value end
    check.raise(nil, "%s: bad colour %s (0 to 255)", what, tostring(value))
  end
  if type(value) ~= "string" then check.raise(nil, "%s: bad colour (colour expected, got %s)", what, check.kind(value)) end
  if value:byte(1) == 64 then
    local found = theme.token(value:sub(2))
    if found == nil then
      unknown_token(what, value:sub(2))
      return nil
    end
    if type(found) == "table" then found = found[side or "fg"] end
    return M.color(what, found, side)
  end
  if value:find("^#%x%x%x%x%x%x$") or value:find("^#%x%x%x$") or colors[value] then return value end
  local number = tonumber(value)
  if number and number % 1 == 0 and number >= 0 and number <= 255 then return math.tointeger(number) end
  check.raise(nil, "%s: unknown colour '%s'%s", what, value, check.did_you_mean(value, words))
end

local function merge(into, from)
  for key, value in pairs(from) do into[key] = value end
end

local function from_words(what, text)
  local style, side = {}, "fg"
  for word in text:gmatch("%S+") do
    word = aliases[word] or word
    if word == "on" then side = "bg"
    elseif flags[word] then style[word] = true
    else
      local found = word:byte(1) == 64 and theme.token(word:sub(2))
      if type(found) == "table" then
        merge(style, M.style(what, found) or {})
      else
        style[side], side = M.color(what, word, side), "fg"
      end
    end
  end
  return next(style) ~= nil and style or nil
end

local known = setmetatable({}, { __mode = "k" })

--- A style as the tree takes it: from words, a token or a table. Nil for none.
function M.style(what, value)
  if value == nil then return nil end
  if type(value) == "string" then return from_words(what, value) end
  if type(value) ~= "table" then check.raise(nil, "%s: bad style (string or table expected, got %s)", what, check.kind(value)) end
  if known[value] then return value end
  local style = {}
  for key, given in pairs(value) do
    if key == "fg" or key == "bg" then style[key] = M.color(what, given, key)
    elseif flags[key] then
      if given then style[key] = true end
    else check.raise(nil, "%s: unknown style '%s'%s", what, tostring(key), check.did_you_mean(key, words)) end
  end
  if next(style) == nil then return nil end
  known[style] = true
  return style
end

--- What is under the mouse looks so unless said otherwise; nil where no theme has such a style.
function M.hover()
  return theme.token("hover") ~= nil and M.style("hover_style", "@hover") or nil
end

local span_keys = { text = true, style = true, fg = true, bg = true }

local function span_style(what, span)
  local own
  for key, value in pairs(span) do
    if key == "fg" or key == "bg" or flags[key] then
      own = own or {}
      own[key] = value
    elseif not span_keys[key] and key ~= 1 then
      check.raise(nil, "%s: unknown key '%s' of a span%s", what, tostring(key),
        check.did_you_mean(key, { "text", "style", table.unpack(words) }))
    end
  end
  local style = M.style(what, span.style)
  if not own then return style end
  local merged = {}
  if style then merge(merged, style) end
  merge(merged, M.style(what, own) or {})
  return next(merged) ~= nil and merged or nil
end

local function is_span(value)
  if value.text ~= nil then return true end
  if type(value[1]) ~= "string" or #value ~= 1 then return false end
  return next(value, 1) ~= nil or next(value) ~= 1
end

local add

--- The text of a widget, where text is wanted: its own spans and those of its children.
local function add_node(what, spans, node)
  for _, span in ipairs(node.spans or node.text or {}) do spans[#spans + 1] = span end
  for _, child in ipairs(node.children or {}) do add_node(what, spans, child) end
end

function add(what, spans, value)
  local kind = type(value)
  if kind == "string" then
    if value ~= "" then spans[#spans + 1] = { text = value } end
  elseif kind == "number" then
    spans[#spans + 1] = { text = tostring(value) }
  elseif kind == "table" then
    if type(value.type) == "string" then add_node(what, spans, value)
    elseif is_span(value) then
      local text = value.text
      if text == nil then text = value[1] end
      spans[#spans + 1] = { text = tostring(text), style = span_style(what, value) }
    else
      local last = 0
      for index in pairs(value) do
        if math.type(index) ~= "integer" then
          check.raise(nil, "%s: unknown key '%s' of a text", what, tostring(index))
        end
        last = math.max(last, index)
      end
      for index = 1, last do
        if value[index] then add(what, spans, value[index]) end
      end
    end
  elseif value ~= nil and value ~= false then
    check.raise(nil, "%s: bad text (string or spans expected, got %s)", what, check.kind(value))
  end
end

--- Spans of a text: a string, a number, one span `{ "text", fg = … }`, or a list of these.
function M.spans(what, value)
  local spans = {}
  add(what, spans, value)
  return spans
end

return M
