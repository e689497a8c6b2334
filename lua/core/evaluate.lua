-- Code that was typed, at a prompt or outside, run in the live world.

local calls = rt.module("calls")
local failures = rt.module("failures")
local outbox = rt.module("outbox")

local M = {}

-- The file of what is typed at a prompt; it keeps its globals.
local prompt

local function eval_unit()
  if prompt then return prompt end
  prompt = { name = "eval", layer = "user", rank = 4, registered = {}, line = 1, number = 0, state = "live" }
  rt.module("units").open(prompt)
  failures.units.eval = prompt
  return prompt
end

local function compiled(unit, code)
  local fn = load("return " .. code, "@eval", "t", unit.env)
  if fn then return fn end
  return load(code, "@eval", "t", unit.env)
end

--- Runs text that was typed, first as an expression; it may wait. `ended(true, text)` is told its values, and
--- `ended(false, line)` what went wrong, which is recorded as an error of the dispatch in which it did.
function M.run_text(code, ended)
  local unit = eval_unit()
  local fn, problem = compiled(unit, code)
  if not fn then
    local found = failures.explain(unit, "syntax", { problem = problem, frames = {} }, 0)
    found.where = "eval"
    return ended(false, failures.record(found))
  end
  calls.follow(unit, "eval", function(ok, ...)
    if not ok then return ended(false, (...)) end
    local texts = {}
    for index = 1, select("#", ...) do texts[index] = rt.module("inspect").text((select(index, ...))) end
    ended(true, table.concat(texts, "\t"))
  end, fn)
end

--- The same for the outside. How it ends is told in the reply's `evaluated` of the dispatch in which it does:
--- { id, ok, text }.
local function run(message)
  M.run_text(message.code, function(ok, text)
    outbox.add("evaluated", { id = message.id, ok = ok, text = ok and text or nil })
  end)
end

M.dispatch = { eval = run }

return M
