-- `detector`: what finds out from an agent's screen what it does. The highest layer's detector of a name is the
-- one that is asked; one that is disabled after errors leaves it to the next lower.

local check = rt.module("check")
local facade = rt.module("facade")
local glob = rt.module("glob")
local project = rt.module("project")
local programs = rt.module("programs")
local screen_text = rt.module("screen_text")

local M = { name = "detector" }

-- Who is asked where no detector knows the program.
local LAST = "shell"
local STATES = { working = true, blocked = true, idle = true, unknown = true }
local SOURCES = { osc = true, screen = true, process = true, silence = true }

local function place_of(fn, record)
  local info = debug.getinfo(fn, "S")
  if info.source:byte(1) ~= 64 then return record.owner end
  return info.source:sub(2) .. ":" .. info.linedefined
end

-- Registering -------------------------------------------------------------------------------------------------

local function check_rule(unit, name, index, rule)
  local what = ("detector.register: rule %d of '%s'"):format(index, name)
  if type(rule) ~= "table" then check.raise(unit, "%s: a table expected, got %s", what, check.kind(rule)) end
  check.fields(unit, what, "DetectorRule", rule)
  if type(rule.rule) ~= "string" then check.raise(unit, "%s: a name under 'rule' expected", what) end
  if type(rule.test) ~= "function" then check.raise(unit, "%s: a function under 'test' expected", what) end
  if not rule.keep and not STATES[rule.state] then
    check.raise(unit, "%s: 'state' is working, blocked, idle or unknown, not %s", what, tostring(rule.state))
  end
end

local function register(unit, name, given)
  for index, rule in ipairs(given.rules or {}) do check_rule(unit, name, index, rule) end
  if not given.rules and not given.detect then
    check.raise(unit, "detector.register: '%s' has neither rules nor a function detect", name)
  end
  local match = given.match
  if match == nil then match = name end
  if type(match) == "string" then match = { match } end
  for _, record in ipairs(rt.registry.detector or {}) do
    if record.name == name and record.unit.rank == unit.rank and record.unit.root == unit.root then record.removed = true end
  end
  local record = rt.register("detector", unit, {
    name = name, match = match, rules = given.rules, detect = given.detect, inherit = given.inherit, desc = given.desc,
    class = "detect", at = {},
  }, 3)
  for index, rule in ipairs(given.rules or {}) do record.at[index] = place_of(rule.test, record) end
  record.at.detect = given.detect and place_of(given.detect, record)
end

local function by_rank(a, b)
  if a.unit.rank ~= b.unit.rank then return a.unit.rank > b.unit.rank end
  return a.name < b.name
end

--- Those in force, the highest layer first; with `name` only those of that name, with `raw` those for that agent.
local function live(name, raw)
  local list = {}
  for _, record in ipairs(rt.registry.detector or {}) do
    local is_meant = (name == nil or record.name == name) and (raw == nil or project.owns(record.unit, raw))
    if is_meant and not record.removed and not record.disabled then list[#list + 1] = record end
  end
  table.sort(list, by_rank)
  return list
end

-- Finding the one for a program -------------------------------------------------------------------------------

local function knows(record, about)
  local match = record.match
  if type(match) == "function" then
    local ok, found = rt.call(record, ("detector '%s': match"):format(record.name), match, about)
    return ok and found and true or false
  end
  for _, pattern in ipairs(match) do
    for _, program in ipairs(about.programs) do
      if glob.matches(pattern, program) then return true end
    end
  end
  return false
end

local function about(given)
  local agent = rt.module("agent").find(given.id) or {}
  local argv = given.foreground or agent.argv or {}
  return {
    id = given.id, name = agent.name, argv = argv, title = given.title, cwd = agent.cwd,
    program = programs.of(argv)[1], programs = programs.of(argv), is_shell = programs.is_shell(argv),
  }
end

local function chain_for(given, subject)
  local raw = rt.module("agent").find(given.id) or {}
  if given.detector then
    local set = live(given.detector, raw)
    if #set > 0 then return set end
  end
  for _, record in ipairs(live(nil, raw)) do
    if record.name ~= LAST and knows(record, subject) then return live(record.name, raw) end
  end
  return live(LAST, raw)
end

-- Asking ------------------------------------------------------------------------------------------------------

local function raise_verdict(record, message, ...)
  error(("%s: detector '%s': "):format(record.owner, record.name) .. message:format(...), 0)
end

-- What a rule or a function has found, as a table of its own.
local function found_by(record, value, defaults)
  local made = {}
  for key, one in pairs(defaults) do made[key] = one end
  if type(value) == "string" then made.evidence = value
  elseif type(value) == "table" then
    for key, one in pairs(value) do made[key] = one end
  end
  if not made.keep and not STATES[made.state] then
    raise_verdict(record, "state is working, blocked, idle or unknown, not %s", tostring(made.state))
  end
  if made.source ~= nil and not SOURCES[made.source] then
    raise_verdict(record, "source is osc, screen, process or silence, not %s", tostring(made.source))
  end
  made.source = made.source or "screen"
  if made.visible == nil then made.visible = made.state ~= "unknown" and made.source ~= "silence" end
  return made
end

local function by_rules(record, screen, prev, considered)
  for index, rule in ipairs(record.rules) do
    local value = rule.test(screen, prev)
    local at = record.at[index]
    considered[#considered + 1] = { rule = rule.rule, state = rule.state, at = at, matched = value and true or false }
    if value then
      return found_by(record, value, {
        state = rule.state, rule = rule.rule, source = rule.source, visible = rule.visible, keep = rule.keep, at = at,
      })
    end
  end
end

local function by_function(record, screen, prev, considered)
  local value = record.detect(screen, prev)
  local at = record.at.detect
  if type(value) == "string" then value = { state = value } end
  local rule = type(value) == "table" and value.rule or record.name
  considered[#considered + 1] = { rule = rule, state = value and value.state, at = at, matched = value and true or false }
  if value ~= nil and type(value) ~= "table" then raise_verdict(record, "a state or a table expected, got %s", type(value)) end
  return value and found_by(record, value, { rule = rule, at = at })
end

local function ask(record, screen, prev, considered)
  local found = record.rules and by_rules(record, screen, prev, considered)
  if not found and record.detect then found = by_function(record, screen, prev, considered) end
  return found
end

local function nothing(record)
  return { state = "unknown", rule = "no rule matched", source = "screen", visible = false, at = record and record.owner }
end

local function judge(given, all)
  local subject = about(given)
  local chain = chain_for(given, subject)
  local considered, verdict = {}, nil
  given.program, given.argv, given.is_shell = subject.program, subject.argv, subject.is_shell
  local screen = screen_text.make(given)
  for _, record in ipairs(chain) do
    local ok, found = rt.call(record, ("detector '%s'"):format(record.name), ask, record, screen, given.prev or {}, considered)
    if not ok then
      verdict = { state = "unknown", rule = "it failed", source = "screen", visible = false, broken = tostring(found) }
      break
    end
    verdict = found
    if found or not record.inherit then break end
  end
  verdict = verdict or nothing(chain[1])
  verdict.id, verdict.detector = given.id, chain[1] and chain[1].name or LAST
  verdict.considered = all and rt.module("json").array(considered) or nil
  return verdict
end

-- So much of a dialog crosses: more is no question that can be read in a list.
local MOST_OPTIONS, MOST_LINES, MOST_KEYS = 20, 30, 40

local OPTION_KINDS = { allow = true, always = true, deny = true, other = true }

local function plain_options(options)
  if type(options) ~= "table" or #options == 0 then return nil end
  local made = {}
  for place, one in ipairs(options) do
    if place > MOST_OPTIONS then break end
    local keys = type(one) == "table" and (one.keys or one.key)
    if type(keys) == "string" then keys = { keys } end
    if type(keys) ~= "table" or type(one.label) ~= "string" or #keys > MOST_KEYS then
      return nil, ("options: number %d needs a label and its keys"):format(place)
    end
    local kind = one.kind or "other"
    if not OPTION_KINDS[kind] then return nil, ("options: kind is allow, always, deny or other, not %s"):format(tostring(kind)) end
    local names = {}
    for index, key in ipairs(keys) do names[index] = tostring(key) end
    made[place] = {
      label = one.label, kind = kind, keys = rt.module("json").array(names),
      takes_text = one.takes_text == true, from_start = one.from_start == true,
    }
  end
  return rt.module("json").array(made)
end

local function plain_lines(lines)
  if type(lines) ~= "table" or #lines == 0 then return nil end
  local made = {}
  for place = math.max(1, #lines - MOST_LINES + 1), #lines do made[#made + 1] = tostring(lines[place]) end
  return rt.module("json").array(made)
end

-- Only what can be written crosses.
local function plain(verdict)
  local made = { considered = verdict.considered }
  for _, key in ipairs { "id", "detector", "state", "source", "rule", "at", "evidence", "question", "broken" } do
    local value = verdict[key]
    if value ~= nil then made[key] = type(value) == "string" and value or tostring(value) end
  end
  made.visible, made.keep = verdict.visible == true, verdict.keep == true
  if verdict.state == "blocked" then
    local problem
    made.options, problem = plain_options(verdict.options)
    made.lines = plain_lines(verdict.lines)
    if problem and not made.broken then made.broken = ("%s: %s"):format(verdict.at or verdict.detector, problem) end
  end
  return made
end

M.dispatch = {
  --- A message: { screens, all }. What is said of each screen, in order.
  detect = function(message)
    local verdicts = {}
    for index, given in ipairs(message.screens) do verdicts[index] = plain(judge(given, message.all)) end
    return rt.module("json").array(verdicts)
  end,
}

local function list()
  local rows, seen = {}, {}
  for _, record in ipairs(live()) do
    if not seen[record.name] then
      rows[#rows + 1] = { name = record.name, owner = record.owner, layer = record.unit.layer, desc = record.desc }
    end
    seen[record.name] = true
  end
  return rows
end

function M.api(unit)
  return facade.build("detector", unit, {
    register = function(name, given) register(unit, name, given) end,
    list = list,
  })
end

return M
