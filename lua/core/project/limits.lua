-- What a project's files have of the API: what concerns the agents of its repository. The rest raises, with why.

local agent = rt.module("agent")
local check = rt.module("check")
local project = rt.module("project")

local M = {}

-- Modules that they have as everybody does.
local WHOLE = {
  project = true, detector = true, kv = true, log = true, inspect = true, json = true, map = true, notify = true,
}

-- Functions of others that they have.
local SOME = {
  hooks = { register = true },
  events = { on = true, once = true, off = true },
  agents = { list = true, get = true },
}

local NETWORK, FILES, KEYS, SCREEN, PROGRAMS, SECRETS =
  "no network", "no files", "no keys or commands, which are everyone's", "no layout, which is everyone's", "no programs", "no secrets"

local WHY = {
  http = NETWORK, ws = NETWORK, webrtc = NETWORK,
  fs = FILES, git = FILES, workspace = FILES, watch = FILES, glob = FILES, dofile = FILES, trust = FILES,
  keymap = KEYS, mode = KEYS, action = KEYS, command = KEYS,
  App = SCREEN, ui = SCREEN, theme = SCREEN, term = SCREEN, popup = SCREEN, layout = SCREEN, widgets = SCREEN,
  pty = PROGRAMS, crypto = SECRETS, keyring = SECRETS, clipboard = SECRETS,
  hooks = "hooks.register alone", events = "events.on, events.once and events.off alone",
  agents = "agents.list and agents.get alone", approve = "no hand in what agents are told",
}

--- Raises for what such a file has not.
function M.refuse(unit, what, module)
  if what:sub(1, 6) == "agent:" then module = "approve" end
  check.raise(unit, "%s is not for a project's files: they have %s", what, WHY[module] or "what concerns their own agents alone")
end

local function own_agents(unit, facade)
  return {
    list = function(filter)
      local mine = {}
      for _, one in ipairs(facade.list(filter)) do
        if project.owns(unit, agent.find(one.id)) then mine[#mine + 1] = one end
      end
      return mine
    end,
    get = function(ref)
      local found = facade.get(ref)
      return found and project.owns(unit, agent.find(found.id)) and found or nil
    end,
  }
end

--- The module `name` as a project's file has it; `open` makes it as others do.
function M.module(unit, name, open)
  if WHOLE[name] then return open() end
  local some = SOME[name]
  local facade = some and open()
  if name == "agents" then facade = own_agents(unit, facade) end
  local function refuse(_, key)
    M.refuse(unit, key == nil and name or ("%s.%s"):format(name, tostring(key)), name)
  end
  return setmetatable({}, {
    __index = function(_, key)
      if some and some[key] then return facade[key] end
      refuse(nil, key)
    end,
    __newindex = refuse, __call = function() refuse() end, __metatable = false,
  })
end

local contexts = setmetatable({}, { __mode = "k" })

--- What the handlers of such a file are called with beside the event.
function M.context(unit)
  contexts[unit] = contexts[unit] or setmetatable({}, {
    __index = {
      now = function() return rt.time() end,
      log = function(_, level, message) rt.log(level, unit.name, tostring(message)) end,
    },
    __metatable = false,
  })
  return contexts[unit]
end

return M
