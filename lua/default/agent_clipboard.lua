-- Texts that agents put into the clipboard (OSC 52). The person is asked first, at the side: the agent stands in
-- `ctrl+b A` with what it wants there, and nothing that is typed into an agent answers. `botster.clipboard = "allow"` or `"deny"` in user/init.lua
-- answers for all agents, agents.set(agent, { clipboard = "allow" }) for one. Nothing can be read.

local M = {}

-- Seconds that a wish waits for the person; and how many agents' wishes do: the oldest goes.
local OLDEST, MOST = 10 * 60, 16
local PREVIEW = 54
-- So many bytes of a row are looked at.
local ROW_BYTES = 400

-- What agents want there, by their ids: `id`, another for each wish, `text`, `at`. Texts are kept nowhere else: they may
-- be secrets. Whose they were is, so that the next world can say that they are gone.
local wishes = {}
local count = 0
local function names() return state.get("wishes", {}) end

local function amount(text)
  local characters = utf8.len(text) or #text
  return ("%d character%s"):format(characters, characters == 1 and "" or "s")
end

--- A text as one short line, with a mark for each control character.
local function preview(text)
  local line = text:sub(1, 4 * PREVIEW):gsub("%s+", " "):gsub("[%z\1-\31\127]", "·")
  return ui.truncate(line, PREVIEW)
end

local function say(agent, text, level, more)
  local opts = { title = agent.name, id = "clipboard:" .. agent.id, agent = agent }
  for key, value in pairs(more or {}) do opts[key] = value end
  notify(text, level, opts)
end

local function copy(agent, text)
  local ok, err = clipboard.copy(text)
  if ok then say(agent, "in your clipboard: " .. amount(text), "info", { timeout = 3 })
  else say(agent, ("not copied: %s"):format(err), "error") end
end

-- Without ceremony: nobody knows of it any more.
local function forget(id)
  wishes[id], names()[id] = nil, nil
  ui.redraw()
end

local function refuse(id, why)
  local one, agent = wishes[id], agents.get(id)
  forget(id)
  if agent then say(agent, ("%s for your clipboard were not taken: %s"):format(amount(one.text), why), "info") end
end

local function make_room()
  local list = {}
  for id, one in pairs(wishes) do list[#list + 1] = { id = id, at = one.at } end
  table.sort(list, function(one, other) return one.at < other.at end)
  for place = 1, #list - MOST + 1 do refuse(list[place].id, "too many agents wanted something there") end
end

local function expire(id)
  local one = wishes[id]
  if not one then return end
  local left = one.at + OLDEST - timer.clock()
  if left > 0 then return timer.after(left, function() expire(id) end) end
  refuse(id, ("nobody answered for %d minutes"):format(OLDEST // 60))
end

local function wish(agent, text)
  local id, is_first = agent.id, not wishes[agent.id]
  if is_first then make_room() end
  count = count + 1
  wishes[id], names()[id] = { id = "clipboard-" .. count, text = text, at = timer.clock() }, true
  ui.redraw()
  -- One that writes again and again is told of once.
  if not is_first then return end
  timer.after(OLDEST, function() expire(id) end)
  if agent.settings and agent.settings.notify == "none" then return end
  local key = ui.key_of("attention")
  say(agent, ("wants %s in your clipboard%s: %s"):format(
    amount(text), key and (" (%s %s)"):format(botster.prefix, key) or "", preview(text)
  ), "warn", { timeout = 10, outer = true })
end

--- What names the wish of an agent; nil where it has none.
function M.wish(agent)
  local one = wishes[agent.id]
  return one and one.id
end

--- Takes or refuses what an agent wants in the clipboard: "allow", "always", "deny" or "never".
function M.answer(agent, answer)
  local one = wishes[agent.id]
  if not one then return end
  forget(agent.id)
  if answer == "always" then agents.set(agent, { clipboard = "allow" })
  elseif answer == "never" then agents.set(agent, { clipboard = "deny" }) end
  if answer == "allow" or answer == "always" then copy(agent, one.text) end
end

--- What may be answered: rows of a key of `ctrl+b A`, what it means, and words.
function M.answers(agent)
  return {
    { key = "a", answer = "allow", label = "copy it" }, { key = "w", answer = "always", label = "always for " .. agent.name },
    { key = "d", answer = "deny", label = "not this time" }, { key = "x", answer = "never", label = "never for " .. agent.name },
  }
end

--- What an agent wants in the clipboard, for its row; nil where it wants nothing there.
function App:clipboard_text(agent)
  local one = wishes[agent.id]
  return one and ("wants %s in your clipboard"):format(amount(one.text))
end

--- The text that an agent wants in the clipboard, as so many rows, with a mark for each control character.
function M.rows(agent, most)
  local rows = {}
  for line in (wishes[agent.id].text .. "\n"):gmatch("(.-)\r?\n") do
    if #rows == most then
      rows[most] = "…"
      break
    end
    rows[#rows + 1] = line:sub(1, ROW_BYTES):gsub("\t", "  "):gsub("[%z\1-\31\127]", "·")
  end
  return rows
end

--- Asks the person about what an agent wants in the clipboard.
function M.menu(agent)
  local chosen = ui.select(M.answers(agent), {
    prompt = ("%s %s"):format(agent.name, App:clipboard_text(agent)), placeholder = preview(wishes[agent.id].text),
    format_item = function(row) return row.label end,
  })
  if chosen then M.answer(agent, chosen.answer) end
end

events.on("agent:clipboard", function(event)
  local agent, text = event.agent, event.text
  local set = agent.settings and agent.settings.clipboard or botster.clipboard
  if set == "deny" then return end
  if not text then return say(agent, ("%d KB for your clipboard are too many: at most 100"):format(event.bytes // 1000), "warn") end
  if set == "allow" then return copy(agent, text) end
  wish(agent, text)
end, { desc = "asks before an agent puts a text into the clipboard" })

-- A world that was replaced has forgotten them.
timer.after(0, function()
  local kept = names()
  for id in pairs(kept) do
    local agent = not wishes[id] and agents.get(id)
    if not wishes[id] then kept[id] = nil end
    if agent then say(agent, "its text for your clipboard is gone since files were reloaded: let it copy again", "info") end
  end
end)

return M
