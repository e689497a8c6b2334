-- Themes: colours and styles by name. A token is a colour (`"#7aa2f7"`, `"red"`, 12) or a whole style
-- (`{ bg = "#283457", bold = true }`), or another token (`"@accent"`). They are resolved while a view's
-- tree is made, so each view can have the theme that suits its terminal.

local check = rt.module("check")
local facade = rt.module("facade")
local store = rt.module("store")

local M = {}

local themes = {}
local chosen = "auto"
local resolved = {}

-- What the screen falls back to when no theme is there: the terminal's own colours.
local plain = { selected = { inverse = true } }

--- A light background, by the luma of `#rrggbb`.
local function is_light(color)
  local r, g, b = tostring(color):match("^#(%x%x)(%x%x)(%x%x)$")
  if not r then return false end
  return tonumber(r, 16) * 0.299 + tonumber(g, 16) * 0.587 + tonumber(b, 16) * 0.114 > 140
end

local function colors_of_view()
  local app = rt.app or {}
  local view = rt.has_view() and rt.view() or {}
  local colors = view.colors or app.colors or {}
  return colors, colors.none or view.no_color or app.no_color
end

local function automatic()
  local colors = colors_of_view()
  return is_light(colors.background) and "light" or "dark"
end

-- What the view tries on, for as long as it stays in the mode in which it began to.
local function tried_on()
  local view = rt.has_view() and rt.view()
  local preview = view and view.fields and view.fields.theme_preview
  return type(preview) == "table" and preview.mode == view.mode and preview.theme or nil
end

--- The name of the theme in force for the current view. Without colours a selection is only to be seen in a
--- theme that does without them.
function M.current()
  local _, none = colors_of_view()
  if none then return "mono" end
  local name = tried_on() or chosen
  if name ~= "auto" and not themes[name] then name = chosen end
  return name == "auto" and automatic() or name
end

local function find(theme, token, depth)
  if not theme or depth > 8 then return nil end
  local value = theme.tokens[token]
  if value == nil then return find(themes[theme.extends], token, depth + 1) end
  return value
end

local function lookup(name, token, depth)
  local value = find(themes[name], token, 0)
  if value == nil then value = find(themes[chosen], token, 0) end
  if value == nil then value = find(themes.dark, token, 0) end
  if value == nil then value = plain[token] end
  if type(value) == "string" and value:byte(1) == 64 and depth < 8 then return lookup(name, value:sub(2), depth + 1) end
  return value
end

--- The colour or style behind `token` (without `@`) in the current view; nil where no theme has it.
function M.token(token)
  local name = M.current()
  local cache = resolved[name]
  if not cache then
    cache = {}
    resolved[name] = cache
  end
  local value = cache[token]
  if value == nil then
    value = lookup(name, token, 0)
    if value == nil then value = false end
    cache[token] = value
  end
  return value or nil
end

--- Every token that some theme has.
function M.tokens()
  local all = {}
  for _, theme in pairs(themes) do
    for token in pairs(theme.tokens) do all[token] = true end
  end
  return check.names(all)
end

local function define(unit, name, tokens)
  local copy = {}
  for token, value in pairs(tokens) do
    if token ~= "extends" then
      if type(token) ~= "string" then check.raise(unit, "theme.define: a token is a name, got %s", check.kind(token)) end
      copy[token] = value
    end
  end
  -- A theme made while running belongs to no place in a file, and may be made any number of times.
  if rt.loading() then rt.register("theme", unit, { name = name, tokens = tokens }) end
  themes[name] = { tokens = copy, extends = tokens.extends or "dark" }
  if name == "dark" then themes[name].extends = nil end
  resolved = {}
end

-- A choice made while running is kept over reloads, until the files choose differently.
local function remember(unit, name)
  if not rt.loading() then store.shared_set("botster.theme", { chosen = name, instead_of = M.from_files }) end
end

local function check_name(unit, what, name)
  if name ~= "auto" and not themes[name] then
    check.raise(unit, "%s: no theme is called '%s'%s", what, name, check.did_you_mean(name, check.names(themes)))
  end
end

local function set(unit, theme)
  local name = theme
  if type(theme) == "table" then
    name = "custom:" .. unit.name
    define(unit, name, theme)
  else check_name(unit, "theme.set", theme)
  end
  if rt.loading() then M.from_files = name end
  chosen, M.restored = name, true
  remember(unit, name)
  resolved = {}
  rt.dirty()
end

local function preview(unit, name)
  local view = rt.view()
  if name then check_name(unit, "theme.preview", name) end
  view.fields.theme_preview = name and { theme = name, mode = view.mode } or nil
  rt.dirty()
end

local function get(unit, token, name)
  token = token:gsub("^@", "")
  if not name then return M.token(token) end
  check_name(unit, "theme.get", name)
  return lookup(name == "auto" and automatic() or name, token, 0)
end

--- Takes up the choice made before a reload, once everything is loaded.
function M.restore()
  if M.restored == "done" then return end
  M.restored = "done"
  local kept = store.shared_get("botster.theme")
  if type(kept) ~= "table" or kept.instead_of ~= M.from_files then return end
  if kept.chosen == "auto" or themes[kept.chosen] then chosen = kept.chosen end
end

M.name = "theme"

function M.api(unit)
  return facade.build("theme", unit, {
    define = function(name, tokens) define(unit, name, tokens) end,
    set = function(theme) set(unit, theme) end,
    preview = function(name) preview(unit, name) end,
    get = function(token, name) return get(unit, token, name) end,
    list = function() return check.names(themes) end,
    current = M.current,
    chosen = function() return chosen end,
    is_light = is_light,
  })
end

return M
