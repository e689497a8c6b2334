-- transforms/clean_code_chunks.lua
function transform_chunk(chunk)
  -- Clean up code chunk data
  local cleaned = {
    path = chunk.path:gsub("^./", ""),  -- Remove leading ./
    language = detect_language(chunk.path),
    content = chunk.content:gsub("[\r\n]+$", ""),  -- Trim trailing newlines
    size_bytes = #chunk.content
  }

  -- Extract metadata
  if cleaned.language == "elixir" then
    cleaned.module = chunk.content:match("defmodule%s+([%w%.]+)")
  end

  return cleaned
end
