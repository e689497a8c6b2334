-- Commands that were run as agents, newest first: what "run a command" and the form of a new agent offer again.

local M = {}

local MOST = 50

--- All of them.
function M.list()
  return state.get("commands") or {}
end

--- Puts one first.
function M.add(command)
  if command == "" then return end
  state.update("commands", function(list)
    local kept = { command }
    for _, old in ipairs(list or {}) do
      if old ~= command and #kept < MOST then kept[#kept + 1] = old end
    end
    return kept
  end)
end

return M
