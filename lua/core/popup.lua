-- `popup`: programs that are seen in front of every layout and have the keys while they are. What a view has open is
-- kept with it (`popups`, the one on top last), so that a reload and the next hub take the programs over as they are:
--
--   { unit = "user/git.lua", key = "lazygit", view = "view-1", argv = { "lazygit" }, cwd = "/home/u/project", … }

local authority = rt.module("authority")
local check = rt.module("check")
local facade = rt.module("facade")
local handles = rt.module("handles")
local key_stack = rt.module("key_stack")
local mode = rt.module("mode")
local pty = rt.module("pty")

local M = { name = "popup" }

local MODE, CAPABILITY, NOT_STARTED = "popup", "pty.spawn", 127

-- What was opened in this world, by the name of its handle.
local opened = {}

local function handle_key(one) return ("popup:%s:%s"):format(one.view, one.key) end
local function name_of(one) return one.unit .. "\0" .. handle_key(one) end

-- Those of a view; one that was copied from another view has none of that one's.
local function all(view)
  local list = {}
  for _, one in ipairs(view.fields.popups or {}) do
    if one.view == view.id then list[#list + 1] = one end
  end
  return list
end

local function keep(view, list)
  view.fields.popups = #list > 0 and list or nil
end

local function find(view, unit_name, key)
  for place, one in ipairs(all(view)) do
    if one.unit == unit_name and one.key == key then return one, place end
  end
end

local function is_shown(view, one)
  return not one.hidden and (not one.with_agent or one.focus == view.focus) and opened[name_of(one)] ~= nil
end

local function any_shown(view)
  for _, one in ipairs(all(view)) do
    if is_shown(view, one) then return true end
  end
  return false
end

-- The key table "popup" is in force from the first that is shown to the last.
local function settle_mode(view)
  local is_in = view.mode == MODE
  local wanted = any_shown(view)
  if wanted and not is_in and mode.names()[MODE] then key_stack.push({ name = "core" }, MODE)
  elseif is_in and not wanted then
    key_stack.pop()
    -- The terminal side has come back to it from copy mode by itself.
    if view.mode == MODE then view.mode = "terminal" end
  end
end

--- To be called when a view has gone to the mode in which its agent is typed into: a program in front is, first.
function M.settle() settle_mode(rt.view()) end

-- A program that has ended is gone from its view, wherever the news came from.
local function over(one, on_exit, code, signal, captured)
  if not rt.has_view() or rt.view().id ~= one.view then rt.module("screens").show(one.view) end
  local view, rest = rt.view(), {}
  for _, other in ipairs(all(view)) do
    if name_of(other) ~= name_of(one) then rest[#rest + 1] = other end
  end
  opened[name_of(one)] = nil
  keep(view, rest)
  settle_mode(view)
  if not on_exit then return end
  local unit = on_exit.unit
  if type(on_exit.fn) == "function" then rt.spawn(unit, "popup: on_exit", on_exit.fn, code, captured, signal)
  else
    local args = { code = code, output = captured, signal = signal }
    rt.spawn(unit, "popup: on_exit", function() return rt.module("action").run(unit, on_exit.fn, args) end)
  end
end

local function hears_for(one, on_exit)
  return function(_, event, value)
    if event == "failed" then over(one, on_exit, NOT_STARTED)
    elseif event == "exit" then over(one, on_exit, value.code, value.signal, value.captured) end
  end
end

local function start(unit, one, on_exit)
  local params = { argv = one.argv, cwd = one.cwd, agent = one.agent, columns = one.columns, rows = one.rows, capture = one.capture }
  local record = handles.open(unit, ("popup.open(%q)"):format(one.key), "pty", handle_key(one), params, hears_for(one, on_exit))
  opened[name_of(one)] = { handle = record, pty = pty.stand_in(record) }
end

local function show(view, one, place)
  local list = all(view)
  table.remove(list, place)
  one.hidden, one.focus = nil, one.with_agent and view.focus or nil
  list[#list + 1] = one
  keep(view, list)
  settle_mode(view)
end

local function size_of(unit, name, value, default)
  if value == nil then return default end
  local percent = type(value) == "string" and tonumber(value:match("^(%d+)%%$"))
  if percent and percent >= 1 and percent <= 100 then return value end
  if math.type(value) == "integer" and value >= 1 and value <= 1000 then return value end
  check.raise(unit, "popup: bad option '%s' (cells from 1 to 1000 or \"80%%\" expected, got %s)", name, tostring(value))
end

-- In cells, so that the program starts with about the size that it will have.
local function cells(value, room)
  local percent = type(value) == "string" and tonumber(value:match("^(%d+)"))
  return math.max(1, math.min(room, percent and room * percent // 100 or value) - 2)
end

local function open(unit, opts)
  local view = rt.view()
  local argv = pty.words(unit, "popup.open", opts.cmd)
  local key = opts.key or (#argv > 0 and table.concat(argv, " ") or "shell")
  local known, place = find(view, unit.name, key)
  if known and opened[name_of(known)] then
    show(view, known, place)
    return true
  end
  local width, height = size_of(unit, "width", opts.width, "80%"), size_of(unit, "height", opts.height, "80%")
  local on_exit = opts.on_exit
  local one = {
    unit = unit.name, key = key, view = view.id, argv = argv, cwd = opts.cwd ~= "" and opts.cwd or nil,
    agent = opts.cwd == nil and view.focus or nil, capture = opts.capture or nil, title = opts.title or key,
    width = width, height = height, columns = cells(width, view.columns), rows = cells(height, view.rows),
    with_agent = opts.with_agent or nil, on_exit = type(on_exit) == "string" and on_exit or nil,
  }
  start(unit, one, on_exit and { unit = unit, fn = type(on_exit) == "function" and authority.carry(on_exit) or on_exit })
  local list = all(view)
  if place then table.remove(list, place) end
  list[#list + 1] = one
  show(view, one, #list)
  return true
end

-- Which one a call means: by its key in this file, else as `popup.list` gave it. Nil where it is not open.
local function meant(unit, which)
  local view = rt.view()
  if type(which) == "table" then return find(view, which.unit, which.key) end
  return find(view, unit.name, which)
end

local function close(unit, which)
  local one = meant(unit, which)
  local found = one and opened[name_of(one)]
  if not found then return false end
  handles.close(found.handle)
  over(one)
  return true
end

local function hide(unit, which)
  local one = meant(unit, which)
  if not one or not is_shown(rt.view(), one) then return false end
  one.hidden = true
  settle_mode(rt.view())
  return true
end

local function resize(unit, which, width, height)
  local one = meant(unit, which)
  if not one then return false end
  one.width, one.height = size_of(unit, "width", width, one.width), size_of(unit, "height", height, one.height)
  return true
end

local function list()
  local view, rows = rt.view(), {}
  for _, one in ipairs(all(view)) do
    local found = opened[name_of(one)]
    if found then
      rows[#rows + 1] = {
        key = one.key, unit = one.unit, title = one.title, width = one.width, height = one.height,
        shown = is_shown(view, one), with_agent = one.with_agent or false, pty = found.pty,
      }
    end
  end
  return rows
end

--- Takes over the programs that were open when this world was built: what nobody opens again is ended.
function M.reopen()
  for _, view in ipairs(rt.app.views or {}) do
    for _, one in ipairs(all(view)) do
      local unit = rt.module("failures").units[one.unit]
      if unit and unit.state == "live" and pcall(authority.demand, unit, "popup.open", CAPABILITY) then
        local action = one.on_exit and { unit = unit, fn = one.on_exit }
        pcall(start, unit, one, action)
      end
    end
  end
end

function M.api(unit)
  return facade.build("popup", unit, {
    open = function(opts) return open(unit, opts) end,
    close = function(which) return close(unit, which) end,
    hide = function(which) return hide(unit, which) end,
    resize = function(which, width, height) return resize(unit, which, width, height) end,
    list = list,
  })
end

return M
