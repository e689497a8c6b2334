-- What `:plugin` does. What fetches files, or takes them away, runs in front of the layout (`in_front`), where it shows what
-- that is and asks.

local M = {}

local WORDS = { "add", "update", "remove", "enable", "disable", "reload", "logs", "trust" }

local acts = {
  enable = { plugin.enable, "enabled" }, disable = { plugin.disable, "disabled" }, reload = { plugin.reload, "loaded again" },
}

local function is_word(what)
  for _, word in ipairs(WORDS) do
    if word == what then return true end
  end
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

local function run(ctx, in_front, what, name, ...)
  if what == "logs" then return log_of(ctx.app, name) end
  if not acts[what] then return in_front(what, name, ...) end
  local act, word = table.unpack(acts[what])
  local done, err = act(name)
  if done then notify.info(word, { title = name }) else notify.error(tostring(err), { title = name }) end
end

--- The list of plugins, and of what can be done with the one that is chosen.
function M.choose(ctx, in_front)
  local all = plugin.list() or {}
  if #all == 0 then return notify.info("none yet: :plugin add OWNER/REPO, or botster-tui plugin list --examples", { title = "plugins" }) end
  local one = ui.select(all, { prompt = "plugins", format_item = label })
  if not one then return end
  local what = ui.select({ one.enabled and "disable" or "enable", "reload", "logs", "update", "remove", "trust" }, { prompt = one.name })
  if what then run(ctx, in_front, what, one.name) end
end

--- `:plugin` with these words.
function M.run_line(args, ctx, in_front)
  local what, name = args[1], args[2]
  if not what or what == "list" then return M.choose(ctx, in_front) end
  if is_word(what) and (name or what == "update") then return run(ctx, in_front, table.unpack(args)) end
  notify.error((":plugin %s NAME expected, or :plugin alone"):format(table.concat(WORDS, ", ")), { title = "plugin" })
end

--- What the next word can be.
function M.words(before)
  if #before == 0 then return { "list", table.unpack(WORDS) } end
  local names = {}
  for _, one in ipairs(#before == 1 and before[1] ~= "add" and plugin.list() or {}) do names[#names + 1] = one.name end
  return names
end

return M
