-- The program as it comes, under test: keys, prompts, agents, time.

describe("test.app", function()
  it("begins as a terminal that has just attached", function()
    local app = test.app { agents = { "claude", "make" } }
    assert.equals("terminal", app:view().mode)
    assert.equals(app:agent("claude").id, app:view().focus)
    assert.equals(2, #app:agents())
    assert.equals("running", app:agent("make"):info().status)
    assert.contains("claude", app:text())
  end)

  it("begins in normal mode without agents", function()
    assert.equals("normal", test.app():view().mode)
  end)

  it("can begin with another focus, mode and size", function()
    local app = test.app { agents = { "claude", "make" }, focus = "make", mode = "normal", columns = 60, rows = 12 }
    assert.equals("normal", app:view().mode)
    assert.equals(app:agent("make").id, app:view().focus)
    local frame = app:render()
    assert.equals(60, frame.columns)
    assert.equals(12, #frame.lines)
    assert.equals(12, app:view().size.rows)
  end)

  it("is another one each time", function()
    local first = test.app { agents = { "claude" } }
    first:eval("state.set('kept', 1)")
    first:keys("ctrl+b n"):keys("escape")
    local second = test.app { agents = { "claude" } }
    assert.is_nil(second:eval("state.get('kept')"))
    assert.equals(1, first:eval("1"))
  end)

  it("refuses what it does not know", function()
    assert.has_error(function() test.app { agent = {} } end, "did you mean 'agents'")
    assert.has_error(function() test.app { agents = { { nam = "x" } } } end, "nam")
    assert.has_error(function() test.app():nothing() end, "app:nothing does not exist")
    assert.has_error(function() test.app():keys("ctrl+nokey") end, "no key is called")
    assert.has_error(function() test.app().keys("x") end, "colon")
    assert.has_error(function() test.app():emit("x", { f = print }) end, "only plain data")
    assert.has_error(function() test.app { files = { "user/none.lua" } } end, "there is no user/none.lua")
    assert.has_error(function() test.app { files = { ["../x.lua"] = "" } } end, "is not user/")
    assert.has_error(function() test.app { files = { ["user/x.lua"] = "local = 1" } } end, "do not load: user/x.lua:1")
  end)
end)

describe("keys", function()
  local app
  before_each(function() app = test.app { agents = { "claude", "make" } } end)

  it("go to the agent in terminal mode", function()
    app:type("héllo +"):keys("enter up ctrl+c")
    assert.equals("héllo +\r\27[A\3", app:agent("claude"):input())
    assert.equals("", app:agent("make"):input())
  end)

  it("go where the agent's modes want them", function()
    app:agent("claude"):prints("\27[?2004h\27[?1h")
    app:paste("two\nlines"):keys("up")
    assert.equals("\27[200~two\rlines\27[201~\27OA", app:agent("claude"):input())
  end)

  it("run bindings after the prefix", function()
    app:keys("ctrl+b j")
    assert.equals(app:agent("make").id, app:view().selected)
  end)

  it("show what may follow once time has passed", function()
    app:keys("ctrl+b")
    assert.not_contains("new agent", app:text())
    app:tick(0.5)
    assert.contains("new agent", app:text())
    app:keys("escape")
    assert.not_contains("new agent", app:text())
  end)

  it("open the help, and leave it", function()
    app:keys("ctrl+b ?")
    assert.contains("keys are commands", app:text())
    app:keys("escape")
    assert.not_contains("keys are commands", app:text())
  end)

  it("answer prompts", function()
    app:keys("ctrl+b r")
    assert.equals("Name", app:prompt().title)
    assert.contains("Name", app:text())
    app:keys("ctrl+u"):type("helper"):keys("enter")
    assert.is_nil(app:prompt())
    assert.equals("helper", app:agents()[1].name)
  end)

  it("scroll", function()
    local claude = app:agent("claude")
    for line = 1, 60 do claude:prints("line " .. line .. "\n") end
    assert.contains("line 60", app:text())
    app:keys("ctrl+b [ pageup")
    assert.not_contains("line 60", app:text())
    assert.contains("line 30", app:text())
    app:keys("V k")
    assert.contains("lines 2 lines", app:text())
    app:keys("q")
    assert.contains("line 60", app:text())
    assert.equals("terminal", app:view().mode)
  end)
end)

describe("prompts", function()
  it("can be answered without keys", function()
    local app = test.app { agents = { "claude" } }
    app:keys("ctrl+b r"):answer("other")
    assert.equals("other", app:agents()[1].name)
    assert.has_error(function() app:answer("x") end, "no question is open")
  end)
end)

describe("agents", function()
  it("are started by what is tried out", function()
    local app = test.app { agents = { "claude" } }
    app:keys("ctrl+b c")
    assert.equals(2, #app:agents())
    assert.equals("sh", app:agents()[2].name)
    assert.equals(app:agents()[2].id, app:view().focus)
  end)

  it("print in colour, set titles and become unread", function()
    local app = test.app { agents = { "claude", "make" } }
    app:agent("make"):prints("\27]2;building\7\27[31mfailed\27[0m\nagain")
    assert.equals("failed\nagain", app:agent("make"):screen())
    assert.equals("building", app:agent("make"):info().title)
    assert.is_true(app:agent("make"):info().unread)
    app:keys("ctrl+b 2")
    assert.contains("failed", app:text())
    assert.is_false(app:agent("make"):info().unread)
    local red
    for _, row in ipairs(app:render().spans) do
      for _, span in ipairs(row) do red = red or span.style.fg == 1 and span.width == 6 end
    end
    assert.is_true(red)
  end)

  it("end, and are told of", function()
    local app = test.app { agents = { "claude", "make" } }
    app:agent("make"):exits(2)
    assert.equals("exited", app:agent("make"):info().status)
    assert.equals("make exited with 2", app:notifications()[1].text)
    app:tick(60)
    assert.same({}, app:notifications())
  end)

  it("ring", function()
    local app = test.app { agents = { "claude", "make" } }
    app:agent("make"):prints("\7")
    assert.equals("rang the bell", app:notifications()[1].text)
  end)
end)

describe("files of one's own", function()
  local app
  local function with(text, more)
    app = test.app { agents = { "claude" }, files = { ["user/mine.lua"] = text }, grants = more }
    return app
  end

  it("are all there is above the default ones", function()
    with [[function App:render() return ui.text("only this") end]]
    assert.equals("only this", (app:text():gsub("%s+$", "")))
    assert.equals("text", app:tree().type)
  end)

  it("have a clock that stands still", function()
    local function kept(key) return app:eval(("state.shared.get(%q)"):format(key)) end
    with [[
      local s = state.shared
      s.set("from", os.date("%Y-%m-%d %H:%M:%S"))
      s.set("local", os.time { year = 2026, month = 1, day = 1, hour = 0 })
      timer.every(2, function() s.set("beats", (s.get("beats", 0)) + 1) end)
      timer.after(3, function() s.set("after", os.time()) end)
      hooks.register("custom:go", "go", function() timer.sleep(4) s.set("slept", timer.clock()) end)
    ]]
    assert.equals("2026-01-01 00:00:00", kept("from"))
    assert.equals(1767225600, kept("local"))
    app:emit("custom:go")
    app:tick(1)
    assert.is_nil(kept("beats"))
    app:tick(9)
    assert.equals(5, kept("beats"))
    assert.equals(1767225603, kept("after"))
    assert.near(4, kept("slept"), 0.001)
  end)

  it("have chance that repeats itself", function()
    assert.equals(test.app():eval("math.random(1000000)"), test.app():eval("math.random(1000000)"))
  end)

  it("hear events, and may refuse them", function()
    with [[
      hooks.register("agent:before_kill", "no", function() return false, "not today" end)
      hooks.register("on_agent_output", "hear", function(agent, text) state.shared.set("heard", text) end)
    ]]
    local outcome = app:emit("agent:before_kill", { agent = app:agent("claude").id }, "claude")
    assert.is_true(outcome.cancelled)
    app:agent("claude"):prints("\27[1mhi\27[0m")
    assert.equals("hi", app:eval("state.shared.get('heard')"))
  end)

  it("are clicked", function()
    with [[
      function App:render()
        return ui.column {
          ui.text("top"),
          ui.button { label = "press", id = "go", on_click = function() state.shared.set("clicked", (state.shared.get("clicked", 0)) + 1) end },
        }
      end
    ]]
    app:click("go")
    assert.equals(1, app:eval("state.shared.get('clicked')"))
    assert.has_error(function() app:click("nowhere") end, "no widget with the id")
  end)

  it("have errors that a test must know of", function()
    with [[keymap.set("normal", "Q", function() error("broken") end, { desc = "x" })]]
    app:keys("ctrl+b Q")
    local errors = app:errors()
    assert.equals(1, #errors)
    assert.equals("broken", errors[1].message)
    assert.equals("user/mine.lua", errors[1].unit)
    assert.same({}, app:errors())
  end)

  it("are saved again while they run", function()
    with [[function App:render() return ui.text("first") end]]
    local outcome = app:save { ["user/mine.lua"] = [[function App:render() return ui.text("second") end]] }
    assert.is_true(outcome.ok)
    assert.equals(2, outcome.generation)
    assert.contains("second", app:text())
    local bad = app:save { ["user/mine.lua"] = "function App:render(" }
    assert.is_false(bad.ok)
    assert.equals("syntax", bad.errors[1].phase)
    assert.contains("user/mine.lua:1:", app:text())
    assert.equals("second", app:tree().spans[1].text)
    app:errors()
    assert.is_true(app:save { ["user/mine.lua"] = false }.ok)
    assert.not_contains("second", app:text())
  end)

  it("that loop are stopped as in the program", function()
    with [[
      keymap.set("normal", "Q", function() while true do end end, { desc = "x" })
      local calls = 0
      function App:render() calls = calls + 1 if calls > 2 then while true do end end return ui.text("fine") end
    ]]
    app:keys("ctrl+b Q")
    assert.contains("claude", app:text())
    local errors = app:errors()
    assert.equals(2, #errors)
    for _, found in ipairs(errors) do assert.equals("timeout", found.phase) end
  end)

  it("log", function()
    with [[print("loaded", 1) log.warn("careful")]]
    assert.contains("info user/mine.lua: loaded\t1", app:logs())
    assert.contains("warn user/mine.lua: careful", app:logs())
  end)

  it("ask for capabilities and have them", function()
    local text = "--- @capability agents.send\nkeymap.set('normal', 'Q', function() agents.send('claude', 'hi', { enter = true }) end, { desc = 'x' })"
    local asked = test.app { agents = { "claude" }, files = { ["improvements/say.lua"] = text } }
    asked:keys("ctrl+b Q")
    assert.equals("hi\r", asked:agent("claude"):input())
    local refused = test.app { agents = { "claude" }, files = { ["improvements/say.lua"] = text }, grants = {} }
    refused:keys("ctrl+b Q")
    assert.contains("needs capability 'agents.send'", refused:errors()[1].message)
    assert.equals("", refused:agent("claude"):input())
  end)

  it("wait for what agents do", function()
    with [[
      hooks.register("custom:go", "go", function()
        local ok = agents.wait("claude", { text = "ready", timeout = 60 })
        state.shared.set("went", ok ~= nil)
        state.shared.set("quiet", agents.wait("claude", { idle = 3 }) ~= nil and timer.clock())
      end)
    ]]
    app:emit("custom:go")
    assert.is_nil(app:eval("state.shared.get('went')"))
    app:agent("claude"):prints("now ready\n")
    assert.is_true(app:eval("state.shared.get('went')"))
    app:tick(5)
    assert.equals(3, app:eval("state.shared.get('quiet')"))
  end)
end)

describe("what is outside", function()
  it("is not there, unless the test says what it answers", function()
    local app = test.app {
      files = { ["user/mine.lua"] = [[
        hooks.register("custom:go", "go", function()
          state.shared.set("read", fs.read("notes.txt"))
        end)
        hooks.register("custom:git", "git", function()
          local found, err = git.status()
          state.shared.set("git", tostring(err))
        end)
      ]] },
      answers = { ["fs.read"] = "hello" },
    }
    app:emit("custom:git")
    assert.contains("nothing outside is there in a test", app:eval("state.shared.get('git')"))
    app:emit("custom:go")
    assert.equals("hello", app:eval("state.shared.get('read')"))
  end)
end)

describe("the screen", function()
  it("follows the terminal's size", function()
    local app = test.app { agents = { "claude" } }
    app:resize(50, 10)
    assert.equals(10, #app:render().lines)
    assert.equals(40, app:render({ columns = 40, rows = 8 }).columns)
    assert.equals(50, app:view().size.columns)
  end)

  it("says where widgets are", function()
    local app = test.app { files = { ["user/mine.lua"] = [[function App:render() return ui.column { ui.text("a"), ui.text("b", { id = "b" }) } end]] } }
    local found
    for _, node in ipairs(app:render().nodes) do if node.id == "b" then found = node end end
    assert.equals(1, found.rect.y)
    assert.equals("user/mine.lua", found.file)
  end)
end)
