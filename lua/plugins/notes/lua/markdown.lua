-- Lines of Markdown as lines of styled text: headings, lists, quotes, code, `code`, **bold** and *emphasis*.

local M = {}

-- The first that a text has of these: what stands around it, and the style of what is within.
local INLINE = { { "`", "`(.-)`", "@accent" }, { "**", "%*%*(.-)%*%*", "bold" }, { "*", "%*(.-)%*", { italic = true } } }

local function spans(text, style)
  local list, at = {}, 1
  while at <= #text do
    local from, to, within, how
    for _, one in ipairs(INLINE) do
      local start, stop, found = text:find(one[2], at)
      if start and found ~= "" and (not from or start < from) then from, to, within, how = start, stop, found, one[3] end
    end
    list[#list + 1] = { text:sub(at, (from or #text + 1) - 1), style = style }
    if not from then break end
    list[#list + 1] = { within, style = how }
    at = to + 1
  end
  return #list > 0 and list or { { " " } }
end

--- A text as a list of lines, each what `ui.text` takes.
function M.lines(text)
  local lines, is_code = {}, false
  for line in (text .. "\n"):gmatch("(.-)\r?\n") do
    if line:find("^```") then
      is_code = not is_code
    elseif is_code then
      lines[#lines + 1] = { { "  " .. line, style = "@accent" } }
    else
      local marks, heading = line:match("^(#+)%s+(.*)$")
      local indent, item = line:match("^(%s*)[-*]%s+(.*)$")
      local quote = line:match("^>%s?(.*)$")
      if marks then lines[#lines + 1] = spans(heading, { bold = true, underline = #marks == 1 })
      elseif item then lines[#lines + 1] = { { indent .. "• ", style = "@muted" }, table.unpack(spans(item)) }
      elseif quote then lines[#lines + 1] = { { "│ ", style = "@muted" }, table.unpack(spans(quote, "@muted")) }
      else lines[#lines + 1] = spans(line) end
    end
  end
  return lines
end

return M
