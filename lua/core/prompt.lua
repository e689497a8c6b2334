-- Questions to the person at the view. The hub holds them, so they outlive a reload: one that names an
-- action is answered by whatever that action is then; one with a function only by the file that asked.

local check = rt.module("check")
local complete = rt.module("complete")
local form = rt.module("form")
local json = rt.module("json")

local M = {}

local waiting = {}
local count = 0

--- The id of a question. One that runs an action carries it, for worlds that did not ask.
local function id_for(kind, opts)
  count = count + 1
  if not opts.action then return ("%s:%d:%d"):format(kind, rt.generation or 0, count) end
  return ("action:%d:%s"):format(count, json.encode { kind = kind, action = opts.action, args = opts.args })
end

local function title_of(opts)
  return opts.prompt or opts.title or opts[1] or ""
end

local function ask(unit, kind, opts, params, read, callback)
  params.kind, params.title = kind, title_of(opts)
  if not callback and not opts.action then
    params.id = id_for(kind, opts)
    return read(rt.request(unit, "prompt", params))
  end
  params.id = id_for(kind, opts)
  if callback then waiting[params.id] = { unit = unit, read = read, fn = callback, owner = check.where(2) or unit.name } end
  rt.effect(unit, "prompt", params)
end

local function as_table(opts)
  return type(opts) == "string" and { prompt = opts } or opts
end

local function same(value) return value end

-- What is asked again after Tab: the same, with what the text can become. What goes wrong there is shown there.
local function completed(unit, params, completer, asked)
  local before, after = tostring(asked.before or ""), tostring(asked.after or "")
  local ok, found = pcall(complete.asked, unit, completer, before, after)
  if not ok then found = { value = before .. after, head = "", tail = "", items = json.array {}, problem = tostring(found) } end
  params.completion, params.revision = found, (params.revision or 0) + 1
  return params
end

local function is_tab(value) return type(value) == "table" and value.complete end

-- One line under the same id, until it is answered or left.
local function ask_completing(unit, opts, params)
  params.kind, params.title, params.id = "input", title_of(opts), id_for("input", opts)
  while true do
    local answer, err = rt.request(unit, "prompt", params)
    if not is_tab(answer) then return answer, err end
    completed(unit, params, opts.complete, answer)
  end
end

function M.input(unit, opts, callback)
  opts = as_table(opts)
  local params = { value = opts.default, placeholder = opts.placeholder, items = opts.history }
  if opts.complete == nil then return ask(unit, "input", opts, params, same, callback) end
  params.completes = true
  if not callback and not opts.action then return ask_completing(unit, opts, params) end
  ask(unit, "input", opts, params, same, callback)
  waiting[params.id] = waiting[params.id] or { unit = unit, read = same, owner = check.where(1) or unit.name }
  waiting[params.id].tab = function(asked) return completed(unit, params, opts.complete, asked) end
end

function M.select(unit, items, opts, callback)
  opts = as_table(opts or {})
  local lines = {}
  for index, item in ipairs(items) do
    lines[index] = opts.format_item and tostring(opts.format_item(item)) or type(item) == "table" and tostring(item.name or item.label or item[1]) or tostring(item)
  end
  local function read(value)
    if value == nil then return nil end
    for index, line in ipairs(lines) do
      if value == index or value == line then return items[index], index end
    end
  end
  return ask(unit, "select", opts, { items = json.array(lines), placeholder = opts.placeholder }, read, callback)
end

local function menu_line(item)
  return type(item) == "table" and tostring(item.label or item[1] or item.action or "") or tostring(item)
end

--- A select that is drawn as a menu. The action of the chosen item is run.
function M.menu(unit, items, opts, callback)
  opts = as_table(opts or {})
  local lines, keys = {}, {}
  for index, item in ipairs(items) do
    lines[index], keys[index] = menu_line(item), type(item) == "table" and item.key or ""
  end
  local function read(value)
    for index, line in ipairs(lines) do
      if value == line then
        local item = items[index]
        if type(item) == "table" and item.action then rt.module("action").run(unit, item.action, item.args) end
        return item, index
      end
    end
  end
  return ask(unit, "select", opts, { items = json.array(lines), keys = json.array(keys), at = opts.at }, read, callback)
end

function M.confirm(unit, opts, callback)
  opts = as_table(opts)
  return ask(unit, "confirm", opts, { default = opts.default or false }, function(value) return value == true end, callback)
end

-- One form after another under the same id, until it is complete or left.
local function fill_in(unit, asked)
  local params, values = form.first(asked)
  repeat
    local answer, err = rt.request(unit, "prompt", params, "ui.form")
    if err ~= nil then return nil, err end
    values, params = form.take(asked, answer)
  until not params
  return values
end

function M.form(unit, opts, callback)
  local asked = form.new(unit, opts, id_for("form", opts))
  if not callback and not opts.action then return fill_in(unit, asked) end
  waiting[asked.id] = { unit = unit, form = asked, fn = callback, owner = check.where(2) or unit.name }
  rt.effect(unit, "prompt", form.first(asked))
end

local function run_action(text, value)
  local ok, asked = pcall(json.decode, text)
  if not ok or value == nil or (asked.kind == "confirm" and value ~= true) then return end
  local action = rt.module("action")
  local record = action.get(asked.action)
  if not record then return end
  rt.spawn(record, ("action %q"):format(asked.action), function()
    local args = asked.args
    if type(args) ~= "table" then args = { args = args } end
    args.value = value
    return action.run(record.unit, asked.action, args)
  end)
end

local function action_in(id) return id:match("^action:%d+:(.*)$") end

-- A form was filled in, or a field of it was changed; with a function or an action waiting for it.
local function form_answered(asked, id, value)
  rt.spawn(asked.unit, ("ui.form (%s)"):format(asked.owner), function()
    local values, params = form.take(asked.form, value)
    if params then
      waiting[id] = asked
      rt.effect(asked.unit, "prompt", params)
    elseif asked.fn then return asked.fn(values)
    else run_action(action_in(id), values)
    end
  end)
end

local function answered(message)
  local value = message.value
  if value == json.null then value = nil end
  local asked = waiting[message.prompt]
  if asked and asked.form then
    waiting[message.prompt] = nil
    form_answered(asked, message.prompt, value)
    return { handled = true }
  end
  if asked and asked.tab and is_tab(value) then
    rt.spawn(asked.unit, ("ui.input (%s)"):format(asked.owner), function() rt.effect(asked.unit, "prompt", asked.tab(value)) end)
    return { handled = true }
  end
  if asked and asked.fn then
    waiting[message.prompt] = nil
    rt.spawn(asked.unit, ("ui prompt (%s)"):format(asked.owner), function() return asked.fn(asked.read(value)) end)
    return { handled = true }
  end
  local text = action_in(message.prompt)
  -- A form that a world before this one asked: its fields are the terminal's.
  if type(value) == "table" then value = value.submitted and value.values or nil end
  if text then run_action(text, value) end
  return { handled = text ~= nil }
end

M.dispatch = { answer = answered }

return M
