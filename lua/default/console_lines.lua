-- How the console shows a line: as one row of its list, and whole.

local M = {}

local marks = {
  debug = { " ", style = "@muted" },
  info = { " " },
  warn = { "▲", style = "@warn" },
  error = { "✗", style = "@bad" },
}

--- One row: the time, a mark, who or what, the rest; at the right how many were told.
function M.row(line)
  local text = line.text:match("^[^\n]*")
  local spans = { { line.time .. " ", style = "@muted" }, marks[line.level], " " }
  if line.kind == "event" then
    spans[#spans + 1] = { line.name .. " ", style = "@accent" }
    spans[#spans + 1] = text
    if line.cancelled_by then spans[#spans + 1] = { "  refused by " .. line.cancelled_by, style = "@warn" } end
    return { left = spans, right = line.told_count and line.told_count > 0 and { "→ " .. line.told_count, style = "@muted" } or nil }
  end
  if line.kind == "log" then spans[#spans + 1] = { line.unit .. ": ", style = "@muted" } end
  spans[#spans + 1] = { text, style = line.kind == "error" and "@bad" or nil }
  local count = line.error and line.error.count or 1
  return { left = spans, right = count > 1 and { "×" .. count, style = "@muted" } or nil }
end

local function event_details(line, add)
  add()
  add("told " .. (line.told_count or 0) .. (line.told_count == 1 and " handler" or " handlers"), "bold")
  for _, owner in ipairs(line.told or {}) do add("  " .. owner) end
  if line.told and #line.told < line.told_count then add("  …", "@muted") end
  for _, owner in ipairs(line.failed or {}) do add(owner .. " threw: its error is a line of its own", "@bad") end
  if line.cancelled_by then add(line.cancelled_by .. " refused it" .. (line.reason and ": " .. line.reason or ""), "@warn") end
end

local outcomes = {
  kept_last_good = "Not applied: the last good version stays live. Fix and save to retry.",
  rolled_back = "Rolled back to the last good version.",
  disabled = "Disabled until the file changes.",
  quarantined = "Quarantined until the file changes.",
  fell_back = "The layer below is shown in its place.",
}

local function error_details(found, add)
  local where = found.where and " in " .. found.where or ""
  add(found.phase:gsub("_", " ") .. where .. (found.count > 1 and (" · %d times"):format(found.count) or ""), "@muted")
  add()
  for _, source in ipairs(found.source or {}) do
    add(("%s %4d │ %s"):format(source.mark and "▶" or " ", source.n, source.text), source.mark and "bold @bad" or "@muted")
  end
  if found.hint then
    add()
    add("hint  " .. found.hint)
  end
  if found.traceback then
    add()
    add("traceback", "bold")
    for _, frame in ipairs(found.traceback) do add("  " .. frame) end
  end
  add()
  add(outcomes[found.action])
end

--- Everything that is known of a line, as rows of text and style.
function M.details(line)
  local rows = {}
  local function add(text, style) rows[#rows + 1] = { text or "", style = style } end
  add(line.time .. "  " .. line.kind .. "  " .. line.level .. (line.unit and "  " .. line.unit or ""), "@muted")
  if line.name then add(line.name, "bold @accent") end
  for text in (line.text .. "\n"):gmatch("(.-)\n") do add(text, line.kind == "error" and "bold @bad" or nil) end
  if line.kind == "event" then event_details(line, add) end
  if line.error then error_details(line.error, add) end
  return rows
end

return M
