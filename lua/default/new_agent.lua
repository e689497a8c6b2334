-- A new agent: one form, whose fields have answers already, so that Enter is enough. What was chosen is remembered for
-- each project. What comes of it is asked of `agents.launch` (launch_plan.lua says how).

local commands = require("default.command_history")
local plan = require("default.launch_plan")
local presets = require("default.presets")

local MOST_PROJECTS, MOST_PROMPTS, LONGEST_PROMPT = 20, 30, 2000

local places = {
  { value = "new", label = "new worktree, a branch of its own" },
  { value = "branch", label = "worktree of an existing branch" },
  { value = "plain", label = "the folder itself" },
}

-- Stands below the presets: what is run is typed.
local a_command = { name = "a command", desc = "typed below; nothing is a shell", trusted = true, worktree = false, is_command = true }

-- What is remembered ----------------------------------------------------------------------------------------

local function put_first(list, value, most)
  local kept = { value }
  for _, old in ipairs(list or {}) do
    if old ~= value and #kept < most then kept[#kept + 1] = old end
  end
  return kept
end

local function remember(project, preset, asked)
  local prompt = asked.prompt
  if preset.is_command then commands.add(asked.command) end
  state.update("launched", function(all)
    all = all or {}
    all[project] = { preset = preset.name, where = asked.where, command = asked.command }
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

-- What is asked of git and of files again and again while a form is open: `is_repository` and `presets` of a project.
local function knowledge(project, is_repository)
  local repositories, lists = { [project] = is_repository }, {}
  local function presets_of(path)
    if lists[path] then return lists[path].found, lists[path].problems end
    local list, problems = presets.list(path)
    list[#list + 1] = a_command
    lists[path] = { found = list, problems = problems }
    return list, problems
  end
  local function is_repo(path)
    if repositories[path] == nil then repositories[path] = select(2, project_of(path)) end
    return repositories[path]
  end
  return { is_repository = is_repo, presets = presets_of }
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

local function place(value) return places[index_of(places, "value", value)] end

local function is_directory(path)
  local found = fs.stat(path)
  return found ~= nil and found.type == "directory"
end

--- Several questions in one. Nil where it was left.
local function ask(app, near, project)
  local launched = state.get("launched") or {}
  local function known(values) return launched[values.project or project] or {} end
  local function list(values) return near.presets(is_directory(values.project or project) and values.project or project) end
  local function is_command(values) return values.preset.is_command end
  return ui.form {
    title = "new agent", submit = "start",
    fields = {
      {
        name = "preset", label = "Agent", type = "select", options = list, format_item = preset_line,
        default = function(values)
          local all = list(values)
          return all[index_of(all, "name", known(values).preset) or 1]
        end,
      },
      {
        name = "command", label = "Command", history = commands.list(), placeholder = "a shell; ↑ earlier ones", when = is_command,
        default = function(values) return known(values).command or "" end,
      },
      {
        name = "prompt", label = "Prompt", type = "multiline", history = state.get("prompts") or {},
        placeholder = "what it is to do, or nothing", when = function(values) return not is_command(values) end,
      },
      {
        name = "project", label = "Project", type = "path", complete = "directory", default = project, options = recent_projects(project, app),
        format_item = function(path) return app and app:short_path(path) or path end,
        validate = function(path)
          if not is_directory(path) then return path .. " is no directory" end
        end,
      },
      {
        name = "where", label = "Where", type = "select", options = places,
        default = function(values)
          local before = known(values)
          local fits = before.preset == values.preset.name and before.where
          if fits and near.is_repository(values.project) then return place(fits) end
          return place(plan.where(values.preset, near.is_repository(values.project), before.where))
        end,
        validate = function(chosen, values)
          if chosen.value ~= "plain" and not near.is_repository(values.project) then
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
      { name = "name", label = "Name", placeholder = "as the branch, the preset or the program" },
    },
  }
end

local function tell_problems(problems)
  for _, problem in ipairs(problems) do notify.error(problem, { title = "preset", timeout = 12 }) end
end

--- Starts what was asked for; the launch, or nil and why not. Waits.
local function start(preset, asked)
  local started = preset
  if preset.is_command then started = { cmd = asked.command ~= "" and asked.command or nil } end
  local made, err = agents.launch(plan.options(started, asked))
  if not made then return nil, err end
  remember(asked.project, preset, asked)
  return made
end

local function near(ctx)
  local agent = ctx.agent or ctx.selected
  return agent and agent.cwd or (state.get("projects") or {})[1] or fs.dirname(botster.home)
end

action.register("agent.new", function(ctx, line)
  if type(line) == "string" and line ~= "" then return action.run("agent.run", line) end
  local project, is_repository = project_of(type(line) == "table" and line.project or near(ctx))
  local near_it = knowledge(project, is_repository)
  tell_problems(select(2, near_it.presets(project)))
  local values = ask(ctx.app, near_it, project)
  if not values then return end
  if not presets.ask_trust(values.preset) then return end
  local launch, err = start(values.preset, {
    command = values.command,
    prompt = values.prompt, project = values.project, where = values.where.value, branch = values.branch or "",
    name = values.name, focus = true, directory = botster.worktree_dir,
  })
  if not launch then notify.error(tostring(err)) end
end, { desc = "new agent: preset or command, prompt, worktree", group = "agents" })

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
    error(("%s is the project's, and nobody has allowed it as it is: choose it once in the form of a new agent, or botster-tui trust %s"):format(preset.from, preset.from), 0)
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

return {
  --- Directories where agents were started lately or run.
  projects = function(app) return recent_projects(nil, app) end,
}
