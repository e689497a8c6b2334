-- Agents as Lua sees them: copies of what the hub pushed, with methods that act for the file that reads
-- them. What only changes the view is done here; everything else is asked of the hub.

local manifest = rt.module("manifest")
local check = rt.module("check")
local facade = rt.module("facade")

local M = {}

local function raw_list()
  return rt.app and rt.app.agents or {}
end

--- The agent with this id, unique beginning of an id, or name. Nil where there is none.
function M.find(ref)
  if type(ref) == "table" then ref = ref.id end
  if type(ref) ~= "string" or ref == "" then return nil end
  local by_name, by_prefix, prefixes = nil, nil, 0
  for _, one in ipairs(raw_list()) do
    if one.id == ref then return one end
    if one.name == ref then by_name = by_name or one end
    if one.id:sub(1, #ref) == ref then by_prefix, prefixes = one, prefixes + 1 end
  end
  return by_name or (prefixes == 1 and by_prefix or nil)
end

--- The same; where there is none, nil and a failure that says so.
function M.need(ref)
  local found = M.find(ref)
  if found then return found end
  local name = type(ref) == "table" and (ref.name or ref.id) or ref
  return nil, check.failure("not_found", "no agent is called '%s'", tostring(name))
end

--- Place of an agent in the list, from 1.
function M.index(id)
  for index, one in ipairs(raw_list()) do
    if one.id == id then return index end
  end
end

--- Gives an agent the focus of a view. Copy mode is of one agent's history: another's is not read by that.
function M.give_focus(view, id)
  if view.mode == "copy" and view.focus ~= id then view.mode = "terminal" end
  view.focus = id
end

--- Shows an agent in the view: the list selects it, the pane that is in use shows it.
function M.show(id)
  local view = rt.view()
  if view.focus and view.focus ~= id then view.fields.previous_focus = view.focus end
  M.give_focus(view, id)
  view.selected = id
end

function M.select(unit, ref)
  local found, err = M.need(ref)
  if not found then return nil, err end
  if rt.has_view() then rt.view().selected = found.id
  else rt.effect(unit, "agents.select", { id = found.id }) end
  return true
end

function M.focus(unit, ref)
  local found, err = M.need(ref)
  if not found then return nil, err end
  if rt.has_view() then
    M.show(found.id)
    rt.view().mode = "terminal"
    rt.module("popup").settle()
  else
    rt.effect(unit, "agents.focus", { id = found.id })
  end
  return true
end

--- Asks the hub for something that nobody needs to wait for.
function M.ask(unit, name, ref, params)
  local found, err = M.need(ref)
  if not found then return nil, err end
  params.id = found.id
  rt.effect(unit, name, params)
  return true
end

--- Asks the hub for something and waits for the answer.
function M.wait_for(unit, name, ref, params)
  local found, err = M.need(ref)
  if not found then return nil, err end
  params.id = found.id
  return rt.request(unit, name, params)
end

local implementation = {
  send = function(unit, ref, text, opts)
    opts = opts or {}
    local params = { text = text, enter = opts.enter or false, when_safe = opts.when_safe or nil, queue = opts.queue }
    if not (opts.when_safe and rt.can_wait()) then return M.ask(unit, "agents.send", ref, params) end
    local receipt, err = M.wait_for(unit, "agents.send", ref, params)
    if not receipt then return nil, err end
    return true, type(receipt) == "table" and receipt.queued and receipt.reason or nil
  end,
  kill = function(unit, ref, opts)
    return M.ask(unit, "agents.kill", ref, { force = opts and opts.force or false })
  end,
  restart = function(unit, ref) return M.ask(unit, "agents.restart", ref, {}) end,
  rename = function(unit, ref, name) return M.ask(unit, "agents.rename", ref, { name = name }) end,
  set_detector = function(unit, ref, name) return M.ask(unit, "agents.set_detector", ref, { name = name or "" }) end,
  answer = function(unit, ref, answer, opts)
    local found, err = M.need(ref)
    if not found then return nil, err end
    -- What was seen is what the copy says: the question may be another by now.
    local seen = type(ref) == "table" and ref.question_id or found.question_id
    opts = opts or {}
    local params = { id = found.id, question = seen, untouched = opts.untouched, by = unit.layer == "default" and opts.by or nil }
    if type(answer) == "string" then params.answer = answer
    elseif answer.label then params.answer = answer.label
    else params.text = answer.text end
    if params.answer == nil and params.text == nil then
      check.raise(unit, 'agents.answer: "allow", "always", "deny", one of agent.options or { text = "…" } expected')
    end
    return rt.request(unit, "agents.answer", params)
  end,
  set = function(unit, ref, settings) return M.ask(unit, "agents.set", ref, { settings = settings }) end,
  explain = function(unit, ref) return M.wait_for(unit, "agents.explain", ref, {}) end,
  select = M.select,
  focus = M.focus,
  output = function(unit, ref, opts)
    opts = opts or {}
    return M.wait_for(unit, "agents.output", ref,
      { lines = opts.lines, scrollback = opts.scrollback or opts.from ~= nil or false, ansi = opts.ansi or false,
        from = opts.from, to = opts.to })
  end,
  selection = function(unit, ref) return M.wait_for(unit, "agents.selection", ref, {}) end,
  links = function(unit, ref, opts)
    return M.wait_for(unit, "agents.links", ref, { lines = opts and opts.lines, limit = opts and opts.limit })
  end,
  search = function(unit, ref, pattern, opts)
    return M.wait_for(unit, "agents.search", ref, { pattern = pattern, limit = opts and opts.limit })
  end,
}
M.implementation = implementation

local methods_of = setmetatable({}, { __mode = "k" })
local copies = setmetatable({}, { __mode = "k" })

local function meta_for(unit)
  local meta = methods_of[unit]
  if meta then return meta end
  local methods = {}
  for name, row in pairs(manifest.classes.Agent.methods) do
    local run = implementation[name]
    methods[name] = facade.method(unit, "agent:" .. name, row, function(self, ...) return run(unit, self, ...) end)
  end
  meta = { __index = methods, __name = "Agent" }
  methods_of[unit] = meta
  return meta
end

--- `raw` as `unit` sees it. The same copy as long as the hub has pushed nothing new.
function M.wrap(unit, raw)
  if raw == nil then return nil end
  local mine = copies[unit]
  if not mine then
    mine = setmetatable({}, { __mode = "k" })
    copies[unit] = mine
  end
  local copy = mine[raw]
  if copy then return copy end
  copy = {}
  for key, value in pairs(raw) do copy[key] = value end
  mine[raw] = setmetatable(copy, meta_for(unit))
  return copy
end

--- Every agent, or those for which `keep` holds.
function M.list(unit, keep)
  local list = {}
  for _, raw in ipairs(raw_list()) do
    if not keep or keep(raw) then list[#list + 1] = M.wrap(unit, raw) end
  end
  return list
end

--- The view's agent under `field` (`focus`, `selected`); nil without a view.
function M.of_view(unit, field)
  if not rt.has_view() then return nil end
  return M.wrap(unit, M.find(rt.view()[field]))
end

return M
