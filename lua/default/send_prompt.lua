-- Sending a prompt to an agent (`ctrl+b s`): a text of several lines, with those sent before in the same directory,
-- and snippets. It is typed once that is safe: nobody else is typing there, and no question is open.

local M = {}

-- Prompts remembered for each directory, directories remembered, and how long one may be to be remembered.
local MOST, MOST_PROJECTS, LONGEST = 30, 40, 4000
local NO_SNIPPET = "none"

local function history_of(cwd)
  for _, project in ipairs(state.get("projects") or {}) do
    if project.cwd == cwd then return project.prompts end
  end
  return {}
end

local function remember(cwd, text)
  if #text > LONGEST then return end
  state.update("projects", function(projects)
    local prompts = { text }
    local kept = { { cwd = cwd, prompts = prompts } }
    for _, project in ipairs(projects or {}) do
      if project.cwd ~= cwd then
        if #kept < MOST_PROJECTS then kept[#kept + 1] = project end
      else
        for _, old in ipairs(project.prompts) do
          if old ~= text and #prompts < MOST then prompts[#prompts + 1] = old end
        end
      end
    end
    -- State is limited in size: the oldest directories go first.
    local size = 0
    for index, project in ipairs(kept) do
      for _, prompt in ipairs(project.prompts) do size = size + #prompt end
      if size > 40000 and index > 1 then return table.move(kept, 1, index - 1, 1, {}) end
    end
    return kept
  end)
end

-- Snippets ----------------------------------------------------------------------------------------------------

--- Snippets by name: texts to start a prompt from. A file of yours defines this again to have its own:
---
---   local base = App.snippets
---   function App:snippets()
---     local all = base(self)
---     all.review = "Review {file} for mistakes."
---     return all
---   end
---
--- `{word}` is asked for when the snippet is taken. Files in `user/snippets/*.md` are snippets too,
--- and those that a project's own Lua gives its agents (`project.snippet`).
function App:snippets()
  local all = {}
  for _, entry in ipairs(fs.list(botster.home .. "/user/snippets") or {}) do
    local name = entry.name:match("^(.+)%.md$")
    local text = name and fs.read(botster.home .. "/user/snippets/" .. entry.name)
    if text then all[name] = (text:gsub("%s+$", "")) end
  end
  return all
end

local function names_of(snippets)
  local names = {}
  for name in pairs(snippets) do names[#names + 1] = name end
  table.sort(names)
  table.insert(names, 1, NO_SNIPPET)
  return names
end

--- The words in braces of a text, each once.
function M.holes(text)
  local names, seen = {}, {}
  for name in text:gmatch("{([%a_][%w_]*)}") do
    if not seen[name] then
      seen[name] = true
      names[#names + 1] = name
    end
  end
  return names
end

-- The snippet with its words filled in; nil where that was left.
local function filled(name, text)
  local holes = M.holes(text)
  if #holes == 0 then return text end
  local fields = {}
  for index, hole in ipairs(holes) do fields[index] = { name = hole, type = hole == "file" and "path" or "text" } end
  local values = ui.form { title = name, submit = "Go on", fields = fields }
  return values and (text:gsub("{([%a_][%w_]*)}", values))
end

-- The dialog --------------------------------------------------------------------------------------------------

local function ask(agent, start, names)
  local fields = { { name = "text", label = "Prompt", type = "multiline", default = start, history = history_of(agent.cwd),
    placeholder = "↑ earlier ones of this directory" } }
  if #names > 1 then fields[2] = { name = "snippet", label = "Snippet", type = "select", options = names, help = "taken with enter" } end
  return ui.form { title = "Send to " .. agent.name, submit = "Send", fields = fields }
end

action.register("prompt.send", function(ctx, given)
  local agent = ctx.mode ~= "normal" and ctx.agent or ctx.selected or ctx.agent
  if not agent then return end
  local snippets = ctx.app:snippets()
  for name, text in pairs(project.snippets(agent)) do snippets[name] = snippets[name] or text end
  local names = names_of(snippets)
  local start = type(given) == "string" and given or ""
  while true do
    local values = ask(agent, start, names)
    if not values then return end
    local snippet = values.snippet ~= NO_SNIPPET and snippets[values.snippet]
    if not snippet then
      if values.text == "" then return end
      remember(agent.cwd, values.text)
      local ok, why = agents.send(agent, values.text, { enter = true, when_safe = true })
      if not ok then notify.error(("not sent to %s: %s"):format(agent.name, tostring(why)))
      elseif why then notify.info(("typed into %s later: %s"):format(agent.name, why)) end
      return
    end
    local text = filled(values.snippet, snippet)
    if text then start = values.text == "" and text or values.text .. "\n" .. text else start = values.text end
  end
end, { desc = "send a prompt to an agent", group = "agents" })

return M
