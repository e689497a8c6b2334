--- @name pomodoro
--- @version 1.0.0
--- @since 0.1.0
--- @desc Time to think: while it runs no notification is shown but errors; the break tells what there was
--
--   :pomodoro          starts one, or ends the one that runs
--   :pomodoro 50       one of 50 minutes
--
-- Other files hear of it as "pomodoro:changed", with `phase` ("focus", "break" or "over"): to mute music, say. A minute
-- is the smallest step, and nothing runs while no pomodoro does. It goes on over reloads and restarts.

local options = { focus = 25, rest = 5 }
local SIGNS = { focus = "◔ ", ["break"] = "☕ " }

-- `phase` and the minutes `left`, `rounds` that are done, texts of the notifications that were `held` back.
local run = state.get("run", { rounds = 0, held = {} })
local clock

events.define("pomodoro:changed", { fields = { phase = "string", rounds = "integer" }, doc = "A pomodoro began or ended." })

local tick

local function enter(phase, minutes)
  run.phase, run.left = phase, minutes
  if clock then timer.cancel(clock) end
  clock = phase and timer.every(60, tick) or nil
  events.emit("pomodoro:changed", { phase = phase or "over", rounds = run.rounds })
end

--- What was held back, told at once.
local function let_go()
  local held = run.held
  run.held = {}
  if #held == 0 then return "Nothing happened meanwhile." end
  return ("%d notification%s meanwhile:\n%s"):format(#held, #held == 1 and "" or "s", table.concat(held, "\n"))
end

local function take_break()
  run.rounds = run.rounds + 1
  enter("break", options.rest)
  notify.info(let_go(), { title = "Break", timeout = 20 })
end

local function finish(why)
  enter(nil)
  notify.info(why .. " " .. let_go(), { title = "Pomodoro" })
end

function tick()
  run.left = run.left - 1
  if run.left > 0 then return ui.redraw() end
  if run.phase == "focus" then take_break() else finish("The break is over.") end
end

-- The hook: what other files want to tell waits for the break.
hooks.register("notify:before", "pomodoro", function(event)
  if run.phase ~= "focus" or event.level == "error" then return end
  run.held[#run.held + 1] = (event.title and event.title .. ": " or "") .. event.text
  return false, "pomodoro: told at the break"
end, { desc = "notifications wait for the break" })

command.register("pomodoro", function(args)
  local minutes = tonumber(args[1]) or options.focus
  if run.phase and not args[1] then return finish("Ended early.") end
  enter("focus", math.max(1, math.floor(minutes)))
end, { nargs = "?", desc = "think undisturbed for 25 minutes, or as many as are given; again ends it" })

ui.slot("status.right", function()
  if not run.phase then return nil end
  return { ("%s%dm"):format(SIGNS[run.phase], run.left), style = run.phase == "focus" and "@accent" or "@ok" }
end)

--- `botster.configure("plugins/pomodoro", { focus = 50, rest = 10 })`
function setup(given)
  options.focus, options.rest = given.focus or options.focus, given.rest or options.rest
end

-- After a reload the same timer is taken over, with the seconds it had left.
if run.phase then clock = timer.every(60, tick) end
