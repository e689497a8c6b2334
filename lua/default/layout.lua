-- The screen. Each piece is a method of App, so a file of yours can change one and leave the rest:
--
--   function App:agent_row(agent) return agent.name .. "  " .. agent.title end
--
-- or wrap it:   local base = App.status_line
--               function App:status_line() return ui.column{ ui.text("hello"), base(self) } end
--
--   ╭ agents ───────╮╭ shell ─────────────────────╮
--   │ ~/project     ││ $ ls                       │
--   │ 1 ● shell     ││                            │
--   ╰───────────────╯╰────────────────────────────╯
--    NORMAL  n new agent  ? help         2 agents

local NARROW = 60

--- The whole screen.
function App:render()
  return ui.column { self:body(), self:tour_box(), self:status_line() }
end

--- Everything above the status line.
function App:body()
  if #self.agents == 0 then return self:welcome() end
  local main = self:below_tabs(self:main())
  if self:is_zoomed() or self.sidebar_side == "hidden" then return main end
  if self.columns < NARROW then return self:narrow(main) end
  if self.sidebar_side == "right" then return ui.row { main, self:sidebar() } end
  return ui.row { self:sidebar(), main }
end

--- Whether the list stands beside the panes.
function App:has_sidebar()
  return self.sidebar_side ~= "hidden" and self.columns >= NARROW
end

--- Too narrow for two columns: the list takes the place of the terminal while keys are commands.
function App:narrow(main)
  return self.mode == "normal" and self:sidebar() or main
end

-- The list of agents ------------------------------------------------------------------------------------------

--- How wide the sidebar is.
function App:sidebar_width()
  if self.columns < NARROW then return "1fr" end
  if self.sidebar_columns then return math.max(4, math.min(self.sidebar_columns, self.columns - 24)) end
  return math.min(36, self.columns // 5 + 8)
end

--- The agents, and what files of yours put into the slot "sidebar".
function App:sidebar()
  return ui.panel({
    title = not self:is_compact() and { { "agents", style = "@title" } } or nil,
    width = self:sidebar_width(),
    border = "round",
    border_style = self.mode == "normal" and "@border_active" or "@border",
    on_drag = function(event) self:drag_sidebar(event) end,
  }, self:agent_list(), self:launch_list(), ui.slot("sidebar"))
end

--- The rows, gathered by directory.
function App:agent_list()
  return ui.agent_list(self:ordered_agents(), {
    selected = self.selected_agent and self.selected_agent.id,
    -- Of two values of `group_of` this is the first.
    group_by = function(agent) return (self:group_of(agent)) end,
    group_format = function(name, list, is_folded) return self:group_heading(name, list, is_folded) end,
    folded = function(_, list) return self:is_folded(self:group_key(list[1])) end,
    on_heading = function(_, list) self:fold(self:group_key(list[1]), not self:is_folded(self:group_key(list[1]))) end,
    format = function(agent, index, is_folded) return self:agent_row(agent, index, is_folded) end,
    on_select = function(agent) self:show(agent) end, filterable = true,
  })
end

--- One row: a bar if it is selected, number, mark, name, what it says of itself; at the right since when it does
--- what it does, and a mark for news. One that is folded away has no number, and is seen while a row is looked for.
function App:agent_row(agent, index, is_folded)
  local focused = self.focused_agent and self.focused_agent.id == agent.id
  local selected = self.selected_agent and self.selected_agent.id == agent.id
  local left = {
    { selected and "▌" or " ", style = "@accent" },
    { index <= 9 and not is_folded and tostring(index) or " ", style = "@muted" },
    self:mark_sign(agent), self:status_mark(agent),
  }
  if self:is_compact() then return { left = left } end
  local detail, labels = self:agent_detail(agent), self:agent_labels(agent)
  return {
    left = {
      left[1], left[2], left[3], left[4], " ",
      { agent.name, bold = focused },
      { labels ~= "" and " " .. labels or "", style = "@muted" },
      { detail ~= "" and "  " .. detail or "", style = self:is_asking(agent) and "@warn" or "@muted" },
    },
    right = self:agent_news(agent),
  }
end

--- What stands after an agent's name: what it asks, its title, or how it ended.
function App:agent_detail(agent)
  if self:is_over(agent) then return agent.exit_code and "exit " .. agent.exit_code or agent.signal or agent.status end
  if agent.state == "blocked" and agent.question then return self:question_text(agent) end
  if self:clipboard_text(agent) then return self:clipboard_text(agent) end
  local said = project.row_of(agent)
  if said then return said end
  if agent.title ~= agent.name and agent.title ~= "" then return agent.title end
  return self:agent_tags(agent)
end

-- Panes -------------------------------------------------------------------------------------------------------

--- The panes, or the one that is zoomed.
function App:main()
  if self:is_zoomed() then return self:screen(self.focused_agent) end
  local tree = self:fitted_panes()
  return self:pane_node(tree)
end

--- A tree of panes as widgets.
function App:pane_node(tree)
  if tree.a then
    return ui.split {
      direction = tree.direction, ratio = tree.ratio, divider = false, a = self:pane_node(tree.a), b = self:pane_node(tree.b),
      on_resize = function(event) self:resize_split(tree.at, event.ratio) end,
    }
  end
  return self:pane(tree.agent and agents.get(tree.agent), tree.current)
end

--- One pane: an agent in a box. `current`: the one that keys go to.
function App:pane(agent, current)
  if self.columns < NARROW and not self:panes().a then return self:screen(agent, current) end
  local active = current and self.mode ~= "normal" and self.mode ~= "popup"
  return ui.panel({
    title = self:pane_title(agent, current),
    border = "round",
    border_style = self:broadcast_border(agent) or active and "@border_active" or "@border",
    grow = 1,
  }, self:screen(agent, current))
end

--- What the border says: the name, the title, and how far it is scrolled back.
function App:pane_title(agent, current)
  if not agent then return nil end
  local title = { { agent.name, style = current and "@title" or "@muted" } }
  title[#title + 1] = self:broadcast_title(agent)
  if agent.title ~= "" and agent.title ~= agent.name then title[#title + 1] = { "  " .. agent.title, style = "@muted" } end
  if current and self.scroll > 0 then title[#title + 1] = { "  ↑ " .. self.scroll .. " lines", style = "@warn" } end
  return title
end

--- An agent's screen; below it, how it ended.
function App:screen(agent, current)
  local terminal = ui.terminal(agent, {
    cursor = current ~= false, grow = 1, placeholder = "no agent", selection = "@copy_selection", match = "@copy_match", current_match = "@copy_current_match",
    on_link = function(link) self:open_link(link) end, on_link_hover = function(link) self:hover_link(link) end,
  })
  if not agent or not self:is_over(agent) then return terminal end
  return ui.column { terminal, self:ending(agent), grow = 1 }
end

--- The line under the last screen of an agent that is over.
function App:ending(agent)
  local failed = self:has_failed(agent)
  return ui.text({
    { (failed and " ✗ " or " ✓ ") .. self:status_word(agent), style = failed and "@bad" or "@ok" },
    { "   " .. self:hint("agent.restart") .. " restart   " .. self:hint("agent.kill") .. " close", style = "@muted" },
  }, { wrap = "truncate", height = 1 })
end

-- The status line ---------------------------------------------------------------------------------------------

local mode_styles = { normal = "@mode_normal", terminal = "@mode_terminal", copy = "@mode_copy" }

-- What files added to a slot, each with room after it.
local function segments(slot)
  local spans = {}
  for _, segment in ipairs(ui.slot(slot)) do
    spans[#spans + 1] = segment
    spans[#spans + 1] = "  "
  end
  return spans
end

--- Mode and key hints at the left, counts at the right.
function App:status_line()
  return ui.status_bar {
    height = 1,
    left = { self:mode_badge(), "  ", self:broadcast_badge() or "", self:launch_hint() or "", self.copy and self:copy_status() or "", segments("status.left"), self:link_target() or self:hints() },
    right = { self:zoom_mark(), self:folded_mark(), self:position(), segments("status.right"), self:counts(), " " },
  }
end

--- The mode as a word on a coloured ground.
function App:mode_badge()
  return { " " .. self.mode:upper() .. " ", style = mode_styles[self.mode] or "@mode_other" }
end

--- The key that runs an action, as it is typed in the present mode.
function App:hint(action)
  local key = ui.key_of(action)
  if not key then return ":" .. action end
  return (self.mode == "terminal" or self.mode == "popup") and botster.prefix .. " " .. key or key
end

--- Which hints the status line has, in each mode: action and word.
App.shown_hints = {
  normal = {
    { "agent.enter", "type" }, { "agent.new", "new" }, { "agent.kill", "end" }, { "pane.split-right", "split" },
    { "help", "help" }, { "detach", "leave" },
  },
  terminal = { { "mode.set normal", "commands" }, { "agent.new", "new" }, { "help", "help" } },
  copy = { { "copy select-char", "select" }, { "copy selection", "copy" }, { "copy.search-back", "search" }, { "copy leave", "leave" } },
  popup = { { "scratch", "hide" }, { "mode.set normal", "commands" }, { "popup.close", "end it" } },
  console = {}, notifications = {}, themes = {}, tasks = {}, pager = {}, -- these say their keys themselves
}

--- The hints of the present mode, as spans.
function App:hints()
  local spans = {}
  local function add(key, word)
    spans[#spans + 1] = { (#spans > 0 and "  " or "") .. key, style = "@key" }
    spans[#spans + 1] = { " " .. word, style = "@muted" }
  end
  local shown = self:with_tour(self.shown_hints[self.mode])
  if not shown then
    local said = {}
    for _, binding in ipairs(keymap.list { mode = self.mode }) do
      if not said[binding.desc] then add(binding.lhs, binding.desc) end
      said[binding.desc] = true
    end
    return spans
  end
  -- In terminal mode nearly every key follows the prefix, which is said once.
  local prefix, prefixed = botster.prefix .. " ", {}
  local mode = self.mode == "popup" and "terminal" or self.mode
  for _, one in ipairs(shown) do
    local key = ui.key_of(one[1], mode) or ui.key_of(one[1]) and self:hint(one[1])
    if key and key:sub(1, #prefix) == prefix then prefixed[#prefixed + 1] = { key:sub(#prefix + 1), one[2] }
    elseif key then add(key, one[2])
    end
  end
  if #prefixed > 0 then add(botster.prefix, "then") end
  for _, one in ipairs(prefixed) do add(one[1], one[2]) end
  return spans
end

--- Which agent has the whole screen, where one has.
function App:zoom_mark()
  if not self:is_zoomed() or not self.focused_agent then return nil end
  return { "zoom " .. self.focused_agent.name .. "  ", style = "@accent" }
end

--- How far the agent is scrolled back, where no border says it.
function App:position()
  local bordered = not self:is_zoomed() and self.columns >= NARROW
  if bordered or self.scroll == 0 then return nil end
  return { "↑ " .. self.scroll .. " lines  ", style = "@warn" }
end

--- What the agents do, how many have news, and how many there are.
function App:counts()
  local unread = 0
  for _, agent in ipairs(self.agents) do
    if self:is_unread(agent) then unread = unread + 1 end
  end
  local total = #self.agents
  return {
    self:state_counts(),
    unread > 0 and { "• " .. unread .. " new  ", style = "@unread" } or "",
    { total .. (total == 1 and " agent" or " agents"), style = "@muted" },
  }
end

-- Nothing there yet -------------------------------------------------------------------------------------------

--- What a first start shows: five lines, and for who is new here where the tour is.
function App:welcome()
  local function line(key, text)
    return ui.spans({ { ("%12s  "):format(key), style = "@key" }, text }, { wrap = "truncate", height = 1 })
  end
  local user = self:short_path(botster.home) .. "/user/layout.lua"
  return ui.column {
    ui.spacer(),
    ui.row {
      ui.spacer(),
      ui.column {
        line(self:hint("agent.new"), "start an agent: a shell, claude, anything"),
        line(self:hint("help"), "every key"),
        line(self:hint("command.prompt"), "commands"),
        line(self:hint("detach"), "leave; agents go on without you"),
        line("edit", user .. " and watch this screen change"),
        self:is_new() and line(self:hint("tour"), "a tour of one minute") or nil,
      },
      ui.spacer(),
    },
    ui.spacer(),
    grow = 1,
  }
end
