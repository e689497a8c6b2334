-- Who needs a person: a key that goes from one to the next, a panel that shows what they ask, and answers given from
-- there, from the list or from a key of yours, without going there.
--
--   ╭ attention ──────────────────────────────────────────╮
--   │▌▲ fix-login  Do you want to proceed?             3m │
--   │ ✓ docs       at rest                             1m │
--   │ ─────────────────────────────────────────────────── │
--   │  Bash command                                       │
--   │  npm test                                           │
--   │  ❯ 1. Yes …                                         │
--   │ a Yes  w Yes, and don't ask again  d No  t text …   │
--   ╰─────────────────────────────────────────────────────╯
--
-- What a view shows of the panel is kept in `self.attention`: `at`, the id of the agent that is selected.

local agent_clipboard = require("default.agent_clipboard")
local answering = require("default.answering")
local approving = require("default.approving")
local list_window = require("default.list_window")

-- So long a question that took the place of another is not answered: who presses a key has read the one before.
local READ = 0.3
-- How many agents that need nobody are listed besides.
local RECENT = 5
local ANSWER_KEYS = { allow = "a", always = "w", deny = "d" }

local function since(agent) return agent.state_since or agent.created_at end

local function by_age(one, other)
  if since(one) ~= since(other) then return since(one) < since(other) end
  return one.id < other.id
end

local function in_state(app, state)
  local list = {}
  for _, agent in ipairs(app.agents) do
    if agent.status == "running" and agent.state == state then list[#list + 1] = agent end
  end
  table.sort(list, by_age)
  return list
end

local function place_of(list, id)
  for place, one in ipairs(list) do
    if one.id == id then return place end
  end
end

--- Whether an agent asks something: what stands on its screen, or to write to the clipboard.
function App:is_asking(agent) return agent.state == "blocked" or agent_clipboard.wish(agent) ~= nil end

--- Who waits for a person: those that ask, the longest first, then those that are done.
function App:waiting()
  local list = in_state(self, "blocked")
  for _, agent in ipairs(self.agents) do
    if agent.state ~= "blocked" and agent_clipboard.wish(agent) then list[#list + 1] = agent end
  end
  for _, agent in ipairs(in_state(self, "done")) do
    if not agent_clipboard.wish(agent) then list[#list + 1] = agent end
  end
  return list
end

-- From one to the next ----------------------------------------------------------------------------------------

action.register("attention.next", function(ctx)
  local app = ctx.app
  local list = app:waiting()
  local here = app.focused_agent and place_of(list, app.focused_agent.id)
  local agent = list[(here or 0) % math.max(1, #list) + 1]
  if not agent then return notify.info("nobody waits for you", { id = "attention", timeout = 2, keep = false }) end
  if here and #list == 1 then
    return notify.info("nobody else waits for you", { id = "attention", timeout = 2, keep = false })
  end
  app:show(agent)
  mode.set("terminal")
end, { desc = "next agent that waits for you", group = "agents" })

-- The panel ---------------------------------------------------------------------------------------------------

-- Which question of an agent was drawn last, and since when.
local drawn = {}

-- What an agent asks: its screen first.
local function asked_of(agent)
  if agent.state == "blocked" then return agent.question_id end
  return agent_clipboard.wish(agent)
end

local function was_read(agent)
  local last = drawn[agent.id]
  return last and last.question == asked_of(agent) and timer.clock() - last.since >= READ
end

local function note_drawn(agent)
  local last, asked = drawn[agent.id], asked_of(agent)
  if last and last.question == asked then return end
  drawn[agent.id] = { question = asked, since = last and timer.clock() or -READ }
end

--- The agents that the panel lists: who waits, then those that did something last.
function App:attention_list()
  local list = self:waiting()
  local rest = {}
  for _, agent in ipairs(self.agents) do
    if not place_of(list, agent.id) then rest[#rest + 1] = agent end
  end
  table.sort(rest, function(one, other)
    local a, b = one.last_output_at or one.created_at, other.last_output_at or other.created_at
    if a ~= b then return a > b end
    return one.id < other.id
  end)
  for place = 1, math.min(RECENT, #rest) do list[#list + 1] = rest[place] end
  return list
end

local function selected_of(app)
  local list = app:attention_list()
  local at = app.attention and app.attention.at
  return list[place_of(list, at) or 1], list
end

--- The agent that is selected in the panel; nil where there is none.
function App:attention_selected() return (selected_of(self)) end

--- One row of the panel.
function App:attention_row(agent, selected)
  local asks = self:is_asking(agent)
  local told = agent.state == "blocked" and self:question_text(agent) or self:clipboard_text(agent) or self:status_word(agent)
  local age = self:state_age(agent)
  return {
    left = {
      { selected and "▌" or " ", style = "@accent" },
      self:status_mark(agent), " ", { agent.name, bold = asks }, "  ",
      { told, style = asks and "@warn" or "@muted" },
    },
    right = { { self:settings_text(agent), style = "@muted" }, { age, style = "@muted" } },
  }
end

local function told_of(agent) return agent.settings and agent.settings.notify or "all" end
local told_words = { all = "", blocked = "only asks ", none = "quiet " }
local next_hints = { all = "tell only that it asks", blocked = "tell nothing", none = "tell all" }
local next_told = { all = "blocked", blocked = "none", none = "all" }

--- What is set for an agent, where it is not what is usual: `quiet`.
function App:settings_text(agent)
  return (agent.settings and agent.settings.auto_approve and "auto " or "") .. told_words[told_of(agent)]
end

local function hint_line(agent)
  local spans = {}
  local function add(key, text)
    spans[#spans + 1] = { key, style = "@key" }
    spans[#spans + 1] = { " " .. text .. "  ", style = "@muted" }
  end
  local is_blocked = agent and agent.state == "blocked"
  for _, option in ipairs(is_blocked and agent.options or {}) do
    local key = ANSWER_KEYS[option.kind]
    if key then add(key, ui.truncate(option.label, 24)) end
  end
  if agent and not is_blocked and agent_clipboard.wish(agent) then
    for _, row in ipairs(agent_clipboard.answers(agent)) do add(row.key, ui.truncate(row.label, 24)) end
  end
  if is_blocked and answering.takes_text(agent) then add("t", "text") end
  add("enter", "go there")
  if agent then add("n", next_hints[told_of(agent)]) end
  if agent and approving.pending(agent) then add("c", "cancel") end
  add("esc", "close")
  return ui.text(spans, { wrap = "truncate", height = 1 })
end

local function asked_lines(agent, height)
  if agent and agent.state == "blocked" then return agent.question_lines or {} end
  return agent and agent_clipboard.wish(agent) and agent_clipboard.rows(agent, height) or {}
end

--- What the selected agent asks, as it shows it.
function App:attention_question(agent, height)
  local lines = asked_lines(agent, height)
  if #lines == 0 then
    return ui.text({ { agent and agent.question or "", style = "@warn" } }, { wrap = "wrap", grow = 1 })
  end
  local rows = {}
  for place = math.max(1, #lines - height + 1), #lines do
    rows[#rows + 1] = ui.text({ { (lines[place]:gsub("%s+$", "")) } }, { wrap = "truncate", height = 1 })
  end
  return ui.column { grow = 1, children = rows }
end

ui.overlay("attention", function(self)
  if self.mode ~= "attention" then return nil end
  local agent, list = selected_of(self)
  if agent then note_drawn(agent) end
  local rows = math.max(8, self.rows - 4)
  local listed = math.min(#list, math.max(2, rows // 3))
  local place = agent and place_of(list, agent.id) or 1
  local shown, top = list_window(list, place, listed)
  return ui.modal({
    title = "attention", width = math.max(30, math.min(110, self.columns - 4)), height = rows,
    on_close = function() keymap.pop() end,
  }, ui.column {
    grow = 1,
    #list == 0 and ui.text({ { "there are no agents", style = "@muted" } }) or ui.list(shown, {
      height = listed, selected = place - top + 1,
      format = function(one) return self:attention_row(one, one.id == agent.id) end,
      on_select = function(one) self.attention = { at = one.id } end,
    }),
    ui.text({ { ("─"):rep(200), style = "@border" } }, { wrap = "truncate", height = 1 }),
    self:attention_question(agent, rows - listed - 4),
    hint_line(agent),
  })
end)

-- Keys of the panel -------------------------------------------------------------------------------------------

local function about_selected(run)
  return function(ctx)
    local agent = selected_of(ctx.app)
    if agent then run(agent, ctx) end
  end
end

local function moves(by)
  return function(ctx)
    local agent, list = selected_of(ctx.app)
    if not agent then return end
    local place = place_of(list, agent.id)
    ctx.app.attention = { at = list[math.max(1, math.min(#list, place + by))].id }
  end
end

local function answers(kind)
  return about_selected(function(agent)
    if not asked_of(agent) then return end
    if not was_read(agent) then
      return notify.warn("the question has just changed: look again", { title = agent.name, id = "answer:" .. agent.id })
    end
    if agent.state ~= "blocked" then agent_clipboard.answer(agent, kind)
    elseif kind ~= "never" then answering.answer(agent, kind) end
  end)
end

action.register("agent.notify", function(ctx, level)
  local agent = ctx.mode == "attention" and selected_of(ctx.app) or ctx.mode == "terminal" and ctx.agent or ctx.selected or ctx.agent
  if agent then agents.set(agent, { notify = level or next_told[told_of(agent)] }) end
end, { desc = "what of it is told: all, that it asks, nothing", group = "agents", takes = "all, blocked or none; nothing for the next", complete = { "all", "blocked", "none" } })

action.register("attention", function(ctx)
  if ctx.app.mode == "attention" then return keymap.pop() end
  -- Who waits longest is looked at first.
  ctx.app.attention = nil
  drawn = {}
  -- What was told of them, and is here to be read, need not cover it.
  notify.dismiss("asks")
  for _, agent in ipairs(ctx.app:waiting()) do notify.dismiss("asks:" .. agent.id) end
  keymap.push("attention")
end, { desc = "who waits for you, and what they ask", group = "agents" })

local text_answer = about_selected(function(agent)
  if agent.state == "blocked" then answering.ask_text(agent) end
end)

local go = about_selected(function(agent, ctx)
  keymap.pop()
  ctx.app:show(agent)
  mode.set("terminal")
end)

keymap.table("attention", {
  a = { answers("allow"), "allow" },
  w = { answers("always"), "allow always" },
  d = { answers("deny"), "deny" },
  x = { answers("never"), "never let it write to the clipboard" },
  t = { text_answer, "answer with a text" },
  i = { text_answer, "answer with a text" },
  y = { about_selected(function(agent, ctx) ctx.app:answer_menu(agent) end), "choose an answer" },
  enter = { go, "go there" },
  j = { moves(1), "next" },
  down = { moves(1), "next" },
  k = { moves(-1), "previous" },
  up = { moves(-1), "previous" },
  n = { "agent.notify", "what of it is told" },
  A = { "attention", "close" },
  ["<prefix> A"] = { "attention", "close" },
  ["<prefix> d"] = { "detach", "leave (detach)" },
  q = { "attention", "close" },
  c = { about_selected(function(agent) approving.cancel(agent) end), "do not answer by itself" },
  V = { "agent.auto-approve", "answered by rules, or not" },
  escape = { function(ctx)
    local agent = selected_of(ctx.app)
    if not (agent and approving.cancel(agent)) then action.run("attention") end
  end, "cancel what answers by itself, or close" },
  ["?"] = { "help", "every key" },
}, { desc = "who waits for you" })
