// The ways in which reloading goes wrong elsewhere, each by its number (those about files on disk are in
// test/programs/reload-traps.test.ts).
import { afterEach, expect, test } from 'vitest';
import { closeWorlds, openWorld, said, until } from '../world-helper.ts';

afterEach(closeWorlds);

test('trap 1: a function cached in a local is the new one after its module was saved', async () => {
  const world = await openWorld({
    'user/util.lua': 'return { word = function() return "old" end }',
    'user/layout.lua':
      'local cached = require("user.util").word\nfunction App:render() return ui.text(cached()) end',
  });
  expect(await world.text()).toBe('old');
  await world.save({ 'user/util.lua': 'return { word = function() return "new" end }' });
  expect(await world.text()).toBe('new');
});

test('trap 2: closures in hooks, keymaps, timers, actions and commands are the new file’s, each once', async () => {
  const file = (n: number) => `local n = ${n}
hooks.register("custom:x", "h", function() log.info("hook %d", n) end)
events.on("custom:x", function() log.info("event %d", n) end)
keymap.set("normal", "f9", function() log.info("key %d", n) end, { desc = "x" })
timer.every(0.02, function() if not state.get("ticked") then state.set("ticked", n) end end)
action.register("mine", function() log.info("action %d", n) end)
command.register("mine", function() log.info("command %d", n) end)`;
  const world = await openWorld({ 'user/a.lua': file(1) });
  for (const n of [2, 3]) await world.save({ 'user/a.lua': file(n) });
  world.logs.length = 0;
  await world.world.emit('custom:x', {});
  await world.world.key('v1', 'normal', ['f9']);
  await world.eval('action.run("mine")');
  await world.eval('command.run("mine")');
  expect(said(world)).toEqual(['hook 3', 'event 3', 'key 3', 'action 3', 'command 3']);
  world.store.state.delete('user/a.lua\0ticked');
  await world.save({ 'user/a.lua': `state.clear("ticked")\n${file(4)}` });
  await until('a tick', () => world.store.state.has('user/a.lua\0ticked'));
  expect(world.store.state.get('user/a.lua\0ticked')).toBe('4');
});

test('trap 3: a click on the frame drawn by the old world runs the new world’s function', async () => {
  const file = (n: number) =>
    `function App:render() return ui.column{ ui.button{ label = "x", on_click = function() log.info("click ${n}") end } } end`;
  const world = await openWorld({ 'user/layout.lua': file(1) });
  await world.text();
  await world.save({ 'user/layout.lua': file(2) });
  const sent = await world.world.event('v1', '0', 'click', null);
  expect(sent.value).toEqual({ handled: true });
  expect(said(world)).toEqual(['click 2']);
  await world.save({ 'user/layout.lua': 'function App:render() return ui.text("no button") end' });
  expect((await world.world.event('v1', '0', 'click', null)).value).toEqual({ handled: false });
});

test('trap 4: a coroutine that waits for the host is told, and its answer goes nowhere', async () => {
  const file = `hooks.register("custom:go", "h", function()
  local text, err = agents.output("a1")
  log.info("%s %s", text, err and err.code)
end)`;
  const world = await openWorld({ 'user/a.lua': file });
  await world.world.emit('custom:go', {});
  await world.save({ 'user/a.lua': `${file} -- saved` });
  expect(said(world)).toEqual(['nil reloaded']);
  expect(world.requests[0]!.signal.aborted).toBe(true);
  world.requests[0]!.answer('too late');
  await world.eval('1');
  expect(said(world)).toEqual(['nil reloaded']);
});

test('trap 5: a module’s table that another file holds has what the module has now, and no more', async () => {
  const world = await openWorld({
    'user/util.lua': 'return { old = 1, both = 1 }',
    'user/layout.lua': `held = require("user.util")
function App:render() return ui.text(table.concat({ tostring(held.old), tostring(held.new), tostring(held.both) }, " ")) end`,
  });
  await world.save({ 'user/util.lua': 'return { new = 2, both = 2 }' });
  expect(await world.text()).toBe('nil 2 2');
});

test('trap 6: a wrapper around what it replaces is there once, however often it is saved', async () => {
  const wrap = (n: number) => `local base = App.status_line
function App:status_line() return ui.row{ ui.text("w${n} "), base(self) } end
local kill = App.is_over
function App:is_over(agent) App.calls = (App.calls or 0) + 1 return kill(self, agent) end`;
  const world = await openWorld({ 'user/wrap.lua': wrap(0) });
  const count = async (word: string) => (await world.text()).split(word).length - 1;
  const before = await world.tree();
  for (let n = 1; n <= 6; n++) await world.save({ 'user/wrap.lua': wrap(n) });
  expect(await count('w6')).toBe(1);
  expect(await count('w5')).toBe(0);
  await world.save({ 'user/wrap.lua': wrap(0) });
  expect(await world.tree()).toEqual(before);
});

test('trap 7: what a file does not name any more is gone', async () => {
  const world = await openWorld({
    'user/lib.lua': 'M = { a = 1 } function helper() end return M',
    'user/a.lua': `function App:extra() return "extra" end
hooks.register("custom:x", "gone", function() log.info("still here") end)
keymap.set("normal", "f9", function() end, { desc = "x" })
action.register("gone", function() end)
command.register("gone", function() end)
mode.define("gone")
ui.slot("status.left", function() return "gone" end)
ui.component("gone", function() return ui.text("gone") end)
theme.define("gone", { accent = "red" })
some_global = 1`,
  });
  await world.save({ 'user/a.lua': '-- nothing' });
  await world.world.emit('custom:x', {});
  expect(said(world)).toEqual([]);
  const gone = `keymap.get("normal", "f9") == nil,
    #map(mode.list(), function(m) return m.name == "gone" or nil end),
    #map(action.list(), function(m) return m.name == "gone" or nil end),
    #map(command.list(), function(m) return m.name == "gone" or nil end),
    pcall(function() return ui.gone end), some_global, App.extra`;
  expect((await world.eval(gone)).split('\t').slice(0, 5)).toEqual(['true', '0', '0', '0', 'false']);
  expect(await world.eval('some_global == nil, App.extra == nil')).toBe('true\ttrue');
  expect(await world.text()).not.toContain('gone');
  expect(world.world.units().find(({ path }) => path === 'user/a.lua')?.registered).toEqual({});
});

test('trap 8: a file that fails half way has done nothing', async () => {
  const world = await openWorld({ 'user/a.lua': 'state.set("n", 1)' });
  const rows =
    '#hooks.list(), #keymap.list(), #action.list(), #command.list(), #mode.list(), theme.current()';
  const before = await world.eval(rows);
  const effects = world.effects.length;
  const outcome = await world.save({
    'user/b.lua': `hooks.register("custom:x", "h", print) keymap.set("normal", "f9", print, { desc = "x" })
action.register("b", print) command.register("b", print) mode.define("b") theme.set("light")
notify("half done") state.set("half", true) state.shared.set("half", true)
function App:render() return ui.text("half") end
timer.every(0.01, function() notify("tick") end)
error("on purpose")`,
  });
  expect(outcome.errors).toMatchObject([{ unit: 'user/b.lua', line: 6, message: 'on purpose' }]);
  expect(await world.eval(rows)).toBe(before);
  expect(world.effects.length).toBe(effects);
  expect([...world.store.state.keys()].filter((key) => key.includes('half'))).toEqual([]);
  expect(await world.text()).not.toContain('half');
});

test('trap 12: a file that failed once is tried again with the next save, of whichever file', async () => {
  const world = await openWorld();
  await world.save({
    'user/a.lua': 'local u = require("user.b")\nfunction App:render() return ui.text(u) end',
  });
  expect(world.error('user/a.lua')?.message).toContain("there is no file 'user.b'");
  const outcome = await world.save({ 'user/b.lua': 'return "there now"' });
  expect(outcome).toMatchObject({ ok: true, errors: [] });
  expect(await world.text()).toBe('there now');
});

test('trap 13: a saved module is new in whatever requires it, also through others', async () => {
  const world = await openWorld({
    'user/c.lua': 'return "one"',
    'user/b.lua': 'return { word = require("user.c") }',
    'user/layout.lua': 'local b = require("user.b")\nfunction App:render() return ui.text(b.word) end',
  });
  expect(await world.text()).toBe('one');
  await world.save({ 'user/c.lua': 'return "two"' });
  expect(await world.text()).toBe('two');
  const broken = await world.save({ 'user/c.lua': 'return {' });
  expect(broken.errors.map(({ unit }) => unit)).toContain('user/c.lua');
  expect(await world.text()).toBe('two');
});
