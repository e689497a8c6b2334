-- The list of themes: `:theme`, or the action "theme.pick". Moving shows the whole screen in the theme, enter keeps it,
-- escape leaves everything as it was. Which one is looked at is kept in `self.theme_at`.
--
--   ╭ themes ──────────────────────────╮
--   │ ● auto               ● ● ● ●     │
--   │   catppuccin         ● ● ● ● dark│
--   ╰──────────────────────────────────╯

local MODE = "themes"

local function choices()
  return { "auto", table.unpack(theme.list()) }
end

local function place_of(names, name)
  for place, one in ipairs(names) do
    if one == name then return place end
  end
  return 1
end

local function ground(name)
  local background = theme.get("background", name)
  if name == "auto" or type(background) ~= "string" then return "" end
  return theme.is_light(background) and "light" or "dark"
end

local function row(name)
  local left = { { name == theme.chosen() and "● " or "  ", style = "@accent" }, ("%-20s "):format(name) }
  for _, token in ipairs { "accent", "ok", "warn", "bad", "muted" } do
    left[#left + 1] = { "● ", style = theme.get(token, name) }
  end
  return { left = left, right = { ground(name), style = "@muted" } }
end

local function look_at(app, name)
  app.theme_at = name
  theme.preview(name)
end

local function leave()
  theme.preview(nil)
  keymap.pop()
end

ui.overlay("themes", function(self)
  if self.mode ~= MODE then return nil end
  local names = choices()
  local place = place_of(names, self.theme_at)
  local height = math.max(1, math.min(#names, self.rows - 6))
  local top = math.max(1, math.min(place - height // 2, #names - height + 1))
  local shown = table.move(names, top, top + height - 1, 1, {})
  local box = { title = "themes", width = math.min(46, self.columns - 2), height = height + 3, on_close = leave }
  return ui.modal(box, ui.column {
    grow = 1,
    ui.list(shown, {
      format = row, selected = place - top + 1, grow = 1,
      on_select = function(name) look_at(self, name) end,
    }),
    ui.text({
      { "↑↓", style = "@key" }, { " try  ", style = "@muted" }, { "enter", style = "@key" }, { " keep  ", style = "@muted" },
      { "esc", style = "@key" }, { " as it was", style = "@muted" },
    }, { wrap = "truncate", height = 1 }),
  })
end)

action.register("theme.pick", function(ctx)
  if ctx.app.mode == MODE then return leave() end
  keymap.push(MODE)
  look_at(ctx.app, theme.chosen())
end, { desc = "choose a theme: try them on, keep one", group = "view" })

local function moves(by)
  return function(ctx)
    local names = choices()
    look_at(ctx.app, names[math.max(1, math.min(#names, place_of(names, ctx.app.theme_at) + by))])
  end
end

local function keep(ctx)
  local name = ctx.app.theme_at
  leave()
  if name then theme.set(name) end
end

keymap.table(MODE, {
  j = { moves(1), "next theme" },
  down = { moves(1), "next theme" },
  k = { moves(-1), "previous theme" },
  up = { moves(-1), "previous theme" },
  g = { moves(-1000), "first theme" },
  G = { moves(1000), "last theme" },
  enter = { keep, "keep it" },
  escape = { leave, "as it was" },
  q = { leave, "as it was" },
  ["?"] = { "help", "every key" },
}, { desc = "the themes, each tried on" })
