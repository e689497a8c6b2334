-- The board: who is in which column, and going to one of them.

local keys = { ["user/keys.lua"] = 'keymap.set("normal", "B", "board")' }

local function open()
  return test.app {
    columns = 110, mode = "normal", files = keys,
    agents = {
      { name = "fix-login", state = "blocked", question = "Do you want to proceed?" },
      { name = "docs", state = "done" }, { name = "tests", state = "working" }, { name = "build", state = "working" },
    },
  }
end

describe("the board", function()
  it("has a column for each kind of agent", function()
    local app = open()
    app:keys("B")
    local text = app:text()
    for _, part in ipairs { "asks 1", "is done 1", "works 2", "Do you want to proceed?", "build" } do assert.contains(part, text) end
    assert.equals("board", app:view().mode)
  end)

  it("is moved in by keys, and enter goes to who is chosen", function()
    local app = open()
    app:keys("B")
    app:keys("l l j enter")
    assert.equals("terminal", app:view().mode)
    assert.equals(app:agent("build").id, app:view().focus)
  end)

  it("says that nobody is there, and is left by escape", function()
    local app = test.app { agents = { "sh" }, columns = 110, mode = "normal", files = keys }
    app:keys("B")
    assert.contains("nobody", app:text())
    app:keys("down enter escape")
    assert.not_contains("nobody", app:text())
  end)

  it("fits a narrow screen", function()
    local app = open()
    app:resize(50, 14)
    app:keys("B")
    assert.contains("asks 1", app:text())
  end)
end)
