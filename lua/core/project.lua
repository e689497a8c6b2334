-- `project`: what the files of a repository (`<repo>/.botster/*.lua`) configure for its own agents, and what the
-- layout reads of that. Such files reach nothing else (project/limits.lua).

local agent = rt.module("agent")
local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "project" }

local function within(root, path)
  return type(path) == "string" and (path == root or path:sub(1, #root + 1) == root .. "/")
end

-- A worktree that is being made for a launch in that repository.
local function is_launched(root, cwd)
  for _, launch in ipairs(rt.app.launches or {}) do
    if launch.path and within(launch.path, cwd) and within(root, launch.project) then return true end
  end
  return false
end

--- Whether an agent, or what is to be one (`cwd`), is of the repository of `unit`; true for a file of none.
function M.owns(unit, about)
  local root = unit.root
  if not root then return true end
  if not about then return false end
  if about.worktree and within(root, about.worktree.repo) then return true end
  local found = rt.app.projects and rt.app.projects[about.cwd]
  if found then return found == root end
  return within(root, about.cwd) or is_launched(root, about.cwd)
end

--- Whether a handler of `unit` hears of an event: one of a project's file of its own agents alone.
function M.concerns(unit, known, payload)
  if type(payload) ~= "table" then return false end
  return M.owns(unit, known.agent and agent.find(payload.agent or payload.id) or payload)
end

--- Raises where files of `unit` may not listen to an event: it is about no agent.
function M.check_event(unit, event, name, known)
  if not unit.root or name == "agent:before_spawn" or (known and known.agent) then return end
  check.raise(unit, "%s is about no agent: a project's files hear of their own agents alone", event)
end

--- What handlers of `unit` are called with beside the event.
function M.context(unit)
  if unit.root then return rt.module("project/limits").context(unit) end
  return rt.module("context").make(unit)
end

local function need_root(unit, what)
  if not unit.root then check.raise(unit, "%s is for the files of a project (<repo>/.botster/*.lua)", what) end
end

-- The records of a kind that are for that agent, in the order of their files.
local function each(kind, raw)
  local at, list = 0, rt.registry[kind] or {}
  return function()
    repeat at = at + 1 until not list[at] or (not list[at].disabled and M.owns(list[at].unit, raw))
    return list[at]
  end
end

local function add_env(unit, vars)
  need_root(unit, "project.env")
  for name, value in pairs(vars) do
    if type(name) ~= "string" or not name:find("^[%a_][%w_]*$") or type(value) ~= "string" then
      check.raise(unit, "project.env: names and texts expected, got a %s under %s", check.kind(value), tostring(name))
    end
  end
  rt.module("bus").subscribe(unit, "agent:before_spawn", nil, function(event)
    local env = {}
    for name, value in pairs(event.env or {}) do env[name] = value end
    for name, value in pairs(vars) do env[name] = value end
    event.env = env
    return { payload = event }
  end)
end

local function add_snippet(unit, name, text)
  need_root(unit, "project.snippet")
  rt.register("snippet", unit, { name = name, text = text })
end

local function add_row(unit, fn)
  need_root(unit, "project.row")
  rt.register("project_row", unit, { fn = fn })
end

local function snippets(ref)
  local raw, all = agent.find(ref), {}
  for record in each("snippet", raw) do all[record.name] = record.text end
  return all
end

local function row_of(ref)
  if not rt.registry.project_row then return nil end
  local raw = agent.find(ref)
  for record in each("project_row", raw) do
    local ok, said = rt.call(record, "project.row", record.fn, agent.wrap(record.unit, raw))
    if ok and type(said) == "string" and said ~= "" then return said end
  end
  return nil
end

function M.api(unit)
  return facade.build("project", unit, {
    snippet = function(name, text) add_snippet(unit, name, text) end,
    env = function(vars) add_env(unit, vars) end,
    row = function(fn) add_row(unit, fn) end,
    snippets = snippets,
    row_of = row_of,
  }, { get = function(key) if key == "root" then return unit.root end end })
end

return M
