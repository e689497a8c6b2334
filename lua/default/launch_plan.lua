-- From what a person fills in to what `agents.launch` is asked for. Pure: nothing here is started.

local M = {}

local MOST_WORDS, MOST_LETTERS = 5, 40

--- A text as a part of a branch's name: `Fix the login!` is `fix-the-login`. Empty where nothing is left.
function M.slug(text)
  local words = {}
  for word in (text or ""):lower():gmatch("[%w]+") do
    words[#words + 1] = word
    if #words == MOST_WORDS then break end
  end
  return (table.concat(words, "-"):sub(1, MOST_LETTERS):gsub("%-$", ""))
end

--- A template with `{prompt}`, `{branch}`, `{project}` and `{name}` filled in; other braces stay.
function M.fill(template, values)
  return (template:gsub("{(%a+)}", function(name) return values[name] end))
end

local function copy(list)
  return list and table.move(list, 1, #list, 1, {}) or nil
end

local function labels_of(preset, more)
  local labels, seen = {}, {}
  for _, list in ipairs { preset.labels or {}, more or {} } do
    for _, one in ipairs(list) do
      if not seen[one] then labels[#labels + 1] = one end
      seen[one] = true
    end
  end
  return labels
end

-- What the program gets as arguments for its prompt: never one of its options.
local function arguments(preset, text)
  local args = {}
  for index, one in ipairs(preset.prompt_args or { "{prompt}" }) do
    args[index] = M.fill(one, { prompt = text:find("^%-") and " " .. text or text })
  end
  return args
end

--- The options of `agents.launch` for a preset and what was filled in:
---   prompt, project, name, labels, env, focus, workspace   as given
---   where    "new" (a worktree with a branch of its own), "branch" (the worktree of `branch`) or "plain"
---   branch   its name; for "new" made of the prompt or the name where it is not given
function M.options(preset, asked)
  local prompt = asked.prompt or ""
  local name = asked.name ~= "" and asked.name or nil
  local branch = asked.branch ~= "" and asked.branch or nil
  if asked.where ~= "plain" and not branch then
    local slug = M.slug(prompt)
    branch = slug ~= "" and slug or M.slug(name or preset.name or "work")
  end
  if asked.where == "plain" then branch = nil end
  name = name or asked.where == "new" and branch or preset.name
  local values = { prompt = prompt, branch = branch or "", project = asked.project, name = name }
  local text = prompt ~= "" and M.fill(preset.prompt or "{prompt}", values) or nil
  local types = preset.prompt_via == "type"
  local env = {}
  for _, variables in ipairs { preset.env or {}, asked.env or {} } do
    for key, value in pairs(variables) do env[key] = value end
  end
  local made = asked.where == "new" or asked.where == "branch"
  return {
    cmd = type(preset.cmd) == "table" and copy(preset.cmd) or preset.cmd,
    args = text and not types and arguments(preset, text) or nil,
    type = text and types and text or nil,
    name = name,
    cwd = asked.project,
    env = env,
    worktree = made and { branch = branch, fresh = asked.where == "new", base = asked.base or preset.base, directory = asked.directory } or nil,
    setup = copy(preset.setup), copy = copy(preset.copy), link = copy(preset.link),
    detector = preset.detector,
    resume = type(preset.resume) == "table" and copy(preset.resume) or preset.resume,
    preset = preset.name,
    labels = labels_of(preset, asked.labels),
    workspace = asked.workspace,
    focus = asked.focus or false,
  }
end

--- Where an agent of a preset is to run, as far as nobody says: `remembered` is what was chosen last.
function M.where(preset, is_repository, remembered)
  if not is_repository or preset.worktree == false then return "plain" end
  if preset.worktree == true then return "new" end
  return remembered or "new"
end

return M
