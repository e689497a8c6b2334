-- Questions that rules answer (`approve.register`, `approve.command`), for agents for which a person has set that:
-- `ctrl+b V`, or agents.set(agent, { auto_approve = true }). An answer waits a few seconds, to be seen and cancelled: by
-- any key typed into the agent, or by `c` in `ctrl+b A`. What was answered, and by which rule, is in the history of
-- notifications.

local M = {}

-- Seconds before an answer is given.
local WAIT = 3

-- What rules do about questions, by the agent's id: `question_id`, and
--   while they are asked   nothing else
--   what they answer       `answer`, `rule`, `owner`, `reason`, `due`
--   left to the person     `is_left`, and `why` where a rule said so; `is_known` where the person did
local waiting = {}
local is_ticking = false

local words = { allow = "allows", always = "allows always", deny = "denies" }

local function is_set(agent) return agent.settings ~= nil and agent.settings.auto_approve == true end

local function known(agent)
  local one = waiting[agent.id]
  return one and one.question_id == agent.question_id and one or nil
end

--- What rules do about an agent's question: they are asked, or have an `answer`; nil where it is for a person.
function M.pending(agent)
  local one = known(agent)
  return one and not one.is_left and one or nil
end

--- Leaves the question to a person. Returns whether there was anything to cancel.
function M.cancel(agent)
  local one = M.pending(agent)
  if one then waiting[agent.id] = { question_id = one.question_id, is_left = true, is_known = true } end
  return one ~= nil
end

--- Whether the person has taken the question from the rules, and so need not be told of it.
function M.is_known(agent)
  local one = known(agent)
  return one ~= nil and one.is_known == true
end

--- What an agent asks, and why rules left it to the person, where they said so.
function M.question(agent)
  local one = known(agent)
  local question = agent.question or "it asks something"
  return one and one.why and ("%s (%s)"):format(question, one.why) or question
end

--- What rules do about an agent's question, for its row; nil where that is for a person to say.
function App:approval_text(agent)
  local one = M.pending(agent)
  if not one then return nil end
  if not one.answer then return "rules are asked, any key typed there cancels" end
  local left = math.max(0, math.ceil(one.due - timer.clock()))
  return ("%s in %d s, any key typed there cancels"):format(words[one.answer], left)
end

--- What an agent asks, for its row: what rules do about it, or the question and why they left it to the person.
function App:question_text(agent) return self:approval_text(agent) or M.question(agent) end

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
  local holds = agent and agent.question_id == one.question_id and is_set(agent)
  if not holds then
    waiting[id] = nil
    return
  end
  local question = agent.question or "?"
  local done, err = agents.answer(agent, one.answer, { untouched = true, by = ("%s (%s)"):format(one.rule, one.owner) })
  waiting[id] = not done and { question_id = one.question_id, is_left = true, is_known = true } or nil
  if done then return say(agent, one, (question:find("[?:]$") and "%s %s" or "%s: %s"):format(question, done.answer), "info") end
  -- Whoever has typed there is there.
  if err.code ~= "touched" and err.code ~= "changed" then
    say(agent, one, ("%s: not answered: %s"):format(question, tostring(err)), "warn")
  end
end

local function counts_down()
  for _, one in pairs(waiting) do
    if one.due and not one.is_left then return true end
  end
  return false
end

-- The countdown is drawn anew while there is one.
local function tick()
  is_ticking = counts_down()
  if not is_ticking then return end
  ui.redraw()
  timer.after(1, tick)
end

local function start_ticking()
  if is_ticking then return end
  is_ticking = true
  timer.after(1, tick)
end

local function consider(agent)
  if not agent or agent.state ~= "blocked" or known(agent) then return end
  local one = { question_id = agent.question_id }
  waiting[agent.id] = one
  local found, err = approve.ask(agent)
  -- A program takes its time: it may have been cancelled meanwhile, or ask something else.
  if waiting[agent.id] ~= one then return end
  if not found then
    one.is_left, one.why = true, err.code == "undecided" and tostring(err) or nil
    return ui.redraw()
  end
  one.answer, one.rule, one.owner, one.reason = found.answer, found.rule, found.owner, found.reason
  one.due = timer.clock() + WAIT
  timer.after(WAIT, function() give(agent.id, one) end)
  ui.redraw()
  start_ticking()
end

events.on("agent:question", function(event)
  if is_set(event.agent) then consider(event.agent) end
end, { desc = "puts questions to the rules" })
-- Somebody has typed there: it is cancelled when it is due in any case, and to be seen at once.
events.on("agent:state", function(event)
  if event.state ~= "blocked" then waiting[event.agent.id] = nil end
end, { desc = "what is not asked any more is not answered" })
events.on("lua:reloaded", function()
  for _, agent in ipairs(agents.list { state = "blocked" }) do
    -- Each by itself: one waits for a program.
    if is_set(agent) then timer.after(0, function() consider(agents.get(agent.id)) end) end
  end
end, { desc = "puts what is asked to the rules that are new" })

action.register("agent.auto-approve", function(ctx)
  local app = ctx.app
  local agent = ctx.mode == "attention" and app:attention_selected() or ctx.mode == "terminal" and ctx.agent or ctx.selected or ctx.agent
  if not agent then return end
  local on = not is_set(agent)
  if on and #approve.list() == 0 then
    return notify.warn("no rule answers questions: approve.register in user/init.lua makes one", { title = agent.name, id = "approve", keep = false })
  end
  agents.set(agent, { auto_approve = on })
  if not on then waiting[agent.id] = nil end
  notify(on and "its questions are put to the rules" or "its questions are for you to answer", "info",
    { title = agent.name, id = "approve", keep = false })
  if on then consider(agents.get(agent.id)) end
end, { desc = "let rules answer its questions, or not", group = "agents" })

return M
