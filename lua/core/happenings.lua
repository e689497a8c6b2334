-- The events there are: which may be cancelled, what `pattern` looks at, and the arguments that the `on_*`
-- spelling gets. Other names can be used too; they are warned about once, unless defined.

local M = {}

local function agent_of(event) return event.agent end

--- By canonical name. `agent`: the payload carries one, by itself or as an id.
M.known = {
  ["agent:before_spawn"] = { before = true, identifier = "name", positional = function(event) return event end,
    doc = "A program is about to start; the payload is what `agents.spawn` takes." },
  ["agent:spawned"] = { agent = true, positional = agent_of, doc = "It runs." },
  ["agent:exited"] = { agent = true, positional = function(event) return event.agent, event.code end,
    doc = "It has ended; `code` is its exit status, `signal` what ended it." },
  ["agent:title"] = { agent = true, positional = function(event) return event.agent, event.title end,
    doc = "It calls itself something else now." },
  ["agent:status"] = { agent = true, positional = function(event) return event.agent, event.status end,
    doc = "Its status changed." },
  ["agent:output"] = { agent = true, positional = function(event) return event.agent, event.output end,
    doc = "It printed something: text without control sequences, at most every 50 ms." },
  ["agent:selected"] = { agent = true, positional = agent_of, doc = "Its row was selected." },
  ["agent:before_kill"] = { agent = true, before = true, positional = agent_of, doc = "It is about to be ended." },
  ["agent:notification"] = { agent = true, positional = function(event) return event.agent, event end,
    doc = "It rang the bell or sent a notification: `title`, `text`." },
  ["mode:changed"] = { identifier = "mode", positional = function(event) return event.mode, event.previous end,
    doc = "A view is in another mode." },
  ["app:start"] = { doc = "The Lua files are live for the first time." },
  ["app:resize"] = { positional = function(event) return event.columns, event.rows end, doc = "A view has another size." },
  ["app:focus"] = { doc = "The terminal of a view got the focus." },
  ["app:blur"] = { doc = "The terminal of a view lost the focus." },
  ["lua:reloaded"] = { doc = "Other Lua files are live now." },
  ["lua:load_failed"] = { identifier = "unit", positional = function(event) return event.unit, event.message end,
    doc = "A saved file was refused." },
}

local exceptions = {
  on_agent_spawn = "agent:before_spawn",
  on_agent_kill = "agent:before_kill",
}

--- The canonical name of an event, and whether it was spelled with `on_`.
function M.canonical(name)
  local first, rest = name:match("^on_(%l+)_([%w_]+)$")
  if not first then return name, name:sub(1, 3) == "on_" end
  return exceptions[name] or first .. ":" .. rest, true
end

--- Every name that can be written, for suggestions.
function M.spellings()
  local names = {}
  for name in pairs(M.known) do
    names[#names + 1] = name
    names[#names + 1] = "on_" .. name:gsub(":", "_")
  end
  for name in pairs(exceptions) do names[#names + 1] = name end
  table.sort(names)
  return names
end

return M
