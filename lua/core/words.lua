-- Command lines cut into words, with quotes as shells have them.

local M = {}

--- The words of `line`; `"a b"`, `'a b'` and `a\ b` are one. Nil where a quote is left open.
function M.split(line)
  local words, word, quote = {}, nil, nil
  local at = 1
  while at <= #line do
    local c = line:sub(at, at)
    if quote then
      if c == quote then quote = nil
      elseif c == "\\" and quote == '"' and line:find('^["\\$`]', at + 1) then
        at = at + 1
        word = word .. line:sub(at, at)
      else word = word .. c end
    elseif c == '"' or c == "'" then
      quote, word = c, word or ""
    elseif c == "\\" and at < #line then
      at = at + 1
      word = (word or "") .. line:sub(at, at)
    elseif c:find("%s") then
      if word then words[#words + 1] = word end
      word = nil
    else
      word = (word or "") .. c
    end
    at = at + 1
  end
  if quote then return nil end
  if word then words[#words + 1] = word end
  return words
end

--- What to execute for a command line: its words, or a shell where it needs one (pipes, variables, `&&`).
function M.argv(line)
  if line:find("[|&;<>()$`*?~#!{}%[%]\n]") or line:find("^%s*[%w_]+=") then return { "sh", "-c", line } end
  local words = M.split(line)
  if not words then return { "sh", "-c", line } end
  return words
end

return M
