-- The page "health" (`:checkhealth`): what every check says, with what can be done.

local pager = require("default.tools.pager")

local M = {}

local marks = {
  ok = { "✓ ", style = "@ok" },
  info = { "• ", style = "@accent" },
  warn = { "▲ ", style = "@warn" },
  error = { "✗ ", style = "@bad" },
}

-- What the checks said last, by the name that was asked for; `problem` where they could not be run.
local said = {}

local function counts(report)
  local count, parts = {}, {}
  for _, item in ipairs(report.items) do count[item.level] = (count[item.level] or 0) + 1 end
  for _, level in ipairs { "error", "warn", "info", "ok" } do
    if count[level] then parts[#parts + 1] = count[level] .. " " .. level end
  end
  return table.concat(parts, ", ")
end

local function add_report(lines, report, width)
  if #lines > 0 then lines[#lines + 1] = "" end
  lines[#lines + 1] = { marks[report.level], { report.name, style = "bold" }, { "  " .. counts(report), style = "@muted" } }
  for _, item in ipairs(report.items) do
    if item.level == "start" then
      lines[#lines + 1] = { "  ", { item.text, style = "@title" } }
    else
      for index, row in ipairs(pager.wrap(item.text, width - 6)) do
        lines[#lines + 1] = { "    ", index == 1 and marks[item.level] or "  ", row }
      end
    end
    for _, advice in ipairs(item.advice or {}) do
      for index, row in ipairs(pager.wrap(advice, width - 10)) do
        lines[#lines + 1] = { "        ", { (index == 1 and "→ " or "  ") .. row, style = "@muted" } }
      end
    end
  end
end

--- What the pager shows for a check, or for all.
function M.page(app, name)
  local found, lines = said[name or ""], {}
  local page = { title = name and "health of " .. name or "health", lines = lines, follow = function() M.run(name) end }
  if not found then
    lines[1] = { "Not checked since the Lua files were loaded. ", { "Check now", link = "again" } }
  elseif found.is_running then
    lines[1] = { { "checking…", style = "@muted" } }
  elseif found.problem then
    lines[1] = { { found.problem, style = "@bad" } }
  else
    local width = pager.size(app)
    for _, report in ipairs(found) do add_report(lines, report, width) end
    lines[#lines + 1] = ""
    lines[#lines + 1] = { { "Check again", link = "again" } }
  end
  return page
end

--- Runs the check of that name, or all. Waits.
function M.run(name)
  said[name or ""] = { is_running = true }
  local reports, problem = health.check(name)
  said[name or ""] = reports or { problem = tostring(problem) }
end

return M
