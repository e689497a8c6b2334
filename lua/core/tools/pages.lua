-- Pages: what the pager shows, by name. A page is a function, so that what is shown is what is there now. Loaded when
-- a file first defines or opens one.

local check = rt.module("check")

local M = {}

local function highest(name)
  local found
  for _, record in ipairs(rt.named("page", name)) do
    if not found or record.unit.rank >= found.unit.rank then found = record end
  end
  return found
end

local function names()
  local list = {}
  for _, record in ipairs(rt.registry.page or {}) do list[#list + 1] = record.name end
  return list
end

local function produce(record, argument)
  local page = record.fn(rt.module("app_self").of(record.unit), argument)
  if type(page) ~= "table" or type(page.lines) ~= "table" then
    check.raise(record.unit, "ui.page(%q): a table with lines expected, got %s", record.name, check.kind(page))
  end
  check.fields(record.unit, ("ui.page(%q)"):format(record.name), "Page", page)
  return page
end

local function shown(name, argument)
  local record = highest(name)
  if not record then return nil end
  local where = ("ui.page(%q)"):format(name)
  if record.disabled then return { lines = { { where .. " is disabled after repeated errors", style = "@bad" } } } end
  local ok, page = rt.call(record, where, produce, record, argument)
  return ok and page or { lines = { { page, style = "@bad" } } }
end

--- Defines a page, or returns what it shows for an argument.
function M.page(unit, name, render)
  if type(render) ~= "function" then return shown(name, render) end
  rt.register("page", unit, { name = name, fn = render }, 2)
end

--- Opens the pager of the current view with a page.
function M.open(unit, name, argument)
  if not highest(name) then check.raise(unit, "ui.pager: no page is called '%s'%s", name, check.did_you_mean(name, names())) end
  rt.module("app_self").of(unit):open_pager(name, argument)
end

return M
