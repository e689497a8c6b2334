-- `git`: repositories. The hub runs the git that is installed; nothing given here can become one of its options. The
-- hub also asks `worktree:before_create` and tells of `worktree:created` and `worktree:removed`: whatever becomes
-- of the world that asked.

local facade = rt.module("facade")
local files = rt.module("files")

local M = { name = "git" }

local function log(unit)
  local entries = files.with_options(unit, "git.log", {})
  return function(opts)
    local commits, err = entries(opts)
    if not commits then return nil, err end
    for index, commit in ipairs(commits) do commits[index] = commit.short .. " " .. commit.subject end
    return commits
  end
end

local function diff(unit)
  local ask = files.with_options(unit, "git.diff", {})
  return function(opts) return ask(type(opts) == "string" and { path = opts } or opts) end
end

function M.api(unit)
  return facade.build("git", unit, {
    status = files.asker(unit, "git.status", { "path" }),
    log = log(unit),
    log_entries = files.with_options(unit, "git.log", {}),
    diff = diff(unit),
    show = files.asker(unit, "git.show", { "ref", "path" }),
    branches = files.asker(unit, "git.branches", { "path" }),
    current_branch = files.asker(unit, "git.current_branch", { "path" }),
    worktrees = files.asker(unit, "git.worktrees", { "path" }),
    worktree_add = files.with_options(unit, "git.worktree_add", { "repo", "path", "branch" }),
    worktree_remove = files.with_options(unit, "git.worktree_remove", { "path" }),
    worktree_state = files.with_options(unit, "git.worktree_state", { "path" }),
    merge = files.asker(unit, "git.merge", { "path", "into" }),
    branch_remove = files.asker(unit, "git.branch_remove", { "repo", "branch", "merged_into" }),
  })
end

return M
