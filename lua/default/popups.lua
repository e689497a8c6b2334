-- How programs in front of the layout look (`popup.open`), and the scratch terminal, `ctrl+b f`: a shell of the view's
-- own that comes and goes with that key. While one is seen the key table "popup" is in force: what it does not bind
-- means what it means in the terminal mode.
--
--   ╭ agents ──╮╭ shell ─────────────────╮
--   │ 1 ● shell││ ╭ scratch ───────────╮ │
--   │          ││ │ $ make test        │ │
--   │          ││ ╰────────────────────╯ │
--   ╰──────────╯╰────────────────────────╯

local SCRATCH = "scratch"
local LEAST = { width = 12, height = 4 }
-- Cells that a key makes it larger, on both sides together.
local STEP = { width = 4, height = 2 }

mode.define("popup", { fallback = "terminal", desc = "keys go to the program in front" })

--- Cells of a size as `popup.list` gives it, out of `room`.
local function cells(size, room, least)
  local percent = type(size) == "string" and tonumber(size:match("^(%d+)%%$"))
  return math.max(math.min(least, room), math.min(room, percent and room * percent // 100 or tonumber(size) or room))
end

--- The columns and rows that a program in front has, its border included.
function App:popup_size(one)
  return cells(one.width, self.columns, LEAST.width), cells(one.height, self.rows, LEAST.height)
end

--- The program in front that has the keys; nil where there is none.
function App:front_popup()
  local found
  for _, one in ipairs(popup.list()) do
    if one.shown then found = one end
  end
  return found
end

--- Makes a program in front larger by so many columns and rows; it stays in the middle.
function App:grow_popup(one, columns, rows)
  local width, height = self:popup_size(one)
  popup.resize(one, math.max(LEAST.width, math.min(self.columns, width + columns)),
    math.max(LEAST.height, math.min(self.rows, height + rows)))
end

-- In the middle of the screen, so that a border moves on both sides at once.
local function drag(app, one, event)
  local columns, rows = 0, 0
  if event.from_x == 0 then columns = event.from_x - event.x
  elseif event.from_x == event.width - 1 then columns = event.x - event.from_x end
  if event.from_y == 0 then rows = event.from_y - event.y
  elseif event.from_y == event.height - 1 then rows = event.y - event.from_y end
  local width = math.max(LEAST.width, math.min(app.columns, event.width + 2 * columns))
  local height = math.max(LEAST.height, math.min(app.rows, event.height + 2 * rows))
  popup.resize(one, width, height)
end

--- One program in front: a box in the middle of the screen. `has_keys`: none is in front of it.
function App:popup_box(one, has_keys)
  local width, height = self:popup_size(one)
  local box = ui.panel({
    title = { { one.title, style = has_keys and "@title" or "@muted" } },
    border = "round", border_style = has_keys and "@border_active" or "@border", width = width, height = height,
    on_drag = function(event) drag(self, one, event) end,
    -- What is pressed in it is not pressed beside it.
    on_click = function() end,
  }, ui.terminal(one.pty, { keys = has_keys, cursor = has_keys, grow = 1 }))
  local beside = function()
    if one.with_agent then popup.hide(one) end
  end
  return ui.column {
    on_click = beside,
    ui.spacer(), ui.row { height = height, ui.spacer(), box, ui.spacer() }, ui.spacer(),
  }
end

ui.overlay("popups", function(self)
  local shown = {}
  for _, one in ipairs(popup.list()) do
    if one.shown then shown[#shown + 1] = one end
  end
  if #shown == 0 then return nil end
  local layers = {}
  for place, one in ipairs(shown) do layers[place] = self:popup_box(one, place == #shown) end
  return ui.stack(layers)
end)

local steps = { { "left", -STEP.width, 0 }, { "right", STEP.width, 0 }, { "up", 0, STEP.height }, { "down", 0, -STEP.height } }

keymap.set("popup", "<prefix> x", "popup.close", { desc = "end the program in front", group = "popup" })
for _, step in ipairs(steps) do
  local direction, columns, rows = table.unpack(step)
  keymap.set("popup", "<prefix> shift+" .. direction, function(ctx)
    local one = ctx.app:front_popup()
    if one then ctx.app:grow_popup(one, columns, rows) end
  end, { desc = columns + rows > 0 and "larger" or "smaller", group = "popup" })
end

-- The scratch terminal ------------------------------------------------------------------------------------------

action.register("scratch", function(ctx)
  for _, one in ipairs(popup.list()) do
    if one.key == SCRATCH and one.shown and popup.hide(SCRATCH) then return end
  end
  local near = ctx.agent or ctx.selected
  popup.open { key = SCRATCH, cwd = near and near.cwd, width = "80%", height = "70%", with_agent = true }
end, { desc = "show or hide a shell in front of everything", group = "view" })

action.register("popup.close", function(ctx)
  local one = ctx.app:front_popup()
  if one then popup.close(one) end
end, { desc = "end the program in front", group = "view" })
