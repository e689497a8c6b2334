-- `approve`: rules that answer the questions of agents in the place of a person. What is done with what they say is
-- for lua/default/approving.lua.

local agent = rt.module("agent")
local authority = rt.module("authority")
local check = rt.module("check")
local copy = rt.module("copy")
local facade = rt.module("facade")
local json = rt.module("json")
local words = rt.module("words")

local M = { name = "approve" }

local ANSWERS = { allow = true, always = true, deny = true }
-- What a command's exit code says; all others leave it to the person.
local EXIT = { [0] = "allow", [1] = "deny" }
-- Seconds that a command may take.
local TIMEOUT, LONGEST = 10, 600

local function register(unit, name, rule)
  for _, record in ipairs(rt.registry.approval or {}) do
    if record.name == name and record.unit == unit then record.removed = true end
  end
  rule.name = name
  rt.register("approval", unit, rule, 3)
end

-- A rule that is a program: `argv`, `timeout` in seconds.
local function command(unit, opts)
  authority.demand(unit, "approve.command", "pty.spawn")
  local cmd = opts.cmd or opts[1]
  local argv = type(cmd) == "string" and words.argv(cmd) or cmd or {}
  if not argv[1] or argv[1] == "" then check.raise(unit, "approve.command: a program expected, got none (cmd)") end
  local timeout = opts.timeout or TIMEOUT
  if timeout <= 0 or timeout > LONGEST then
    check.raise(unit, "approve.command: bad option 'timeout' (more than 0 and at most %d seconds expected, got %s)", LONGEST, timeout)
  end
  register(unit, opts.name or argv[1]:match("[^/]+$") or argv[1], { command = argv, timeout = timeout })
end

-- Those in force, the highest layer first.
local function live()
  local list = {}
  for _, record in ipairs(rt.registry.approval or {}) do
    if not record.removed and not record.disabled then list[#list + 1] = record end
  end
  table.sort(list, function(a, b)
    if a.unit.rank ~= b.unit.rank then return a.unit.rank > b.unit.rank end
    return a.seq < b.seq
  end)
  return list
end

local function list()
  local rows = {}
  for place, record in ipairs(live()) do
    rows[place] = { name = record.name, owner = record.owner, layer = record.unit.layer }
  end
  return rows
end

-- How many of the answers that are offered are of a kind.
local function offered(options, kind)
  local count = 0
  for _, option in ipairs(options or {}) do
    if option.kind == kind then count = count + 1 end
  end
  return count
end

local function failure(...) return check.failure("undecided", ...) end

-- What a rule says: the answer and why, nil where the next is to be asked; false and a failure where a person is.
local function ask_function(record, where, found, question)
  local ok, answer, reason = rt.call(record, where, record.fn, copy(question), agent.wrap(record.unit, found))
  -- It might have said no.
  if not ok then return false, failure("%s: %s failed", record.owner, where) end
  if answer == nil or ANSWERS[answer] then return answer, reason end
  rt.log("warn", record.unit.name, ('%s: %s: "allow", "always", "deny" or nil expected, got %s'):format(record.owner, where, tostring(answer)))
  return false, failure("%s: %s gave no answer that there is", record.owner, where)
end

local function ask_command(record, where, found, question)
  local options = json.array {}
  for place, option in ipairs(question.options) do options[place] = { label = option.label, kind = option.kind } end
  local verdict, err = rt.request(record.unit, "approve.run", {
    argv = record.command, timeout = record.timeout, cwd = found.cwd,
    question = {
      text = question.text, lines = json.array(copy(question.lines)), options = options,
      agent = { id = found.id, name = found.name, cwd = found.cwd, argv = found.argv },
    },
  }, "approve.ask")
  if not verdict then
    if err.code ~= "reloaded" then rt.log("warn", record.unit.name, ("%s: %s: %s"):format(record.owner, where, err)) end
    return false, failure("%s: %s", record.owner, err)
  end
  local said = verdict.said ~= "" and verdict.said or nil
  if EXIT[verdict.code] then return EXIT[verdict.code], said end
  return false, failure("%s", said or ("%s: %s leaves it to you"):format(record.owner, record.name))
end

local function ask(ref)
  local found, err = agent.need(ref)
  if not found then return nil, err end
  if found.state ~= "blocked" or not found.options then return nil, failure("%s asks nothing that can be answered", found.name) end
  local asked = found.question_id
  local question = { text = found.question, lines = copy(found.question_lines or {}), options = copy(found.options) }
  for _, record in ipairs(live()) do
    local put = record.command and ask_command or ask_function
    local where = ("approve.%s(%q)"):format(record.command and "command" or "register", record.name)
    local answer, reason = put(record, where, found, question)
    if answer == false then return nil, reason end
    if answer then
      if offered(question.options, answer) ~= 1 then
        return nil, failure("%s: %s says %s, which is not offered", record.owner, where, answer)
      end
      return {
        answer = answer, reason = reason and tostring(reason) or nil, rule = record.name, owner = record.owner, question_id = asked,
      }
    end
  end
  return nil, check.failure("no_rule", "no rule answers %s", found.name)
end

function M.api(unit)
  return facade.build("approve", unit, {
    register = function(name, rule) register(unit, name, { fn = rule }) end,
    command = function(opts) command(unit, opts) end,
    list = list,
    ask = ask,
  })
end

return M
