-- The events there are, from the manifest: which may be cancelled, what `pattern` looks at, and the arguments
-- that the `on_*` spelling gets. Other names can be used too; they are warned about once, unless defined.

local manifest = rt.module("manifest")

local M = {}

local function positional_of(names)
  return function(event)
    local values = {}
    for index, name in ipairs(names) do
      if name == "event" then values[index] = event else values[index] = event[name] end
    end
    return table.unpack(values, 1, #names)
  end
end

--- By canonical name. `agent`: the payload carries one, by itself or as an id.
M.known = {}
for name, row in pairs(manifest.happenings) do
  M.known[name] = {
    doc = row.doc, before = row.before, agent = row.agent, identifier = row.identifier, fields = row.fields,
    program = row.program, positional = row.positional and positional_of(row.positional),
  }
end

local exceptions = {
  on_notify = "notify:before",
  on_agent_spawn = "agent:before_spawn",
  on_agent_kill = "agent:before_kill",
}

--- The canonical name of an event, and whether it was spelled with `on_`.
function M.canonical(name)
  if exceptions[name] then return exceptions[name], true end
  local first, rest = name:match("^on_(%l+)_([%w_]+)$")
  if not first then return name, name:sub(1, 3) == "on_" end
  return first .. ":" .. rest, true
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

--- Makes an event known.
function M.define(unit, event, definition)
  definition = definition or {}
  local name = M.canonical(event)
  local known = M.known[name] or {}
  if known.program then rt.module("check").raise(unit, "events.define: '%s' is built in", event) end
  local before = definition.before
  if before == nil then before = known.before end
  M.known[name] = {
    before = before, identifier = definition.identifier or known.identifier, doc = definition.doc or known.doc,
    fields = definition.fields or known.fields, positional = known.positional, agent = known.agent, owner = unit.name,
  }
end

return M
