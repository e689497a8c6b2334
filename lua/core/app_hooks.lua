-- Methods of `App` that are called when something happens, besides `render`: `init` once for each view in a
-- world, `key`, `mouse` and `update` with what happened. The highest layer's runs; one that throws is
-- passed over for the next below.

local app_self = rt.module("app_self")
local overrides = rt.module("overrides")

local M = {}

-- What `App.<name>` is in a file with nothing below it.
M.names = { init = true, update = true, key = true, mouse = true }

function M.nothing() return false end

-- Views whose `init` has run.
local started = {}

local function run(method, runner, ...)
  local list = overrides.stack(method)
  for index = #list, 1, -1 do
    local record = list[index]
    if not record.disabled and type(record.value) == "function" then
      local ok, value = runner(record, "App:" .. method, record.value, app_self.of(record.unit), ...)
      -- One that waits has taken it.
      if ok == nil then return true end
      if ok then return value == true end
    end
  end
  return false
end

--- Calls `App:init` where this world has not done so for the view in force.
function M.start()
  local id = rt.view().id
  if started[id] then return end
  started[id] = true
  run("init", rt.call)
end

--- What was started in a trial has not been.
function M.forget()
  started = {}
end

--- Calls a method for the view in force; whether it says that it has handled the matter.
function M.call(method, ...)
  if #overrides.stack(method) == 0 then return false end
  M.start()
  return run(method, rt.spawn, ...)
end

--- Tells `App:update` of an event, for each view that somebody looks at.
function M.update(event, payload)
  if #overrides.stack("update") == 0 then return end
  for _, id in ipairs(rt.app.attached or {}) do
    local message = {}
    if type(payload) == "table" then
      for key, value in pairs(payload) do message[key] = value end
    else
      message.payload = payload
    end
    message.type = event
    rt.module("screens").show(id)
    M.call("update", message)
  end
end

return M
