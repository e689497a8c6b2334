-- The themes. A token is a colour or a whole style, used as "@accent" wherever a style is taken.
-- Change one colour:   theme.define("mine", { extends = "dark", accent = "#ff9e64" })  theme.set("mine")
-- The default, "auto", is dark or light as the terminal's background is, and mono where colour is unwanted.

theme.define("dark", {
  accent = "#7aa2f7",
  ok = "#9ece6a",
  warn = "#e0af68",
  bad = "#f7768e",
  muted = "#737aa2",
  border = "#3b4261",
  border_active = "@accent",
  title = { bold = true },
  group = "@muted",
  selected = { fg = "#ffffff", bg = "#2e3c64" },
  unread = { fg = "@warn", bold = true },
  key = { fg = "@accent", bold = true },
  mode_normal = { fg = "#1a1b26", bg = "#7aa2f7", bold = true },
  mode_terminal = { fg = "#1a1b26", bg = "#9ece6a", bold = true },
  mode_scroll = { fg = "#1a1b26", bg = "#e0af68", bold = true },
  mode_other = { fg = "#1a1b26", bg = "#bb9af7", bold = true },
})

theme.define("light", {
  extends = "dark",
  accent = "#2e5cc5",
  ok = "#3d7a1f",
  warn = "#96600a",
  bad = "#c0284f",
  muted = "#6b7089",
  border = "#b4b9cc",
  selected = { fg = "#1a1b26", bg = "#d3ddf7" },
  mode_normal = { fg = "#ffffff", bg = "#2e5cc5", bold = true },
  mode_terminal = { fg = "#ffffff", bg = "#3d7a1f", bold = true },
  mode_scroll = { fg = "#ffffff", bg = "#96600a", bold = true },
  mode_other = { fg = "#ffffff", bg = "#7847bd", bold = true },
})

-- Without colour: only what every terminal has.
theme.define("mono", {
  accent = { bold = true },
  ok = {},
  warn = { bold = true },
  bad = { bold = true },
  muted = { dim = true },
  border = { dim = true },
  border_active = { bold = true },
  title = { bold = true },
  group = { dim = true },
  selected = { inverse = true },
  unread = { bold = true },
  key = { bold = true },
  mode_normal = { inverse = true, bold = true },
  mode_terminal = { inverse = true, bold = true },
  mode_scroll = { inverse = true, bold = true },
  mode_other = { inverse = true, bold = true },
})
