-- `watch`: directories. The hub watches; what it saw is handed to the handler one by one.

local authority = rt.module("authority")
local check = rt.module("check")
local facade = rt.module("facade")
local handles = rt.module("handles")

local M = { name = "watch" }

local by_id = {}

-- Many changes come at once (a checkout): each is a call, in the order they happened.
local function hears(record, event, changes)
  if event ~= "changes" then return end
  for _, change in ipairs(changes) do
    if record.closed or record.disabled then return end
    rt.spawn(record, record.what, record.fn, change.path, change.event)
  end
end

local function directory(unit, path, opts, handler)
  if type(opts) == "function" then
    if handler ~= nil then check.raise(unit, "watch.directory: the handler is given twice") end
    opts, handler = {}, opts
  end
  if not handler then check.raise(unit, "watch.directory: bad argument #3 'handler' (function expected, got nil)") end
  local recursive = opts.recursive ~= false
  local key = opts.key and "watch:" .. opts.key or handles.key(unit, ("watch:%s:%s"):format(path, recursive))
  local record = handles.open(unit, ("watch.directory(%q)"):format(path), "watch", key, { path = path, recursive = recursive }, hears)
  record.fn = authority.carry(handler)
  by_id[record.id] = record
  return record.id
end

local function stop(unit, id)
  local record = by_id[id]
  if not handles.owns(unit, record) then return false end
  by_id[id] = nil
  return handles.close(record)
end

function M.api(unit)
  return facade.build("watch", unit, {
    directory = function(path, opts, handler) return directory(unit, path, opts, handler) end,
    stop = function(id) return stop(unit, id) end,
  })
end

return M
