-- The pages "help" (`:help NAME`): the reference and the guide, and "bindings": every key of every mode.

local pager = require("default.tools.pager")

local M = {}

-- What was fetched, by name; "" is the index.
local pages = {}

local function bindings()
  local lines, mode = {}, nil
  for _, binding in ipairs(keymap.list()) do
    if binding.mode ~= mode then
      mode = binding.mode
      if #lines > 0 then lines[#lines + 1] = "" end
      lines[#lines + 1] = { { mode, style = "bold @title" } }
    end
    local what = binding.desc ~= "" and binding.desc or binding.action or ""
    lines[#lines + 1] = {
      "  ", { ("%-22s"):format(binding.lhs), style = "@key" }, (" %-38s "):format(what), { binding.owner or "", style = "@muted" },
    }
  end
  return { title = "every key", lines = lines }
end

--- What the pager shows of a name.
function M.page(_, name)
  local page = name == "bindings" and bindings() or pages[name or ""]
  if not page then
    page = { title = "help", lines = { { "Not fetched since the Lua files were loaded. ", { "Show it", link = name or "" } } } }
  end
  return { title = page.title, lines = page.lines, follow = M.show }
end

local function fetch(app, name)
  local page, problem = botster.help(name ~= "" and name or nil, (pager.size(app)))
  if page then pages[name] = page else notify.warn(tostring(problem)) end
  return page ~= nil
end

--- Shows a name's page in the pager, with a way back to the one that is shown. Waits.
function M.show(app, name)
  if name ~= "bindings" and not fetch(app, name) then return end
  local is_open = app.mode == "pager" and app.pager and app.pager.name == "help"
  local argument = name ~= "" and name or nil
  if not is_open then return ui.pager("help", argument) end
  if app.pager.argument ~= argument then pager.push(app, "help", argument) end
end

return M
