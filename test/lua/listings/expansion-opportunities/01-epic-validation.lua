-- rules/epic_validation.lua
function validate_epic(epic)
  local wsjf = epic.wsjf_score or 0
  local business_value = epic.business_value or 0

  -- Complex business logic in Lua
  if wsjf > 50 and business_value > 70 then
    return {
      decision = "autonomous",
      confidence = 0.95,
      reasoning = "High WSJF and business value"
    }
  elseif wsjf > 30 then
    return {
      decision = "collaborative",
      confidence = 0.75,
      reasoning = "Moderate WSJF, needs review"
    }
  else
    return {
      decision = "escalated",
      confidence = 0.5,
      reasoning = "Low WSJF, human decision required"
    }
  end
end
