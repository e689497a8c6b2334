-- The console: what is logged, what goes wrong and what is told of, as it happens, above every layout.
-- `ctrl+b ~` opens it; its keys are the key table "console". What a view shows of it is kept in `self.console`:
--
--   tab      which of the tabs below
--   filter   words that a line must hold        typing   whether they are being typed
--   at       the selected line's number; none: the newest, whichever that is
--   top      the first line in sight, where one is selected
--   details  number of the line that is shown whole, from its row `offset` on
--
--   ╭ console ────────────────────────────────────────╮
--   │ all  log  errors  events                        │
--   │ 14:03:22 • agent:exited shell code=1        → 1 │
--   │ 14:03:25 ✗ user/layout.lua:12: attempt to index…│
--   │ enter details  / filter  tab next  : run Lua    │
--   ╰─────────────────────────────────────────────────╯

local look = require("default.console_lines")

-- Refused events and what handlers threw are warnings, so "errors" has them too.
local tabs = {
  { name = "all" },
  { name = "log", kind = "log" },
  { name = "errors", level = "warn" },
  { name = "events", kind = "event" },
}

-- More lines than there ever are.
local FAR = 1 << 30

local hints = {
  list = { { "enter", "details" }, { "/", "filter" }, { "tab", "next tab" }, { ":", "run Lua" }, { "G", "newest" }, { "esc", "close" } },
  details = { { "↑↓", "scroll" }, { "enter", "back" } },
}

--- What the console of a view is like now, to be changed.
local function console_of(app)
  if not app.console then app.console = { tab = 1, filter = "" } end
  return app.console
end

local function lines_of(console)
  local tab = tabs[console.tab] or tabs[1]
  return log.recent { kind = tab.kind, level = tab.level, matching = console.filter }
end

--- Place of the last line whose number is at most `seq`; the first where there is none.
local function place_of(lines, seq)
  if not seq then return #lines end
  local place = 1
  for index, line in ipairs(lines) do
    if line.seq <= seq then place = index else break end
  end
  return place
end

--- Lines that are in sight at once.
local function height_of(app)
  return math.max(1, app.rows - 8)
end

--- The first line in sight, so that the selected one is.
local function top_of(console, lines, place, height)
  local top = console.at and console.top and place_of(lines, console.top) or math.max(1, #lines - height + 1)
  return math.max(place - height + 1, math.min(top, place))
end

-- The box -----------------------------------------------------------------------------------------------------

local function tab_line(console, place, count)
  local spans = {}
  for index, tab in ipairs(tabs) do
    spans[#spans + 1] = { " " .. tab.name .. " ", style = index == console.tab and "@selected" or "@muted" }
  end
  if console.filter ~= "" and not console.typing then spans[#spans + 1] = { "  /" .. console.filter, style = "@accent" } end
  local follows = place == count
  local right = { follows and "following" or place .. " of " .. count, style = follows and "@ok" or "@warn" }
  return ui.status_bar { height = 1, left = spans, right = { right } }
end

local function hint_line(which)
  local spans = {}
  for _, hint in ipairs(hints[which]) do
    spans[#spans + 1] = { hint[1], style = "@key" }
    spans[#spans + 1] = { " " .. hint[2] .. "  ", style = "@muted" }
  end
  return ui.text(spans, { wrap = "truncate", height = 1 })
end

local function filter_line(console, app)
  return ui.row {
    height = 1,
    ui.text({ { "/", style = "@key" } }, { width = 1 }),
    ui.text_input {
      grow = 1, value = console.filter, placeholder = "words that a line must hold",
      on_change = function(text) console_of(app).filter = text end,
      on_submit = function() console_of(app).typing = nil end,
    },
  }
end

-- Defined with the keys, below.
local move

local function wheel(event, ctx) move(ctx.app, event.lines) end

local function list(app, console, lines, place)
  if #lines == 0 then return ui.text({ { console.filter == "" and "nothing yet" or "no line matches", style = "@muted" } }, { grow = 1 }) end
  local height = height_of(app)
  local top = top_of(console, lines, place, height)
  local shown = table.move(lines, top, math.min(#lines, top + height - 1), 1, {})
  return ui.list(shown, {
    format = look.row, selected = place - top + 1, grow = 1, on_wheel = wheel,
    on_select = function(line)
      local changed = console_of(app)
      changed.at, changed.top = line.seq, shown[1].seq
    end,
  })
end

local function details(console, line)
  local children = {}
  for _, one in ipairs(look.details(line)) do children[#children + 1] = ui.text({ one }, { wrap = "wrap" }) end
  return ui.scroll { offset = math.min(console.offset or 0, #children - 1), grow = 1, on_wheel = wheel, children = children }
end

--- As it is at first, but for the tab: following, without a filter.
local function reset(app)
  app.console = { tab = console_of(app).tab, filter = "" }
end

local function close(app)
  reset(app)
  if app.mode == "console" then keymap.pop() end
end

--- Escape: out of what is being typed, out of the details, out of the console.
local function leave(app)
  local console = console_of(app)
  if console.typing then console.typing, console.filter = nil, ""
  elseif console.details then console.details = nil
  else close(app)
  end
end

ui.overlay("console", function(self)
  if self.mode ~= "console" then return nil end
  local console = self.console or { tab = 1, filter = "" }
  local lines = lines_of(console)
  local place = place_of(lines, console.at)
  local line = console.details and lines[place_of(lines, console.details)]
  local box = { title = "console", width = math.max(20, self.columns - 4), height = math.max(6, self.rows - 4), on_close = function() leave(self) end }
  if line then
    return ui.modal(box, ui.column { grow = 1, details(console, line), hint_line("details") })
  end
  local bottom = console.typing and filter_line(console, self) or hint_line("list")
  return ui.modal(box, ui.column { grow = 1, tab_line(console, place, #lines), list(self, console, lines, place), bottom })
end)

-- Keys --------------------------------------------------------------------------------------------------------

function move(app, by)
  local console = console_of(app)
  if console.details then
    console.offset = math.max(0, (console.offset or 0) + by)
    return
  end
  local lines = lines_of(console)
  if #lines == 0 then return end
  local height = height_of(app)
  local place = place_of(lines, console.at)
  local top = top_of(console, lines, place, height)
  place = math.max(1, math.min(#lines, place + by))
  if place == #lines then
    console.at, console.top = nil, nil
    return
  end
  console.at = lines[place].seq
  console.top = lines[math.max(place - height + 1, math.min(top, place))].seq
end

local function moves(by) return function(ctx) move(ctx.app, by) end end

local function pages(by) return function(ctx) move(ctx.app, math.floor(by * height_of(ctx.app))) end end

local function to_tab(app, tab)
  local console = console_of(app)
  console.tab, console.details = (tab - 1) % #tabs + 1, nil
end

local function turn(by) return function(ctx) to_tab(ctx.app, console_of(ctx.app).tab + by) end end

local function whole(ctx)
  local console = console_of(ctx.app)
  local lines = lines_of(console)
  if console.details or #lines == 0 then
    console.details = nil
    return
  end
  console.details, console.offset = lines[place_of(lines, console.at)].seq, 0
end

local function say(how, text)
  for line in text:gmatch("[^\n]+") do how("%s", line) end
end

--- Asks for Lua and runs it in the live world. What it was and what came of it are lines of the log.
local function run_lua(ctx)
  local app = ctx.app
  local code = ui.input { prompt = "Lua", placeholder = "#agents.list()" }
  if not code or code == "" then return end
  say(log.info, "> " .. code)
  botster.eval(code, function(ok, text) say(ok and log.info or log.error, text) end)
  local console = console_of(app)
  console.at, console.top, console.details, console.filter = nil, nil, nil, ""
  if tabs[console.tab].kind ~= "log" then console.tab = 1 end
end

--- Opens it: as it was left, where it was left without being closed (the terminal detached, a pane was clicked).
local function open(app)
  local console = console_of(app)
  console.typing = nil
  if console.at then
    local lines = lines_of(console)
    local line = lines[place_of(lines, console.at)]
    -- It may be too long ago.
    if not line or line.seq ~= console.at then reset(app) end
  end
  keymap.push("console")
end

action.register("console", function(ctx)
  if ctx.app.mode == "console" then return close(ctx.app) end
  open(ctx.app)
end, { desc = "log, errors and events as they happen", group = "view" })

keymap.table("console", {
  j = { moves(1), "line down" },
  down = { moves(1), "line down" },
  k = { moves(-1), "line up" },
  up = { moves(-1), "line up" },
  pagedown = { pages(1), "page down" },
  pageup = { pages(-1), "page up" },
  ["ctrl+d"] = { pages(1 / 2), "half a page down" },
  ["ctrl+u"] = { pages(-1 / 2), "half a page up" },
  g = { moves(-FAR), "oldest line" },
  home = { moves(-FAR), "oldest line" },
  G = { moves(FAR), "newest line, and follow" },
  ["end"] = { moves(FAR), "newest line, and follow" },
  enter = { whole, "details of the line" },
  ["/"] = { function(ctx) console_of(ctx.app).typing = true end, "filter by words" },
  tab = { turn(1), "next tab" },
  ["shift+tab"] = { turn(-1), "previous tab" },
  ["1"] = { function(ctx) to_tab(ctx.app, 1) end, "all" },
  ["2"] = { function(ctx) to_tab(ctx.app, 2) end, "log" },
  ["3"] = { function(ctx) to_tab(ctx.app, 3) end, "errors" },
  ["4"] = { function(ctx) to_tab(ctx.app, 4) end, "events" },
  [":"] = { run_lua, "run Lua" },
  ["~"] = { "console", "close" },
  ["<prefix> ~"] = { "console", "close" },
  ["<prefix> d"] = { "detach", "leave (detach)" },
  q = { "console", "close" },
  escape = { function(ctx) leave(ctx.app) end, "back, or close" },
  ["?"] = { "help", "every key" },
}, { desc = "the console" })
