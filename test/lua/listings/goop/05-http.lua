-- GET request
local body, err = goop.http.get(url)

-- POST request (Content-Type is application/x-www-form-urlencoded)
local body, err = goop.http.post(url, payload)
