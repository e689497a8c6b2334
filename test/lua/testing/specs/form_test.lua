-- Forms as files have them: what is asked again, what is refused, and what is answered.

local FILE = [[
local repos = { { label = "api", branches = { "main", "dev" } }, { label = "web", branches = { "trunk" } } }
local fields = {
  { name = "repo", type = "select", options = repos, default = "web" },
  { name = "branch", type = "select", options = function(values) return values.repo.branches end },
  { name = "other", type = "toggle" },
  { name = "path", type = "path", default = "~/x", when = function(values) return values.other end,
    validate = function(path) if path:sub(1, 1) ~= "/" then return false, "from the root" end end },
}
local function say(values) print(values and json.encode { values.repo.label, values.branch, values.path or "none" } or "left") end
keymap.set("normal", "F", function() say(ui.form { title = "Waits", fields = fields }) end, { desc = "f" })
keymap.set("normal", "G", function() ui.form({ title = "Calls", fields = fields }, say) end, { desc = "g" })
keymap.set("normal", "B", function() ui.form { fields = { { name = "a", typ = "text" } } } end, { desc = "b" })
keymap.set("normal", "D", function()
  ui.form { fields = { { name = "a", validate = function() error("broken") end } } }
end, { desc = "d" })
]]

describe("a form", function()
  local app
  before_each(function()
    app = test.app { agents = { "claude" }, files = { ["user/form.lua"] = FILE } }
  end)
  local function said() return app:logs()[#app:logs()] or "" end

  it("gives options, choices that depend on others, and nothing for what is not shown", function()
    app:keys("ctrl+b F")
    assert.contains("trunk", app:text())
    app:keys("left tab")
    assert.contains("main", app:text())
    app:keys("right enter")
    assert.contains('["api","dev","none"]', said())
  end)

  it("is asked again where it is wrong, and makes paths whole", function()
    app:keys("ctrl+b G tab tab space tab ctrl+u"):type("y"):keys("enter")
    assert.contains("✗ from the root", app:text())
    app:keys("ctrl+u"):type("~/z"):keys("enter")
    assert.is_nil(app:prompt())
    assert.contains('["web","trunk","/home/user/z"]', said())
  end)

  it("is left with escape, and answered by values", function()
    app:keys("ctrl+b F escape")
    assert.contains("left", said())
    app:keys("ctrl+b F"):answer { other = true }
    assert.contains('["web","trunk","/home/user/x"]', said())
  end)

  it("tells misuse at the caller's line", function()
    app:keys("ctrl+b B")
    local errors = app:errors()
    assert.contains("ui.form: field #1: unknown option 'typ' (did you mean 'type'?)", errors[1].message)
    assert.equals(12, errors[1].line)
  end)

  it("is gone when a function of it throws", function()
    app:keys("ctrl+b D enter")
    assert.is_nil(app:prompt())
    assert.contains("broken", app:errors()[1].message)
  end)
end)
