// What people are told when they call the API wrongly: always the file and line of their own code.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine({ defaults: true });
  engine.setAgents([{ id: 'a1', name: 'shell' }]);
  engine.setView({ focus: 'a1', selected: 'a1' });
});
afterAll(() => engine.close());

const rows: readonly (readonly [code: string, message: string])[] = [
  ['ui.text()', "user/x.lua:1: ui.text: bad argument #1 'content' (string or spans expected, got nil)"],
  ['\n\nui.panel{ titel = "x" }', "user/x.lua:3: ui.panel: unknown prop 'titel' (did you mean 'title'?)"],
  ['return ui.panel{ titel = "x" }', "user/x.lua:1: ui.panel: unknown prop 'titel' (did you mean 'title'?)"],
  ['ui.colum{}', "user/x.lua:1: ui.colum: unknown widget (did you mean 'column'?)"],
  [
    'ui.text("x", { wrap = "warp" })',
    'user/x.lua:1: ui.text: bad prop \'wrap\' ("wrap", "truncate", "truncate_start", "truncate_middle", "none" or boolean expected, got "warp")',
  ],
  [
    'ui.column{ width = "30 %" }',
    'user/x.lua:1: ui.column: width: bad size \'30 %\' (20, "30%", "1fr", "min:10", "max:80" or "auto")',
  ],
  ['ui.column{ gap = "2" }', 'user/x.lua:1: ui.column: bad prop \'gap\' (integer expected, got "2")'],
  ['ui.column{ gap = 1.5 }', "user/x.lua:1: ui.column: bad prop 'gap' (integer expected, got fraction)"],
  [
    'ui.column{ {} , 12, type }',
    'user/x.lua:1: ui.column: child #2 is no widget (Node or string expected, got function)',
  ],
  ['ui.row{ { a = 1 } }', 'user/x.lua:1: ui.row: child #1 is no widget (Node or string expected, got table)'],
  [
    'ui.text("x", { style = "blod" })',
    "user/x.lua:1: ui.text: style: unknown colour 'blod' (did you mean 'bold'?)",
  ],
  ['ui.text("x", { style = { fgg = "red" } })', "user/x.lua:1: ui.text: style: unknown style 'fgg'"],
  [
    'ui.text("x", { style = "@acent" })',
    "user/x.lua:1: ui.text: style: no theme has '@acent' (did you mean 'accent'?)",
  ],
  [
    'ui.text({ { "x", bld = true } })',
    "user/x.lua:1: ui.text: unknown key 'bld' of a span (did you mean 'bold'?)",
  ],
  ['ui.text("x", { style = 300 })', "user/x.lua:1: ui.text: bad prop 'style' (style expected, got number)"],
  ['ui.table({ 1 })', 'user/x.lua:1: ui.table: row #1 is number (table expected)'],
  [
    'ui.table({}, { columns = { { titel = 1 } } })',
    "user/x.lua:1: ui.table: unknown key 'titel' of column #1 (did you mean 'title'?)",
  ],
  ['ui.tabs{ "a" }', 'user/x.lua:1: ui.tabs: tab #1 is no { label, child }'],
  ['ui.component("row", function() end)', "user/x.lua:1: ui.component: 'row' is the name of a built-in"],
  ['keymap.set("normal", "<C-zz>", "help")', 'user/x.lua:1: keymap.set: "<C-zz>": no key is called "zz"'],
  [
    'keymap.set("normal", "hyper+x", "help")',
    'user/x.lua:1: keymap.set: "hyper+x": "hyper" is no modifier (ctrl, alt, shift, super)',
  ],
  ['keymap.set("normal", " ", "help")', 'user/x.lua:1: keymap.set: " ": write space for the space bar'],
  [
    'keymap.set("normal", "x")',
    "user/x.lua:1: keymap.set: bad argument #3 'rhs' (action or function expected, got nil)",
  ],
  [
    'keymap.set("normal", "x", "help", { descr = "x" })',
    "user/x.lua:1: keymap.set: unknown option 'descr' (did you mean 'desc'?)",
  ],
  [
    'keymap.set("normal", "x", "help", { desc = 1 })',
    "user/x.lua:1: keymap.set: bad option 'desc' (string expected, got number)",
  ],
  ['keymap.set({}, "x", "help")', 'user/x.lua:1: keymap.set: no mode given'],
  [
    'keymap.set("terminal", "ctrl+b ctrl+d", "help")',
    'user/x.lua:1: keymap.set: ctrl+b ctrl+d is reserved (detach)',
  ],
  ['keymap.sett("normal", "x", "help")', "user/x.lua:1: keymap.sett does not exist (did you mean 'set'?)"],
  ['mode.set("nromal")', "user/x.lua:1: mode.set: no mode is called 'nromal' (did you mean 'normal'?)"],
  ['keymap.push("nope")', "user/x.lua:1: keymap.push: no key table is called 'nope' (did you mean 'copy'?)"],
  [
    'action.run("agent.neww")',
    "user/x.lua:1: action.run: no action is called 'agent.neww' (did you mean 'agent.new'?)",
  ],
  ['command.run("thme dark")', "user/x.lua:1: no command is called 'thme' (did you mean 'theme'?)"],
  ['command.run("theme a b")', "user/x.lua:1: command 'theme' takes ? argument(s), got 2"],
  [
    'hooks.register("on_agent_output", "x")',
    "user/x.lua:1: hooks.register: bad argument #3 'handler' (function expected, got nil)",
  ],
  [
    'events.on("custom:x", function() end, { prority = 1 })',
    "user/x.lua:1: events.on: unknown option 'prority' (did you mean 'priority'?)",
  ],
  ['events.define("agent:output")', "user/x.lua:1: events.define: 'agent:output' is built in"],
  ['agents.list{ foo = 1 }', "user/x.lua:1: agents.list: unknown option 'foo'"],
  [
    'agents.get(1)',
    "user/x.lua:1: agents.get: bad argument #1 'agent' (agent, id or name expected, got number)",
  ],
  ['agents.spawn{ args = { "x" } }', 'user/x.lua:1: agents.spawn: args without cmd'],
  [
    'agents.get("a1"):send(1)',
    "user/x.lua:1: agent:send: bad argument #1 'text' (string expected, got number)",
  ],
  ['state.set("x", type)', 'user/x.lua:1: state.set: only plain data can be kept (got a function)'],
  [
    'local t = {} t.t = t state.set("x", t)',
    'user/x.lua:1: state.set: a table that contains itself cannot be kept',
  ],
  ['state.agents = 1', 'user/x.lua:1: state.agents cannot be set (use state.set)'],
  [
    'timer.every(-1, type)',
    "user/x.lua:1: timer.every: bad argument #1 'seconds' (0 to 1e8 expected, got -1)",
  ],
  [
    'notify("x", "wran")',
    'user/x.lua:1: notify: bad argument #2 \'level\' ("info", "warn" or "error" expected, got "wran")',
  ],
  ['notify{ title = "x", txt = "y" }', "user/x.lua:1: notify: unknown option 'txt' (did you mean 'text'?)"],
  ['log.info("%d", "x")', 'user/x.lua:1: log.info: bad argument #2 (number expected, got string)'],
  ['theme.set("drak")', "user/x.lua:1: theme.set: no theme is called 'drak' (did you mean 'dark'?)"],
  [
    'botster.keys = "tmuxx"',
    "user/x.lua:1: botster.keys: no key bindings are called 'tmuxx' (did you mean 'tmux'?)",
  ],
  ['botster.prefix = "a b"', "user/x.lua:1: botster.prefix: one key expected, got 'a b'"],
  ['botster.prefx = "a"', "user/x.lua:1: botster.prefx cannot be set (did you mean 'prefix'?)"],
  [
    'botster.protect("ui")',
    'user/x.lua:1: botster.protect: \'ui\' cannot be protected ("App" or "App.<method>" expected)',
  ],
  [
    'layout.vertical({ "x" }, { x = 0, y = 0, width = 1, height = 1 })',
    "user/x.lua:1: layout.vertical: bad size #1 'x'",
  ],
  [
    'layout.vertical({ 1 }, { x = 0, y = 0, width = 1 , heigth = 1 })',
    "user/x.lua:1: layout.vertical: unknown option 'heigth' (did you mean 'height'?)",
  ],
  ['App.mode = function() end', 'user/x.lua:1: App.mode is a field of every view'],
  ['ui.input{ promt = "x" }', "user/x.lua:1: ui.input: unknown option 'promt' (did you mean 'prompt'?)"],
  ['map({}, 1)', "user/x.lua:1: map: bad argument #2 'make' (function expected, got number)"],
];

describe('misuse names the file, the line, what was expected and what was given', () => {
  it.each(rows)('%s', (code, message) => {
    expect(engine.load('user/x.lua', code)).toBe(message);
  });

  it('says where a nested function of the user went wrong, not where it was called', () => {
    const code = 'local function card(text)\n  return ui.text(text)\nend\nmap({ 1, {}, type }, card)';
    expect(engine.load('user/x.lua', code)).toMatch(/^user\/x\.lua:2: ui\.text: /);
  });

  it('warns once about an event whose name is nearly right', () => {
    engine.load(
      'user/w.lua',
      '\nhooks.register("on_agent_ouput", "a", function() end)\nevents.on("on_agent_ouput", function() end)',
    );
    engine.run('rt.module("bus").review()');
    expect(engine.warnings().filter((text) => text.includes('ouput'))).toEqual([
      'user/w.lua:2: on_agent_ouput — did you mean on_agent_output?',
    ]);
  });
});
