-- The objects that files hold for what the hub keeps open for them: a `Pty`, a `WebSocket`. An object is this world's;
-- behind it stands the record of its handle (handles.lua).

local authority = rt.module("authority")
local check = rt.module("check")
local facade = rt.module("facade")
local manifest = rt.module("manifest")

local M = {}

--- One kind of objects. `given`: `module` ("ws"), `class` of the manifest ("WebSocket"), `maker` ("ws.connect"), and
--- `nothing`, what a file that has made none is told it did not do ("connected to nothing").
function M.kind(given)
  local module = given.module
  -- The record behind each object; the object that each file made last.
  local record_of, latest = setmetatable({}, { __mode = "k" }), {}
  local metas = setmetatable({}, { __mode = "k" })
  local kind = {}

  --- The methods by name, each called with the record, up to two arguments, or, if it is named on_…, handler and object.
  kind.methods = {}

  --- Calls the handlers that listen as `name`.
  function kind.call(record, name, ...)
    -- A copy: a handler may add another.
    for _, handler in ipairs({ table.unpack(record[name]) }) do
      if not record.disabled then rt.spawn(record, module .. ":" .. name, handler, ...) end
    end
  end

  --- The method that takes such a handler.
  function kind.listen(name)
    return function(record, handler, object)
      table.insert(record[name], authority.carry(handler))
      return object
    end
  end

  local function meta_for(unit)
    if metas[unit] then return metas[unit] end
    local methods = {}
    for name, row in pairs(manifest.classes[given.class].methods) do
      local run = kind.methods[name]
      methods[name] = facade.method(unit, module .. ":" .. name, row, function(self, first, second)
        local record = record_of[self]
        if not record then check.raise(unit, "%s:%s is called with a colon, on what %s returned", module, name, given.maker) end
        if name:sub(1, 3) == "on_" then return run(record, first, self) end
        return run(record, first, second)
      end)
    end
    metas[unit] = {
      __name = given.class,
      __index = function(self, key)
        if key == "closed" then return record_of[self].closed or false end
        if key == "key" then return record_of[self].key end
        if methods[key] then return methods[key] end
        check.raise(unit, "%s.%s does not exist%s", module, tostring(key), check.did_you_mean(key, check.names(methods)))
      end,
    }
    return metas[unit]
  end

  --- The object of a file for a record that was opened now.
  function kind.new(unit, record)
    local object = setmetatable({}, meta_for(unit))
    record_of[object] = record
    latest[unit] = object
    return object
  end

  --- Has `object` stand for a record; it is not made here and has none of the methods.
  function kind.tie(object, record) record_of[object] = record end

  --- The record behind an object; nil where it is none of this kind.
  function kind.record(object) return record_of[object] end

  --- `ws:send(data)`: a file with one of them need not name it.
  function kind.of_latest(unit, name)
    return function(...)
      local object = latest[unit]
      if not object then check.raise(unit, "%s:%s: this file has %s", module, name, given.nothing) end
      return object[name](object, ...)
    end
  end

  return kind
end

return M
