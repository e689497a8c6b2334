-- `approve`: rules that answer the questions of agents in the place of a person. What is done with what they say is
-- for lua/default/approving.lua.

local agent = rt.module("agent")
local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "approve" }

local ANSWERS = { allow = true, always = true, deny = true }

local function register(unit, name, rule)
  for _, record in ipairs(rt.registry.approval or {}) do
    if record.name == name and record.unit == unit then record.removed = true end
  end
  rt.register("approval", unit, { name = name, fn = rule }, 3)
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

local function copy(value)
  if type(value) ~= "table" then return value end
  local made = {}
  for key, one in pairs(value) do made[key] = copy(one) end
  return made
end

local function failure(...) return nil, check.failure("undecided", ...) end

local function ask(ref)
  local found, err = agent.need(ref)
  if not found then return nil, err end
  if found.state ~= "blocked" or not found.options then return failure("%s asks nothing that can be answered", found.name) end
  for _, record in ipairs(live()) do
    local question = { text = found.question, lines = copy(found.question_lines or {}), options = copy(found.options) }
    local where = ("approve.register(%q)"):format(record.name)
    local ok, answer, reason = rt.call(record, where, record.fn, question, agent.wrap(record.unit, found))
    -- It might have said no.
    if not ok then return failure("%s: %s failed", record.owner, where) end
    if answer ~= nil then
      if not ANSWERS[answer] then
        rt.log("warn", record.unit.name, ('%s: %s: "allow", "always", "deny" or nil expected, got %s'):format(record.owner, where, tostring(answer)))
        return failure("%s: %s gave no answer that there is", record.owner, where)
      end
      if offered(found.options, answer) ~= 1 then
        return failure("%s: %s says %s, which is not offered", record.owner, where, answer)
      end
      return { answer = answer, reason = reason and tostring(reason) or nil, rule = record.name, owner = record.owner }
    end
  end
  return failure("no rule answers %s", found.name)
end

function M.api(unit)
  return facade.build("approve", unit, {
    register = function(name, rule) register(unit, name, rule) end,
    list = list,
    ask = ask,
  })
end

return M
