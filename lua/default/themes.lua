-- The themes. A token is a colour or a whole style, used as "@accent" wherever a style is taken.
-- Change one colour:   theme.define("mine", { extends = "dark", accent = "#ff9e64" })  theme.set("mine")
-- Look at them all:    :theme
-- The default, "auto", is dark or light as the terminal's background is, and mono where colour is unwanted.

-- A colour between two.
local function between(a, b)
  local mixed = {}
  for at = 2, 6, 2 do mixed[#mixed + 1] = (tonumber(a:sub(at, at + 1), 16) + tonumber(b:sub(at, at + 1), 16)) // 2 end
  return ("#%02x%02x%02x"):format(table.unpack(mixed))
end

-- Every token from the colours of a theme. Nothing paints `background`: it is the ground, the terminal's own, that the
-- others are legible on. `ink` is the text of the mode's badge, `text` that of a selected row.
local function tokens(c)
  return {
    background = c.background,
    accent = c.accent,
    ok = c.ok,
    warn = c.warn,
    bad = c.bad,
    muted = c.muted,
    border = c.border,
    border_active = "@accent",
    title = { bold = true },
    group = "@muted",
    selected = { fg = c.text, bg = c.selected },
    hover = { bg = between(c.background, c.selected) },
    unread = { fg = "@warn", bold = true },
    key = { fg = "@accent", bold = true },
    mode_normal = { fg = c.ink, bg = c.accent, bold = true },
    mode_terminal = { fg = c.ink, bg = c.ok, bold = true },
    mode_copy = { fg = c.ink, bg = c.warn, bold = true },
    copy_selection = { fg = c.text, bg = c.selected },
    copy_match = { fg = c.ink, bg = c.warn },
    copy_current_match = { fg = c.ink, bg = c.other, bold = true },
    mode_other = { fg = c.ink, bg = c.other, bold = true },
    broadcast = { fg = c.ink, bg = c.bad, bold = true },
  }
end

-- Dark --------------------------------------------------------------------------------------------------------

theme.define("dark", tokens {
  background = "#1a1b26", accent = "#7aa2f7", ok = "#9ece6a", warn = "#e0af68", bad = "#f7768e",
  other = "#bb9af7", muted = "#848cb2", border = "#3b4261", selected = "#2a3860", text = "#ffffff",
  ink = "#1a1b26",
})

theme.define("nord", tokens {
  background = "#2e3440", accent = "#88c0d0", ok = "#a3be85", warn = "#ebcb8b", bad = "#e08a93",
  other = "#c4a3bf", muted = "#949fb3", border = "#4c566a", selected = "#3b4558", text = "#eceff4",
  ink = "#2e3440",
})

theme.define("dracula", tokens {
  background = "#282a36", accent = "#bd93f9", ok = "#50fa7b", warn = "#f1fa8c", bad = "#ff7a7a",
  other = "#ff79c6", muted = "#939dc0", border = "#565a73", selected = "#44475a", text = "#f8f8f2",
  ink = "#282a36",
})

theme.define("gruvbox", tokens {
  background = "#282828", accent = "#7daea3", ok = "#9ec03c", warn = "#fabd2f", bad = "#fb6d5a",
  other = "#d3869b", muted = "#a89984", border = "#504945", selected = "#45403d", text = "#fbf1c7",
  ink = "#282828",
})

theme.define("catppuccin", tokens {
  background = "#1e1e2e", accent = "#89b4fa", ok = "#a6e3a1", warn = "#f9e2af", bad = "#f38ba8",
  other = "#cba6f7", muted = "#9399b2", border = "#45475a", selected = "#3b3d52", text = "#ffffff",
  ink = "#1e1e2e",
})

-- Light -------------------------------------------------------------------------------------------------------

theme.define("light", tokens {
  background = "#ffffff", accent = "#2e5cc5", ok = "#376f1c", warn = "#8a5709", bad = "#b8234a",
  other = "#7847bd", muted = "#666b84", border = "#b4b9cc", selected = "#d3ddf7", text = "#1a1b26",
  ink = "#ffffff",
})

theme.define("catppuccin-latte", tokens {
  background = "#eff1f5", accent = "#1c5fe0", ok = "#2c741d", warn = "#8f5a10", bad = "#c00d35",
  other = "#7c35d6", muted = "#696c80", border = "#bcc0cc", selected = "#d5d9e4", text = "#33354a",
  ink = "#ffffff",
})

theme.define("gruvbox-light", tokens {
  background = "#fbf1c7", accent = "#076678", ok = "#4f6a12", warn = "#8f5502", bad = "#9d0006",
  other = "#8f3f71", muted = "#746556", border = "#d5c4a1", selected = "#ebdbb2", text = "#282828",
  ink = "#ffffff",
})

-- Without colour: only what every terminal has. In force wherever colour is unwanted, whatever is chosen.
theme.define("mono", {
  background = {},
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
  hover = { underline = true },
  unread = { bold = true },
  key = { bold = true },
  mode_normal = { inverse = true, bold = true },
  mode_terminal = { inverse = true, bold = true },
  mode_copy = { inverse = true, bold = true },
  copy_selection = { inverse = true },
  copy_match = { bold = true, underline = true },
  copy_current_match = { inverse = true, bold = true },
  mode_other = { inverse = true, bold = true },
  broadcast = { inverse = true, bold = true },
})
