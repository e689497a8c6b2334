-- `inspect`: a value as text. Keys are sorted, so equal values read the same.

local facade = rt.module("facade")

local M = { name = "inspect" }

local LIMIT = 64 * 1024

local function key_text(key)
  if type(key) == "string" and key:find("^[%a_][%w_]*$") then return key end
  return "[" .. M.text(key, 1) .. "]"
end

local function sorted_keys(value, from)
  local keys = {}
  for key in pairs(value) do
    if not (math.type(key) == "integer" and key >= 1 and key <= from) then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b)
    if type(a) ~= type(b) then return type(a) < type(b) end
    if type(a) == "string" or type(a) == "number" then return a < b end
    return tostring(a) < tostring(b)
  end)
  return keys
end

local write

local function write_table(out, value, depth, indent, path)
  if path[value] then
    out[#out + 1] = "<cycle>"
    return
  end
  if depth == 0 then
    out[#out + 1] = next(value) == nil and "{}" or "{ … }"
    return
  end
  path[value] = true
  local parts, inner = {}, indent .. "  "
  local count = rawlen(value)
  for index = 1, count do parts[#parts + 1] = { value = rawget(value, index) } end
  for _, key in ipairs(sorted_keys(value, count)) do parts[#parts + 1] = { key = key, value = rawget(value, key) } end
  local texts, total, broken = {}, 0, false
  for index, part in ipairs(parts) do
    local piece = {}
    if part.key ~= nil then piece[1] = key_text(part.key) .. " = " end
    write(piece, part.value, depth - 1, inner, path)
    texts[index] = table.concat(piece)
    total = total + #texts[index] + 2
    broken = broken or texts[index]:find("\n", 1, true) ~= nil
    if total > LIMIT then
      texts[index + 1] = "…"
      break
    end
  end
  path[value] = nil
  if #texts == 0 then out[#out + 1] = "{}"
  elseif broken or total > 72 then
    out[#out + 1] = "{\n" .. inner .. table.concat(texts, ",\n" .. inner) .. ",\n" .. indent .. "}"
  else
    out[#out + 1] = "{ " .. table.concat(texts, ", ") .. " }"
  end
end

function write(out, value, depth, indent, path)
  local kind = type(value)
  if kind == "string" then
    out[#out + 1] = '"' .. value:gsub('[%c"\\]', function(c)
      return ({ ["\n"] = "\\n", ["\t"] = "\\t", ['"'] = '\\"', ["\\"] = "\\\\" })[c] or ("\\%d"):format(c:byte())
    end) .. '"'
  elseif kind == "table" then
    write_table(out, value, depth, indent, path)
  elseif kind == "function" or kind == "userdata" or kind == "thread" then
    out[#out + 1] = "<" .. kind .. ">"
  else
    out[#out + 1] = tostring(value)
  end
end

--- A value as text, tables down to `depth` levels.
function M.text(value, depth)
  local out = {}
  write(out, value, depth or 6, "", {})
  return table.concat(out)
end

function M.api(unit)
  return facade.callable("inspect", unit, function(value, opts) return M.text(value, opts and opts.depth) end)
end

return M
