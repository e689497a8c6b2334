goop.kv.set("api_key", "abc123")
local key = goop.kv.get("api_key")  -- "abc123"
goop.kv.del("api_key")
