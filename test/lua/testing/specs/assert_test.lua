-- What each assertion says where it fails.

local function message(run)
  local ok, problem = pcall(run)
  assert.is_false(ok)
  return (problem:gsub("^[^\n]-:%d+: ", ""))
end

describe("assert", function()
  it("is Lua's own too", function()
    assert.equals(1, assert(1, "unused"))
    assert.equals("no", message(function() assert(false, "no") end))
    assert.matches("^assert", message(function() assert(nil) end))
  end)

  it("compares by identity and by content", function()
    assert.equals("a", "a")
    assert.same({ 1, { a = 2 } }, { 1, { a = 2 } })
    assert.not_same({ 1 }, { 2 })
    assert.not_equals({}, {})
    assert.are.equal(1, 1)
    assert.is.deep_equal({ x = {} }, { x = {} })
    local loop = {}
    loop.self = loop
    local other = {}
    other.self = other
    assert.same(loop, other)
    assert.equals('equals\n  expected: 1\n  got:      "1"', message(function() assert.equals(1, "1") end))
    assert.equals("same: they differ at .a[2].b\n  expected: { a = { 1, { b = 2 } } }\n  got:      { a = { 1, { b = 3 } } }",
      message(function() assert.same({ a = { 1, { b = 2 } } }, { a = { 1, { b = 3 } } }) end))
    assert.equals("the count (equals)\n  expected: 1\n  got:      2", message(function() assert.equals(1, 2, "the count") end))
    assert.equals("not_equals\n  expected: anything but 1\n  got:      1", message(function() assert.not_equals(1, 1) end))
  end)

  it("knows truth", function()
    assert.is_true(true)
    assert.is_false(false)
    assert.truthy(0)
    assert.falsy(nil)
    assert.is_nil(nil)
    assert.is_not_nil(false)
    assert.is_type("table", {})
    for _, run in ipairs {
      function() assert.is_true(1) end, function() assert.is_false(nil) end, function() assert.truthy(false) end,
      function() assert.falsy(0) end, function() assert.is_nil(false) end, function() assert.is_not_nil(nil) end,
      function() assert.is_type("table", 1) end, function() assert.fail() end,
    } do assert.has_error(run) end
  end)

  it("looks into texts, lists and numbers", function()
    assert.matches("^a%d$", "a1")
    assert.not_matches("^b", "a1")
    assert.contains("ell", "hello")
    assert.contains({ 2 }, { 1, { 2 } })
    assert.not_contains("x", "hello")
    assert.near(1, 1.05, 0.1)
    assert.contains("±", message(function() assert.near(1, 2, 0.1) end))
    assert.contains("got:\n    two\n    lines", message(function() assert.contains("x", "two\nlines") end))
    assert.contains("is no pattern", message(function() assert.matches("[", "x") end))
  end)

  it("catches errors", function()
    local problem = assert.has_error(function() error("it broke") end, "broke")
    assert.matches("it broke$", problem)
    assert.equals(3, assert.has_no_error(function() return 3 end))
    assert.contains("none", message(function() assert.has_error(function() end) end))
    assert.contains("expected: no error", message(function() assert.has_no_error(function() error("x") end) end))
    assert.contains('got:      "it broke"', message(function() assert.has_error(function() error("it broke") end, "other") end))
  end)

  it("says what it does not know", function()
    assert.equals("assert.matchez does not exist (did you mean 'matches'?)", message(function() assert.matchez(1, 1) end))
  end)
end)
