-- `fs`: files, below the directories that are the program's business; and paths, which are text.

local check = rt.module("check")
local facade = rt.module("facade")
local files = rt.module("files")

local M = { name = "fs" }

local function join(unit, ...)
  local joined = ""
  for index = 1, select("#", ...) do
    local part = (select(index, ...))
    if type(part) ~= "string" then check.raise(unit, "fs.join: bad argument #%d (string expected, got %s)", index, check.kind(part)) end
    if part:sub(1, 1) == "/" or joined == "" then joined = part
    elseif part ~= "" then joined = joined:gsub("/+$", "") .. "/" .. part end
  end
  return joined
end

local function dirname(path)
  local trimmed = path:match("^(.-)/*$")
  if trimmed == "" then return path == "" and "." or "/" end
  local above = trimmed:match("^(.*)/[^/]*$")
  if not above then return "." end
  return above == "" and "/" or above
end

local function basename(path)
  local trimmed = path:match("^(.-)/*$")
  return trimmed == "" and path:sub(1, 1) or trimmed:match("[^/]*$")
end

function M.api(unit)
  local functions = {
    join = function(...) return join(unit, ...) end,
    dirname = dirname,
    basename = basename,
  }
  local plain = {
    read = { "path" }, write = { "path", "text" }, append = { "path", "text" }, exists = { "path" }, stat = { "path" },
    list = { "path" }, mkdir = { "path" }, which = { "program" }, glob = { "pattern" },
  }
  local optioned = { remove = { "path" }, rename = { "from", "to" }, copy = { "from", "to" } }
  for name, keys in pairs(plain) do functions[name] = files.asker(unit, "fs." .. name, keys) end
  for name, keys in pairs(optioned) do functions[name] = files.with_options(unit, "fs." .. name, keys) end
  return facade.build("fs", unit, functions)
end

return M
