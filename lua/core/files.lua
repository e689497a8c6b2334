-- Files and repositories are the hub's to reach: what `fs`, `workspace` and `git` ask it, and what they make of
-- its answers.

local M = {}

-- Where the code stands: a path that is not absolute is of the project there.
local function here()
  local view = rt.has_view() and rt.view()
  return view and view.focus or nil
end

--- A function that asks the hub for `name` with its arguments under `keys`. Files call it `what`.
function M.asker(unit, name, keys, what)
  return function(...)
    local params = { agent = here() }
    for index, key in ipairs(keys) do params[key] = (select(index, ...)) end
    return rt.request(unit, name, params, what or name)
  end
end

--- The same with an options table, whose fields go beside the arguments.
function M.with_options(unit, name, keys)
  return function(...)
    local params = { agent = here() }
    for index, key in ipairs(keys) do params[key] = (select(index, ...)) end
    for key, value in pairs((select(#keys + 1, ...)) or {}) do params[key] = value end
    return rt.request(unit, name, params)
  end
end

return M
