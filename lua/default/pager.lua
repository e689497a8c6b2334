-- The pager: a page of text above the layout. `ui.pager("costs")` opens one, `ui.page` defines one. What a view shows
-- of it is kept in `self.pager`:
--
--   name, argument   the page          top    the first row in sight        link   the number of the chosen link
--   query            words looked for  typing whether they are being typed  back   the pages before, the last one last
--
-- Drawing and moving are in tools/pager.lua, loaded with the first page.

local MODE = "pager"

local function pager() return require("default.tools.pager") end

--- Opens a page: `ui.pager` comes here.
function App:open_pager(name, argument) pager().open(self, name, argument) end

ui.overlay("pager", function(self)
  if self.mode ~= MODE or not self.pager then return nil end
  return pager().draw(self)
end)

--- A key that calls one of the pager's functions with the view.
local function key(name, argument)
  return function(ctx) pager()[name](ctx.app, argument) end
end

keymap.table(MODE, {
  j = { key("move", 1), "row down" },
  down = { key("move", 1), "row down" },
  k = { key("move", -1), "row up" },
  up = { key("move", -1), "row up" },
  pagedown = { key("page", 1), "page down" },
  space = { key("page", 1), "page down" },
  pageup = { key("page", -1), "page up" },
  ["ctrl+d"] = { key("page", 1 / 2), "half a page down" },
  ["ctrl+u"] = { key("page", -1 / 2), "half a page up" },
  g = { key("move", -1 << 30), "first row" },
  home = { key("move", -1 << 30), "first row" },
  G = { key("move", 1 << 30), "last row" },
  ["end"] = { key("move", 1 << 30), "last row" },
  ["/"] = { key("ask"), "find words" },
  n = { key("find", 1), "next match" },
  N = { key("find", -1), "match before" },
  tab = { key("choose", 1), "next link" },
  ["shift+tab"] = { key("choose", -1), "link before" },
  enter = { key("follow"), "follow the link" },
  backspace = { key("go_back"), "the page before" },
  q = { key("close"), "close" },
  escape = { key("leave"), "back, or close" },
  ["<prefix> d"] = { "detach", "leave (detach)" },
  ["?"] = { "help", "every key" },
}, { desc = "a page of text" })

-- Pages ---------------------------------------------------------------------------------------------------------

ui.page("costs", function(self) return require("default.tools.costs")(self) end)

command.register("top", function() ui.pager("costs") end, { desc = "what the code of Lua files costs", nargs = 0 })

ui.page("health", function(self, name) return require("default.tools.health").page(self, name) end)

command.register("checkhealth", function(args)
  ui.pager("health", args[1])
  require("default.tools.health").run(args[1])
end, { desc = "what is well and what is not: terminal, agents, plugins", nargs = "?", complete = function() return health.list() end })

ui.page("help", function(self, name) return require("default.tools.help").page(self, name) end)

command.register("help", function(args, ctx)
  require("default.tools.help").show(ctx.app, table.concat(args, " "))
end, {
  desc = "the reference and the guide: a name, or words to search for", nargs = "*",
  complete = function() return botster.help_names() or {} end,
})
