-- `trust`: files of others, and whether the person has looked at them as they are.

local facade = rt.module("facade")
local files = rt.module("files")

local M = { name = "trust" }

function M.api(unit)
  return facade.build("trust", unit, {
    read = files.asker(unit, "trust.read", { "path" }),
    waiting = files.asker(unit, "trust.waiting", {}),
    allow = files.asker(unit, "trust.allow", { "path", "hash" }),
  })
end

return M
