-- Which files override which methods of App, and in what order: layer by layer, within a layer as loaded.
-- A file that defines a global `render(frame)` overrides `render` with it.

local M = {}

-- Units in the order their environments were made; a file that defines a global `render(frame)` is a view.
local units = {}

local function by_rank(a, b)
  if a.unit.rank ~= b.unit.rank then return a.unit.rank < b.unit.rank end
  return a.seq < b.seq
end

local function protector(method)
  local found
  for _, record in ipairs(rt.registry.protect or {}) do
    if (record.protects == "App." .. method or record.protects == "App") and (not found or record.unit.rank < found.rank) then
      found = record.unit
    end
  end
  return found
end

-- One record a file, so that what is noted on it (errors, being disabled) lasts.
local frame_records = setmetatable({}, { __mode = "k" })

local function frame_record(unit, index)
  local record = frame_records[unit]
  if not record then
    record = { unit = unit, seq = index, owner = unit.name, method = "render" }
    function record.value() return rt.module("frame").render(unit, rawget(unit.env, "render")) end
    frame_records[unit] = record
  end
  return record
end

-- `function render(frame)` in a file counts as its `App:render`.
local function frame_entries(list)
  for index, unit in ipairs(units) do
    if unit.env and type(rawget(unit.env, "render")) == "function" then list[#list + 1] = frame_record(unit, index) end
  end
end

local stacks, seen_overrides, seen_protects = {}, 0, 0

--- Forgets the sorted lists. Called before each frame, since a file's global `render` comes unannounced.
function M.refresh()
  stacks = {}
end

--- Everything that overrides `method`, lowest layer first.
function M.stack(method)
  local overrides, protects = rt.registry.override or {}, rt.registry.protect or {}
  if #overrides ~= seen_overrides or #protects ~= seen_protects then
    seen_overrides, seen_protects = #overrides, #protects
    M.refresh()
  end
  local list = stacks[method]
  if list then return list end
  list = {}
  local guard = protector(method)
  for _, record in ipairs(overrides) do
    if record.method == method and not (guard and record.unit.rank > guard.rank) then list[#list + 1] = record end
  end
  if method == "render" then frame_entries(list) end
  table.sort(list, by_rank)
  stacks[method] = list
  return list
end

--- Whether anything overrides `method`.
function M.any(method)
  return #M.stack(method) > 0
end

--- What `unit` sees as `App[method]`: the next lower definition.
function M.below(unit, method)
  local list = M.stack(method)
  local own
  for index, record in ipairs(list) do
    if record.unit == unit then
      own = index
      break
    end
  end
  local last = own and own - 1 or #list
  for index = last, 1, -1 do
    if list[index].unit.rank <= unit.rank then return list[index].value end
  end
end

--- A file that may define a global `render(frame)`.
function M.add_unit(unit)
  units[#units + 1] = unit
end

return M
