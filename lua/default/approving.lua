-- Questions that rules answer (`approve.register`), for agents for which a person has set that: `ctrl+b V`, or
-- agents.set(agent, { auto_approve = true }). An answer waits a few seconds, to be seen and cancelled: by any key typed
-- into the agent, or by `c` in `ctrl+b A`. What was answered, and by which rule, is in the history of notifications.

local M = {}

-- Seconds before an answer is given.
local WAIT = 3

-- What is going to be answered, by the agent's id: `question_id`, `answer`, `rule`, `owner`, `reason`, `due`.
local waiting = {}
local is_ticking = false

local words = { allow = "allows", always = "allows always", deny = "denies" }

--- What is going to be answered to an agent's question; nil where nothing is.
function M.pending(agent)
  local one = waiting[agent.id]
  return one and one.question_id == agent.question_id and one or nil
end

--- Leaves the question to a person. Returns whether there was anything to cancel.
function M.cancel(agent)
  local one = M.pending(agent)
  waiting[agent.id] = nil
  return one ~= nil
end

--- What is going to happen to an agent's question, for its row; nil where that is for a person to say.
function App:approval_text(agent)
  local one = M.pending(agent)
  if not one then return nil end
  local left = math.max(0, math.ceil(one.due - timer.clock()))
  return ("%s in %d s, any key typed there cancels"):format(words[one.answer], left)
end

local function say(agent, one, text, level)
  local because = one.reason and " (" .. one.reason .. ")" or ""
  notify(("%s%s by %s, %s"):format(text, because, one.rule, one.owner), level, {
    title = agent.name, id = "approve:" .. agent.id, agent = agent, outer = level ~= "info",
  })
end

local function give(id, one)
  if waiting[id] ~= one then return end
  local agent = agents.get(id)
  -- It may be switched off meanwhile, or ask something else.
  local holds = agent and agent.question_id == one.question_id and agent.settings and agent.settings.auto_approve
  if not holds then
    waiting[id] = nil
    return
  end
  local question = agent.question or "?"
  local done, err = agents.answer(agent, one.answer, { untouched = true, by = ("%s (%s)"):format(one.rule, one.owner) })
  waiting[id] = nil
  if done then return say(agent, one, (question:find("[?:]$") and "%s %s" or "%s: %s"):format(question, done.answer), "info") end
  -- Whoever has typed there is there.
  if err.code ~= "touched" and err.code ~= "changed" then
    say(agent, one, ("%s: not answered: %s"):format(question, tostring(err)), "warn")
  end
end

-- The countdown is drawn anew while there is one.
local function tick()
  is_ticking = next(waiting) ~= nil
  if not is_ticking then return end
  ui.redraw()
  timer.after(1, tick)
end

local function consider(agent)
  if not agent or agent.state ~= "blocked" or not (agent.settings and agent.settings.auto_approve) then return end
  if M.pending(agent) then return end
  local found = approve.ask(agent)
  if not found then return end
  local one = {
    question_id = agent.question_id, answer = found.answer, rule = found.rule, owner = found.owner, reason = found.reason,
    due = timer.clock() + WAIT,
  }
  waiting[agent.id] = one
  timer.after(WAIT, function() give(agent.id, one) end)
  if not is_ticking then
    is_ticking = true
    timer.after(1, tick)
  end
end

events.on("agent:question", function(event) consider(event.agent) end, { desc = "puts questions to the rules" })
-- Somebody has typed there: it is cancelled when it is due in any case, and to be seen at once.
events.on("agent:state", function(event)
  if event.state ~= "blocked" then waiting[event.agent.id] = nil end
end, { desc = "what is not asked any more is not answered" })
events.on("lua:reloaded", function()
  for _, agent in ipairs(agents.list()) do consider(agent) end
end, { desc = "puts what is asked to the rules that are new" })

action.register("agent.auto-approve", function(ctx)
  local app = ctx.app
  local agent = ctx.mode == "attention" and app:attention_selected() or ctx.mode == "terminal" and ctx.agent or ctx.selected or ctx.agent
  if not agent then return end
  local on = not (agent.settings and agent.settings.auto_approve)
  if on and #approve.list() == 0 then
    return notify.warn("no rule answers questions: approve.register in user/init.lua makes one", { title = agent.name, id = "approve", keep = false })
  end
  agents.set(agent, { auto_approve = on })
  if not on then M.cancel(agent) end
  notify(on and "its questions are put to the rules" or "its questions are for you to answer", "info",
    { title = agent.name, id = "approve", keep = false })
end, { desc = "let rules answer its questions, or not", group = "agents" })

return M
