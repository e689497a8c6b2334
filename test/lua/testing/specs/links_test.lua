-- Links in what agents print: where each is, and without what only stands around it.

local app
before_each(function() app = test.app { agents = { "claude" } } end)

local function found(rows, columns)
  return app:eval(([[
    local list = {}
    for i, one in ipairs(require("default.links").find(%s, %d)) do
      list[i] = ("%%s %%d,%%d-%%d,%%d"):format(one.url, one.first.row, one.first.column, one.last.row, one.last.column)
    end
    return table.concat(list, "; ")]]):format(rows, columns))
end

describe("links", function()
  it("end before what ends the sentence, and before brackets that they did not open", function()
    assert.equals("https://a.org/x 1,5-1,19", found([[{ "see https://a.org/x." }]], 40))
    assert.equals("http://b.org/(c) 1,2-1,17", found([[{ "(http://b.org/(c)), ok" }]], 40))
    assert.equals("https://c.org 1,5-1,17", found([[{ "│ https://c.org│" }]], 40))
  end)

  it("go on in the next row where the row is full", function()
    assert.equals("https://d.org/abc 1,1-2,5", found([[{ "https://d.or", "g/abc", "x" }]], 12))
    assert.equals("https://d.or 1,1-1,12", found([[{ "https://d.or", "g/abc" }]], 13))
  end)

  it("have characters of any language, but no quotes, frames or full stops of one around them", function()
    assert.equals("https://e.org/größe/路径 1,1-1,28", found([[{ "https://e.org/größe/路径" }]], 80))
    assert.equals("https://f.org/ü 1,4-1,19", found([[{ "“https://f.org/ü”" }]], 80))
    assert.equals("https://g.org/路 1,1-1,17", found([[{ "https://g.org/路。" }]], 80))
  end)

  it("are the web's only, with a host", function()
    assert.equals("", found([[{ "file:///etc/passwd javascript:x https:// http://." }]], 80))
  end)
end)
