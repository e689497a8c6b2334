-- Copy mode: what the status line says of it, the line where a search is typed, pasting, and the history in an
-- editor. The keys are in keybindings/copy-vi.lua and copy-emacs.lua; what they move and select is done beside the
-- screen itself, without Lua (the action "copy").

local WORDS = { char = "selecting", line = "lines", block = "rectangle" }

--- What the status line says while copy mode is on: a count, what is selected, what is searched for.
function App:copy_status()
  local copy = self.copy
  if not copy then return nil end
  local spans = {}
  local function say(text, style) spans[#spans + 1] = { text .. "  ", style = style } end
  if copy.count ~= "" then say(copy.count, "@key") end
  if copy.selecting then
    say(WORDS[copy.selecting] .. (copy.lines > 1 and " " .. copy.lines .. " lines" or ""), "@accent")
  end
  local search = copy.search
  if search and not self.copy_prompt then
    say((search.direction == "back" and "?" or "/") .. search.pattern .. " " .. self:copy_matches(), "@key")
  end
  if copy.problem ~= "" then say(copy.problem, "@warn") end
  return spans
end

--- Which match of how many: `3/17`.
function App:copy_matches()
  local search = self.copy and self.copy.search
  if not search then return "" end
  return ("%d/%d%s"):format(search.current, search.total, search.isCut and "+" or "")
end

-- Searching ----------------------------------------------------------------------------------------------------

local function look(app, text)
  action.run("copy", (app.copy_prompt.back and "search-back " or "search ") .. text)
end

local function close(app)
  app.copy_prompt = nil
end

-- What is typed is looked for as it is typed; escape goes back to where the cursor was.
ui.overlay("copy.search", function(self)
  local prompt = self.copy_prompt
  if not prompt or self.mode ~= "copy" then return nil end
  local function cancel()
    action.run("copy.back")
  end
  return ui.column {
    grow = 1,
    ui.spacer(),
    ui.row {
      height = 1,
      ui.modal({ border = "none", width = "1fr", height = 1, on_close = cancel }, ui.row {
        height = 1,
        ui.text({ { prompt.back and "?" or "/", style = "@key" } }, { width = 1 }),
        ui.text_input {
          grow = 1, value = "", placeholder = "a pattern or a text",
          on_change = function(text) look(self, text) end,
          on_submit = function(text)
            look(self, text)
            close(self)
          end,
        },
        ui.text({ { " " .. self:copy_matches(), style = "@muted" } }),
      }),
    },
  }
end)

-- Asked for again while a pattern is being typed, it goes on to the next match, as in Emacs.
local function ask(back)
  return function(ctx)
    local open = ctx.app.mode == "copy" and ctx.app.copy_prompt
    if open then
      return action.run("copy", open.back == back and "search-next" or "search-previous")
    end
    action.run("copy", "search-begin")
    ctx.app.mode = "copy"
    ctx.app.copy_prompt = { back = back }
  end
end

action.register("copy.search", ask(false), { desc = "search on in the history", group = "copy" })
action.register("copy.search-back", ask(true), { desc = "search back in the history", group = "copy" })

action.register("copy.back", function(ctx)
  if not ctx.app.copy_prompt then return action.run("copy", "back") end
  action.run("copy", "search-cancel")
  close(ctx.app)
end, { desc = "no search that is being typed, no selection, or leave", group = "copy" })

-- Pasting ------------------------------------------------------------------------------------------------------

local function paste(app, agent, index)
  local front = app:front_popup()
  if front then
    local ok, err = clipboard.paste(front.pty, index)
    if not ok then notify.warn(("nothing is pasted into %s: %s"):format(front.title, tostring(err))) end
    return
  end
  for _, one in ipairs(app:typed_with(agent)) do
    local ok, err = clipboard.paste(one, index)
    if not ok then notify.warn(("nothing is pasted into %s: %s"):format(one.name, tostring(err))) end
  end
end

action.register("clipboard.paste", function(ctx)
  local agent = ctx.agent or ctx.selected
  if agent then paste(ctx.app, agent) end
end, { desc = "paste what was copied last", group = "copy" })

local function first_line(text)
  local line = text:match("%S[^\n]*") or ""
  local _, more = text:gsub("\n", "")
  return ui.truncate(line, 60) .. (more > 0 and ("  +%d lines"):format(more) or "")
end

action.register("clipboard.pick", function(ctx)
  local agent = ctx.agent or ctx.selected
  local list = clipboard.list()
  if not agent or not list then return end
  if #list == 0 then return notify.info("nothing was copied yet") end
  local rows = {}
  for index, one in ipairs(list) do rows[index] = ("%2d  %s"):format(index, first_line(one.text)) end
  local row = ui.select(rows, { prompt = "Paste into " .. agent.name })
  for index, one in ipairs(rows) do
    if one == row then return paste(ctx.app, agent, index) end
  end
end, { desc = "choose what to paste", group = "copy" })

-- The history in an editor -------------------------------------------------------------------------------------

-- The file is this person's alone, and goes with the editor however that ends. Editors that are known to take a line
-- number begin at the end.
local EDIT = [[
umask 077
file=$(mktemp "${TMPDIR:-/tmp}/history.XXXXXX") || exit 1
trap 'rm -f "$file"' EXIT
trap 'exit 1' HUP INT TERM
botster-tui read "$1" --scrollback > "$file" || exit 1
editor=${VISUAL:-${EDITOR:-vi}}
case ${editor%% *} in
  *vi|*vim|*nano|*emacs|*emacsclient|*micro|*kak) editor="$editor +$(wc -l < "$file" | tr -d ' ')" ;;
esac
eval "$editor \"\$file\""
]]

action.register("history.edit", function(ctx)
  local agent = ctx.agent or ctx.selected
  if not agent then return end
  local made, err = agents.spawn {
    cmd = { "sh", "-c", EDIT, "sh", agent.id }, name = agent.name .. " history", cwd = agent.cwd, focus = true, scrollback = 0,
  }
  if not made then return notify.error(tostring(err)) end
  state.update("editors", function(editors)
    editors = editors or {}
    editors[made.id] = agent.id
    return editors
  end)
end, { desc = "history in $VISUAL or $EDITOR", group = "copy" })

-- An editor that ended well closes; what went wrong stays to be read.
events.on("agent:exited", function(event)
  local editors = state.get("editors", {})
  local origin = editors[event.agent.id]
  if not origin then return end
  state.update("editors", function(list)
    list[event.agent.id] = nil
    return list
  end)
  if event.code ~= 0 then return end
  if agents.get(origin) then agents.focus(origin) end
  agents.kill(event.agent)
end)
