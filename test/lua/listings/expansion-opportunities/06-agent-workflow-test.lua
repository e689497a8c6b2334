-- tests/scenarios/agent_workflow.lua
function test_agent_task_execution()
  local agent = Agent.new("cost_optimizer")

  local task = {
    description = "Generate authentication module",
    cost_sensitive = true,
    max_cost_cents = 50
  }

  local result = agent:execute(task)

  assert(result.success == true, "Task should succeed")
  assert(result.cost_cents <= 50, "Should stay under budget")
  assert(string.find(result.code, "defmodule"), "Should generate valid code")

  return {passed = true, duration_ms = 150}
end
