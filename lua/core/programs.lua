-- Which program a command line runs: the names it may be known by.

local M = {}

-- Programs that run another, which their first argument names.
local RUNNERS = {
  node = true, nodejs = true, bun = true, deno = true, python = true, python3 = true, ruby = true, npx = true, env = true,
  sudo = true, nohup = true, time = true, exec = true, uv = true, uvx = true, bunx = true,
}
local SHELLS = { sh = true, bash = true, dash = true, zsh = true, fish = true, ksh = true, ash = true, nu = true, elvish = true, xonsh = true }

local function name_of(path)
  local name = path:match("([^/]+)/*$") or path
  return (name:gsub("^%-", ""):gsub("%.exe$", ""))
end

local function first_word(argv, from)
  for index = from, #argv do
    if argv[index]:sub(1, 1) ~= "-" and not argv[index]:find("^[%w_]+=") then return argv[index], index end
  end
end

-- `sh -c "claude --resume"` runs claude.
local function script_of(argv)
  for index = 2, #argv - 1 do
    if argv[index]:find("^%-%a*c$") then return argv[index + 1]:match("^%s*exec%s+(%S+)") or argv[index + 1]:match("^%s*(%S+)") end
  end
end

--- The names of what `argv` runs, the nearest first: `{ "codex", "/usr/bin/codex" }`. Empty for nothing.
function M.of(argv)
  if not argv or not argv[1] then return {} end
  local path, from = argv[1], 1
  local name = name_of(path)
  while RUNNERS[name] do
    local next_path, at = first_word(argv, from + 1)
    if not next_path then break end
    path, from = next_path, at
    name = name_of(path):gsub("%.[cm]?js$", ""):gsub("%.py$", "")
  end
  if SHELLS[name] then
    local script = script_of(argv)
    if script then path, name = script, name_of(script) end
  end
  return { name, path }
end

--- Whether it is a shell that waits for commands.
function M.is_shell(argv)
  if not argv or not argv[1] then return false end
  return SHELLS[name_of(argv[1])] == true and first_word(argv, 2) == nil
end

return M
