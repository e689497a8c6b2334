-- The palette: every agent, action and command in one list, found by typing some of its letters. `ctrl+b ctrl+p`
-- opens it. What it offers is made in palette_rows.lua, what fits is found by palette_order.lua and fuzzy.lua. What
-- a view shows of it is kept in `self.palette`:
--
--   query   what is typed       at    the selected row's place in the list       top   the first one in sight
--   from    the mode it was opened in            asked   id of the row that was chosen and wants an argument
--
--   ╭ palette ───────────────────────────────────────╮
--   │ > agn                                     2/94 │
--   │                                                │
--   │   agent.new  new agent  ctrl+b n  user/a.lua:7 │
--   │   again.now  once more            user/a.lua:9 │
--   │ enter run  ↑↓ choose  esc close                │
--   ╰────────────────────────────────────────────────╯

local fuzzy = require("default.fuzzy")
local order = require("default.palette_order")

local RECENT = 20
local WIDEST, HIGHEST = 110, 24
-- Columns from which on there is room for who made each row.
local OWNERS_FROM = 90
local MARK = "bold underline @accent"

local function palette_of(app)
  if not app.palette then app.palette = { query = "", at = 1, top = 1, from = "normal" } end
  return app.palette
end

-- What is found ------------------------------------------------------------------------------------------------

-- What each view's palette offers and what it found last, while it is open: made anew when agents change.
local kept = {}

local function agents_of(app)
  local words = {}
  for _, agent in ipairs(app.agents) do
    words[#words + 1] = table.concat({ agent.id, agent.name, app:status_word(agent), agent.cwd }, "\0")
  end
  return table.concat(words, "\n")
end

-- What the argument that is asked for can be: rows of their own behind that of the action or command, before it once
-- something fits what is typed.
local function offer_words(palette, mine)
  local first, words = mine.first, palette.words or {}
  if #words == 0 or not first or first.id ~= palette.asked then return end
  local rows = {}
  for _, word in ipairs(words) do
    if mine.args == "" or fuzzy.score(mine.args, word) then
      rows[#rows + 1] = { id = first.id, name = first.name .. " " .. word, mark = first.mark, run = function() first:run(word) end }
    end
  end
  local others = table.move(mine.found, 2, #mine.found, 1, {})
  local all = mine.args == "" and { first } or {}
  table.move(rows, 1, #rows, #all + 1, all)
  if mine.args ~= "" then all[#all + 1] = first end
  mine.found = table.move(others, 1, #others, #all + 1, all)
end

--- What is kept for a view, with what its query finds: rows in `found`, and which of them (`first`) it
--- gives an argument (`args`), if any.
local function find(app)
  local palette, agents, view = palette_of(app), agents_of(app), app.view
  local mine = kept[view]
  if not mine or mine.agents ~= agents then
    mine = { agents = agents, rows = app:palette_rows(palette.from), texts = {} }
    for index, row in ipairs(mine.rows) do mine.texts[index] = order.text_of(row) end
    kept[view] = mine
  end
  if mine.query ~= palette.query then
    mine.found, mine.first, mine.args =
      order.sorted(mine.rows, mine.texts, palette.query, state.get("recent") or {}, palette.asked)
    offer_words(palette, mine)
    mine.query = palette.query
  end
  return mine
end

local function size_of(app)
  return math.max(20, math.min(WIDEST, app.columns - 4)), math.max(7, math.min(HIGHEST, app.rows - 4))
end

--- Rows of the list that are in sight at once.
local function height_of(app)
  local _, height = size_of(app)
  return height - 5
end

--- The selected row's place and that of the first in sight, whatever the list and the screen have become.
local function place_of(app, mine)
  local palette, height = palette_of(app), height_of(app)
  local at = math.max(1, math.min(palette.at, #mine.found))
  return at, math.max(at - height + 1, math.min(palette.top, at))
end

-- What is chosen -----------------------------------------------------------------------------------------------

local function close(app)
  app.palette, kept[app.view] = nil, nil
  if app.mode == "palette" then keymap.pop() end
end

local function remember(id)
  state.update("recent", function(list)
    local ids = { id }
    for _, old in ipairs(list or {}) do
      if old ~= id and #ids < RECENT then ids[#ids + 1] = old end
    end
    return ids
  end)
end

local function ask(app, query)
  local palette = palette_of(app)
  palette.query, palette.at, palette.top = query, 1, 1
end

--- Does what a row says, in the mode that the palette was opened in; one that takes an argument is first
--- asked for it, in the same line. `args` is nil until then.
local function choose(app, row, args)
  if row.takes and not args then
    ask(app, row.name .. " ")
    palette_of(app).asked = row.id
    palette_of(app).words = command.complete(row.name .. " ").items
    return
  end
  if row.needs and args == "" then return end
  close(app)
  remember(row.id)
  row:run(args ~= "" and args or nil)
end

--- The row's argument, where it is the one that the query gives one to.
local function argument_of(row, mine)
  return row == mine.first and mine.args or nil
end

--- Enter: what was typed may be later than what is shown.
local function submit(app, query)
  if query ~= palette_of(app).query then ask(app, query) end
  local mine = find(app)
  local row = mine.found[place_of(app, mine)]
  if row then choose(app, row, argument_of(row, mine)) end
end

-- The box ------------------------------------------------------------------------------------------------------

local function append(into, spans)
  for _, span in ipairs(spans) do into[#into + 1] = span end
end

local function left_of(row, query, args)
  local spans = { row.mark or " ", " " }
  if args then
    append(spans, { { row.name, style = "bold" }, { " " .. args, style = "@accent" }, { "  " .. (row.desc or ""), style = "@muted" } })
    return spans
  end
  local text = order.text_of(row)
  local _, positions = fuzzy.match(query, text)
  positions = positions or {}
  append(spans, fuzzy.spans(text, positions, nil, MARK, 1, #row.name))
  append(spans, fuzzy.spans(text, positions, "@muted", MARK, #row.name + 1))
  return spans
end

local function padded(text, width)
  return (" "):rep(width - ui.width(text)) .. text
end

--- The keys of the rows in sight one below the other, and who made them, where there is room.
local function right_of(shown, has_owners)
  local keys, owners = 0, 0
  for _, row in ipairs(shown) do
    keys = math.max(keys, ui.width(row.key or ""))
    owners = math.max(owners, has_owners and ui.width(row.owner or "") or 0)
  end
  return function(row)
    local spans = {}
    if keys > 0 then spans[1] = { padded(row.key or "", keys), style = "@key" } end
    if owners > 0 then spans[#spans + 1] = { "  " .. padded(row.owner or "", owners), style = "@muted" } end
    return #spans > 0 and spans or nil
  end
end

-- Defined with the keys, below.
local move

local function list(app, palette, mine)
  if #mine.found == 0 then return ui.text({ { "nothing fits", style = "@muted" } }, { grow = 1 }) end
  local at, top = place_of(app, mine)
  local shown = table.move(mine.found, top, math.min(#mine.found, top + height_of(app) - 1), 1, {})
  local right = right_of(shown, size_of(app) >= OWNERS_FROM)
  return ui.list(shown, {
    format = function(row) return { left = left_of(row, palette.query, argument_of(row, mine)), right = right(row) } end,
    selected = at - top + 1, grow = 1,
    on_wheel = function(event) move(app, event.lines) end,
    on_select = function(row) choose(app, row, argument_of(row, mine)) end,
  })
end

local function query_line(app, palette, found, count)
  return ui.row {
    height = 1,
    ui.text({ { "> ", style = "@key" } }, { width = 2 }),
    ui.text_input {
      grow = 1, value = palette.query, placeholder = "agents, actions, commands",
      on_change = function(text) ask(app, text) end,
      on_submit = function(text) submit(app, text) end,
    },
    ui.text({ { (" %d/%d"):format(found, count), style = "@muted" } }),
  }
end

local function hints_of(row, args)
  if row and args then return { { row.name, style = "@key" }, { " takes " .. row.takes, style = "@muted" } } end
  local spans = {}
  for _, hint in ipairs { { "enter", row and row.takes and "go on" or "run" }, { "↑↓", "choose" }, { "esc", "close" } } do
    spans[#spans + 1] = { hint[1], style = "@key" }
    spans[#spans + 1] = { " " .. hint[2] .. "  ", style = "@muted" }
  end
  return spans
end

--- The last line; with who made the chosen row, where the list has no room for that.
local function hint_line(app, row, args)
  local owner = size_of(app) < OWNERS_FROM and row and row.owner
  return ui.status_bar { height = 1, left = hints_of(row, args), right = owner and { { owner, style = "@muted" } } or nil }
end

ui.overlay("palette", function(self)
  if self.mode ~= "palette" then return nil end
  local palette, mine = palette_of(self), find(self)
  local width, height = size_of(self)
  local row = mine.found[place_of(self, mine)]
  return ui.modal({ title = "palette", width = width, height = height, on_close = function() close(self) end }, ui.column {
    grow = 1,
    query_line(self, palette, #mine.found, #mine.rows),
    ui.spacer(1),
    list(self, palette, mine),
    hint_line(self, row, row and argument_of(row, mine)),
  })
end)

-- Keys ---------------------------------------------------------------------------------------------------------

function move(app, by)
  local palette, mine = palette_of(app), find(app)
  local last, to = #mine.found, place_of(app, mine) + by
  -- One step beyond an end goes to the other; a page stops there.
  if math.abs(by) == 1 then to = (to - 1) % math.max(1, last) + 1 end
  palette.at = math.max(1, math.min(last, to))
  palette.at, palette.top = place_of(app, mine)
end

local function moves(by) return function(ctx) move(ctx.app, by) end end

local function pages(by) return function(ctx) move(ctx.app, by * math.max(2, height_of(ctx.app))) end end

action.register("palette", function(ctx)
  if ctx.app.mode == "palette" then return close(ctx.app) end
  kept[ctx.app.view] = nil
  ctx.app.palette = { query = "", at = 1, top = 1, from = ctx.app.mode }
  keymap.push("palette")
end, { desc = "find an agent, action or command by some letters", group = "view" })

local function closes(ctx) close(ctx.app) end

keymap.table("palette", {
  down = { moves(1), "next row" },
  up = { moves(-1), "row before" },
  ["ctrl+n"] = { moves(1), "next row" },
  ["ctrl+p"] = { moves(-1), "row before" },
  pagedown = { pages(1), "page down" },
  pageup = { pages(-1), "page up" },
  escape = { closes, "close" },
  ["ctrl+c"] = { closes, "close" },
  ["ctrl+g"] = { closes, "close" },
  ["<prefix> ctrl+p"] = { "palette", "close" },
  ["<prefix> d"] = { "detach", "leave (detach)" },
}, { desc = "the palette" })
