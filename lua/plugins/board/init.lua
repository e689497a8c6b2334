--- @name board
--- @version 1.0.0
--- @since 0.1.0
--- @desc Who needs you, as a board: a column of those that ask, one of those that are done, one of those that work
--
--   ╭ asks 1 ────────────╮╭ is done 1 ─────────╮╭ works 2 ───────────╮
--   │ fix-login       3m ││ docs            1m ││ claude          8m │
--   │ Do you want to pro…││                    ││ tests           2m │
--   ╰────────────────────╯╰────────────────────╯╰────────────────────╯
--
-- `:board`, or the action "board": `keymap.set("normal", "B", "board")`. Arrows or h j k l choose, enter goes there,
-- escape leaves. Where the choice stands is kept with the view, in `self.board`: { column = 1, row = 1 }.

local MODE = "board"
local COLUMNS = {
  { state = "blocked", title = "asks", style = "@warn" },
  { state = "done", title = "is done", style = "@ok" },
  { state = "working", title = "works", style = "@accent" },
}

--- Who is in a column, whoever has been there longest first.
local function agents_in(column)
  local list = agents.list { status = "running", state = column.state }
  table.sort(list, function(a, b) return (a.state_since or a.created_at) < (b.state_since or b.created_at) end)
  return list
end

local function age(agent)
  local seconds = math.max(0, os.time() - (agent.state_since or agent.created_at))
  return seconds < 60 and "now" or seconds < 3600 and ("%dm"):format(seconds // 60) or ("%dh"):format(seconds // 3600)
end

--- The place that is chosen, within what there is now.
local function place(app)
  local at = app.board or { column = 1, row = 1 }
  local column = math.max(1, math.min(#COLUMNS, at.column))
  local list = agents_in(COLUMNS[column])
  return { column = column, row = math.max(1, math.min(#list, at.row)) }, list
end

local function leave() keymap.pop() end

local function go(app, agent)
  if not agent then return end
  leave()
  app:show(agent)
  mode.set("terminal")
end

local function card(app, agent, is_chosen)
  local lines = { ui.row { ui.text({ { agent.name, style = "bold" } }, { wrap = "truncate", grow = 1 }), ui.text(age(agent), { width = 4, align = "right" }) } }
  if agent.question then lines[2] = ui.text({ { agent.question, style = "@muted" } }, { wrap = "truncate", height = 1 }) end
  return ui.column { style = is_chosen and "@selected" or nil, on_click = function() go(app, agent) end, children = lines }
end

local function column_box(app, index, at)
  local column = COLUMNS[index]
  local list = agents_in(column)
  local cards = {}
  for row, agent in ipairs(list) do cards[row] = card(app, agent, index == at.column and row == at.row) end
  if #list == 0 then cards[1] = ui.text({ { "nobody", style = "@muted" } }) end
  local title = { { ("%s %d"):format(column.title, #list), style = column.style } }
  return ui.panel({ title = title, border_style = index == at.column and column.style or "@border", grow = 1, width = "1fr" }, ui.column(cards))
end

ui.overlay("board", function(self)
  if self.mode ~= MODE then return nil end
  local at = place(self)
  local boxes = {}
  for index in ipairs(COLUMNS) do boxes[index] = column_box(self, index, at) end
  local height = math.max(8, math.min(self.rows - 4, 24))
  return ui.modal({ title = "board", width = self.columns - 4, height = height, on_close = leave }, ui.row { grow = 1, children = boxes })
end)

local function moves(columns, rows)
  return function(ctx)
    local at = place(ctx.app)
    ctx.app.board = { column = at.column + columns, row = at.row + rows }
    ctx.app.board = place(ctx.app)
  end
end

local function enter(ctx)
  local at, list = place(ctx.app)
  go(ctx.app, list[at.row])
end

keymap.table(MODE, {
  h = { moves(-1, 0), "column to the left" }, left = { moves(-1, 0), "column to the left" },
  l = { moves(1, 0), "column to the right" }, right = { moves(1, 0), "column to the right" },
  k = { moves(0, -1), "one up" }, up = { moves(0, -1), "one up" },
  j = { moves(0, 1), "one down" }, down = { moves(0, 1), "one down" },
  enter = { enter, "go there" }, escape = { leave, "leave" }, q = { leave, "leave" }, ["?"] = { "help", "every key" },
}, { desc = "the board of who needs you" })

action.register("board", function(ctx)
  if ctx.app.mode == MODE then return leave() end
  keymap.push(MODE)
end, { desc = "who needs you, as a board", group = "agents" })
