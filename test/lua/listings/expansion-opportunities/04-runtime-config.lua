-- config/runtime.lua
function get_llm_config(env)
  if env == "production" then
    return {
      complexity_thresholds = {
        simple = 500,   -- Stricter in prod
        medium = 3000,
        complex = 8000
      },
      cost_limit_cents = 1000,
      enable_caching = true
    }
  else
    return {
      complexity_thresholds = {
        simple = 2000,  -- Looser in dev
        medium = 10000,
        complex = 50000
      },
      cost_limit_cents = nil,  -- No limit in dev
      enable_caching = false   -- Fresh calls in dev
    }
  end
end
