# Change rule logic
vim rules/epic_validator.lua
# Save to DB
# âœ… IMMEDIATELY ACTIVE (no restart!)
