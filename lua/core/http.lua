-- `http`: requests to servers. The hub makes them; a world that is replaced gives up those it waits for.

local bytes = rt.module("bytes")
local check = rt.module("check")
local facade = rt.module("facade")
local json = rt.module("json")

local M = { name = "http" }

local METHODS = { GET = true, HEAD = true, POST = true, PUT = true, PATCH = true, DELETE = true, OPTIONS = true }
local BODIES = { "body", "json", "form" }

local function escape(text)
  return (tostring(text):gsub("[^%w%-._~]", function(c) return ("%%%02X"):format(c:byte()) end))
end

local function form_text(form)
  local parts = {}
  for _, name in ipairs(check.names(form)) do parts[#parts + 1] = escape(name) .. "=" .. escape(form[name]) end
  return table.concat(parts, "&")
end

local function headers_of(unit, what, given)
  local headers = {}
  for name, value in pairs(given or {}) do
    if type(name) ~= "string" or (type(value) ~= "string" and type(value) ~= "number") then
      check.raise(unit, "%s: bad option 'headers' (names and texts expected, got a %s under %s)", what, check.kind(value), tostring(name))
    end
    headers[name:lower()] = tostring(value)
  end
  return headers
end

-- The body, and what it is where the headers do not say.
local function body_of(unit, what, opts, headers)
  local given
  for _, name in ipairs(BODIES) do
    if opts[name] ~= nil then
      if given then check.raise(unit, "%s: '%s' and '%s' are given, one body is sent", what, given, name) end
      given = name
    end
  end
  if given == "json" then
    local ok, text = pcall(json.encode, opts.json)
    if not ok then check.raise(unit, "%s: bad option 'json' (%s)", what, tostring(text)) end
    headers["content-type"] = headers["content-type"] or "application/json"
    return text
  elseif given == "form" then
    headers["content-type"] = headers["content-type"] or "application/x-www-form-urlencoded"
    return form_text(opts.form)
  end
  return bytes.pack(opts.body)
end

local function send(unit, what, method, url, opts)
  opts = opts or {}
  method = method:upper()
  if not METHODS[method] then check.raise(unit, "%s: bad option 'method' (%s expected, got %q)", what, table.concat(check.names(METHODS), ", "), method) end
  local headers = headers_of(unit, what, opts.headers)
  local body = body_of(unit, what, opts, headers)
  return rt.request(unit, "http.request", {
    url = url, method = method, headers = headers, body = body,
    timeout = opts.timeout, max_bytes = opts.max_bytes, redirects = opts.redirects,
  }, what)
end

function M.api(unit)
  return facade.build("http", unit, {
    get = function(url, opts) return send(unit, "http.get", "GET", url, opts) end,
    post = function(url, opts) return send(unit, "http.post", "POST", url, opts) end,
    request = function(opts)
      if not opts.url then check.raise(unit, "http.request: option 'url' is missing") end
      return send(unit, "http.request", opts.method or "GET", opts.url, opts)
    end,
  })
end

return M
