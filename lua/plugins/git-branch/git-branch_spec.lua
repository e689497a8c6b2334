-- The branch in the status line, with a git that answers as told.

local status = { root = "/app", branch = "main", ahead = 0, behind = 0, clean = true, staged = 0, changed = 0, untracked = 0 }

local function open(more)
  local answer = {}
  for key, value in pairs(status) do answer[key] = value end
  for key, value in pairs(more or {}) do answer[key] = value end
  return test.app { agents = { { name = "claude", cwd = "/app" } }, columns = 100, answers = { ["git.status"] = answer } }
end

describe("the branch", function()
  it("is shown when an agent has another state", function()
    local app = open()
    assert.not_contains("⎇", app:text())
    app:emit("agent:state", { agent = app:agent("claude"):info(), state = "idle", previous = "working" })
    assert.contains("⎇ main", app:text())
  end)

  it("tells of files and commits", function()
    local app = open { changed = 1, untracked = 1, ahead = 3, behind = 1 }
    app:emit("agent:state", { agent = app:agent("claude"):info(), state = "idle", previous = "working" })
    assert.contains("⎇ main +2 ↑3 ↓1", app:text())
  end)

  it("is the commit where none is checked out", function()
    local app = open { branch = false, head = "0123456789abcdef" }
    app:emit("agent:state", { agent = app:agent("claude"):info(), state = "idle", previous = "working" })
    assert.contains("⎇ 0123456", app:text())
  end)

  it("waits until files are at rest", function()
    local app = open()
    app:emit("workspace:file_changed", { path = "a.lua", event = "change", project = "/app" })
    assert.not_contains("⎇", app:tick(0.4):text())
    assert.contains("⎇ main", app:tick(0.2):text())
  end)

  it("has the sign that a person wants", function()
    local app = open()
    app:save { ["user/init.lua"] = 'botster.configure("plugins/git-branch", { icon = "branch " })' }
    app:emit("agent:state", { agent = app:agent("claude"):info(), state = "idle", previous = "working" })
    assert.contains("branch main", app:text())
  end)
end)

describe("its health", function()
  it("is a check", function() assert.is_type("function", require("git-branch.health").check) end)
end)
