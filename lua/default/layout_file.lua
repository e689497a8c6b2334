-- Saved layouts as files: tabs and panes as plain data that a person can read and edit, and what is wrong with one.
--
--   { "version": 1, "front": 1, "tabs": [ { "name": "work", "panes":
--     { "direction": "row", "ratio": 0.5,
--       "a": { "agent": { "name": "shell", "argv": ["bash"], "cwd": "/home/u" }, "current": true },
--       "b": { "agent": { "argv": ["claude"], "cwd": "/home/u", "env": { "LANG": "C" } } } } } ] }

local layout_file = {}

layout_file.VERSION = 1

local MAX_DEPTH = 16

local function panes_of(tree, describe)
  if not tree.a then
    local agent = describe(tree.agent)
    return agent and { agent = agent, current = tree.current } or nil
  end
  local a, b = panes_of(tree.a, describe), panes_of(tree.b, describe)
  if not a or not b then return a or b end
  return { direction = tree.direction, ratio = math.floor(tree.ratio * 1000 + 0.5) / 1000, a = a, b = b }
end

--- Tabs (tab_list.lua) as a file has them. `describe(id)` says of an agent how it is found and started; what it
--- knows nothing of is left out.
function layout_file.from_tabs(list, at, describe)
  local tabs, front = {}, 1
  for place, tab in ipairs(list) do
    local panes = panes_of(tab.tree, describe)
    if panes then
      tabs[#tabs + 1] = { name = tab.name, zoomed = tab.zoomed, panes = panes }
      if place == at then front = #tabs end
    end
  end
  return { version = layout_file.VERSION, front = front, tabs = tabs }
end

-- What is wrong, with its place in the file: nil where all is well.
local function wrong(place, expected, value)
  local found = type(value) == "table" and "a table" or type(value) == "string" and ("%q"):format(value) or tostring(value)
  return ("%s: %s expected, got %s"):format(place, expected, found)
end

local function wrong_map(place, value)
  if type(value) ~= "table" then return wrong(place, "an object of strings", value) end
  for name, one in pairs(value) do
    if type(name) ~= "string" or type(one) ~= "string" then return wrong(place .. "." .. tostring(name), "a string", one) end
  end
end

local function wrong_agent(place, agent)
  if type(agent) ~= "table" then return wrong(place, "an agent", agent) end
  if agent.name ~= nil and type(agent.name) ~= "string" then return wrong(place .. ".name", "a string", agent.name) end
  if agent.cwd ~= nil and type(agent.cwd) ~= "string" then return wrong(place .. ".cwd", "a string", agent.cwd) end
  if agent.env ~= nil then
    local problem = wrong_map(place .. ".env", agent.env)
    if problem then return problem end
  end
  if type(agent.argv) ~= "table" or #agent.argv == 0 then return wrong(place .. ".argv", "a list of words", agent.argv) end
  for index, word in ipairs(agent.argv) do
    if type(word) ~= "string" then return wrong(("%s.argv[%d]"):format(place, index), "a string", word) end
  end
end

local function wrong_panes(place, panes, depth)
  if type(panes) ~= "table" then return wrong(place, "panes", panes) end
  if depth > MAX_DEPTH then return place .. ": splits are nested too deep" end
  if panes.agent ~= nil then return wrong_agent(place .. ".agent", panes.agent) end
  if panes.direction ~= "row" and panes.direction ~= "column" then
    return wrong(place .. ".direction", '"row" or "column" (or an "agent")', panes.direction)
  end
  local ratio = panes.ratio
  if type(ratio) ~= "number" or ratio <= 0 or ratio >= 1 then return wrong(place .. ".ratio", "a number between 0 and 1", ratio) end
  return wrong_panes(place .. ".a", panes.a, depth + 1) or wrong_panes(place .. ".b", panes.b, depth + 1)
end

--- What is wrong with what a file holds, in words that name the place (counted from 1); nil for nothing.
function layout_file.problem(data)
  if type(data) ~= "table" then return wrong("the file", "an object", data) end
  if data.version ~= layout_file.VERSION then return wrong("version", tostring(layout_file.VERSION), data.version) end
  if type(data.tabs) ~= "table" or #data.tabs == 0 then return wrong("tabs", "a list with a tab", data.tabs) end
  if data.front ~= nil and not data.tabs[data.front] then return wrong("front", "the place of a tab", data.front) end
  for index, tab in ipairs(data.tabs) do
    local place = ("tabs[%d]"):format(index)
    if type(tab) ~= "table" then return wrong(place, "a tab", tab) end
    if tab.name ~= nil and type(tab.name) ~= "string" then return wrong(place .. ".name", "a string", tab.name) end
    local problem = wrong_panes(place .. ".panes", tab.panes, 1)
    if problem then return problem end
  end
end

--- The tree of a file's panes: `find(agent)` returns the id for each, nil for one that there is not. Nil for none.
function layout_file.to_tree(panes, find)
  if panes.agent then
    local id = find(panes.agent)
    return id and { agent = id, current = panes.current == true or nil } or nil
  end
  local a, b = layout_file.to_tree(panes.a, find), layout_file.to_tree(panes.b, find)
  if not a or not b then return a or b end
  return { direction = panes.direction, ratio = panes.ratio, a = a, b = b }
end

return layout_file
