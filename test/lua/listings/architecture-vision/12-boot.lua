-- Boot sequence
require("core.runtime")
require("core.hooks")
require("core.agent")
require("core.tui")
require("core.web")

require("default.hooks")
require("default.layout")
require("default.keybindings")
require("default.web.routes")

pcall(require, "user.hooks")
pcall(require, "user.layout")
pcall(require, "user.routes")

for _, file in ipairs(glob("improvements/*.lua")) do
    pcall(dofile, file)
end

hub:run()
