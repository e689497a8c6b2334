-- What a file may define to be called when it comes and goes: a global function, or a field of the table it
-- returns. `init(ctx)`, `on_load(ctx)` end its loading; `setup(opts)` runs when every file is loaded; `on_unload`
-- is called in a world that ends, and what it returned is handed to `on_reload` in the world that took its
-- place. A world is made anew each time: these hand over what is not in `state`, they undo nothing.

local calls = rt.module("calls")
local mirror = rt.module("mirror")

local M = {}

local UNLOAD_MS, MOST_BYTES = 50, 64 * 1024

-- By the name that is told: the spellings that count, the first found is called.
local spellings = {
  on_unload = { "on_unload", "_before_reload" },
  on_reload = { "on_reload", "_after_reload" },
}

local function defined(unit, name)
  local value = unit.env and rawget(unit.env, name)
  if type(value) == "function" then return value end
  value = type(unit.value) == "table" and rawget(unit.value, name)
  return type(value) == "function" and value or nil
end

local function hook_of(unit, name)
  if unit.rank <= 2 then return nil end
  for _, spelled in ipairs(spellings[name]) do
    local found = defined(unit, spelled)
    if found then return found end
  end
end

-- One record a file and name: what goes wrong in it is told as its own.
local function record_of(unit, name, limit)
  return { kind = "lifecycle", unit = unit, owner = unit.name, timeout_ms = limit, name = name }
end

--- Called at the end of a file's chunk, as part of its loading.
function M.loaded(unit, value)
  if unit.rank <= 2 then return end
  for _, name in ipairs { "init", "on_load" } do
    local found = rawget(unit.env, name) or type(value) == "table" and rawget(value, name)
    if type(found) == "function" then found(rt.module("context").make(unit)) end
  end
end

local function options_for(unit)
  local found = {}
  for _, record in ipairs(rt.registry.option or {}) do
    local name = record.name:gsub("%.lua$", ""):gsub("%.", "/")
    if name .. ".lua" == unit.name or name .. "/init.lua" == unit.name then
      for key, value in pairs(record.options) do found[key] = value end
    end
  end
  return found
end

--- Calls every file's global `setup` with what `botster.configure` gave for it. `fail(unit, captured)` is told
--- of those that throw. A `setup` in a returned table is for whoever requires the file to call.
function M.set_up(fail)
  for _, unit in ipairs(rt.units()) do
    local setup = unit.rank > 2 and unit.state == "live" and rawget(unit.env, "setup")
    if type(setup) == "function" and not unit.is_set_up then
      unit.is_set_up = true
      local ok, value = calls.load(unit, setup, options_for(unit))
      if not ok then fail(unit, value) end
    end
  end
end

--- Whether any file wants to know that its world ends; and the names of those that follow on one.
function M.wanted()
  local ends, follows = false, {}
  for _, unit in ipairs(rt.units()) do
    if hook_of(unit, "on_unload") then ends = true end
    if hook_of(unit, "on_reload") then follows[#follows + 1] = unit.name end
  end
  return ends, follows
end

local function kept(unit, value)
  if value == nil then return nil end
  local ok, text = pcall(mirror.to_text, value)
  if ok and #text <= MOST_BYTES then return text end
  rt.log("warn", unit.name, "on_unload returned what cannot be handed over: " .. (ok and "more than 64 KB" or tostring(text)))
end

-- This world ends. A message: { reasons = { unit = reason }, reason }. Returns what each file hands over, as text.
local function unload(message)
  local left = {}
  for _, unit in ipairs(rt.units()) do
    local found = hook_of(unit, "on_unload")
    if found then
      local reason = message.reasons and message.reasons[unit.name] or message.reason or "reload"
      local ok, value = rt.call(record_of(unit, "on_unload", UNLOAD_MS), "on_unload", found, reason)
      if ok then left[unit.name] = kept(unit, value) end
    end
  end
  return next(left) and left or nil
end

-- This world has taken the place of one that had these files too. A message: { left = { unit = text or false } }.
local function follow(message)
  for _, unit in ipairs(rt.units()) do
    local text = message.left[unit.name]
    local found = text ~= nil and hook_of(unit, "on_reload")
    if found then
      rt.spawn(record_of(unit, "on_reload"), "on_reload", found, text and mirror.from_text(text) or nil)
    end
  end
end

M.dispatch = { unload = unload, follow = follow }

return M
