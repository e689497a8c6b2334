-- The tour: some things to do, one after another, in a box above the status line (`ctrl+b T`, `:tour`), a row where the
-- screen is small. It takes no keys, but for escape while keys are commands, and has a place of its own: nothing of an
-- agent is under it. Each step is over once it was done, and the tour after the last. A new home has a hint of it, until
-- the tour was taken or there is a second agent. What is kept, in state "tour": `step`, `agents` and `focus` as they were
-- when the step began; or `over`.
--
--   ╭ tour 2 of 7 ──────────────────────────────────────────────╮
--   │ ctrl+b j  goes to the next agent         ctrl+b T ends it │
--   ╰───────────────────────────────────────────────────────────╯

-- On a screen of fewer rows the box is one row.
local SMALL = 30

--- The steps, in order; a file of yours may add to `App.tour_steps`. Each has `action`, whose key is shown, or `key`;
--- `text`; and `done(app, since)`, with what there was when it began: `since.agents`, `since.focus`, `since.edited`.
local steps = {
  {
    action = "agent.new", text = "starts an agent: a shell, claude, anything.",
    done = function(app, since) return #app.agents > since.agents end,
  },
  {
    action = "agent.next", text = "goes to the next agent; a number to that one.",
    before = function(app) return #app.agents < 2 and { action = "agent.new", text = "starts a second agent, to have two." } end,
    done = function(app, since) return since.focus and app.focused_agent and app.focused_agent.id ~= since.focus end,
  },
  {
    action = "pane.split-right", text = "shows another agent beside this one.",
    done = function(app) return app:panes().a ~= nil end,
  },
  {
    action = "mode.set copy", text = "reads back what an agent printed; q goes back.",
    done = function(app) return app.mode == "copy" or app.mode == "scroll" end,
  },
  {
    action = "palette", text = "finds anything by some letters; escape closes it.",
    done = function(app) return app.mode == "palette" end,
  },
  {
    key = "edit", text = function(app) return app:short_path(botster.home) .. "/user/layout.lua: what you save is live." end,
    done = function() return state.get("edited") end,
  },
  {
    action = "detach", text = "leaves; agents go on. botster-tui brings you back.",
    done = function() return state.get("left") end,
  },
}
App.tour_steps = steps

local function tour_of()
  return state.get("tour") or {}
end

-- `app` is absent where a script asks.
local function begin(app, step)
  local focused = app and app.focused_agent
  state.set("edited", nil)
  state.set("left", nil)
  state.set("tour", { step = step, agents = #agents.list(), focus = focused and focused.id })
end

local function finish()
  state.set("tour", { over = true })
end

--- Whether nobody has done anything here yet but start one agent.
function App:is_new()
  return not botster.safe and state.get("tour") == nil and #self.agents <= 1
end

--- The hints of the status line, with where the tour is while everything is new.
function App:with_tour(shown)
  local is_shown = shown and #self.agents > 0 and (self.mode == "normal" or self.mode == "terminal") and self:is_new()
  return is_shown and table.move({ { "tour", "tour" } }, 1, 1, #shown + 1, { table.unpack(shown) }) or shown
end

--- The step that is to be done now, and its number; nil while no tour is taken. What was done meanwhile is over.
function App:tour_step()
  local tour = tour_of()
  if not tour.step or botster.safe then return nil end
  local step = self.tour_steps[tour.step]
  if step and step.done and step.done(self, tour) then
    begin(self, tour.step + 1)
    step = self.tour_steps[tour.step + 1]
  end
  if not step then return finish() end
  return step, tour_of().step
end

--- The box of the tour, above the status line; nil while none is taken.
function App:tour_box()
  local step, at = self:tour_step()
  if not step then return nil end
  local now = step.before and step.before(self) or step
  local text = type(now.text) == "function" and now.text(self) or now.text
  local key = { { now.key or self:hint(now.action), style = "@key" }, "  " .. text }
  local ends = { { self.mode == "normal" and "escape" or self:hint("tour"), style = "@key" }, { " ends it ", style = "@muted" } }
  local title = { ("tour %d of %d"):format(at, #self.tour_steps), style = "@title" }
  if self.rows < SMALL then
    return ui.status_bar { height = 1, left = { " ", title, "  ", table.unpack(key) }, right = ends }
  end
  return ui.panel({ title = { title }, border = "round", border_style = "@accent", height = 3 },
    ui.status_bar { height = 1, left = { " ", table.unpack(key) }, right = ends })
end

local function toggle(app)
  if botster.safe then return notify.info("there is no tour in safe mode", { id = "tour" }) end
  if tour_of().step then return finish() end
  begin(app, 1)
end

action.register("tour", function(ctx) toggle(ctx.app) end, { desc = "a tour of one minute: begin it, or end it", group = "view" })

action.register("tour.leave", function()
  if tour_of().step then return finish() end
  action.run("agent.enter")
end, { desc = "end the tour, or back to the agent", group = "view" })

command.register("tour", function(args, ctx)
  local tour = tour_of()
  if args[1] == "end" then return finish() end
  if args[1] ~= "next" then return toggle(ctx.app) end
  if not tour.step then return begin(ctx.app, 1) end
  if tour.step >= #(ctx.app and ctx.app.tour_steps or steps) then return finish() end
  begin(ctx.app, tour.step + 1)
end, { nargs = "?", desc = "a tour of one minute; `next` skips a step, `end` ends it", complete = { "next", "end" } })

-- Who has two agents has found the way.
events.on("agent:spawned", function()
  if state.get("tour") == nil and #agents.list() > 1 then finish() end
end, { desc = "no hint of the tour any more" })

events.on("lua:loaded", function(event)
  if tour_of().step and event.unit:find("^user/") then state.set("edited", true) end
end, { desc = "the tour sees that a file was edited" })

events.on("app:detach", function()
  if tour_of().step then state.set("left", true) end
end, { desc = "the tour sees that a terminal was left" })
