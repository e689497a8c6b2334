-- How the pager (pager.lua) draws a page and moves in it.
--
--   ╭ costs ─────────────────────────────────────────╮
--   │   ms  calls  slowest  what            owner     │   head: stays
--   │ 12.1     40      1.2  App:render      layout:13 │   lines
--   │ ↑↓ scroll  / find  esc close            1 of 40 │
--   ╰────────────────────────────────────────────────╯

local M = {}

local WIDEST = 110

-- Of the box, beside the page: border and padding; border and the last line.
local AROUND, BELOW = 4, 3

--- Columns and rows that a page has in this view; rows with its head.
function M.size(app)
  return math.max(20, math.min(WIDEST, app.columns - 4)) - AROUND, math.max(6, app.rows - 4) - BELOW
end

--- A text as rows of at most so many columns, broken between words.
function M.wrap(text, columns)
  local rows, row = {}, nil
  for word in text:gmatch("%S+") do
    if row and ui.width(row) + 1 + ui.width(word) <= columns then row = row .. " " .. word
    else
      rows[#rows + 1] = row
      row = word
    end
  end
  rows[#rows + 1] = row
  return rows
end

-- Rows ----------------------------------------------------------------------------------------------------------

--- The spans of a row, whichever form of text it is.
local function spans_of(line)
  if type(line) ~= "table" then return { tostring(line) } end
  if type(line[1]) == "string" and #line == 1 or line.text then return { line } end
  return line
end

local function text_of(span)
  return type(span) == "table" and (span.text or span[1] or "") or tostring(span)
end

local function row_text(line)
  local parts = {}
  for index, span in ipairs(spans_of(line)) do parts[index] = text_of(span) end
  return table.concat(parts)
end

--- Every link of a page, in order: `{ row = , to = }`.
local function links_of(page)
  local links = {}
  for row, line in ipairs(page.lines) do
    for _, span in ipairs(spans_of(line)) do
      if type(span) == "table" and span.link then links[#links + 1] = { row = row, to = span.link } end
    end
  end
  return links
end

-- A piece of text with what is looked for marked.
local function add_marked(spans, span, query)
  local text, rest = text_of(span), {}
  for name, value in pairs(type(span) == "table" and span or {}) do
    if name ~= 1 and name ~= "text" and name ~= "link" then rest[name] = value end
  end
  local function add(from, to, style)
    if to < from then return end
    local piece = { text:sub(from, to) }
    for name, value in pairs(rest) do piece[name] = value end
    if style then piece.style = style end
    spans[#spans + 1] = piece
  end
  local at, lower = 1, query and text:lower()
  while query do
    local first, last = lower:find(query, at, true)
    if not first then break end
    add(at, first - 1)
    add(first, last, "@copy_match")
    at = last + 1
  end
  add(at, #text)
end

-- A row as it is drawn. `number` is that of its first link, `chosen` that of the chosen one.
local function drawn(line, query, number, chosen)
  local spans = {}
  for _, span in ipairs(spans_of(line)) do
    if type(span) == "table" and span.link then
      local style = number == chosen and "@selected" or span.style or "@accent"
      add_marked(spans, { text_of(span), style = style }, query)
      number = number + 1
    else
      add_marked(spans, span, query)
    end
  end
  return spans
end

-- The page ------------------------------------------------------------------------------------------------------

local function page_of(app)
  local pager = app.pager
  return ui.page(pager.name, pager.argument) or { lines = { { "no page is called " .. pager.name, style = "@bad" } } }
end

local function height_of(app, page)
  local _, rows = M.size(app)
  return math.max(1, rows - #(page.head or {}))
end

local function top_of(app, page)
  return math.max(1, math.min(app.pager.top or 1, #page.lines - height_of(app, page) + 1))
end

local function query_of(pager)
  return pager.query and pager.query ~= "" and pager.query:lower() or nil
end

-- Bottom line -----------------------------------------------------------------------------------------------------

local function hints(app, page, has_links)
  local spans = {}
  local function add(key, word)
    spans[#spans + 1] = { key, style = "@key" }
    spans[#spans + 1] = { " " .. word .. "  ", style = "@muted" }
  end
  add("↑↓", "scroll")
  add("/", "find")
  if query_of(app.pager) then add("n N", "next, before") end
  if has_links then
    add("tab", "link")
    add("enter", "follow")
  end
  if #(app.pager.back or {}) > 0 then add("backspace", "back") end
  add("esc", "close")
  local last = math.min(#page.lines, top_of(app, page) + height_of(app, page) - 1)
  return ui.status_bar { height = 1, left = spans, right = { { (" %d of %d"):format(last, #page.lines), style = "@muted" } } }
end

local function query_line(app)
  return ui.row {
    height = 1,
    ui.text({ { "/", style = "@key" } }, { width = 1 }),
    ui.text_input {
      grow = 1, value = "", placeholder = "words to find",
      on_submit = function(text, ctx)
        local pager = ctx.app.pager
        pager.typing, pager.query = nil, text ~= "" and text or nil
        if pager.query then M.find(ctx.app, 1, true) end
      end,
    },
  }
end

--- The box.
function M.draw(app)
  local pager, page = app.pager, page_of(app)
  if page.redraw then ui.redraw(page.redraw) end
  local width, rows = M.size(app)
  local top, height, links, query = top_of(app, page), height_of(app, page), links_of(page), query_of(pager)
  local children, number = {}, 1
  for _, line in ipairs(page.head or {}) do children[#children + 1] = ui.text(spans_of(line), { wrap = "truncate", height = 1 }) end
  for _, link in ipairs(links) do
    if link.row < top then number = number + 1 end
  end
  for row = top, math.min(#page.lines, top + height - 1) do
    local first = number
    while links[number] and links[number].row == row do number = number + 1 end
    local link = links[first] and links[first].row == row and links[first]
    children[#children + 1] = ui.text(drawn(page.lines[row], query, first, pager.link), {
      wrap = "truncate", height = 1, on_click = link and function(_, ctx) M.to(ctx.app, link.to) end or nil,
    })
  end
  local box = {
    title = page.title or pager.name, width = width + AROUND, height = rows + BELOW,
    on_close = function(_, ctx) M.close(ctx.app) end, on_wheel = function(event, ctx) M.move(ctx.app, event.lines) end,
  }
  return ui.modal(box, ui.column {
    grow = 1, ui.column { grow = 1, children = children }, pager.typing and query_line(app) or hints(app, page, #links > 0),
  })
end

-- Keys ------------------------------------------------------------------------------------------------------------

--- Opens a page, or puts it in place of the one that is shown.
function M.open(app, name, argument)
  local back = app.mode == "pager" and app.pager and app.pager.back or {}
  app.pager = { name = name, argument = argument, top = 1, back = back }
  if app.mode ~= "pager" then keymap.push("pager") end
end

function M.close(app)
  app.pager = nil
  if app.mode == "pager" then keymap.pop() end
end

--- Escape: out of what is being typed, else out of the pager.
function M.leave(app)
  local pager = app.pager
  if not pager or not (pager.typing or pager.query) then return M.close(app) end
  pager.typing, pager.query = nil, nil
end

function M.move(app, by)
  if not app.pager then return end
  local page = page_of(app)
  app.pager.top = math.max(1, math.min(top_of(app, page) + by, #page.lines - height_of(app, page) + 1))
end

--- `by`: pages, or parts of one.
function M.page(app, by)
  if app.pager then M.move(app, math.floor(by * height_of(app, page_of(app)))) end
end

function M.ask(app)
  if app.pager then app.pager.typing = true end
end

--- Goes to the next row (1) or the one before (-1) that has what is looked for; `here` may be the first in sight.
function M.find(app, by, here)
  local pager = app.pager
  local query = pager and query_of(pager)
  if not query then return end
  local page = page_of(app)
  local count, at = #page.lines, pager.found or top_of(app, page)
  if here then at = top_of(app, page) - by end
  for step = 1, count do
    local row = (at + by * step - 1) % count + 1
    if row_text(page.lines[row]):lower():find(query, 1, true) then
      pager.found, pager.top = row, math.max(1, row - height_of(app, page) // 3)
      return
    end
  end
  notify.warn(("nothing here has \"%s\""):format(pager.query))
end

--- Chooses the next link (1) or the one before (-1), from what is in sight on.
function M.choose(app, by)
  local pager = app.pager
  if not pager then return end
  local page = page_of(app)
  local links, top, height = links_of(page), top_of(app, page), height_of(app, page)
  if #links == 0 then return end
  local at = pager.link
  local is_seen = at and links[at] and links[at].row >= top and links[at].row < top + height
  if not is_seen then
    at = by > 0 and 0 or #links + 1
    while by > 0 and links[at + 1] and links[at + 1].row < top do at = at + 1 end
    while by < 0 and links[at - 1] and links[at - 1].row >= top + height do at = at - 1 end
  end
  pager.link = (at + by - 1) % #links + 1
  local row = links[pager.link].row
  if row < top or row >= top + height then pager.top = math.max(1, row - height // 3) end
end

--- Shows a page with a way back to the one that is shown.
function M.push(app, name, argument)
  local pager = app.pager
  local back = pager.back or {}
  back[#back + 1] = { argument = pager.argument, name = pager.name, top = pager.top, link = pager.link }
  if #back > 50 then table.remove(back, 1) end
  app.pager = { name = name, argument = argument, top = 1, back = back }
end

--- Goes where a link leads.
function M.to(app, link)
  local page = page_of(app)
  if page.follow then return page.follow(app, link) end
  M.push(app, app.pager.name, link)
end

--- Follows the chosen link, or the only one that there is.
function M.follow(app)
  local pager = app.pager
  if not pager then return end
  local links = links_of(page_of(app))
  local link = links[pager.link or #links == 1 and 1 or 0]
  if link then M.to(app, link.to) end
end

function M.go_back(app)
  local pager = app.pager
  local back = pager and pager.back or {}
  local before = table.remove(back)
  if not before then return end
  app.pager = { name = before.name, argument = before.argument, top = before.top, link = before.link, back = back }
end

return M
