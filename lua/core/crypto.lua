-- `crypto`: encryption, hashes and random bytes. The hub does it (src/hub/primitives/crypto.ts says what an
-- envelope holds), so that no key is stretched in a world's time.

local bytes = rt.module("bytes")
local facade = rt.module("facade")

local M = { name = "crypto" }

function M.api(unit)
  local pack = bytes.pack
  return facade.build("crypto", unit, {
    encrypt = function(plaintext, key, opts)
      opts = opts or {}
      return rt.request(unit, "crypto.encrypt", { text = pack(plaintext), key = pack(key), aad = pack(opts.aad), raw = opts.raw_key })
    end,
    decrypt = function(envelope, key, opts)
      return rt.request(unit, "crypto.decrypt", { text = pack(envelope), key = pack(key), aad = pack(opts and opts.aad) })
    end,
    random_bytes = function(count) return rt.request(unit, "crypto.random_bytes", { count = count }) end,
    sha256 = function(text) return rt.request(unit, "crypto.sha256", { text = pack(text) }) end,
    hmac = function(key, text) return rt.request(unit, "crypto.hmac", { key = pack(key), text = pack(text) }) end,
  })
end

return M
