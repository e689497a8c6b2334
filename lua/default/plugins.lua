-- Plugins at the `:` line and in the palette. What these do is loaded with their first use.
--
--   :plugin                  :plugin enable NAME     :plugin reload NAME    :plugin add SOURCE
--   :plugin logs NAME        :plugin disable NAME    :plugin update NAME    :plugin remove NAME
--   :plugin add --example NAME

local function tool() return require("default.tools.plugins") end

-- Of this file, so that it goes on when the world is another: adding a plugin makes one.
local function in_front(...)
  local script = [["$BOTSTER_HOME/bin/botster-tui" plugin "$@"; printf '\n(enter to close) '; read -r _]]
  popup.open { key = "plugin", title = "plugin " .. table.concat({ ... }, " "), cmd = { "sh", "-c", script, "plugin", ... } }
end

action.register("plugin.list", function(ctx) tool().choose(ctx, in_front) end,
  { desc = "plugins: what they are, and what can be done with them", group = "view" })

command.register("plugin", function(args, ctx) tool().run_line(args, ctx, in_front) end, {
  nargs = "*", desc = "plugins: list, add SOURCE, and for a NAME update, remove, enable, disable, reload, logs",
  complete = function(_, before) return tool().words(before) end,
})
