-- workflows/sparc/specification_phase.lua
function execute_specification(requirements, context)
  local prompt = Prompt.new()

  -- Read existing architecture
  if workspace.file_exists("docs/ARCHITECTURE.md") then
    prompt:section("Current Architecture", workspace.read_file("docs/ARCHITECTURE.md"))
  end

  -- Get recent changes
  local commits = git.log({max_count = 10})
  prompt:section("Recent Work", table.concat(commits, "\n"))

  -- Check for similar features
  local similar_features = workspace.glob("features/**/*" .. requirements.domain .. "*.ex")
  if #similar_features > 0 then
    prompt:section("AVOID DUPLICATION", "Similar features exist")
    for _, file in ipairs(similar_features) do
      prompt:bullet(file)
    end
  end

  -- Build specification request
  prompt:section("Requirements", requirements.description)
  prompt:instruction("Create SPARC specification following:")
  prompt:bullet("Clear acceptance criteria")
  prompt:bullet("Technical constraints")
  prompt:bullet("Integration points")

  return prompt
end
