// How each listing is run: as it stands, or with the least that it leaves out. What comes before it is put on its
// first line, so that its lines keep their numbers.

/**
 * `run`: as it stands, for what it does. `run with stubs`: names it uses that are not there (yet) are stood in for.
 * `rendered`: it is a layout, and drawn. `loaded`: it says how something looks, and does nothing.
 */
export type How = 'run' | 'run with stubs' | 'rendered' | 'loaded';

export interface Listing {
  readonly how: How;
  /** The file of the world that it is. */
  readonly unit: string;
  /** What is stood in for, and why: what is later has no Lua API yet. */
  readonly stubs?: string;
  /** What was completed, where the listing is no whole Lua. */
  readonly completed?: string;
  readonly before?: string;
  readonly after?: string;
  readonly change?: (text: string) => string;
}

const PROMPT = `local Prompt = { new = function() local lines = {} local function add(_, title, body) lines[#lines + 1] = title .. (body and ": " .. tostring(body) or "") end return { section = add, instruction = add, bullet = add, lines = lines } end } `;
const GOOP = 'local goop = require("user.goop") ';
const LATER_GOOP = 'goop: chat scripts and data functions are later';

/** What the listings of chat scripts stand on. The database answers what `goop.answers` holds, in order. */
export const goop = `
local goop = { asked = {}, answers = {}, sites = {} }
local function answer(...)
  goop.asked[#goop.asked + 1] = { ... }
  return table.remove(goop.answers, 1)
end
goop.peer = { id = "12D3KooWpeer", label = "Ann" }
goop.self = { id = "12D3KooWself", label = "Bob" }
goop.json, goop.log = json, log
goop.kv = { set = kv.set, get = kv.get, del = kv.del }
goop.db = { query = answer, scalar = answer, exec = answer }
goop.http = {
  get = function(url) return goop.sites[url], not goop.sites[url] and "no such site" or nil end,
  post = function(_, payload) return payload end,
}
goop.commands = function() return { "help", "weather", "greet" } end
return goop`;

export const listings: Readonly<Record<string, Listing>> = {
  'architecture-vision/01-primitives.lua': {
    how: 'run with stubs',
    unit: 'user/primitives.lua',
    stubs: 'webrtc: there is none, and it says so. The variables it names have values',
    before: `keymap.set("normal", "f9", function() local cmd, data, cols, rows, x, y, text = "sh", "ls\\n", 100, 30, 2, 1, "drawn here" local event_type, payload = "custom:primitive", { n = 7 } local function callback(value) log.info("called: %s", type(value) == "table" and value.n or value) end local subscription_id = events.on("custom:primitive", function() log.info("not taken off") end) local repo, path, branch = "/repo", "/repo-x", "x" local anything = setmetatable({}, { __index = function() return function() end end }) local webrtc = anything local url, signal_url, token, channel, plaintext, ciphertext = "https://example.org", "", "", "", "secret", "sealed" local key, n, service, value = "key", 16, "mine", "secret" `,
    after: 'log.info("done") end, { desc = "Runs the listing" })',
  },
  'architecture-vision/02-render-frame.lua': {
    how: 'rendered',
    unit: 'user/layout.lua',
    stubs: 'agent_to_list_item: the reader is to write it',
    before: 'local function agent_to_list_item(agent) return agent.name end ',
  },
  'architecture-vision/03-app-render.lua': { how: 'rendered', unit: 'user/layout.lua' },
  'architecture-vision/04-app-render-custom.lua': { how: 'rendered', unit: 'user/layout.lua' },
  'architecture-vision/05-routes.lua': {
    how: 'run with stubs',
    unit: 'user/routes.lua',
    stubs: 'routes, render, redirect: the web face is later',
    before:
      'local routed = {} local routes = { get = function(path, fn) routed["GET " .. path] = fn end, post = function(path, fn) routed["POST " .. path] = fn end } local function render(template, vars) return { template = template, agents = #vars.agents, user = vars.user } end local function redirect(path) return { to = path } end ',
    after: 'return routed',
  },
  'architecture-vision/06-turbo-streams.lua': {
    how: 'run with stubs',
    unit: 'user/turbo.lua',
    stubs: 'web, render: the web face is later',
    before:
      'local web = { turbo_stream = function(...) log.info("%s %s %s", ...) end } local function render(template, vars) return template .. " of " .. (vars.output or vars.agent.name) end ',
  },
  'architecture-vision/07-custom-route.lua': {
    how: 'run with stubs',
    unit: 'user/my_routes.lua',
    stubs: 'routes, render: the web face is later',
    completed: 'the dots for what a reader hands in are left out: Lua has them in a function that takes them',
    before:
      'local page local routes = { get = function(_, fn) page = fn end } local function render(template) return template end ',
    change: (text) => text.replace('{ ... }', '{}'),
    after: 'return { page = page }',
  },
  'architecture-vision/08-custom-hook.lua': { how: 'run', unit: 'user/hooks.lua' },
  'architecture-vision/09-watch-improvements.lua': { how: 'run', unit: 'user/watch.lua' },
  'architecture-vision/10-reload-file.lua': {
    how: 'run',
    unit: 'user/reload.lua',
    after: 'return { reload = function(path) return hub:reload_file(path) end, state = state }',
  },
  'architecture-vision/11-improvement-hooks.lua': { how: 'run', unit: 'improvements/mine.lua' },
  'architecture-vision/12-boot.lua': {
    how: 'run with stubs',
    unit: 'user/init.lua',
    stubs:
      'core.web, default.web.routes: the web face is later. core.tui, default.hooks, default.keybindings: here these are no Lua files, default.policy and keybindings.default',
    before:
      'local absent, there = { ["core.web"] = 1, ["default.web.routes"] = 1, ["core.tui"] = 1, ["default.hooks"] = 1, ["default.keybindings"] = 1 }, require local function require(name) log.info("requires %s", name) return absent[name] or there(name) end ',
    after: 'log.info("booted: %s", table.concat(glob("improvements/*.lua"), " "))',
  },

  'expansion-opportunities/01-epic-validation.lua': {
    how: 'run',
    unit: 'user/epic.lua',
    after: 'return { validate = validate_epic }',
  },
  'expansion-opportunities/02-cost-optimizer.lua': {
    how: 'run with stubs',
    unit: 'user/optimizer.lua',
    stubs: 'Prompt: agent behaviours are later',
    before: PROMPT,
    after: 'return { build = build_task_prompt }',
  },
  'expansion-opportunities/03-specification-phase.lua': {
    how: 'run with stubs',
    unit: 'user/specification.lua',
    stubs: 'Prompt: workflows are later',
    before: PROMPT,
    after: 'return { execute = execute_specification }',
  },
  'expansion-opportunities/04-runtime-config.lua': {
    how: 'run',
    unit: 'user/llm.lua',
    after: 'return { config = get_llm_config }',
  },
  'expansion-opportunities/05-clean-code-chunks.lua': {
    how: 'run with stubs',
    unit: 'user/chunks.lua',
    stubs: 'detect_language: the reader is to write it',
    before: 'local function detect_language(path) return path:find("%.ex$") and "elixir" or "other" end ',
    after: 'return { transform = transform_chunk }',
  },
  'expansion-opportunities/06-agent-workflow-test.lua': {
    how: 'run with stubs',
    unit: 'user/workflow.lua',
    stubs: 'Agent.new(behaviour): agent behaviours are later',
    before:
      'local Agent = { new = function(behavior) return { execute = function(_, task) return { success = behavior == "cost_optimizer", cost_cents = task.max_cost_cents, code = "defmodule A" } end } end } ',
    after: 'return { test = test_agent_task_execution }',
  },
  'expansion-opportunities/07-edit-a-rule.lua': {
    how: 'loaded',
    unit: 'user/steps.lua',
    completed: 'the steps at a shell are made comments; the test takes them',
    change: (text) => text.replace(/^/gm, '-- '),
  },
  'expansion-opportunities/08-team-rule.lua': {
    how: 'run',
    unit: 'user/team.lua',
    after: 'return { validate = my_team_epic_validation }',
  },

  'plugin-api/01-hooks.luau': { how: 'run', unit: 'plugins/notes.lua' },
  'plugin-api/02-flow.luau': {
    how: 'run with stubs',
    unit: 'user/flow.lua',
    stubs: 'FlowContext, FlowManager: flows are later',
  },
  'plugin-api/03-generation.luau': {
    how: 'run with stubs',
    unit: 'user/generation.lua',
    stubs: 'GenerationContext, GenerationManager: generation is later',
  },

  'rules-engine/01-context.lua': {
    how: 'loaded',
    unit: 'user/context.lua',
    completed: 'nothing: it is comments; rules, which have such a context, are later',
  },
  'rules-engine/02-result.lua': {
    how: 'loaded',
    unit: 'user/result.lua',
    completed: 'put in a function that nobody calls: its | stands for a choice; rules are later',
    before: 'local function result() ',
    after: 'end return { result = result }',
  },

  'goop/01-echo.lua': { how: 'run', unit: 'user/echo.lua', after: 'return { handle = handle }' },
  'goop/02-quiz-score.lua': { how: 'run', unit: 'user/quiz.lua', after: 'return { call = call }' },
  'goop/03-peer.lua': {
    how: 'run with stubs',
    unit: 'user/peer.lua',
    stubs: LATER_GOOP,
    completed: 'the values it lists are handed to print',
    before: GOOP,
    change: (text) => text.replace(/^goop\.\S+/gm, 'print($&)'),
  },
  'goop/04-self.lua': {
    how: 'run with stubs',
    unit: 'user/self.lua',
    stubs: LATER_GOOP,
    completed: 'the values it lists are handed to print',
    before: GOOP,
    change: (text) => text.replace(/^goop\.\S+/gm, 'print($&)'),
  },
  'goop/05-http.lua': {
    how: 'run with stubs',
    unit: 'user/http.lua',
    stubs: `${LATER_GOOP}; its http gives the body alone, which ours does not. The variables it names have values`,
    before: `${GOOP} local url, payload = "https://example.org", "a=1" goop.sites[url] = "page" `,
    after: 'return { body = body, err = err }',
  },
  'goop/06-json.lua': {
    how: 'run with stubs',
    unit: 'user/text.lua',
    stubs: `${LATER_GOOP}; its json is ours`,
    before: GOOP,
    after: 'return { text = str }',
  },
  'goop/07-kv.lua': {
    how: 'run with stubs',
    unit: 'user/kv.lua',
    stubs: `${LATER_GOOP}; its kv is ours`,
    before: GOOP,
    after: 'return { key = key, gone = goop.kv.get("api_key") == nil }',
  },
  'goop/08-log.lua': {
    how: 'run with stubs',
    unit: 'user/lines.lua',
    stubs: `${LATER_GOOP}; its log is ours`,
    before: GOOP,
  },
  'goop/09-db.lua': {
    how: 'run with stubs',
    unit: 'user/db.lua',
    stubs: `${LATER_GOOP}, db too. The variables it names have values`,
    before: `${GOOP} local quiz_id, new_board, game_id = 4, "X--------", 9 goop.answers = { { { answer = "b" } }, 3 } `,
    after: 'return { rows = rows, count = count, asked = goop.asked }',
  },
  'goop/10-help.lua': {
    how: 'run with stubs',
    unit: 'user/help.lua',
    stubs: LATER_GOOP,
    before: GOOP,
    after: 'return { handle = handle }',
  },
  'goop/11-weather.lua': {
    how: 'run with stubs',
    unit: 'user/weather.lua',
    stubs: `${LATER_GOOP}; its http gives the body alone, which ours does not`,
    before: GOOP,
    after: 'return { handle = handle }',
  },
  'goop/12-greet.lua': {
    how: 'run with stubs',
    unit: 'user/greet.lua',
    stubs: LATER_GOOP,
    before: GOOP,
    after: 'return { handle = handle }',
  },
  'goop/13-tictactoe-move.lua': {
    how: 'run with stubs',
    unit: 'user/move.lua',
    stubs: `${LATER_GOOP}, db too`,
    before: GOOP,
    after: 'return { call = call }',
  },
  'goop/14-tictactoe.lua': {
    how: 'run with stubs',
    unit: 'user/tictactoe.lua',
    stubs: `${LATER_GOOP}, db too`,
    before: GOOP,
    after: 'return { call = call }',
  },
};
