-- Plugins at the `:` line and in the palette. What fetches files, or takes them away, runs in front of the layout, where
-- it shows what that is and asks.
--
--   :plugin                  :plugin enable NAME     :plugin reload NAME    :plugin add SOURCE
--   :plugin logs NAME        :plugin disable NAME    :plugin update NAME    :plugin remove NAME
--   :plugin add --example NAME

local WORDS = { "add", "update", "remove", "enable", "disable", "reload", "logs", "trust" }

local function is_word(what)
  for _, word in ipairs(WORDS) do
    if word == what then return true end
  end
end

local function in_front(...)
  local script = [["$BOTSTER_HOME/bin/botster-tui" plugin "$@"; printf '\n(enter to close) '; read -r _]]
  popup.open { key = "plugin", title = "plugin " .. table.concat({ ... }, " "), cmd = { "sh", "-c", script, "plugin", ... } }
end

local function log_of(app, name)
  if app.mode ~= "console" then action.run("console") end
  app.console = { tab = 1, filter = "plugins/" .. name .. "/" }
end

local function label(one)
  local state = one.linked and one.state .. ", linked" or one.state
  local about = one.error and one.error.message or one.desc or ""
  return ("%-16s %-8s %-10s %s"):format(one.name, one.version or "", state, about)
end

local acts = {
  enable = { plugin.enable, "enabled" }, disable = { plugin.disable, "disabled" }, reload = { plugin.reload, "loaded again" },
}

local function run(ctx, what, name, ...)
  if what == "logs" then return log_of(ctx.app, name) end
  if not acts[what] then return in_front(what, name, ...) end
  local act, word = table.unpack(acts[what])
  local done, err = act(name)
  if done then notify.info(word, { title = name }) else notify.error(tostring(err), { title = name }) end
end

--- What can be done with a plugin of `plugin.list`.
function App:plugin_acts(one)
  return { one.enabled and "disable" or "enable", "reload", "logs", "update", "remove", "trust" }
end

action.register("plugin.list", function(ctx)
  local all = plugin.list() or {}
  if #all == 0 then return notify.info("none yet: :plugin add OWNER/REPO, or botster-tui plugin list --examples", { title = "plugins" }) end
  local one = ui.select(all, { prompt = "plugins", format_item = label })
  local what = one and ui.select(ctx.app:plugin_acts(one), { prompt = one.name })
  if what then run(ctx, what, one.name) end
end, { desc = "plugins: what they are, and what can be done with them", group = "view" })

command.register("plugin", function(args, ctx)
  local what, name = args[1], args[2]
  if not what or what == "list" then return action.run("plugin.list") end
  if is_word(what) and (name or what == "update") then return run(ctx, table.unpack(args)) end
  notify.error((":plugin %s NAME expected, or :plugin alone"):format(table.concat(WORDS, ", ")), { title = "plugin" })
end, { nargs = "*", desc = "plugins: list, add SOURCE, and for a NAME update, remove, enable, disable, reload, logs",
  complete = function(_, before)
    if #before == 0 then return { "list", table.unpack(WORDS) } end
    local names = {}
    for _, one in ipairs(#before == 1 and before[1] ~= "add" and plugin.list() or {}) do names[#names + 1] = one.name end
    return names
  end })
