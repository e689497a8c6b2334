-- What files register, by kind and in order, each with its owner; and how many of what, for the outcome of a
-- build.

local M = {}

local MOST_OF_A_UNIT = 2000

-- What the counts call a kind.
local plural = {
  handler = "hooks", keymap = "keymaps", keymap_del = "keymap_dels", override = "overrides", action = "actions",
  command = "commands", component = "components", slot = "slots", mode = "modes", timer = "timers",
  state_watch = "state_watches", protect = "protected", watch = "watches", pty = "ptys", option = "options", theme = "themes",
  detector = "detectors", approval = "approvals", snippet = "snippets", project_row = "project_rows",
}

local seq = 0

local getinfo = debug.getinfo

-- Core calls files, but for what stands in for the standard library (`pcall` and its like).
local function is_ours(source)
  return source:sub(1, 6) == "@core/" and source ~= "@core/guard.lua"
end

--- `file:line` of the nearest code outside core; nil where there is none. And its line, and the places it was
--- called from, nearest first, as far as files' own code goes.
function M.place()
  local places, first
  for depth = 2, 40 do
    local info = getinfo(depth, "Sl")
    if not info then break end
    local source = info.source
    if source:byte(1) == 64 and source:sub(2, 6) ~= "core/" then
      first = first or info.currentline
      places = places or {}
      places[#places + 1] = source:sub(2) .. ":" .. info.currentline
      if info.what == "main" then break end
    elseif places and is_ours(source) then break end
  end
  if places then return places[1], first, places end
end

-- Records whose place is that of a helper, called from several places: each is owned by the call.
local unsettled = {}

local function settle(records, level)
  local depth, groups, count = level, nil, 0
  repeat
    depth, groups, count = depth + 1, {}, 0
    for _, record in ipairs(records) do
      local place = record.places[depth]
      if not place then return end
      if not groups[place] then
        groups[place] = {}
        count = count + 1
      end
      table.insert(groups[place], record)
    end
  until count > 1
  for place, group in pairs(groups) do
    for _, record in ipairs(group) do
      record.owner = place
      local file, line = place:match("^(.*):(%d+)$")
      if file == record.unit.name then record.line = math.tointeger(line) end
    end
    settle(group, depth)
  end
end

--- Files are loaded: what a helper registered for several callers belongs to them. Returns whether keys may have
--- other owners now.
function M.settle()
  local by_place, has_keys = {}, false
  for _, record in ipairs(unsettled) do
    has_keys = has_keys or record.kind == "keymap"
    by_place[record.owner] = by_place[record.owner] or {}
    table.insert(by_place[record.owner], record)
  end
  for _, records in pairs(by_place) do
    if #records > 1 then settle(records, 1) end
    for _, record in ipairs(records) do record.places = nil end
  end
  unsettled = {}
  return has_keys
end

-- By kind and name: hundreds of files look up names among hundreds.
local by_name = {}

--- The records of a kind that have that name, in order; empty where there are none. Not to be changed.
function rt.named(kind, name)
  local names = by_name[kind]
  return names and names[name] or {}
end

local function index(kind, record)
  if record.name == nil then return end
  local names = by_name[kind]
  if not names then
    names = {}
    by_name[kind] = names
  end
  local list = names[record.name]
  if list then list[#list + 1] = record else names[record.name] = { record } end
end

local function take_out(list, record)
  for place = 1, #list do
    if list[place] == record then return table.remove(list, place) end
  end
end

--- Registers `record` for `unit`. Throws when the file has registered too much.
function rt.register(kind, unit, record)
  local counts = unit.registered
  local name = plural[kind] or kind .. "s"
  local count = (counts[name] or 0) + 1
  if count > MOST_OF_A_UNIT then
    error(("%s: more than %d %s registered by one file"):format(M.place() or unit.name, MOST_OF_A_UNIT, name), 0)
  end
  counts[name] = count
  seq = seq + 1
  local place, line, places = M.place()
  if places and #places > 1 and rt.loading() then
    record.places = places
    unsettled[#unsettled + 1] = record
  end
  record.id, record.seq, record.unit, record.kind = seq, seq, unit, kind
  record.owner, record.line = place or unit.name, line or 0
  local list = rt.registry[kind]
  if not list then
    list = {}
    rt.registry[kind] = list
  end
  list[#list + 1] = record
  index(kind, record)
  return record
end

--- Takes a record out again, as if it had never been.
function rt.unregister(kind, record)
  if not take_out(rt.registry[kind] or {}, record) then return false end
  if record.name ~= nil then take_out(rt.named(kind, record.name), record) end
  local counts, name = record.unit.registered, plural[kind] or kind .. "s"
  counts[name] = counts[name] > 1 and counts[name] - 1 or nil
  return true
end

-- Letters to change, add or drop to make one word of the other.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      diagonal, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, diagonal + cost)
    end
  end
  return row[#b]
end

--- The word of `list` nearest to `word`; nil where none is near.
function rt.suggest(word, list)
  if #word > 60 then return nil end
  local best, nearest = nil, math.max(2, #word // 3) + 1
  for _, one in ipairs(list) do
    local far = distance(word:lower(), one:lower())
    if far < nearest then best, nearest = one, far end
  end
  return best
end

return M
