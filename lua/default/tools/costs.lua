-- The page "costs" (`:top`): what the code of Lua files has cost, the most first, as it is now.

local pager = require("default.tools.pager")

local function age(seconds)
  if seconds < 60 then return ("%d s"):format(math.floor(math.max(0, seconds))) end
  if seconds < 3600 then return ("%d min"):format(seconds // 60) end
  return ("%d h"):format(seconds // 3600)
end

-- Columns of what stands before the name; without when it last ran, where there is little room.
local FULL, SHORT = 42, 34
local SHORT_BELOW = 96

--- How wide a page of so many columns has names and owners, and whether it says when each last ran.
local function widths(columns, costs)
  local widest = 10
  for _, row in ipairs(costs.rows) do widest = math.max(widest, ui.width(row.owner)) end
  local has_last = columns >= SHORT_BELOW
  local room = columns - (has_last and FULL or SHORT)
  local name = math.max(14, math.min(34, room - widest - 1))
  return { name = name, owner = math.max(10, room - name - 1), last = has_last }
end

-- The end says which file and line.
local function last_part(text, columns)
  if ui.width(text) <= columns then return text end
  return "…" .. text:sub(utf8.offset(text, -(columns - 1)) or 1)
end

local function head(costs, width)
  local calls, errors = 0, 0
  for _, row in ipairs(costs.rows) do
    calls, errors = calls + row.calls, errors + row.errors
  end
  local mb = 1024 * 1024
  return {
    {
      { ("generation %d"):format(costs.generation), style = "@title" },
      { ("   made in %.0f + %.0f ms   Lua holds %.1f of %d MB   %d calls"):format(costs.prepare_ms, costs.build_ms, costs.memory / mb, costs.memory_limit // mb, calls), style = "@muted" },
      { errors > 0 and ("   errors: %d"):format(errors) or "", style = "@bad" },
    },
    { { ("%8s %6s %7s %s %-8s %-" .. width.name .. "s %s"):format("ms", "calls", "slowest", width.last and "   last" or "", "kind", "what", "owner"), style = "@key" } },
  }
end

local function line(row, now, width)
  local name = ui.truncate(row.name, width.name)
  return {
    ("%8.1f %6d "):format(row.ms, row.calls),
    { ("%7.1f "):format(row.slowest_ms), style = row.slowest_ms > 20 and "@warn" or nil },
    { ("%s %-8s "):format(width.last and ("%7s"):format(age(now - row.last)) or "", row.kind), style = "@muted" },
    { name .. (" "):rep(width.name + 1 - ui.width(name)), style = row.errors > 0 and "@bad" or nil },
    { last_part(row.owner, width.owner), style = "@muted" },
    { row.errors > 0 and ("  %d errors%s"):format(row.errors, row.disabled and ", disabled" or "") or "", style = "@bad" },
  }
end

return function(app)
  local costs, lines, now = botster.costs(), {}, os.time()
  local width = widths(pager.size(app), costs)
  for index, row in ipairs(costs.rows) do lines[index] = line(row, now, width) end
  for index, file in ipairs(costs.files) do
    if index == 1 then
      lines[#lines + 1] = ""
      lines[#lines + 1] = { { "loading, with what each requires first", style = "@key" } }
    end
    lines[#lines + 1] = { ("%9.1f ms  "):format(file.load_ms), { file.path, style = "@muted" } }
  end
  if #costs.rows == 0 then lines[1] = { { "nothing was called yet", style = "@muted" } } end
  return { title = "what Lua costs", head = head(costs, width), lines = lines, redraw = 1 }
end
