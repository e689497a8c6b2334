-- agents/behaviors/cost_optimizer.lua
function build_task_prompt(task, rule_result, specialization)
  local prompt = Prompt.new()

  -- Dynamic agent behavior!
  if task.cost_sensitive then
    -- Use cheaper models, simpler prompts
    prompt:section("Budget Constraint", task.max_cost_cents)
    prompt:instruction("Optimize for cost over quality")
  else
    -- Full quality, no restrictions
    prompt:section("Task", task.description)
    prompt:instruction("Optimize for quality")
  end

  -- Read similar tasks for learning
  local similar = workspace.glob("history/**/task-" .. task.id .. "-*.json")
  for _, file in ipairs(similar) do
    local past = json.decode(workspace.read_file(file))
    if past.success then
      prompt:section("Success Pattern", past.approach)
    end
  end

  return prompt
end
