-- A new agent: one form, whose fields have answers already, so that Enter is enough. What was chosen is remembered for
-- each project. What comes of it is asked of `agents.launch` (launch_plan.lua says how).

local plan = require("default.launch_plan")
local presets = require("default.presets")

local MOST_PROJECTS, MOST_PROMPTS, LONGEST_PROMPT = 20, 30, 2000

local places = {
  { value = "new", label = "new worktree, a branch of its own" },
  { value = "branch", label = "worktree of an existing branch" },
  { value = "plain", label = "the folder itself" },
}

-- What is remembered ----------------------------------------------------------------------------------------

local function put_first(list, value, most)
  local kept = { value }
  for _, old in ipairs(list or {}) do
    if old ~= value and #kept < most then kept[#kept + 1] = old end
  end
  return kept
end

local function remember(project, preset, where, prompt)
  state.update("launched", function(all)
    all = all or {}
    all[project] = { preset = preset, where = where }
    return all
  end)
  local projects = put_first(state.get("projects"), project, MOST_PROJECTS)
  state.set("projects", projects)
  state.update("launched", function(all)
    local kept = {}
    for _, one in ipairs(projects) do kept[one] = all[one] end
    return kept
  end)
  if prompt and prompt ~= "" and #prompt <= LONGEST_PROMPT then
    state.update("prompts", function(list) return put_first(list, prompt, MOST_PROMPTS) end)
  end
end

-- Where ------------------------------------------------------------------------------------------------------

--- The project that a directory is of: its repository's main directory, and true; or the directory itself. Waits.
local function project_of(directory)
  local trees = git.worktrees(directory)
  if trees and trees[1] then return trees[1].path, true end
  return directory, false
end

local function recent_projects(current, app)
  local list, seen = {}, {}
  local function add(path)
    if path and not seen[path] then list[#list + 1] = path end
    seen[path or ""] = true
  end
  add(current)
  for _, path in ipairs(state.get("projects") or {}) do add(path) end
  for _, agent in ipairs(app and app.agents or {}) do add(agent.worktree and agent.worktree.repo or agent.cwd) end
  return list
end

-- The form ---------------------------------------------------------------------------------------------------

local function preset_line(preset)
  local line = preset.name
  if preset.desc then line = line .. "  " .. preset.desc end
  if preset.project then line = line .. (preset.trusted and "  (project's)" or "  (project's, not looked at)") end
  return line
end

local function index_of(list, key, value)
  for index, one in ipairs(list) do
    if one[key] == value then return index end
  end
end

--- Several questions in one. Nil where it was left.
local function ask(app, list, project, is_repository)
  local known = (state.get("launched") or {})[project] or {}
  local preset = list[index_of(list, "name", known.preset) or 1]
  local where = plan.where(preset, is_repository, known.where)
  return ui.form {
    title = "new agent", submit = "start",
    fields = {
      { name = "preset", label = "Agent", type = "select", options = list, default = preset, format_item = preset_line },
      { name = "prompt", label = "Prompt", type = "multiline", history = state.get("prompts") or {}, placeholder = "what it is to do, or nothing" },
      {
        name = "project", label = "Project", type = "path", default = project, history = recent_projects(project, app),
        validate = function(path)
          local found = fs.stat(path)
          if not found or found.type ~= "directory" then return path .. " is no directory" end
        end,
      },
      {
        name = "where", label = "Where", type = "select", options = places, default = places[index_of(places, "value", where)],
        validate = function(chosen, values)
          if chosen.value ~= "plain" and not select(2, project_of(values.project)) then
            return "this is no git repository: only the folder itself is possible"
          end
        end,
      },
      {
        name = "branch", label = "Branch", placeholder = "made of the prompt or the name",
        when = function(values) return values.where.value ~= "plain" end,
        validate = function(branch, values)
          if values.where.value == "branch" and branch == "" then return "which branch?" end
        end,
      },
      { name = "name", label = "Name", placeholder = "as the branch, or the preset" },
    },
  }
end

local function tell_problems(problems)
  for _, problem in ipairs(problems) do notify.error(problem, { title = "preset", timeout = 12 }) end
end

--- Starts what was asked for; the launch, or nil and why not. Waits.
local function start(preset, asked)
  local made, err = agents.launch(plan.options(preset, asked))
  if not made then return nil, err end
  remember(asked.project, preset.name, asked.where, asked.prompt)
  return made
end

local function near(ctx)
  local agent = ctx.agent or ctx.selected
  return agent and agent.cwd or (state.get("projects") or {})[1] or fs.dirname(botster.home)
end

action.register("agent.new", function(ctx, line)
  if type(line) == "string" and line ~= "" then return action.run("agent.run", line) end
  local project, is_repository = project_of(near(ctx))
  local list, problems = presets.list(project)
  tell_problems(problems)
  local values = ask(ctx.app, list, project, is_repository)
  if not values then return end
  if not presets.ask_trust(values.preset) then return end
  local launch, err = start(values.preset, {
    prompt = values.prompt, project = values.project, where = values.where.value, branch = values.branch or "",
    name = values.name, focus = true, directory = botster.worktree_dir,
  })
  if not launch then notify.error(tostring(err)) end
end, { desc = "new agent: preset, prompt, worktree", group = "agents" })

-- The preset that is asked for from outside; one of its own for a command. Raises where there is none to be used. Waits.
local function wanted_preset(asked)
  if asked.cmd then return { name = nil, cmd = asked.cmd, trusted = true } end
  local all, problems = presets.all(asked.project)
  local preset = all[asked.preset or "shell"]
  if not preset then
    local names = {}
    for name in pairs(all) do names[#names + 1] = name end
    table.sort(names)
    table.move(problems, 1, #problems, #names + 1, names)
    error(("there is no preset '%s', but %s"):format(tostring(asked.preset), table.concat(names, ", ")), 0)
  end
  if not preset.trusted then
    error(("%s is the project's, and nobody has allowed it as it is: choose it once in the form of a new agent"):format(preset.from), 0)
  end
  return preset
end

-- For those who ask from outside: the command line, MCP, files. Fields: preset or cmd, project, prompt, branch, where,
-- base, name, labels, env, workspace, focus. Returns the launch.
action.register("agent.launch", function(_, asked)
  if type(asked) ~= "table" then error("agent.launch: a table expected: { preset = …, project = … }", 0) end
  local preset = wanted_preset(asked)
  local options = { directory = botster.worktree_dir }
  for key, value in pairs(asked) do options[key] = value end
  options.where = asked.where or asked.branch and "branch" or preset.worktree == true and "new" or "plain"
  local made, err = agents.launch(plan.options(preset, options))
  if not made then error(tostring(err), 0) end
  return made
end, { desc = "start a preset as it is asked for from outside", group = "agents", takes = "a table" })
