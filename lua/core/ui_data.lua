-- Widgets that are made from data: lists, tables, the agents, a terminal, key hints.

local check = rt.module("check")
local node = rt.module("node")
local style = rt.module("style")
local agent = rt.module("agent")
local json = rt.module("json")
local keymap = rt.module("keymap")

local M = {}

--- A row as the tree takes it: from text, or from `{ left, right = … }`.
local function list_row(what, value)
  if type(value) == "table" and (value.right ~= nil or value.left ~= nil) then
    local left = value.left
    if left == nil then left = value[1] end
    return { spans = style.spans(what, left), right = value.right ~= nil and style.spans(what, value.right) or nil }
  end
  return { spans = style.spans(what, value) }
end

local function array(list)
  return #list == 0 and json.array(list) or list
end

-- What the tree must not carry: functions and tables that only Lua understands.
local function drop(made, ...)
  for _, name in ipairs { ... } do made[name] = nil end
  return made
end

--- The index that `on_select` and `on_click` come with, turned into the item it means.
local function wrap_select(made, items_by_row, unit, otherwise)
  local handler = node.take(made, "select")
  local fn = handler and handler.fn or otherwise
  if not fn then return end
  node.on(made, "select", handler and handler.unit or unit, function(row)
    local found = items_by_row[row]
    if found and found.item ~= nil then return fn(found.item, found.index) end
  end)
end

local function default_format(item)
  if type(item) == "table" then return item.label or item.name or item.text or item.title or item end
  return item
end

-- The row that `on_hover` comes with, turned into the item it means; nothing once the mouse has left.
local function wrap_hover(made, items_by_row)
  local handler = node.take(made, "hover")
  if not handler then return end
  node.on(made, "hover", handler.unit, function(row)
    local found = items_by_row[row]
    if found and found.item ~= nil then return handler.fn(found.item, found.index) end
    return handler.fn(nil)
  end)
end

local function styled(made, what)
  made.selected_style = made.selected_style or style.style(what, "@selected")
  made.hover_style = made.hover_style or style.hover()
end

function M.list(unit)
  return function(items, props)
    props = props or {}
    local format = props.format or default_format
    local rows, by_row = {}, {}
    if props.header ~= nil then rows[1] = { spans = style.spans("ui.list: header", props.header), header = true } end
    local offset = #rows
    for index, item in ipairs(items) do
      rows[#rows + 1] = list_row("ui.list", format(item, index))
      by_row[#rows] = { item = item, index = index }
    end
    local made = node.make(unit, "list", props, { rows = array(rows) })
    made.selected = made.selected and made.selected + offset
    styled(made, "ui.list")
    wrap_select(made, by_row, unit)
    wrap_hover(made, by_row)
    return drop(made, "format", "header")
  end
end

local function agent_text(one)
  return { one.name, right = one.unread and "●" or nil }
end

-- What an agent is found by besides what its row shows.
local function found_by(one)
  return table.concat({ one.name, one.cwd, one.title, one.state or one.status, one.group or "", one.workspace or "", table.concat(one.labels or {}, " ") }, " ")
end

--- Agents in the order of the list, gathered by what `group_by` says of them.
local function grouped(agents, group_by)
  if not group_by then return { { agents = agents } } end
  local groups, by_name = {}, {}
  for index, one in ipairs(agents) do
    local name
    if type(group_by) == "function" then name = group_by(one) else name = one[group_by] end
    name = name == nil and "" or tostring(name)
    local group = by_name[name]
    if not group then
      group = { name = name, agents = {}, index = {} }
      by_name[name] = group
      groups[#groups + 1] = group
    end
    group.agents[#group.agents + 1] = one
    group.index[#group.agents] = index
  end
  return groups
end

-- Decides which groups are folded, and gives rows their numbers: their place in `agents`, with folded ones after all others.
local function numbering(groups, props)
  local seen, visible, hidden, is_any_folded = 0, 0, 0, false
  for _, group in ipairs(groups) do
    local is_named = group.name ~= nil and group.name ~= ""
    group.folded = is_named and props.folded ~= nil and props.folded(group.name, group.agents) == true
    if group.folded then is_any_folded = true else seen = seen + #group.agents end
  end
  return function(group, position)
    if not is_any_folded then return group.index and group.index[position] or position end
    if group.folded then
      hidden = hidden + 1
      return seen + hidden
    end
    visible = visible + 1
    return visible
  end
end

-- A press of a heading comes as that of its row does.
local function wrap_heading(made, by_row)
  local handler, select = node.take(made, "heading"), node.take(made, "select")
  if select then
    node.on(made, "select", select.unit, function(row)
      local group = by_row[row] and by_row[row].group
      if not group then return select.fn(row) end
      if handler then return handler.fn(group.name, group.agents) end
    end)
  end
end

local function selected_id(agents, selected)
  if type(selected) == "number" then return agents[selected] and agents[selected].id end
  if selected ~= nil then return selected end
  return rt.has_view() and rt.view().selected or nil
end

function M.agent_list(unit)
  return function(agents, props)
    props = props or {}
    agents = agents or agent.list(unit)
    local format = props.format or agent_text
    local id = selected_id(agents, props.selected)
    local rows, by_row, chosen = {}, {}, nil
    local groups = grouped(agents, props.group_by)
    local number = numbering(groups, props)
    for _, group in ipairs(groups) do
      if group.name and group.name ~= "" then
        local heading = props.group_format and props.group_format(group.name, group.agents, group.folded) or { { group.name, style = "@group" } }
        rows[#rows + 1] = { spans = style.spans("ui.agent_list", heading), header = true, press = props.on_heading and true or nil }
        by_row[#rows] = { group = group }
      end
      for position, one in ipairs(group.agents) do
        local index = number(group, position)
        local row = list_row("ui.agent_list", format(one, index, group.folded))
        row.id = one.id
        row.folded = group.folded or nil
        if props.filterable then row.search = (props.search or found_by)(one) end
        rows[#rows + 1] = row
        by_row[#rows] = { item = one, index = index }
        if one.id == id then chosen = #rows end
      end
    end
    if #rows == 0 and props.empty ~= nil then
      rows[1] = { spans = style.spans("ui.agent_list: empty", props.empty), header = true }
    end
    local made = node.make(unit, "list", props, { rows = array(rows) }, nil, "agent_list")
    made.selected = chosen
    styled(made, "ui.agent_list")
    wrap_hover(made, by_row)
    wrap_select(made, by_row, unit, function(one) agent.focus(unit, one.id) end)
    wrap_heading(made, by_row)
    return drop(made, "format", "group_by", "group_format", "folded", "empty", "search")
  end
end

-- A program of `pty.spawn`: no agent, so it cannot be focused.
local function program(unit, object, props)
  local pty = rt.module("pty")
  local made = node.make(unit, "terminal", props, { agent = pty.session(object), program = true })
  if not made.placeholder then made.placeholder = object.closed and "it has ended" or "it is starting" end
  return made
end

local function agent_shown(unit, given, props)
  local id = given
  if type(given) == "table" then id = given.id end
  if type(id) == "string" then
    local found = agent.find(id)
    id = found and found.id or id
  end
  return node.make(unit, "terminal", props, { agent = id })
end

function M.terminal(unit)
  return function(given, props)
    local is_pty = rt.module("pty").is
    -- `ui.terminal{ agent = one, follow = false }`: all in one table.
    if type(given) == "table" and not is_pty(given) and given.id == nil and props == nil then
      props = {}
      for key, value in pairs(given) do props[key] = value end
      given, props.agent = props.agent, nil
    end
    local made = given ~= nil and is_pty(given) and program(unit, given, props) or agent_shown(unit, given, props)
    if made.follow == nil then made.follow = true end
    if made.cursor == nil then made.cursor = true end
    return made
  end
end

local function column_of(index, value)
  if type(value) == "string" then return { title = value } end
  if type(value) ~= "table" then
    check.raise(nil, "ui.table: column #%d is %s (string or table expected)", index, check.kind(value))
  end
  for key in pairs(value) do
    if key ~= "title" and key ~= "width" and key ~= "align" and key ~= 1 then
      check.raise(nil, "ui.table: unknown key '%s' of column #%d%s", tostring(key), index,
        check.did_you_mean(key, { "title", "width", "align" }))
    end
  end
  return { title = value.title or value[1], width = value.width, align = value.align }
end

function M.table(unit)
  return function(rows, props)
    props = props or {}
    local columns, cells, by_row = {}, {}, {}
    for index, column in ipairs(props.columns or {}) do columns[index] = column_of(index, column) end
    for index, row in ipairs(rows) do
      if type(row) ~= "table" then check.raise(unit, "ui.table: row #%d is %s (table expected)", index, check.kind(row)) end
      local line = {}
      local last = math.max(#row, #columns)
      for column = 1, last do line[column] = array(style.spans("ui.table", row[column])) end
      cells[index] = array(line)
      by_row[index] = { item = row, index = index }
    end
    -- Without columns of its own a table still needs them drawn.
    if #columns == 0 and cells[1] then
      for column = 1, #cells[1] do columns[column] = { width = "auto" } end
    end
    local made = node.make(unit, "table", props, { rows = array(cells) })
    made.columns = array(columns)
    styled(made, "ui.table")
    wrap_select(made, by_row, unit)
    wrap_hover(made, by_row)
    return made
  end
end

function M.keyhints(unit)
  return function(given, props)
    if type(given) == "table" then given, props = nil, given end
    props = props or {}
    local mode = given or props.mode or (rt.has_view() and rt.view().mode) or "normal"
    local made = node.make(unit, "keyhints", props, {
      hints = array(keymap.hints(mode, { group = props.group, max = props.max, prefix = props.prefix })),
    })
    return drop(made, "mode", "group", "max", "prefix")
  end
end

return M
