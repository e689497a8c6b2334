-- `pty`: programs on pseudo-terminals of their own. The object is this world's; the program is the host's, and
-- goes on while a reload spawns the same again.

local check = rt.module("check")
local facade = rt.module("facade")
local handles = rt.module("handles")
local words = rt.module("words")

local M = { name = "pty" }

local NOT_STARTED = 127
local LARGEST = 1000

local kind = rt.module("handle_objects").kind {
  module = "pty", class = "Pty", maker = "pty.spawn", nothing = "spawned nothing",
}

local function hears(record, event, value)
  if event == "output" then kind.call(record, "on_output", value)
  elseif event == "failed" then kind.call(record, "on_exit", NOT_STARTED)
  elseif event == "exit" then kind.call(record, "on_exit", value.code, value.signal) end
end

local function size_of(unit, what, name, value, default)
  if value == nil then return default end
  if value < 1 or value > LARGEST then check.raise(unit, "%s: %s must be 1 to %d", what, name, LARGEST) end
  return math.tointeger(value)
end

local add_listener = kind.listen("on_output")

kind.methods = {
  write = function(record, data) return handles.act(record, "write", { data = data }) end,
  resize = function(record, cols, rows)
    return handles.act(record, "resize", {
      columns = size_of(record.unit, "pty:resize", "cols", cols),
      rows = size_of(record.unit, "pty:resize", "rows", rows),
    })
  end,
  kill = function(record, signal)
    return handles.act(record, "kill", { force = signal ~= nil and signal:upper():match("KILL$") ~= nil })
  end,
  on_output = function(record, handler, object)
    if #record.on_output == 0 then handles.act(record, "listen", {}) end
    return add_listener(record, handler, object)
  end,
  on_exit = kind.listen("on_exit"),
  pid = function(record) return handles.ask(record, "pty:pid", "pid", {}) end,
  read_screen = function(record) return handles.ask(record, "pty:read_screen", "read", {}) end,
}

local function argv_of(unit, cmd, args)
  if cmd:find("^%s*$") then check.raise(unit, "pty.spawn: bad argument #1 'cmd' (a command expected)") end
  if not args then return words.argv(cmd) end
  local argv = { cmd }
  for _, one in ipairs(args) do argv[#argv + 1] = tostring(one) end
  return argv
end

local function spawn(unit, cmd, opts)
  opts = opts or {}
  local argv = argv_of(unit, cmd, opts.args)
  local view = rt.has_view() and rt.view()
  local cwd = opts.cwd ~= "" and opts.cwd or nil
  local params = {
    argv = argv, env = opts.env, cwd = cwd, agent = not cwd and view and view.focus or nil,
    columns = size_of(unit, "pty.spawn", "cols", opts.cols, 80), rows = size_of(unit, "pty.spawn", "rows", opts.rows, 24),
  }
  local key = opts.key and "pty:" .. opts.key or handles.key(unit, "pty:" .. table.concat(argv, " "))
  local record = handles.open(unit, ("pty.spawn(%q)"):format(cmd), "pty", key, params, hears)
  record.on_output, record.on_exit = {}, {}
  return kind.new(unit, record)
end

--- Whether `value` is what `pty.spawn` returned, or stands in for it.
function M.is(value)
  return kind.record(value) ~= nil
end

--- Something to be drawn in place of the object of `record`, which can do nothing else.
function M.stand_in(record)
  local object = setmetatable({}, { __name = "Pty", __index = function(_, key) return key == "closed" and record.closed or nil end })
  kind.tie(object, record)
  return object
end

--- The words of a command: of a line as a shell splits it, or of a list.
function M.words(unit, what, cmd)
  if type(cmd) == "string" then
    if cmd:find("^%s*$") then check.raise(unit, "%s: bad option 'cmd' (a command expected)", what) end
    return words.argv(cmd)
  end
  local argv = {}
  for index, word in ipairs(cmd or {}) do
    if type(word) ~= "string" then check.raise(unit, "%s: bad option 'cmd' (word #%d is %s)", what, index, check.kind(word)) end
    argv[index] = word
  end
  return argv
end

--- The session of the host in which its program runs; nil before it has begun and after it has ended.
function M.session(object)
  local record = kind.record(object)
  for _, one in ipairs(rt.app.ptys or {}) do
    if one.unit == record.unit.name and one.key == record.key and not record.closed then return one.session end
  end
  return nil
end

function M.api(unit)
  local functions = { spawn = function(cmd, opts) return spawn(unit, cmd, opts) end }
  for _, name in ipairs { "write", "resize", "kill", "on_output", "on_exit" } do functions[name] = kind.of_latest(unit, name) end
  return facade.build("pty", unit, functions)
end

return M
