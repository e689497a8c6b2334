-- Which files a name in `require` may mean, and which wait until they are required.

local env = rt.module("env")

local M = {}

--- Files that `name` may mean in a file of `unit`, nearest first. `ranks` are the layers', by name.
function M.files(unit, name, ranks)
  local path = name:gsub("%.lua$", ""):gsub("[./]", "/")
  local list = {}
  local function add(folder, within)
    list[#list + 1] = folder .. within .. ".lua"
    list[#list + 1] = folder .. within .. "/init.lua"
  end
  if unit.root then
    add(unit.name:match("^(.*/)"), path)
    return list
  end
  local first, rest = path:match("^([^/]+)/(.+)$")
  if ranks[first] or first == "keybindings" then add("", path) end
  add(unit.name:match("^(.*/)") or "", path)
  local plugin = unit.name:match("^plugins/[^/]+/")
  if plugin then add(plugin .. "lua/", path) end
  for _, layer in ipairs { "improvements", "user", "plugins", "default" } do
    -- `require("agents")` is the API's, not the shipped file of that name: that is "default.agents".
    local is_hidden = layer == "default" and env.modules[path] ~= nil
    if ranks[layer] <= unit.rank and not is_hidden then
      add(layer .. "/", path)
      if layer == "plugins" and first then add("plugins/" .. first .. "/lua/", rest) end
    end
  end
  return list
end

-- The key sets in force before anybody chooses others.
local chosen = { ["keybindings/default.lua"] = true, ["keybindings/copy-vi.lua"] = true }

--- Of a plugin only init.lua is loaded by itself; of the defaults nothing that most worlds never ask for; of the key
--- sets those that are chosen (`units.choose`).
function M.is_lazy(file)
  if file.lazy or file.unit:find("^default/tools/") then return true end
  if file.unit:find("^keybindings/") then return not chosen[file.unit] end
  return file.unit:find("^plugins/[^/]+/") ~= nil and not file.unit:find("^plugins/[^/]+/init%.lua$")
end

return M
