-- A pomodoro from its start to the end of the break, by a clock that stands still but in `tick`.

local function open(files) return test.app { agents = { "claude" }, columns = 100, files = files } end

local function texts(app)
  local list = {}
  for index, one in ipairs(app:notifications()) do list[index] = one.text end
  return table.concat(list, "\n")
end

describe("a pomodoro", function()
  it("counts minutes in the status line, then takes a break, then is over", function()
    local app = open()
    assert.not_contains("◔", app:text())
    app:eval('command.run("pomodoro 2")')
    assert.contains("◔ 2m", app:text())
    assert.contains("◔ 1m", app:tick(60):text())
    assert.contains("☕ 5m", app:tick(60):text())
    app:tick(300)
    assert.not_contains("☕", app:text())
    assert.contains("The break is over.", texts(app))
  end)

  it("holds back what other files tell, but errors, and tells it at the break", function()
    local app = open()
    app:eval('command.run("pomodoro 1")')
    app:eval('notify.info("tests pass", { title = "make" }) notify.error("the disk is full")')
    assert.not_contains("tests pass", texts(app))
    assert.contains("the disk is full", texts(app))
    app:tick(60)
    assert.contains("1 notification meanwhile:\nmake: tests pass", texts(app))
  end)

  it("tells other files", function()
    local app = open { ["user/a.lua"] = 'events.on("pomodoro:changed", function(event) print(event.phase) end)' }
    app:eval('command.run("pomodoro")')
    app:eval('command.run("pomodoro")')
    assert.contains("info user/a.lua: focus", app:logs())
    assert.contains("info user/a.lua: over", app:logs())
  end)

  it("goes on over a reload, with the seconds that were left", function()
    local app = open()
    app:eval('command.run("pomodoro 2")')
    app:tick(30)
    app:save { ["user/b.lua"] = "-- another file" }
    assert.contains("◔ 1m", app:tick(30):text())
  end)

  it("is as long as a person wants", function()
    local app = open { ["user/init.lua"] = 'botster.configure("plugins/pomodoro", { focus = 50 })' }
    app:eval('command.run("pomodoro")')
    assert.contains("◔ 50m", app:text())
  end)
end)
