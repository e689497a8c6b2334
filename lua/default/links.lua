-- Links that agents print: chosen from a list (`ctrl+b u`) or clicked with ctrl, and opened in the browser. Where one
-- leads is shown before: in the list, and in the status line while the mouse is over it. What a program made of other
-- words (OSC 8) is told from what is written out; only http and https are opened.

-- Rows of history that are looked at, and links that are offered.
local ROWS, MOST = 2000, 200

--- A link as a line: where it leads, and what is written there if that is something else.
function App:link_line(link)
  if link.text == "" or link.text == link.url then return link.url end
  return ("%s  → %s"):format(link.text, link.url)
end

--- Opens a link (`{ url, text }`, or a URL); where that cannot be done, puts it into the clipboard and says why.
function App:open_link(link)
  if type(link) == "string" then link = { url = link, text = link } end
  local ok, err = botster.open(link.url)
  if ok then return notify("opening " .. self:link_line(link)) end
  local is_copied = clipboard.copy(link.url)
  notify.warn(("%s%s\n%s"):format(tostring(err), is_copied and "; the link is in your clipboard" or "", self:link_line(link)), { id = "link", timeout = 12 })
end

-- Each line once, the newest first.
local function distinct(app, links)
  local list, seen = {}, {}
  for _, link in ipairs(links) do
    local line = app:link_line(link)
    if not seen[line] then
      seen[line] = true
      list[#list + 1] = link
    end
  end
  return list
end

action.register("links", function(ctx)
  local agent = ctx.mode ~= "normal" and ctx.agent or ctx.selected or ctx.agent
  if not agent then return end
  local found, err = agents.links(agent, { lines = ROWS, limit = MOST })
  if not found then return notify.error(tostring(err)) end
  local links = distinct(ctx.app, found)
  if #links == 0 then return notify("no links in what " .. agent.name .. " has printed") end
  local link = ui.select(links, {
    prompt = "Open a link of " .. agent.name, format_item = function(one) return ctx.app:link_line(one) end,
  })
  if link then ctx.app:open_link(link) end
end, { desc = "open a link that an agent printed", group = "agents" })

-- Under the mouse, by view: nothing to keep.
local hovered = {}

--- The mouse is over a link; nil: no longer.
function App:hover_link(link)
  hovered[self.view] = link
  ui.redraw()
end

-- Where the mouse is when somebody comes back nobody knows.
events.on("app:detach", function(event) hovered[event.view] = nil end, { desc = "no link is under the mouse" })

--- Where the link under the mouse leads, as spans; nil where there is none.
function App:link_target()
  local link = hovered[self.view]
  if not link then return nil end
  local spans = { { link.url, style = "@accent" }, { "  ctrl+click", style = "@key" }, { " open", style = "@muted" } }
  if link.text ~= link.url then table.insert(spans, 1, { "link to ", style = "@muted" }) end
  return spans
end
