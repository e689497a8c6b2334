-- Answers that a person gives without going there: by kind, from a menu, or in words of one's own.

local agent_clipboard = require("default.agent_clipboard")

local M = {}

local kind_words = { allow = "allow", always = "always", deny = "deny" }

--- Answers for a person, and says what went wrong.
function M.answer(agent, given)
  local done, err = agents.answer(agent, given)
  if not done then notify.error(tostring(err), { title = agent.name, id = "answer:" .. agent.id }) end
  return done
end

--- Asks a person for a text, and answers with it.
function M.ask_text(agent)
  local text = ui.input { prompt = "Answer " .. agent.name, placeholder = agent.question or "" }
  if text and text:find("%S") then M.answer(agent, { text = text }) end
end

--- Whether an agent can be answered with a text of one's own.
function M.takes_text(agent)
  for _, option in ipairs(agent.options or {}) do
    if option.takes_text or option.kind == "deny" then return true end
  end
  return false
end

--- Asks a person which answer an agent is to be given.
function App:answer_menu(agent)
  if agent.state ~= "blocked" and agent_clipboard.wish(agent) then return agent_clipboard.menu(agent) end
  if agent.state ~= "blocked" then return notify.info(agent.name .. " asks nothing", { id = "attention", timeout = 2, keep = false }) end
  local rows = {}
  for _, option in ipairs(agent.options or {}) do
    if not option.takes_text then rows[#rows + 1] = option end
  end
  if M.takes_text(agent) then rows[#rows + 1] = { label = "another text…", own = true } end
  if #rows == 0 then
    return notify.warn("which answers there are cannot be read off its screen: go there", { title = agent.name, id = "attention" })
  end
  local chosen = ui.select(rows, {
    prompt = ("%s: %s"):format(agent.name, agent.question or "?"),
    format_item = function(option)
      local word = kind_words[option.kind]
      return (word and ("%-8s"):format(word) or (" "):rep(8)) .. option.label
    end,
  })
  if not chosen then return end
  if chosen.own then M.ask_text(agent) else M.answer(agent, chosen) end
end

action.register("agent.answer", function(ctx, kind)
  local agent = ctx.mode == "terminal" and ctx.agent or ctx.selected or ctx.agent
  if not agent then return end
  if kind then M.answer(agent, kind) else ctx.app:answer_menu(agent) end
end, { desc = "answer its question", group = "agents", takes = "allow, always or deny; nothing to choose", complete = { "allow", "always", "deny" } })

return M
