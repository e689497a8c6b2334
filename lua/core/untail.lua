-- Compiled chunks without tail calls. A tail call forgets the line it was made from, and nearly every
-- `App:render` ends in one (`return ui.column{ … }`): errors and nodes could not name their line. So in
-- what string.dump gives, each OP_TAILCALL becomes the OP_CALL it was before the compiler marked it; the
-- OP_RETURN that always follows takes the results as they are. Only files of users go through here.

local M = {}

local OP_CALL, OP_TAILCALL = 68, 69
local HEADER = 4 + 1 + 1 + 6 + 1 + 1 + 1 + 8 + 8

--- An unsigned number: seven bits a byte, the last one marked.
local function number(dump, at)
  local value = 0
  while true do
    local byte = dump:byte(at)
    at = at + 1
    value = value << 7 | byte & 0x7F
    if byte & 0x80 ~= 0 then return value, at end
  end
end

local function skip_string(dump, at)
  local size
  size, at = number(dump, at)
  return size == 0 and at or at + size - 1
end

local function skip_constants(dump, at)
  local count
  count, at = number(dump, at)
  for _ = 1, count do
    local kind = dump:byte(at) & 0x0F
    local variant = dump:byte(at)
    at = at + 1
    if kind == 3 then at = at + 8
    elseif kind == 4 then at = skip_string(dump, at)
    elseif variant ~= 0 and variant ~= 1 and variant ~= 17 then error("unknown constant") end
  end
  return at
end

local function skip_debug(dump, at)
  local count
  count, at = number(dump, at)
  at = at + count
  count, at = number(dump, at)
  for _ = 1, 2 * count do _, at = number(dump, at) end
  count, at = number(dump, at)
  for _ = 1, count do
    at = skip_string(dump, at)
    _, at = number(dump, at)
    _, at = number(dump, at)
  end
  count, at = number(dump, at)
  for _ = 1, count do at = skip_string(dump, at) end
  return at
end

-- `out` collects the dump in order; `out.from` is the first byte not yet in it.
local function walk(dump, at, out)
  at = skip_string(dump, at)
  local count
  _, at = number(dump, at)
  _, at = number(dump, at)
  count, at = number(dump, at + 3)
  for _ = 1, count do
    if dump:byte(at) & 0x7F == OP_TAILCALL then
      local word = string.unpack("<I4", dump, at)
      -- Keep the registers A and B; no k, and C = 0: all results.
      word = word & 0x00FF7F80 | OP_CALL
      out[#out + 1] = dump:sub(out.from, at - 1)
      out[#out + 1] = string.pack("<I4", word)
      out.from = at + 4
    end
    at = at + 4
  end
  at = skip_constants(dump, at)
  count, at = number(dump, at)
  at = at + 3 * count
  count, at = number(dump, at)
  for _ = 1, count do at = walk(dump, at, out) end
  return skip_debug(dump, at)
end

--- The dump of a function, changed so that it makes no tail calls. A dump this does not understand comes
--- back as it is.
function M.patch(dump)
  if dump:sub(1, 4) ~= "\27Lua" or dump:byte(5) ~= 0x54 then return dump end
  local out = { from = 1 }
  local ok, last = pcall(walk, dump, HEADER + 2, out)
  if not ok or last ~= #dump + 1 then return dump end
  out[#out + 1] = dump:sub(out.from)
  return table.concat(out)
end

--- Compiles `text` as load does, without tail calls. Nil and the message where it does not parse.
function M.load(text, name, env)
  local fn, message = load(text, name, "t", env)
  if not fn then return nil, message end
  return load(M.patch(string.dump(fn)), name, "b", env) or fn
end

return M
