-- `glob`: files by pattern. Those of this home's Lua are known at any time, also while they are loaded; any other
-- pattern is asked of the hub.

local facade = rt.module("facade")
local files = rt.module("files")
local glob = rt.module("glob")
local units = rt.module("units")

local M = { name = "glob" }

-- The alternatives of the first `{a,b}`, and of those in what is left.
local function alternatives(pattern, list)
  local before, inner, after = pattern:match("^(.-){([^{}]*)}(.*)$")
  if not before then
    list[#list + 1] = pattern
    return list
  end
  for one in (inner .. ","):gmatch("(.-),") do alternatives(before .. one .. after, list) end
  return list
end

local function segments(path)
  local list = {}
  for one in path:gmatch("[^/]+") do list[#list + 1] = one end
  return list
end

local function matches(pattern, name, from, at)
  local first = pattern[from]
  if first == nil then return name[at] == nil end
  if first == "**" then
    -- At the end it means all that is below.
    if pattern[from + 1] == nil then return name[at] ~= nil end
    for after = at, #name do
      if matches(pattern, name, from + 1, after) then return true end
    end
    return false
  end
  return name[at] ~= nil and glob.matches(first, name[at]) and matches(pattern, name, from + 1, at + 1)
end

local function is_own(patterns)
  for _, one in ipairs(patterns) do
    if not units.is_layer(one:match("^([^/]*)/")) then return false end
  end
  return true
end

local function own(alternates)
  local patterns, found = {}, {}
  for index, one in ipairs(alternates) do patterns[index] = segments(one) end
  for _, name in ipairs(units.names()) do
    local parts = segments(name)
    for _, one in ipairs(patterns) do
      if matches(one, parts, 1, 1) then
        found[#found + 1] = name
        break
      end
    end
  end
  return found
end

function M.api(unit)
  local ask = files.asker(unit, "fs.glob", { "pattern" }, "glob")
  return facade.callable("glob", unit, function(pattern)
    local patterns = alternatives(pattern, {})
    if is_own(patterns) then return own(patterns) end
    return ask(pattern)
  end)
end

return M
