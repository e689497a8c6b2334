-- Closing an agent that has a worktree of its own: end it and keep all, merge its branch, or remove the worktree. What is
-- in no commit, or in commits that nobody else has, goes only when the person has typed the name of the branch.

local function count(number, one, many)
  return ("%d %s"):format(number, number == 1 and one or many)
end

--- What a worktree has that would be lost, in words; empty where nothing would.
local function at_stake(found)
  local parts = {}
  if found.changed > 0 then parts[#parts + 1] = count(found.changed, "changed file", "changed files") end
  if found.untracked > 0 then parts[#parts + 1] = count(found.untracked, "new file", "new files") end
  local commits = found.base and math.min(found.unmerged, found.unpushed) or found.unpushed
  if commits > 0 then
    parts[#parts + 1] = count(commits, "commit", "commits") .. (found.base and " that " .. found.base .. " and no remote have" or " that no remote has")
  end
  return table.concat(parts, ", ")
end

local function is_dirty(found) return found.changed + found.untracked > 0 end

local function others_in(agent)
  local names, path = {}, agent.worktree.path
  for _, other in ipairs(agents.list()) do
    local is_within = other.cwd == path or other.cwd:sub(1, #path + 1) == path .. "/"
    if other.id ~= agent.id and other.status == "running" and is_within then names[#names + 1] = other.name end
  end
  return names
end

local function finish(agent)
  if agent.status == "running" then
    agents.kill(agent)
    if not agents.wait(agent, { exited = true, timeout = 10 }) then return nil, agent.name .. " does not end" end
  end
  return true
end

local function say(agent, text) notify.info(text, { title = agent.name }) end
local function complain(agent, err) notify.error(tostring(err), { title = agent.name, timeout = 12 }) end

--- Removes the worktree of an agent, and the branch that was made for it where its base has all of it. Waits.
local function remove(agent, force)
  local tree = agent.worktree
  local ok, err = finish(agent)
  if ok then ok, err = git.worktree_remove(tree.path, { force = force }) end
  if not ok then return complain(agent, "the worktree stays: " .. tostring(err)) end
  if tree.path:match("([^/]+)/[^/]+$"):find("%.worktrees$") then fs.remove(fs.dirname(tree.path)) end
  local said = "the worktree is removed"
  if tree.own_branch then
    local gone, why
    if tree.base then gone, why = git.branch_remove(tree.repo, tree.branch, tree.base) else why = "it is not known what it was made from" end
    said = said .. (gone and " and the branch " .. tree.branch .. " too" or "; the branch stays: " .. tostring(why))
  end
  agents.kill(agent)
  say(agent, said)
end

local function remove_if_sure(agent, found)
  local lost = at_stake(found)
  if lost == "" then return remove(agent, false) end
  local branch = agent.worktree.branch
  local sure = ui.form {
    title = "remove the worktree", submit = "remove",
    fields = { {
      name = "branch", label = "Branch", placeholder = "type " .. branch, help = "lost: " .. lost,
      validate = function(typed) return typed == branch, ("type %s to lose: %s"):format(branch, lost) end,
    } },
  }
  if sure then remove(agent, true) end
end

local function merge(agent, found)
  local tree = agent.worktree
  local merged, err = git.merge(tree.path, tree.base)
  if not merged then return complain(agent, err) end
  local said = merged.how == "nothing" and tree.base .. " had it all already"
    or ("%s has %s more (%s)"):format(tree.base, count(merged.commits, "commit", "commits"), merged.how)
  if is_dirty(found) then return say(agent, said .. "; what is in no commit stays in the worktree") end
  say(agent, said)
  remove(agent, false)
end

local function choices(tree, found)
  local list = { { "end it, keep the worktree", "keep" } }
  if found.base and found.unmerged > 0 then
    local rest = is_dirty(found) and "keep the worktree" or "remove the worktree"
    list[2] = { ("merge %s into %s, %s"):format(tree.branch, found.base, rest), "merge" }
  end
  list[#list + 1] = { "end it, remove the worktree", "remove" }
  return list
end

--- Closes an agent with a worktree as the person chooses. False where it has none that is there.
function App:close_worktree(agent)
  local tree = agent.worktree
  local found = tree and git.worktree_state(tree.path, { base = tree.base })
  if not found then return false end
  local lost = at_stake(found)
  local list = choices(tree, found)
  list[#list + 1] = { lost == "" and "   (all of it is elsewhere too)" or "   (only there: " .. lost .. ")" }
  local choice = ui.select(list, { prompt = "close " .. agent.name })
  if not choice or not choice[2] then return true end
  local others = others_in(agent)
  if choice[2] ~= "keep" and #others > 0 then
    complain(agent, "the worktree stays, it is in use: " .. table.concat(others, ", "))
  elseif choice[2] == "merge" then merge(agent, found)
  elseif choice[2] == "remove" then remove_if_sure(agent, found)
  else agents.kill(agent) end
  return true
end
