-- Where what a file registered is written: its function, and the local functions of that file which it uses; or,
-- for what is data, the call that makes it.

local inspect = rt.module("inspect")

local M = {}

-- The file that a function is written in; nil for core's, and for code that is in no file.
local function file_of(info)
  local file = info.source:match("^@(.+)$")
  local unit = file and rt.module("failures").units[file]
  return unit and unit.path and file
end

-- The lines of `fn`, and of the functions of `file` that it uses, into `ranges`.
local function add_ranges(fn, file, ranges, seen)
  if seen[fn] then return end
  seen[fn] = true
  local info = debug.getinfo(fn, "S")
  if file_of(info) ~= file then return end
  ranges[#ranges + 1] = { info.linedefined, info.lastlinedefined }
  for index = 1, 255 do
    local name, value = debug.getupvalue(fn, index)
    if not name then break end
    if type(value) == "function" then add_ranges(value, file, ranges, seen) end
  end
end

-- In the file's order, those within others left out.
local function apart(ranges)
  table.sort(ranges, function(a, b) return a[1] < b[1] end)
  local list = {}
  for _, range in ipairs(ranges) do
    local before = list[#list]
    if before and range[1] <= before[2] then before[2] = math.max(before[2], range[2])
    else list[#list + 1] = range end
  end
  return list
end

-- Options as they are written, those that are not there left out.
local function options(given)
  return next(given) and ", " .. inspect.text(given) or ""
end

local calls = {
  keymap = function(record)
    local rhs = record.fn and "<function>" or ("%q"):format(record.rhs)
    return ("keymap.set(%q, %q, %s%s)"):format(record.mode, table.concat(record.keys, " "), rhs,
      options { args = record.args, desc = record.desc, group = record.group, when = record.when, once = record.once })
  end,
  keymap_del = function(record)
    return ("keymap.del(%q, %q)"):format(record.mode, table.concat(record.keys, " "))
  end,
  mode = function(record)
    return ("mode.define(%q%s)"):format(record.name, options { desc = record.desc, fallback = record.fallback })
  end,
  theme = function(record) return ("theme.define(%q%s)"):format(record.name, options(record.tokens)) end,
  override = function(record) return ("App.%s = %s"):format(record.method, inspect.text(record.value)) end,
}

--- `{ file, lines = { { first, last }, … } }` or `{ text }` of a record, and the `file:line` it is known by.
function M.of(record)
  -- A file's global `render(frame)` is no registration: the function is in the file's environment.
  local fn = record.fn or (record.method == "render" and not record.kind and rawget(record.unit.env, "render"))
  if fn then
    local info = debug.getinfo(fn, "S")
    local file = file_of(info)
    if file then
      local ranges = {}
      add_ranges(fn, file, ranges, {})
      return { file = file, lines = apart(ranges) }, record.line and record.owner or file .. ":" .. info.linedefined
    end
  end
  local make = calls[record.kind]
  return { text = record.call or make and make(record) or "<function>" }, record.owner
end

return M
