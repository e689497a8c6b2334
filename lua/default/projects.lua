-- Projects: where agents run or were started lately. The palette has a row for each, which starts an agent there or
-- goes to one that is there.

local new_agent = require("default.new_agent")

--- The project that an agent is of.
function App:project_of(agent)
  return agent.worktree and agent.worktree.repo or agent.cwd
end

--- The agents of a project.
function App:agents_of_project(path)
  local list = {}
  for _, agent in ipairs(self:ordered_agents()) do
    if self:project_of(agent) == path then list[#list + 1] = agent end
  end
  return list
end

--- Asks what to do in a project: a new agent, or one that is there.
function App:open_project(path)
  local there = self:agents_of_project(path)
  if #there == 0 then return action.run("agent.new", { project = path }) end
  local choices = { {} }
  for _, agent in ipairs(there) do choices[#choices + 1] = { agent = agent } end
  local chosen = ui.select(choices, {
    prompt = self:short_path(path),
    format_item = function(one) return one.agent and one.agent.name .. "  " .. self:status_word(one.agent) or "new agent here" end,
  })
  if not chosen then return end
  if chosen.agent then return self:show(chosen.agent) end
  return action.run("agent.new", { project = path })
end

--- The rows of the palette for projects.
function App:project_rows()
  local rows = {}
  for _, path in ipairs(new_agent.projects(self)) do
    local count = #self:agents_of_project(path)
    rows[#rows + 1] = {
      id = "project:" .. path, name = self:short_path(path), mark = { "▸", style = "@muted" },
      desc = count == 0 and "project: a new agent" or ("project: %d %s, or a new one"):format(count, count == 1 and "agent" or "agents"),
      run = function() return self:open_project(path) end,
    }
  end
  return rows
end

action.register("project.open", function(ctx)
  local app = ctx.app
  local path = ui.select(new_agent.projects(app), {
    prompt = "Project", format_item = function(one) return app:short_path(one) end,
  })
  if path then app:open_project(path) end
end, { desc = "start an agent in a project, or go to one there", group = "agents" })

command.register("focus", function(args, ctx)
  local agent = agents.get(args[1])
  if not agent then return notify.error(("focus: no agent is called '%s' (Tab names them)"):format(args[1])) end
  if ctx.app then ctx.app:show(agent) else agents.focus(agent) end
end, { nargs = 1, desc = "go to an agent", complete = "agent" })
