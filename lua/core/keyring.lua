-- `keyring`: secrets, in the keyring of the system or an encrypted file (src/hub/primitives/keyring).

local bytes = rt.module("bytes")
local facade = rt.module("facade")

local M = { name = "keyring" }

function M.api(unit)
  return facade.build("keyring", unit, {
    get = function(service, name) return rt.request(unit, "keyring.get", { service = service, name = name }) end,
    set = function(service, name, value)
      return rt.request(unit, "keyring.set", { service = service, name = name, value = bytes.pack(value) })
    end,
    delete = function(service, name) return rt.request(unit, "keyring.delete", { service = service, name = name }) end,
    backend = function() return rt.request(unit, "keyring.backend", {}) end,
  })
end

return M
