-- `App`: what a view shows. Every file may override any method; the highest layer's runs, and reading
-- `App.x` in a file gives the next one below it. One that throws is replaced, for that frame, by the next
-- one below, with a card that says so.

local app_hooks = rt.module("app_hooks")
local app_self = rt.module("app_self")
local check = rt.module("check")
local json = rt.module("json")
local node = rt.module("node")
local overlays = rt.module("overlays")
local overrides = rt.module("overrides")
local theme = rt.module("theme")

local M = { name = "App", self = app_self.of }

--- What is shown when nothing else can be: the focused agent, whole.
function M.plain(self)
  local focused = self.focused_agent
  return setmetatable({
    type = "terminal", at = "core", agent = focused and focused.id, placeholder = "no agent", follow = true, cursor = true,
  }, getmetatable(node.error_card({ name = "core" }, "")))
end

-- Handlers of the tree each view shows, by path.
local shown = {}

local function produce(record)
  local value = record.value(app_self.of(record.unit))
  local tree = node.child(record.unit, "App:render", value)
  if not tree then
    error(("%s: App:render returned %s (a widget expected)"):format(record.owner, check.kind(value)), 0)
  end
  return tree, node.finish(tree)
end

--- What went wrong, on the last line, above what is shown instead.
local function with_card(tree, message)
  local meta = getmetatable(tree)
  local function make(fields) return setmetatable(fields, meta) end
  local line = make { type = "text", at = "core", wrap = "truncate", height = 1,
    spans = { { text = " ✗ " .. tostring(message):match("[^\n]*") .. " ", style = { fg = "red", inverse = true } } } }
  local bottom = make { type = "column", at = "core", justify = "end", children = { make { type = "spacer", at = "core", grow = 1 }, line } }
  return make { type = "stack", at = "core", children = { tree, bottom } }
end

local function render_from(list)
  local failed
  for index = #list, 1, -1 do
    local record = list[index]
    if not record.disabled then
      local ok, tree, found = rt.call(record, "App:render", produce, record)
      if ok then return tree, found, failed end
      failed = failed or tree
    end
  end
  local tree = M.plain(app_self.of({ name = "core", rank = 1, layer = "core" }))
  return tree, node.finish(tree), failed
end

-- A tree with what `over` puts above it, and the handlers in it.
local function with_above(over, tree, found)
  local drawn = over(tree)
  if drawn == tree then return tree, found end
  local ok, all = pcall(node.finish, drawn)
  if ok then return drawn, all end
  -- A layout so large that nothing has room beside it is shown without.
  return tree, node.finish(tree)
end

--- The current view's tree as JSON text.
function M.render_view()
  theme.restore()
  overrides.refresh()
  app_hooks.start()
  local tree, found, failed = render_from(overrides.stack("render"))
  if failed then
    local carded = with_card(tree, failed)
    -- So large that the card has no room: it is in the list of errors all the same.
    local ok, all = pcall(node.finish, carded)
    if ok then tree, found = carded, all else found = node.finish(tree) end
  end
  tree, found = with_above(overlays.over, tree, found)
  tree, found = with_above(rt.module("term").over, tree, found)
  shown[rt.view().id] = found
  return rt.encode(tree)
end

local function argument_of(args)
  if args == json.null then return nil end
  if type(args) ~= "table" then return args end
  for _, name in ipairs { "index", "value", "key" } do
    if args[name] ~= nil then return args[name] end
  end
  return args
end

local function handler_at(view, path, event)
  local found = shown[view.id]
  local mine = found and found[path]
  return mine and mine[event]
end

local mouse = { click = true, select = true, wheel = true }

local function args_of(message)
  return message.event == "select" and { index = message.args } or message.args
end

-- The mouse where no widget has a handler: the terminal side tells of it when App:mouse is there.
local function unhandled_mouse(message)
  local args = {}
  for key, value in pairs(message.args or {}) do args[key] = value end
  local kind = args.type
  args.type = nil
  return { type = kind, path = message.path, args = args }
end

-- The right button where nothing else takes it: App:mouse may; else the action `menu`, where there is one.
local function menu(message)
  local target = message.args.target
  message.args.target = nil
  if app_hooks.call("mouse", unhandled_mouse(message)) then return true end
  local action = rt.module("action")
  local record = action.get("menu")
  if not record then return false end
  rt.spawn(record, 'action "menu"', function() return action.run(record.unit, "menu", target) end)
  return true
end

local function on_event(message)
  local view = rt.view()
  if message.event == "mouse" then return { handled = app_hooks.call("mouse", unhandled_mouse(message)) } end
  if message.event == "menu" then return { handled = menu(message) } end
  if mouse[message.event] and app_hooks.call("mouse", { type = message.event, path = message.path, args = args_of(message) }) then
    return { handled = true }
  end
  local handler = handler_at(view, message.path, message.event)
  if not handler then
    -- A view that this world has not drawn yet: draw it, then look again.
    M.render_view()
    handler = handler_at(view, message.path, message.event)
  end
  if not handler then return { handled = false } end
  local unit, fn = handler.unit, handler.fn
  local context = rt.module("context").make(unit)
  if type(fn) == "string" then
    local name = fn
    fn = function() return rt.module("action").run(unit, name) end
  end
  rt.spawn(unit, "on_" .. message.event, fn, argument_of(message.args), context)
  return { handled = true }
end

function M.api(unit)
  overrides.add_unit(unit)
  return setmetatable({}, {
    __name = "App",
    __index = function(_, method)
      local value = overrides.below(unit, method)
      if value == nil and method == "render" then return M.plain end
      if value == nil and app_hooks.names[method] then return app_hooks.nothing end
      return value
    end,
    __newindex = function(_, method, value)
      if app_self.is_field(method) then check.raise(unit, "App.%s is a field of every view", method) end
      rt.register("override", unit, { method = method, value = value, fn = type(value) == "function" and value or nil }, 2)
      -- Which keys and clicks Lua is told of goes with the key table.
      if app_hooks.names[method] then rt.module("key_table").retold() end
    end,
  })
end

M.dispatch = { render = M.render_view, event = on_event }

return M
