-- The first chunk of every world. It makes `rt`, which only core files see, and returns the one function that
-- the outside calls: text of a Lua table in, text out. A world is never changed from outside, only made anew.

local host = host
_G.host = nil
-- What core code itself must not use by accident.
dofile, loadfile, print, warn = nil, nil, nil, nil
os = { time = os.time, date = os.date, clock = os.clock, difftime = os.difftime }

rt = {
  host = host,
  --- Everything registered, by kind, in order.
  registry = {},
  app = { agents = {}, views = {} },
  generation = 0,
  --- How long it took to make this world, milliseconds: what every world has, then the person's files.
  made = { prepare_ms = 0, build_ms = 0 },
}

function rt.now() return host.clock() end
function rt.time() return host.time() end

-- A file that says it is Luau (`--!strict`), or is no Lua, is read as Luau: its types are taken out. What was
-- wrong is told of the text as it is.
local function load_text(unit, text, name, env)
  local says = text:find("^%s*%-%-!%l+") ~= nil
  local fn, message
  if not says then
    fn, message = load(text, name, "t", env)
    if fn then return fn end
  end
  local plain = host.luau(unit)
  local problem
  if plain then
    fn, problem = load(plain, name, "t", env)
    if fn then return fn end
  end
  if not message then message = problem or select(2, load(text, name, "t", env)) end
  return nil, message
end

--- Compiles a file of the world, from the form that was kept when there is one. `change` rewrites that form.
function rt.compile(unit, env, change)
  local name = "@" .. unit
  local kept = host.chunk(unit)
  if kept then return load(kept, name, "b", env) end
  local text = host.source(unit)
  if not text then return nil, unit .. ":1: there is no such file" end
  local fn, message = load_text(unit, text, name, env)
  if not fn then return nil, message end
  local dump = string.dump(fn)
  if change then
    dump = change(dump)
    fn = load(dump, name, "b", env)
  end
  host.keep(unit, dump)
  return fn
end

local modules, loading = {}, {}

--- What core/<name>.lua returned; it is run once.
function rt.module(name)
  local found = modules[name]
  if found ~= nil then return found end
  if loading[name] then error("core modules need each other: " .. name, 0) end
  loading[name] = true
  local fn, message = rt.compile("core/" .. name .. ".lua", _G)
  if not fn then error(message, 0) end
  found = fn()
  if found == nil then found = true end
  modules[name] = found
  return found
end

local json = rt.module("json")
rt.encode = json.encode
rt.module("guard")
rt.module("failures")
rt.module("registry")
rt.module("mirror")
rt.module("screens")
rt.module("calls")
local units = rt.module("units")
local outbox = rt.module("outbox")

-- Who takes which kind of dispatch: a module that declares it, or ours.
local takers = {
  sync = function() end,
  prepare = units.prepare,
  build = units.build,
  smoke = units.smoke,
  resume = function(message) return rt.module("calls").resume(message) end,
  abandon = function() return rt.module("calls").abandon() end,
}

--- Makes a module's dispatch kinds known.
function rt.takes(module)
  for kind, take in pairs(module.dispatch or {}) do takers[kind] = take end
end

local function run(message)
  local take = takers[message.kind]
  if not take then error("nobody takes the dispatch " .. tostring(message.kind), 0) end
  return take(message)
end

-- While files are loaded next to nothing is garbage: looking for it would take a third of the time.
collectgarbage("stop")

--- Collects what there is, once; from now on when there is twice as much.
function rt.tidy()
  collectgarbage("restart")
  collectgarbage()
end

-- `return` and the text, piece by piece: together they would be a second copy of what may be megabytes.
local function expression(text)
  local pieces = { text, "return " }
  return function() return table.remove(pieces) end
end

return function(text)
  local message = load(expression(text), "=message", "t", {})()
  outbox.open(message)
  host.dispatch(message.budget or 1000)
  rt.module("screens").receive(message)
  local ok, value = pcall(run, message)
  if not ok then rt.module("failures").internal(message.kind, value) end
  return outbox.close(ok, value)
end
