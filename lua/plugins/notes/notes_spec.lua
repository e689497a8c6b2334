-- Notes: what is shown of them, and what other files hear and may do when one is saved.

local markdown = require("notes.markdown")

local function open(answers, files)
  local all = {
    ["fs.list"] = { { name = "plan.md", type = "file" }, { name = "todo.md", type = "file" }, { name = "x.txt", type = "file" } },
    ["fs.read"] = "# Plan\n\n- ship **it**\n", ["fs.mkdir"] = true, ["fs.write"] = true, ["fs.exists"] = true, ["fs.remove"] = true,
  }
  for name, answer in pairs(answers or {}) do all[name] = answer end
  local mine = { ["user/keys.lua"] = 'keymap.set("normal", "N", "notes")' }
  for name, text in pairs(files or {}) do mine[name] = text end
  return test.app { agents = { "claude" }, mode = "normal", columns = 100, rows = 30, answers = all, files = mine }
end

local function plain(line)
  local text = ""
  for _, span in ipairs(line) do text = text .. span[1] end
  return text
end

describe("Markdown", function()
  it("is lines of styled text", function()
    local lines = markdown.lines("# Title\n- one `two` **three**\n> four\n```\nlocal x\n```\nfive *six*")
    local texts = {}
    for index, line in ipairs(lines) do texts[index] = plain(line) end
    assert.same({ "Title", "• one two three", "│ four", "  local x", "five six" }, texts)
    assert.equals("bold", lines[2][5].style)
  end)
end)

describe("the panel", function()
  it("lists the notes and shows the chosen one", function()
    local app = open()
    app:keys("N")
    local text = app:text()
    assert.contains("plan.md", text)
    assert.contains("todo.md", text)
    assert.not_contains("x.txt", text)
    assert.contains("• ship it", text)
  end)

  it("asks before it deletes, and tells", function()
    local app = open(nil, { ["user/a.lua"] = 'events.on("note:deleted", function(event) print(fs.basename(event.path)) end)' })
    app:keys("N")
    app:keys("j x")
    assert.contains("Delete todo.md?", app:prompt().title)
    app:answer(true)
    assert.contains("info user/a.lua: todo.md", app:logs())
  end)
end)

describe(":note", function()
  it("adds a line, and tells that it was saved", function()
    local app = open(nil, { ["user/a.lua"] = 'events.on("note:saved", function(event) print("saved") end)' })
    app:eval('command.run("note buy milk")')
    assert.contains("info user/a.lua: saved", app:logs())
    assert.contains("noted", app:notifications()[1].text)
  end)

  it("is refused, or changed, by a handler", function()
    local app = open(nil, {
      ["user/a.lua"] = [[
        hooks.register("note:before_save", "no secrets", function(event)
          if event.content:find("password") then return false, "no passwords in notes" end
        end)]],
    })
    app:eval('command.run("note the password is x")')
    assert.contains("no passwords", app:notifications()[1].text)
  end)
end)
