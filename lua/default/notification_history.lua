-- What was told: the last notifications, kept over restarts. `ctrl+b M` opens it, Enter goes to the agent. How many
-- came since it was last looked at stands in the status line.
--
--   ╭ notifications ──────────────────────────────────╮
--   │▌14:03 ▲ fix-login  Do you want to proceed?      │
--   │ 13:58 • docs       is done                      │
--   │ enter go there  j k  esc close                  │
--   ╰─────────────────────────────────────────────────╯
--
-- What a view shows of it is kept in `self.notifications`: `at`, the number of the line that is selected (`seq`).

local list_window = require("default.list_window")

local marks = { info = { "•", style = "@accent" }, warn = { "▲", style = "@warn" }, error = { "✗", style = "@bad" } }
-- Rows of the box that are no lines of the list.
local AROUND = 3

local function place_of(list, at)
  for place, one in ipairs(list) do
    if one.seq == at then return place end
  end
  return 1
end

local function selected_of(app)
  local list = notify.history()
  local place = app.notifications and place_of(list, app.notifications.at) or 1
  return list[place], place, list
end

--- When a notification came: the time of today, or the day.
function App:notification_time(at)
  local second = math.floor(at)
  return os.date(os.date("%x", second) == os.date("%x") and "%H:%M" or "%d %b", second)
end

--- One row of the history.
function App:notification_row(one, selected)
  local name = one.name or one.title or ""
  local text = one.title and one.title ~= name and one.title .. ": " .. one.text or one.text
  return {
    left = {
      { selected and "▌" or " ", style = "@accent" },
      { ("%-6s "):format(self:notification_time(one.at)), style = "@muted" },
      marks[one.level] or marks.info, " ",
      { name, bold = one.unread }, { name ~= "" and "  " or "" },
      { text, style = one.level == "info" and "@muted" or "@warn" },
    },
  }
end

local function hints()
  local spans = {}
  for _, hint in ipairs { { "enter", "go there" }, { "j k", "move" }, { "esc", "close" } } do
    spans[#spans + 1] = { hint[1], style = "@key" }
    spans[#spans + 1] = { " " .. hint[2] .. "  ", style = "@muted" }
  end
  return ui.text(spans, { wrap = "truncate", height = 1 })
end

ui.overlay("notifications", function(self)
  if self.mode ~= "notifications" then return nil end
  local one, place, list = selected_of(self)
  local rows = math.max(6, math.min(self.rows - 4, #list + AROUND))
  local height = rows - AROUND
  local shown, top = list_window(list, place, height)
  return ui.modal({
    title = "notifications", width = math.max(30, math.min(110, self.columns - 4)), height = rows,
    on_close = function() keymap.pop() end,
  }, ui.column {
    grow = 1,
    one and ui.list(shown, {
      height = height, selected = place - top + 1,
      format = function(row) return self:notification_row(row, row == one) end,
      on_select = function(row) self.notifications = { at = row.seq } end,
    }) or ui.text({ { "nothing was told yet", style = "@muted" } }, { grow = 1 }),
    hints(),
  })
end)

ui.slot("status.right", function()
  local count = notify.unread()
  return count > 0 and { { count .. " told", style = "@unread" } } or nil
end)

-- Keys --------------------------------------------------------------------------------------------------------

local function moves(by)
  return function(ctx)
    local one, place, list = selected_of(ctx.app)
    if one then ctx.app.notifications = { at = list[math.max(1, math.min(#list, place + by))].seq } end
  end
end

local function close()
  -- Until then those that are new are seen to be.
  notify.seen()
  keymap.pop()
end

local function go(ctx)
  local one = selected_of(ctx.app)
  if not one then return end
  local agent = one.agent and agents.get(one.agent)
  if not agent then
    return notify(one.agent and (one.name or "the agent") .. " is gone" or "that is about no agent", "info",
      { id = "notifications", timeout = 2, keep = false })
  end
  close()
  ctx.app:show(agent)
  mode.set("terminal")
end

action.register("notifications", function(ctx)
  if ctx.app.mode == "notifications" then return close() end
  ctx.app.notifications = nil
  keymap.push("notifications")
end, { desc = "what was told, and by whom", group = "agents" })

keymap.table("notifications", {
  enter = { go, "go there" },
  j = { moves(1), "older" },
  down = { moves(1), "older" },
  k = { moves(-1), "newer" },
  up = { moves(-1), "newer" },
  pagedown = { moves(10), "ten older" },
  pageup = { moves(-10), "ten newer" },
  g = { moves(-1000), "newest" },
  G = { moves(1000), "oldest" },
  M = { "notifications", "close" },
  ["<prefix> M"] = { "notifications", "close" },
  ["<prefix> d"] = { "detach", "leave (detach)" },
  q = { "notifications", "close" },
  escape = { "notifications", "close" },
  ["?"] = { "help", "every key" },
}, { desc = "what was told" })
