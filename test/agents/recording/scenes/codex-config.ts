// Settings that keep Codex to the scripted model.

/**
 * Settings for a model at this port; without the trust that is asked for at a first start.
 * The model is one that this version does not know: it is given plain function tools, not a program to write.
 */
export function config(port: number, retries = 2): string {
  return `model = "gpt-5.2-codex"
model_provider = "scripted"
check_for_update_on_startup = false
approval_policy = "on-request"
sandbox_mode = "workspace-write"

[model_providers.scripted]
name = "scripted"
base_url = "http://127.0.0.1:${port}/v1"
wire_api = "responses"
env_key = "DUMMY_KEY"
request_max_retries = ${retries}
stream_max_retries = ${retries}

[analytics]
enabled = false

[notice]
hide_rate_limit_model_nudge = true
`;
}

export const TRUST = `
[projects."/home/dev/project"]
trust_level = "trusted"
`;
