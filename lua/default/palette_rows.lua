-- What the palette (palette.lua) offers. A row is a table:
--
--   id      what it is remembered by           name, desc   what is shown, and searched
--   key     the keys that do the same          owner        file and line that made it
--   mark    a span before the name             takes        what its argument is, where it takes one
--   needs   whether the argument must be given run(row, args) does it; `args` is text, or nil
--
-- A file adds rows of its own, or takes some away, by defining `App:palette_rows` again:
--
--   local base = App.palette_rows
--   function App:palette_rows(mode)
--     local rows = base(self, mode)
--     rows[#rows + 1] = { id = "mine:logs", name = "logs", desc = "of the server", run = function() … end }
--     return rows
--   end

local function report(value, err)
  if value == nil and err then notify.error(tostring(err)) end
end

local function run_action(row, args) report(action.run(row.name, args)) end

local function run_command(row, args) report(command.run(args and row.name .. " " .. args or row.name)) end

local function run_keys(row) keymap.feed(row.key) end

local function focus_agent(row) report(agents.focus(row.agent)) end

--- The keys bound in `mode`: by action, and in the order they are listed.
local function keys_of(mode)
  local bound = keymap.list { mode = mode }
  local keys = {}
  for _, binding in ipairs(bound) do
    local name = binding.action
    if name and not keys[name] then keys[name] = binding.lhs end
  end
  return keys, bound
end

local function add_agents(rows, app)
  for _, agent in ipairs(app:ordered_agents()) do
    rows[#rows + 1] = {
      id = "agent:" .. agent.id, name = agent.name, desc = app:status_word(agent) .. "  " .. app:short_path(agent.cwd),
      mark = app:status_mark(agent), agent = agent.id, run = focus_agent,
    }
  end
end

local function add_actions(rows, keys)
  for _, one in ipairs(action.list()) do
    if one.name ~= "palette" then
      rows[#rows + 1] = {
        id = "action:" .. one.name, name = one.name, desc = one.desc, owner = one.owner,
        key = not one.takes and keys[one.name] or nil, takes = one.takes, needs = one.takes ~= nil, run = run_action,
      }
    end
  end
end

-- What keys do that no action of that name does: `mode.set copy`, and functions that somebody described.
local function add_bindings(rows, bound)
  local seen = {}
  for _, row in ipairs(rows) do seen[row.name] = true end
  for _, binding in ipairs(bound) do
    local name = binding.action
    if name and name ~= "palette" and not seen[name] then
      seen[name] = true
      rows[#rows + 1] = { id = "action:" .. name, name = name, desc = binding.desc, key = binding.lhs, owner = binding.owner, run = run_action }
    elseif not name and binding.desc ~= "" and not seen[binding.lhs] then
      seen[binding.lhs] = true
      rows[#rows + 1] = { id = "key:" .. binding.lhs, name = binding.desc, key = binding.lhs, owner = binding.owner, run = run_keys }
    end
  end
end

local counts = { ["?"] = "one argument, or none", ["*"] = "any arguments", ["+"] = "one argument or more", [1] = "one argument" }

local function add_commands(rows)
  for _, one in ipairs(command.list()) do
    local count = one.nargs
    rows[#rows + 1] = {
      id = "command:" .. one.name, name = one.name, desc = one.desc, owner = one.owner, mark = { ":", style = "@key" },
      takes = count ~= 0 and (counts[count] or count .. " arguments") or nil,
      needs = count == "+" or type(count) == "number" and count > 0, run = run_command,
    }
  end
end

--- What the palette offers, in this order where nothing is typed. `mode` is the one it was opened in.
function App:palette_rows(mode)
  local rows = {}
  local keys, bound = keys_of(mode)
  add_agents(rows, self)
  for _, row in ipairs(self:project_rows()) do rows[#rows + 1] = row end
  add_actions(rows, keys)
  add_bindings(rows, bound)
  add_commands(rows)
  return rows
end
