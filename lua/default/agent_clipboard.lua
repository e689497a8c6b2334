-- Texts that agents put into the clipboard (OSC 52). The person is asked first, and may answer once for all of an
-- agent's; `botster.clipboard = "allow"` or `"deny"` in user/init.lua answers for all agents. Nothing can be read.

local LATER, ONCE = "Not this time", "Once"
local PREVIEW = 54

-- Agents that a question is open for.
local asking = {}

local function amount(text)
  local count = utf8.len(text) or #text
  return ("%d character%s"):format(count, count == 1 and "" or "s")
end

--- A text as one short line, with a mark for each control character.
local function preview(text)
  local line = text:sub(1, 4 * PREVIEW):gsub("%s+", " "):gsub("[%z\1-\31\127]", "·")
  return ui.truncate(line, PREVIEW)
end

local function copy(agent, text)
  local ok, err = clipboard.copy(text)
  if ok then notify.info(("in your clipboard: %s"):format(amount(text)), { title = agent.name, id = "clipboard:" .. agent.id, timeout = 3 })
  else notify.error(("not copied: %s"):format(err), { title = agent.name, id = "clipboard:" .. agent.id }) end
end

local function ask(agent, text)
  local always, never = "Always for " .. agent.name, "Never for " .. agent.name
  -- What is typed just then for the agent chooses nothing: Enter alone is for the first.
  local answer = ui.select({ LATER, ONCE, always, never }, {
    prompt = ("%s wants %s in your clipboard"):format(agent.name, amount(text)), placeholder = preview(text),
  })
  if answer == always then agents.set(agent, { clipboard = "allow" })
  elseif answer == never then agents.set(agent, { clipboard = "deny" }) end
  return answer == ONCE or answer == always
end

events.on("agent:clipboard", function(event)
  local agent, text = event.agent, event.text
  local wish = agent.settings and agent.settings.clipboard or botster.clipboard
  if wish == "deny" then return end
  if not text then
    return notify.warn(("%d KB for your clipboard are too many: at most 100"):format(event.bytes // 1000),
      { title = agent.name, id = "clipboard:" .. agent.id })
  end
  if wish == "allow" then return copy(agent, text) end
  if asking[agent.id] then return end
  asking[agent.id] = true
  local is_allowed = ask(agent, text)
  asking[agent.id] = nil
  if is_allowed then copy(agent, text) end
end, { desc = "asks before an agent puts a text into the clipboard" })
