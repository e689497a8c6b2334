-- `:trust`: Lua that projects bring, looked at and allowed. The question is in tools/project_trust.lua, loaded when it
-- is asked.

command.register("trust", function() require("default.tools.project_trust").ask() end,
  { desc = "allow what a project's own Lua does", nargs = 0 })
