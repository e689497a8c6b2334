--- @name notes
--- @version 1.0.0
--- @since 0.1.0
--- @desc Notes in Markdown beside your agents: a panel to read them in, and your editor to write
--
--   :notes             the panel: j k choose, enter edits, n makes one, x deletes, escape leaves
--   :note TEXT         adds a line to today's note
--
-- They are files of `notes/` in the home. Other files may change or refuse what is saved, and hear of it:
--   events.on("note:before_save", function(event) return { payload = { path = event.path, content = … } } end)
--   events.on("note:saved", function(event) … end)          also note:parsed, note:before_delete, note:deleted

local markdown = require("notes.markdown")

local MODE = "notes"
local folder = fs.join(botster.home, "notes")
-- What is shown: names of notes, sorted, and texts by name.
local names, texts = {}, {}

local function path_of(name) return fs.join(folder, name) end

local function read(name)
  texts[name] = fs.read(path_of(name)) or ""
  events.emit("note:parsed", { path = path_of(name) })
end

local function look()
  names = {}
  for _, entry in ipairs(fs.list(folder) or {}) do
    if entry.name:find("^[^.].*%.md$") then names[#names + 1] = entry.name end
  end
  for _, name in ipairs(names) do read(name) end
  ui.redraw()
end

--- Writes a note, unless a handler of "note:before_save" says no. Returns whether it did.
local function save(name, content)
  local asked = events.emit("note:before_save", { path = path_of(name), content = content })
  if asked.cancelled then
    notify.warn(asked.reason or "a hook keeps it from being saved", { title = name })
    return false
  end
  fs.mkdir(folder)
  local done, err = fs.write(path_of(name), asked.payload.content or content)
  if not done then
    notify.error(tostring(err), { title = name })
    return false
  end
  events.emit("note:saved", { path = path_of(name) })
  return true
end

local function chosen(app)
  local at = math.max(1, math.min(#names, app.note_at or 1))
  return names[at], at
end

local function edit(name)
  local script = [[eval "exec ${VISUAL:-${EDITOR:-vi}} \"\$0\""]]
  popup.open { key = "edit", title = name, cmd = { "sh", "-c", script, path_of(name) }, cwd = folder, on_exit = "notes.edited" }
end

local function moves(by)
  return function(ctx)
    local _, at = chosen(ctx.app)
    ctx.app.note_at = math.max(1, math.min(#names, at + by))
  end
end

local function delete(ctx)
  local name = chosen(ctx.app)
  if not name or not ui.confirm("Delete " .. name .. "?") then return end
  local asked = events.emit("note:before_delete", { path = path_of(name) })
  if asked.cancelled then return notify.warn(asked.reason or "a hook keeps it", { title = name }) end
  if fs.remove(path_of(name)) then events.emit("note:deleted", { path = path_of(name) }) end
  look()
end

local function preview(name)
  local rows = {}
  for index, line in ipairs(markdown.lines(name and texts[name] or "Nothing yet: n makes a note.")) do
    rows[index] = ui.text(line, { wrap = "wrap" })
  end
  return ui.scroll { grow = 1, children = rows }
end

ui.overlay("notes", function(self)
  if self.mode ~= MODE then return nil end
  local name, at = chosen(self)
  local list = ui.list(names, { width = 24, selected = at, on_select = function(_, index) self.note_at = index end })
  local box = { title = "notes", width = math.min(100, self.columns - 4), height = math.max(8, self.rows - 6), on_close = function() keymap.pop() end }
  return ui.modal(box, ui.row { grow = 1, list, ui.divider { direction = "column" }, preview(name) })
end)

local function make()
  local title = ui.input { prompt = "What is the note called?" }
  local name = title and title:gsub("[^%w _-]", ""):gsub("%s+", "-"):lower()
  if not name or name == "" then return end
  if not fs.exists(path_of(name .. ".md")) then save(name .. ".md", "# " .. title .. "\n") end
  look()
  edit(name .. ".md")
end

keymap.table(MODE, {
  j = { moves(1), "next note" }, down = { moves(1), "next note" },
  k = { moves(-1), "note before" }, up = { moves(-1), "note before" },
  enter = { function(ctx) if chosen(ctx.app) then edit((chosen(ctx.app))) end end, "edit it" },
  n = { make, "a new note" }, x = { delete, "delete it" },
  escape = { function() keymap.pop() end, "leave" }, q = { function() keymap.pop() end, "leave" }, ["?"] = { "help", "every key" },
}, { desc = "your notes" })

action.register("notes", function(ctx)
  if ctx.app.mode == MODE then return keymap.pop() end
  keymap.push(MODE)
  look()
end, { desc = "notes in Markdown", group = "view" })

action.register("notes.edited", function() look() end, { desc = "a note was edited", group = "view" })

command.register("note", function(args)
  local name = os.date("%Y-%m-%d") .. ".md"
  local before = fs.read(path_of(name)) or ("# " .. os.date("%A %d %B") .. "\n\n")
  if save(name, before .. "- " .. table.concat(args, " ") .. "\n") then notify.info("noted", { title = name }) end
end, { nargs = "+", desc = "add a line to today's note" })
