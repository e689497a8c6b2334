local tbl = goop.json.decode('{"temp": 12, "city": "London"}')
print(tbl.temp)  -- 12

local str = goop.json.encode({temp = 12, city = "London"})
