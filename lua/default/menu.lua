-- The menu of what can be done with a thing: right click on an agent's row, a pane, a tab or the status line, or
-- `ctrl+b .` for the agent in front. A file of yours adds to it by wrapping:
--
--   local base = App.context_menu
--   function App:context_menu(target)
--     local items = base(self, target)
--     if target.agent then items[#items + 1] = { label = "Review", action = "my.review" } end
--     return items
--   end

-- Each: the action and its word; with an argument, that too.
local of_agent = {
  { "agent.enter", "Type into it" }, { "agent.rename", "Rename" }, { "agent.restart", "Restart" },
  { "agent.explain", "Why this state?" }, { "agent.mark", "Mark for broadcast" }, { "agent.kill", "End" },
}
local of_pane = {
  { "pane.split-right", "Split right" }, { "pane.split-down", "Split down" }, { "pane.zoom", "Zoom" },
  { "mode.set", "Scroll back", "scroll" }, { "pane.close", "Close the pane" },
}
local of_program = {
  { "agent.new", "New agent" }, { "filter", "Find in the list" }, { "palette", "Palette" }, { "command.prompt", "Command line" },
  { "theme.pick", "Themes" }, { "sidebar.cycle", "Move the sidebar" }, { "console", "Log and events" },
  { "help", "Every key" }, { "detach", "Leave" },
}

local function add(items, app, rows)
  for _, row in ipairs(rows) do
    local name = row[3] and row[1] .. " " .. row[3] or row[1]
    local key = ui.key_of(name, app.mode) or ui.key_of(name)
    -- Some follow the prefix in every mode.
    local is_whole = key and key:sub(1, #botster.prefix + 1) == botster.prefix .. " "
    items[#items + 1] = { label = row[2], action = row[1], args = row[3], key = is_whole and key or key and app:hint(name) or "" }
  end
end

--- What the menu offers. `target`: `{ type = "pane", "list", "tabs", "status_bar" or another widget, agent = , x = , y = }`.
--- Each item: `{ label = , key = , action = , args = }`, or with `run`, a function, in place of the action.
function App:context_menu(target)
  local items = {}
  if target.agent then
    add(items, self, of_agent)
    if target.type == "pane" then add(items, self, of_pane) end
  else
    add(items, self, of_program)
  end
  return items
end

action.register("menu", function(ctx, target)
  local app = ctx.app
  if not app then return end
  if type(target) ~= "table" then
    target = { type = ctx.mode == "terminal" and "pane" or "list" }
    target.agent = ctx.mode == "terminal" and ctx.agent or ctx.selected or ctx.agent
  else
    target.agent = target.agent and agents.get(target.agent)
  end
  -- What is chosen is done with the agent in front.
  if target.agent then app:show(target.agent) end
  local items = app:context_menu(target)
  if #items == 0 then return end
  local at = target.x and { x = target.x, y = target.y } or nil
  local item = ui.menu(items, { title = target.agent and target.agent.name or "botster", at = at })
  if item and item.run then item.run(target) end
end, { desc = "what can be done here", group = "view" })
