-- `workspace`: the files of the project that is in front.

local facade = rt.module("facade")
local files = rt.module("files")

local M = { name = "workspace" }

function M.api(unit)
  return facade.build("workspace", unit, {
    root = files.asker(unit, "workspace.root", {}),
    free_port = files.asker(unit, "workspace.free_port", {}),
    glob = files.asker(unit, "workspace.glob", { "pattern" }),
    read_file = files.asker(unit, "fs.read", { "path" }, "workspace.read_file"),
    file_exists = files.asker(unit, "fs.exists", { "path" }, "workspace.file_exists"),
    write_file = files.asker(unit, "fs.write", { "path", "text" }, "workspace.write_file"),
    list = files.asker(unit, "fs.list", { "path" }, "workspace.list"),
  })
end

return M
