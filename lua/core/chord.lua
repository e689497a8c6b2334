-- Chords as text, the same reading as on the terminal side: `ctrl+p`, `<C-p>`, `alt+shift+f5`, `G`, and
-- sequences of them: `ctrl+b c`, `gg`, `<C-w>v`. Written `ctrl+alt+shift+super+key`.

local M = {}

local order = { "ctrl", "alt", "shift", "super" }

local modifier_names = {
  ctrl = "ctrl", control = "ctrl", c = "ctrl", alt = "alt", meta = "alt", option = "alt", a = "alt", m = "alt",
  shift = "shift", s = "shift", super = "super", cmd = "super", win = "super", d = "super",
}

local aliases = {
  cr = "enter", ["return"] = "enter", esc = "escape", bs = "backspace", del = "delete", ins = "insert",
  pgup = "pageup", pgdn = "pagedown", pgdown = "pagedown", ["page-up"] = "pageup", ["page-down"] = "pagedown",
  lt = "<", gt = ">", bar = "|", minus = "-", bslash = "\\", comma = ",",
}

local named = {}
for name in ([[enter tab escape space backspace delete insert up down left right home end pageup pagedown plus
  menu pause printscreen capslock scrolllock numlock kpenter kpplus kpminus kpmultiply kpdivide kpdecimal
  kpequal kpbegin]]):gmatch("%S+") do named[name] = true end
for number = 1, 35 do named["f" .. number] = true end
for number = 0, 9 do named["kp" .. number] = true end

local function length(text)
  return utf8.len(text) or #text
end

local function key_name(name, text)
  if length(name) == 1 then
    if name == " " then return "space" end
    return name == "+" and "plus" or name
  end
  local lower = name:lower()
  local known = aliases[lower] or lower
  if length(known) == 1 or named[known] then return known end
  error(("\"%s\": no key is called \"%s\""):format(text, name), 0)
end

-- Letters: shift alone is the capital; with ctrl the case says nothing, so it is lower.
local function normalize(key, held)
  if not key:find("^%a$") then return key end
  if held.ctrl or held.super then
    if key ~= key:lower() and not held.ctrl then held.shift = true end
    return key:lower()
  end
  if held.shift then
    held.shift = nil
    return key:upper()
  end
  return key
end

local function assemble(parts, text)
  local held = {}
  for index = 1, #parts - 1 do
    local name = modifier_names[parts[index]:lower()]
    if not name then
      error(("\"%s\": \"%s\" is no modifier (ctrl, alt, shift, super)"):format(text, parts[index]), 0)
    end
    held[name] = true
  end
  local key = normalize(key_name(parts[#parts] or "", text), held)
  local written = {}
  for _, name in ipairs(order) do
    if held[name] then written[#written + 1] = name end
  end
  written[#written + 1] = key
  return table.concat(written, "+")
end

local function split(text, separator)
  local parts = {}
  for part in (text .. separator):gmatch("(.-)" .. "%" .. separator) do parts[#parts + 1] = part end
  return parts
end

local function angle_parts(inner)
  local parts
  if inner:sub(-2) == "--" then
    parts = split(inner:sub(1, -3), "-")
    parts[#parts + 1] = "-"
  else
    parts = split(inner, "-")
  end
  if #parts == 1 then return { inner } end
  for index = 1, #parts - 1 do
    if not modifier_names[parts[index]:lower()] then return { inner } end
  end
  return parts
end

--- The chord written as `text`, in the one spelling that is compared. Throws a sentence saying what is wrong.
function M.parse(text)
  local inner = text:match("^<(.+)>$")
  if inner then return assemble(angle_parts(inner), text) end
  if text == "+" then return "plus" end
  if text:sub(-2) == "++" then
    local parts = split(text:sub(1, -3), "+")
    parts[#parts + 1] = "plus"
    return assemble(parts, text)
  end
  return assemble(split(text, "+"), text)
end

local function is_one(word)
  if word:find("^<[^<>]+>$") or word:find("^%a+%+[^+]") then return true end
  if word:find("<", 1, true) then return #word == 1 end
  local lower = word:lower()
  return word:find("+", 1, true) ~= nil or length(word) == 1 or named[lower] ~= nil or aliases[lower] ~= nil
end

local function run_of(word)
  local parts, at = {}, 1
  while at <= #word do
    local part = word:match("^<[^<>]+>", at) or word:match("^" .. utf8.charpattern, at)
    parts[#parts + 1] = part
    at = at + #part
  end
  return parts
end

--- The chords of `text`, one after another. `replace` maps `<leader>` and the like to chords. Throws as `parse`.
function M.sequence(text, replace)
  local chords = {}
  for word in text:gmatch("%S+") do
    for _, part in ipairs(is_one(word) and { word } or run_of(word)) do
      local known = replace and replace[part:lower()]
      chords[#chords + 1] = known and M.parse(known) or M.parse(part)
    end
  end
  if #chords == 0 then error(text == "" and "empty key" or ("\"%s\": write space for the space bar"):format(text), 0) end
  return chords
end

return M
