-- `broadcast`: agents that get what is typed in a view besides the one in focus. The terminal side sends it to each; the
-- hub keeps the list with the view, drops who ends, and forgets it with the terminal.

local agent = rt.module("agent")
local check = rt.module("check")
local facade = rt.module("facade")

local M = { name = "broadcast" }

local function running(id)
  local found = agent.find(id)
  return found and found.id == id and found.status == "running" and found or nil
end

local function set(refs)
  local view = rt.view()
  local ids, known = {}, {}
  for _, ref in ipairs(refs) do
    local found, err = agent.need(ref)
    if not found then return nil, err end
    if found.status ~= "running" then return nil, check.failure("not_running", "%s does not run: it cannot be typed into", found.name) end
    if not known[found.id] then ids[#ids + 1] = found.id end
    known[found.id] = true
  end
  view.receivers = #ids > 0 and ids or nil
  return true
end

local function list(unit)
  local found = {}
  for _, id in ipairs(rt.view().receivers or {}) do
    if running(id) then found[#found + 1] = agent.wrap(unit, running(id)) end
  end
  return found
end

local function stop()
  local view = rt.view()
  local was_on = view.receivers ~= nil
  view.receivers = nil
  return was_on
end

function M.api(unit)
  return facade.build("broadcast", unit, { set = set, list = function() return list(unit) end, stop = stop })
end

return M
