-- User uploads custom rule
function my_team_epic_validation(epic)
  -- Team-specific logic
  if epic.team == "infrastructure" then
    return {decision = "autonomous"}  -- Trust infra team
  else
    return {decision = "collaborative"}  -- Review others
  end
end
