-- Asks the person whether a project's own Lua may run, with its text before their eyes: one project after the other.

local M = {}

-- Lines of a file that are shown with the question.
local MOST_LINES = 400

-- Its files that wait, by project, in the order of their paths.
local function by_project()
  local projects, files = {}, {}
  for _, file in ipairs(trust.waiting()) do
    if not files[file.project] then
      files[file.project] = {}
      projects[#projects + 1] = file.project
    end
    table.insert(files[file.project], file)
  end
  return projects, files
end

-- Nothing of a text moves the cursor or hides.
local function plain(line) return (line:gsub("\t", "  "):gsub("%c", "·")) end

local function rows_of(project, files)
  local rows = { "run them", "leave them" }
  for _, file in ipairs(files) do
    local name = file.path:sub(#project + 2)
    rows[#rows + 1] = ("   %s%s"):format(name, file.changed and "  (changed since you allowed it)" or "")
    local read = trust.read(file.path)
    -- What is shown is what is allowed.
    file.hash = read and read.hash
    local count = 0
    for line in ((read and read.text:gsub("%s+$", "") or "cannot be read") .. "\n"):gmatch("(.-)\r?\n") do
      count = count + 1
      if count <= MOST_LINES then rows[#rows + 1] = "   │ " .. plain(line) end
    end
    if count > MOST_LINES then rows[#rows + 1] = ("   │ … %d more lines, which botster-tui trust shows"):format(count - MOST_LINES) end
  end
  return rows
end

local function allow(files)
  for _, file in ipairs(files) do
    local ok, err = trust.allow(file.path, file.hash or "")
    if not ok then return notify.error(tostring(err)) end
  end
  notify.info(("%s: %d %s"):format(fs.basename(files[1].project), #files, #files == 1 and "file is run" or "files are run"))
end

--- Asks about every project that has something to be allowed. Waits for the person.
function M.ask()
  local projects, files = by_project()
  if #projects == 0 then return notify.info("no project brings Lua that you have not allowed") end
  for _, project in ipairs(projects) do
    local chosen = ui.select(rows_of(project, files[project]), { prompt = ("run the Lua of %s?"):format(project) })
    if chosen == "run them" then allow(files[project]) end
  end
end

return M
