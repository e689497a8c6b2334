-- Bindings that want the same keys: of two files of one layer, none of which was meant to go over the other; and
-- longer keys that can never be typed, since what binds their beginning acts first.

local M = {}

-- What is typed at a prompt goes over files on purpose.
local function is_typed(record)
  return record.unit.name == "eval"
end

--- `record` takes keys that `before` has. Whether nobody can have meant that.
function M.collide(record, before)
  return record.unit ~= before.unit and record.unit.rank == before.unit.rank and not is_typed(record)
end

local function keys_of(record)
  return table.concat(record.keys, " ")
end

--- Adds to `found` that `record` took the keys of `before`, of the same layer.
function M.note_same(found, record, before)
  found[#found + 1] = {
    record = record, other = before,
    text = ("%s: keymap.set: '%s' in mode %s is bound by %s too; the one here is in force"):format(
      record.owner, keys_of(record), record.mode, before.owner),
  }
end

-- A binding whose condition may not hold lets longer ones through at times.
local function is_in_the_way(short, long)
  return short ~= nil and short.when == nil and short.unit.rank <= long.unit.rank
end

--- The binding that acts before these keys can be typed to their end, which belong to `long`; nil where none does.
--- `at(mode, keys)`: the record in force.
function M.in_the_way(long, mode, keys, prefix, at)
  -- Alone, the prefix is never a binding.
  for count = keys[1] == prefix and 2 or 1, #keys - 1 do
    local short = at(mode, { table.unpack(keys, 1, count) })
    if is_in_the_way(short, long) then return short end
  end
end

--- Adds to `found` the records, of the first `count` bindings, whose keys go on from those of a whole binding. `at` as
--- above.
function M.note_shadowed(found, bindings, count, prefix, at)
  local seen = {}
  for place = 1, count do
    local binding = bindings[place]
    local long = #binding.keys > 1 and at(binding.mode, binding.keys) or nil
    local short = long and not seen[long] and M.in_the_way(long, binding.mode, binding.keys, prefix, at)
    if short then
      seen[long] = true
      found[#found + 1] = {
        record = long, other = short,
        text = ("%s: keymap.set: '%s' in mode %s can never be typed: '%s' of %s acts first; bind other keys, or keymap.del(%q, %q)")
          :format(long.owner, keys_of(long), long.mode, keys_of(short), short.owner, short.mode, short.lhs),
      }
    end
  end
end

--- The owner that each record of `found` is in conflict with, by record.
function M.owners(found)
  local owners = {}
  for _, one in ipairs(found) do
    owners[one.record] = owners[one.record] or one.other.owner
    owners[one.other] = owners[one.other] or one.record.owner
  end
  return owners
end

return M
