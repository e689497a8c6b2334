-- Presets: how an agent is started. Those below come with the program; a file of yours adds one, or takes the place of
-- one of the same name:   $BOTSTER_HOME/user/agents/review.lua
--
--   return { cmd = "claude --model opus", prompt = "Review {branch}: {prompt}", worktree = true, setup = { "npm ci" } }
--
-- A project brings its own in .botster/agents/*.lua; those are used once you have looked at them.

local data = require("default.preset_data")

local M = {}

local builtin = {
  { name = "claude", desc = "Claude Code", cmd = { "claude" }, resume = { "claude", "--continue" } },
  { name = "codex", desc = "Codex", cmd = { "codex" }, resume = { "codex", "resume", "--last" } },
  { name = "gemini", desc = "Gemini CLI", cmd = { "gemini" }, prompt_args = { "--prompt-interactive", "{prompt}" } },
  { name = "opencode", desc = "opencode", cmd = { "opencode" }, prompt_args = { "--prompt", "{prompt}" }, resume = { "opencode", "--continue" } },
  { name = "shell", desc = "a shell", prompt_via = "type", worktree = false },
}

local rules = {
  name = "text", desc = "text", cmd = "command", env = "variables", prompt = "text", prompt_via = { "argument", "type" },
  prompt_args = "texts", detector = "text", resume = "command", setup = "commands", copy = "texts", link = "texts",
  worktree = { true, false, "ask" }, base = "text", labels = "texts",
}

--- A preset of its file's text: the table, or nil and `file:line: …`. Its name is the file's unless it says another.
function M.parse(text, path)
  local preset, problem = data.read(text, path)
  if not preset then return nil, problem end
  local ok, wrong = data.check(preset, rules, text, path)
  if not ok then return nil, wrong end
  if not preset.cmd then return nil, path .. ":1: cmd: a command line, or a list of its words, expected" end
  preset.name = preset.name or path:match("([^/]+)%.lua$")
  if type(preset.setup) == "string" then preset.setup = { preset.setup } end
  preset.from = path
  return preset
end

--- What a preset runs: its first word. Nil for the shell.
function M.program(preset)
  local cmd = preset.cmd
  if type(cmd) == "table" then return cmd[1] end
  return cmd and cmd:match("^%s*([^%s=|&;<>()$`]+)%s") or cmd and cmd:match("^%s*([^%s=|&;<>()$`]+)$")
end

local function sorted_files(folder)
  local found = {}
  for _, entry in ipairs(fs.list(folder) or {}) do
    if entry.name:find("%.lua$") and not entry.name:find("^%.") and entry.type ~= "directory" then
      found[#found + 1] = fs.join(folder, entry.name)
    end
  end
  return found
end

local function add_from(folder, into, problems, is_project)
  for _, path in ipairs(sorted_files(folder)) do
    local file, err = trust.read(path)
    local preset, problem
    if file then preset, problem = M.parse(file.text, path) else problem = tostring(err) end
    if preset then
      preset.trusted = not is_project or file.trusted
      preset.changed, preset.hash, preset.project = file.changed, file.hash, is_project
      into[preset.name] = preset
    else
      problems[#problems + 1] = problem
    end
  end
end

--- All presets for a project, by name, and what is wrong with files that are none. Waits.
function M.all(project)
  local found, problems = {}, {}
  for _, preset in ipairs(builtin) do
    local copy = { from = "built in", trusted = true }
    for key, value in pairs(preset) do copy[key] = value end
    found[preset.name] = copy
  end
  add_from(fs.join(botster.home, "user/agents"), found, problems)
  if project then add_from(fs.join(project, ".botster/agents"), found, problems, true) end
  return found, problems
end

-- Programs that were found: they rarely go.
local there = {}

local function is_there(program)
  if not there[program] then there[program] = fs.which(program) end
  return there[program] ~= nil
end

local function place_of(preset)
  for place, one in ipairs(builtin) do
    if one.name == preset.name and preset.from == "built in" then return place end
  end
  return 0
end

--- Those that can be started here, in the order they are offered: yours and the project's, then the built-in ones.
--- Also what is wrong with files. Waits.
function M.list(project)
  local all, problems = M.all(project)
  local list = {}
  for _, preset in pairs(all) do
    local program = preset.from == "built in" and M.program(preset)
    if not program or is_there(program) then list[#list + 1] = preset end
  end
  table.sort(list, function(a, b)
    local first, second = place_of(a), place_of(b)
    if first ~= second then return first < second end
    return a.name < b.name
  end)
  return list, problems
end

--- What `botster-tui presets` tells: `presets`, a row each, and `problems`. Waits.
function M.describe(project)
  local list, problems = M.list(project)
  local rows = {}
  for index, preset in ipairs(list) do
    rows[index] = { name = preset.name, desc = preset.desc, from = preset.from, trusted = preset.trusted }
  end
  return { presets = json.array(rows), problems = json.array(problems) }
end

--- Asks whether a project's preset may be used as it is. True where it may. `more` are further lines, each a label
--- and a value. Waits for the person.
function M.ask_trust(preset, more)
  if preset.trusted then return true end
  local lines = { "use it", "leave it" }
  local function add(label, value)
    if value then lines[#lines + 1] = ("   %-8s %s"):format(label, type(value) == "table" and inspect(value):gsub("%s+", " ") or tostring(value)) end
  end
  add("file", preset.from)
  add("runs", preset.cmd)
  for _, command in ipairs(preset.setup or {}) do add("setup", command) end
  for _, line in ipairs(more or {}) do add(line[1], line[2]) end
  for _, field in ipairs { "copy", "link", "env", "prompt", "resume" } do add(field, preset[field]) end
  local title = ("use %s? %s"):format(preset.name, preset.changed and "changed since you allowed it" or "from the project, new to you")
  if ui.select(lines, { prompt = title }) ~= "use it" then return false end
  local ok, err = trust.allow(preset.from, preset.hash)
  if not ok then notify.error(tostring(err)) end
  preset.trusted = ok == true
  return preset.trusted
end

return M
