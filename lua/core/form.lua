-- Forms: questions with several fields (`ui.form`). The terminal edits them by itself; here is what is asked of each
-- field, what is looked at again when one was changed (`when`, `options`, `validate`), and what is answered.

local check = rt.module("check")
local complete = rt.module("complete")
local json = rt.module("json")

local M = {}

local MOST_FIELDS = 50

-- Fields ------------------------------------------------------------------------------------------------------

local function check_field(unit, index, field)
  local what = ("ui.form: field #%d"):format(index)
  if type(field) ~= "table" then check.raise(unit, "%s: table expected, got %s", what, check.kind(field)) end
  check.fields(unit, what, "FormField", field)
  if field.name == nil or field.name == "" then check.raise(unit, "%s: a name is needed", what) end
  if field.type == "select" and field.options == nil then check.raise(unit, "ui.form: field '%s': a select needs options", field.name) end
end

local function check_fields(unit, fields)
  if type(fields) ~= "table" or #fields == 0 then check.raise(unit, "ui.form: fields expected: { { name = \"…\" }, … }") end
  if #fields > MOST_FIELDS then check.raise(unit, "ui.form: more than %d fields", MOST_FIELDS) end
  local seen = {}
  for index, field in ipairs(fields) do
    check_field(unit, index, field)
    if seen[field.name] then check.raise(unit, "ui.form: two fields are called '%s'", field.name) end
    seen[field.name] = true
  end
end

local function line_of(field, option)
  if field.format_item then return tostring(field.format_item(option)) end
  if type(option) == "table" then return tostring(option.label or option.name or option[1]) end
  return tostring(option)
end

-- The options of a select and the line of each, as the other values have them be.
local function options_of(field, values)
  local options = field.options
  if type(options) == "function" then options = options(values) end
  if type(options) ~= "table" then error(("ui.form: options of '%s': table expected, got %s"):format(field.name, check.kind(options)), 0) end
  local lines = {}
  for index, option in ipairs(options) do lines[index] = line_of(field, option) end
  return options, lines
end

local function expanded(path)
  local home = rt.app and rt.app.user_home or ""
  -- Tab ends a directory with a slash.
  if #path > 1 then path = path:gsub("/+$", "") end
  if home ~= "" and (path == "~" or path:sub(1, 2) == "~/") then return home .. path:sub(2) end
  return path
end

local function is_list(field) return field.type == "select" or field.type == "path" and field.options ~= nil end

local function start_of(field, options, lines, default)
  if field.type == "toggle" then return default == true end
  if not is_list(field) then return default == nil and "" or tostring(default) end
  for index, option in ipairs(options) do
    if option == default or lines[index] == default then return lines[index] end
  end
  if field.type == "path" and default ~= nil then return tostring(default) end
  return lines[1] or ""
end

-- What the terminal said of a field, as files know it.
local function value_of(field, given, options, lines)
  for index, line in ipairs(lines or {}) do
    if line == given then return options[index] end
  end
  if field.type == "path" then return expanded(given) end
  if field.type ~= "select" then return given end
end

-- What a field starts with, or still follows. A function is asked once all fields have values.
local function set_start(form, field, values, round)
  local default, is_asked = field.default, type(field.default) == "function"
  local is_kept = form.changed[field.name] or not is_asked or round == 1
  if form.given[field.name] ~= nil and is_kept then return end
  if is_asked then
    if round == 2 then default = default(values) else default = nil end
  end
  form.given[field.name] = start_of(field, form.options[field.name], form.lines[field.name], default)
end

-- One round ---------------------------------------------------------------------------------------------------

--- Looks at every field again: what its value is, which choices it has, whether it is shown. The values of fields
--- that are not shown are nil.
local function look(form)
  local values = {}
  form.options, form.lines, form.shown = {}, {}, {}
  -- Twice: a field may depend on one below it.
  for round = 1, 2 do
    for _, field in ipairs(form.fields) do
      local name = field.name
      local options, lines
      if is_list(field) then options, lines = options_of(field, values) end
      form.options[name], form.lines[name] = options, lines
      set_start(form, field, values, round)
      local value = value_of(field, form.given[name], options, lines)
      if value == nil and field.type == "select" then
        form.given[name], form.changed[name] = nil, nil
        set_start(form, field, values, round)
        value = value_of(field, form.given[name], options, lines)
      end
      values[name] = value
    end
    for _, field in ipairs(form.fields) do
      form.shown[field.name] = not field.when or not not field.when(values)
      if not form.shown[field.name] then values[field.name] = nil end
    end
  end
  return values
end

local function wrong_with(field, values)
  if not field.validate then return nil end
  local ok, why = field.validate(values[field.name], values)
  if type(ok) == "string" then return ok end
  if ok == false then return tostring(why or "not accepted") end
end

local function completer_of(field)
  if field.complete ~= nil then return field.complete end
  return field.type == "path" and "path" or nil
end

-- What the hub is asked to show.
local function params_of(form)
  local fields, asks = {}, false
  for index, field in ipairs(form.fields) do
    local name = field.name
    fields[index] = {
      name = name, label = field.label or name, type = is_list(field) and "select" or field.type or "text", value = form.given[name],
      items = json.array(form.lines[name] or field.history or {}), placeholder = field.placeholder, help = field.help,
      free = is_list(field) and field.type == "path" or nil, completes = completer_of(field) ~= nil or nil,
      completion = form.completion and form.completion.name == name and form.completion.found or nil, error = form.errors[name], hidden = not form.shown[name] or nil,
    }
    asks = asks or field.when ~= nil or field.validate ~= nil or type(field.options) == "function" or type(field.default) == "function"
  end
  form.revision = form.revision + 1
  return {
    id = form.id, kind = "form", title = form.title, fields = json.array(fields), submit = form.submit,
    asks = asks, revision = form.revision,
  }
end

--- A form as it starts. Misuse is told at the caller's line.
function M.new(unit, opts, id)
  check_fields(unit, opts.fields)
  return {
    unit = unit, id = id, fields = opts.fields, title = opts.title or opts.prompt or opts[1] or "", submit = opts.submit, given = {},
    errors = {}, changed = {}, revision = 0,
  }
end

--- What is to be shown first.
function M.first(form)
  look(form)
  return params_of(form)
end

-- Tab in a field: what its text can become.
local function complete_field(form, answer, values)
  for _, field in ipairs(form.fields) do
    local completer = field.name == answer.complete and completer_of(field)
    if completer then
      local before, after = tostring(answer.before or ""), tostring(answer.after or "")
      local ok, found = pcall(complete.asked, form.unit, completer, before, after, values)
      if not ok then form.errors[field.name] = tostring(found)
      else form.completion = { name = field.name, found = found } end
    end
  end
end

--- What the terminal said of it. Returns the values where it is complete, else nil and what is to be shown next;
--- nil alone where it was left.
function M.take(form, answer)
  if type(answer) ~= "table" then return nil end
  for _, field in ipairs(form.fields) do
    local value = answer.values[field.name]
    if value ~= nil and value ~= json.null then form.given[field.name] = value end
  end
  -- A terminal that does not say it has changed them all.
  form.changed = {}
  for _, field in ipairs(answer.changed and {} or form.fields) do form.changed[field.name] = true end
  for _, name in ipairs(answer.changed or {}) do form.changed[name] = true end
  local values = look(form)
  form.completion = nil
  if answer.complete then
    complete_field(form, answer, values)
    return nil, params_of(form)
  end
  local is_wrong = false
  for _, field in ipairs(form.fields) do
    local name = field.name
    local counts = answer.submitted or name == answer.left or form.errors[name]
    form.errors[name] = counts and form.shown[name] and wrong_with(field, values) or nil
    is_wrong = is_wrong or form.errors[name] ~= nil
  end
  if answer.submitted and not is_wrong then return values end
  return nil, params_of(form)
end

return M
