-- Kept data, under the runtime's mirror: a scope is a file's name or `shared`.

local M = {}

function M.get(scope, key) return rt.state_get(scope, key) end
function M.set(scope, key, value) rt.state_set(scope, key, value) end
function M.keys(scope) return rt.state_keys(scope) end

function M.shared_get(key) return M.get("shared", key) end
function M.shared_set(key, value) M.set("shared", key, value) end

return M
