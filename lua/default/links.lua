-- Links that agents print: found in the text of their screens, chosen from a list (`ctrl+b u`), opened in the browser.
-- A link is shown as it will be opened; only http and https are.

local M = {}

-- Rows of history that are looked at, and links that are offered.
local ROWS, MOST = 2000, 200

local pairs_of = { [")"] = "(", ["]"] = "[", ["}"] = "{" }

local function count(text, char)
  local _, times = text:gsub("%" .. char, "")
  return times
end

-- Without what only ends the sentence that the link is in.
local function trimmed(url)
  while true do
    local last = url:sub(-1)
    local open = pairs_of[last]
    if last:find("[%.,;:!%?'\"%*_~]") or (open and count(url, last) > count(url, open)) then url = url:sub(1, -2)
    else return url
    end
  end
end

-- Characters beyond ASCII that no link has, as their first bytes: blanks and quotes, dashes and dots, frames, and the
-- punctuation of Chinese and Japanese.
local ends = { "\u{a0}", "\u{ab}", "\u{bb}", "\xe2\x80", "\xe2\x81", "\xe2\x94", "\xe2\x95", "\xe2\x96", "\xe2\x97", "\xe3\x80", "\xef\xbc", "\xef\xbd" }

local function before_ends(url)
  if not url:find("[\128-\255]") then return url end
  for _, bytes in ipairs(ends) do
    local at = url:find(bytes, 1, true)
    if at then url = url:sub(1, at - 1) end
  end
  return url
end

--- The links in rows of a screen of so many columns, in order: `{ url, first, last }`, places in rows as
--- `{ row, column }` from 1 (bytes). A row that is full goes on in the next.
function M.find(rows, columns)
  local parts, starts, length = {}, {}, 0
  for index, row in ipairs(rows) do
    starts[index] = length + 1
    parts[#parts + 1] = row
    length = length + #row
    if ui.width(row) < columns then
      parts[#parts + 1] = "\n"
      length = length + 1
    end
  end
  local text = table.concat(parts)
  local function place(at, from)
    local row = from or 1
    while starts[row + 1] and starts[row + 1] <= at do row = row + 1 end
    return { row = row, column = at - starts[row] + 1 }
  end
  local found, row = {}, 1
  for at, url in text:gmatch("()([hH][tT][tT][pP][sS]?://[!#-;=?-%[%]_a-z~\128-\255]+)") do
    url = trimmed(before_ends(url))
    if url:find("://[%w%[\128-\255]") then
      local first = place(at, row)
      row = first.row
      found[#found + 1] = { url = url, first = first, last = place(at + #url - 1, row) }
    end
  end
  return found
end

local function rows_of(text)
  local rows = {}
  for row in (text .. "\n"):gmatch("(.-)\r?\n") do rows[#rows + 1] = row end
  return rows
end

local function columns_of(agent)
  return agent.size and agent.size.columns or 80
end

-- Each once, the newest first.
local function newest_first(found)
  local list, seen = {}, {}
  for index = #found, 1, -1 do
    local url = found[index].url
    if not seen[url] and #list < MOST then
      seen[url] = true
      list[#list + 1] = url
    end
  end
  return list
end

--- Opens a link; where that cannot be done, puts it into the clipboard and says why.
function App:open_link(url)
  local ok, err = botster.open(url)
  if ok then return notify("opening " .. url) end
  local is_copied = clipboard.copy(url)
  notify.warn(("%s%s\n%s"):format(tostring(err), is_copied and "; the link is in your clipboard" or "", url), { id = "link", timeout = 12 })
end

action.register("links", function(ctx)
  local agent = ctx.mode ~= "normal" and ctx.agent or ctx.selected or ctx.agent
  if not agent then return end
  local text, err = agents.output(agent, { scrollback = true, lines = ROWS })
  if not text then return notify.error(tostring(err)) end
  local urls = newest_first(M.find(rows_of(text), columns_of(agent)))
  if #urls == 0 then return notify("no links in what " .. agent.name .. " has printed") end
  local url = ui.select(urls, { prompt = "Open a link of " .. agent.name })
  if url then ctx.app:open_link(url) end
end, { desc = "open a link that an agent printed", group = "agents" })

return M
