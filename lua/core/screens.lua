-- What the hub pushed: agents and views; and the view that the running dispatch is for. Lua changes a view's
-- table in place, and what differs when the dispatch ends goes back to the hub.

local outbox = rt.module("outbox")
local mirror = rt.module("mirror")
local json = rt.module("json")
local copy = rt.module("copy")

local M = {}

local FIELDS = { "mode", "focus", "selected", "receivers", "scroll", "drafts", "fields" }

local by_id = {}
local current, before

local function same(a, b, depth)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  if depth > 60 then return false end
  for key, one in pairs(a) do
    if not same(one, b[key], depth + 1) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

local function blank(id)
  return { id = id, mode = "normal", columns = 80, rows = 24 }
end

local function complete(view)
  view.scroll, view.drafts, view.fields = view.scroll or {}, view.drafts or {}, view.fields or {}
  return view
end

local function take_views(views)
  by_id = {}
  for _, view in ipairs(views) do by_id[view.id] = complete(view) end
  rt.app.views = views
end

--- What comes with a dispatch: parts of the application state, state kept outside, the view.
function M.receive(message)
  local app = message.app
  if app then
    if app.views then take_views(app.views) end
    for key, value in pairs(app) do
      if key ~= "views" then rt.app[key] = value end
    end
  end
  if message.state then mirror.receive(message.state) end
  current, before = nil, nil
  if message.view then M.show(message.view, message.columns, message.rows) end
end

--- Makes a view the one that code runs for; nil for none. With a size, a copy of that size.
function M.show(id, columns, rows)
  M.flush()
  if id == nil then return end
  local view = by_id[id] or complete(blank(id))
  if columns and (columns ~= view.columns or rows ~= view.rows) then
    view = copy(view)
    view.columns, view.rows = columns, rows
  else
    by_id[id] = view
  end
  current, before = view, copy(view)
end

--- Runs `fn` for a view, whose changes are forgotten.
function M.trial(id, columns, rows, fn)
  M.show(id, columns, rows)
  current = copy(current)
  before = nil
  local ok, problem = pcall(fn)
  current = nil
  if not ok then error(problem, 0) end
end

local function changes()
  local change = {}
  for _, name in ipairs(FIELDS) do
    local now = current[name]
    if not same(now, before[name], 0) then
      if now == nil then now = json.null end
      change[name] = now
    end
  end
  return change
end

--- Sends what differs in the view in force.
function M.flush()
  local view = current
  if view and before then
    local change = changes()
    if next(change) then
      -- Only what can be written is kept.
      if pcall(json.encode, change) then outbox.add("views", { view = view.id, change = copy(change) })
      else
        for _, name in ipairs(FIELDS) do view[name] = before[name] end
        rt.log("error", "core", "a view was given what cannot be kept")
      end
    end
  end
  current, before = nil, nil
end

function rt.has_view() return current ~= nil end

--- The view that code runs for. Throws where there is none.
function rt.view()
  if not current then rt.module("check").raise(nil, "needs a view: nobody is looking where this runs") end
  return current
end

--- Whether a file has been granted a capability.
function rt.granted(unit, capability)
  for _, one in ipairs(rt.app.grants and rt.app.grants[unit.name] or {}) do
    if one == capability then return true end
  end
  return false
end

return M
