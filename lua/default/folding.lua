-- Folding: a group of the list is put away under its heading (`ctrl+b C`, or a click there). Each view has its own. Keys
-- pass over what is folded, `/` finds it. A file of yours decides otherwise:
--
--   function App:is_folded(group) return group:find("/archive/") ~= nil end

--- Whether a group is put away: a workspace's name or a directory, as `App:group_key` gives it.
function App:is_folded(group)
  return (self.folded or {})[group] == true
end

--- What the group of an agent is known by, whatever of its name the list has room for.
function App:group_key(agent)
  local name, key = self:group_of(agent)
  return key or name or ""
end

--- Puts a group away, or opens it.
function App:fold(group, is_folded)
  local kept = {}
  for _, agent in ipairs(self.agents) do
    local key = self:group_key(agent)
    kept[key] = (self.folded or {})[key]
  end
  kept[group] = is_folded or nil
  self.folded = next(kept) and kept or nil
end

--- The agents whose rows are seen, in the order of the list: those that keys walk over and numbers mean.
function App:visible_agents()
  local ordered, keys = self:ordered_agents()
  local visible, known = {}, {}
  for _, agent in ipairs(ordered) do
    local key = keys and keys[agent.id] or self:group_key(agent)
    if known[key] == nil then known[key] = self:is_folded(key) end
    if not known[key] then visible[#visible + 1] = agent end
  end
  return visible
end

local function all_groups(app)
  local groups = {}
  for _, agent in ipairs(app.agents) do groups[app:group_key(agent)] = true end
  return groups
end

action.register("group.fold", function(ctx, how)
  local app = ctx.app
  if how == "close-all" or how == "open-all" then
    for group in pairs(all_groups(app)) do app:fold(group, how == "close-all") end
    return
  end
  local agent = ctx.selected or ctx.agent
  if not agent then return end
  local group = app:group_key(agent)
  local is_folded = how == "close"
  if how ~= "close" and how ~= "open" then is_folded = not app:is_folded(group) end
  app:fold(group, is_folded)
end, { desc = "fold or open the group", group = "view", takes = "nothing, open, close, open-all or close-all", complete = { "open", "close", "open-all", "close-all" } })
