// Defects that a program of this kind shipped with, each by its number: what they were about works here. The
// eighth is in test/programs/first-size.test.ts.
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { closeWorlds, openWorld, said, view } from '../world-helper.ts';

afterEach(closeWorlds);

test.each([
  'default',
  'tmux',
])('defect 1: no shipped key of "%s" calls what does not exist, and a file that does is told', async (set) => {
  const onOpen = () => ({ act: () => null, close() {} });
  const world = await openWorld({ 'user/init.lua': `botster.keys = "${set}"` }, undefined, { onOpen });
  const bindings = world.world.keys().bindings.filter(({ target }) => target.kind === 'lua');
  expect(bindings.length).toBeGreaterThan(40);
  for (const { mode, keys } of bindings) {
    world.sync({ views: [view('v1', { mode })] });
    expect((await world.world.key('v1', mode, keys)).value, `${mode} ${keys}`).toEqual({ handled: true });
  }
  expect(world.world.errors()).toEqual([]);
  await world.save({
    'user/a.lua': 'keymap.set("normal", "f9", function()\n  rebuild_flat_list()\nend, { desc = "collapse" })',
  });
  await world.world.key('v1', 'normal', ['f9']);
  expect(world.error('user/a.lua')).toMatchObject({
    line: 2,
    phase: 'handler',
    message: "attempt to call a nil value (global 'rebuild_flat_list')",
    where: 'keymap.set("normal", "f9")',
  });
});

test('defect 2: renaming shows the name there is, and takes what is typed', async () => {
  const world = await openWorld();
  await world.world.key('v1', 'normal', ['r']);
  const asked = world.effects.find(({ name }) => name === 'prompt')!;
  expect(asked.params).toMatchObject({ kind: 'input', value: 'a1' });
  expect(world.app.views[0]!.mode).toBe('normal');
  await world.world.answer(String(asked.params['id']), 'another name');
  expect(world.effects.at(-1) ?? world.requests.at(-1)).toBeDefined();
  const done = [...world.effects, ...world.requests.map(({ effect }) => effect)];
  expect(done.find(({ name }) => name === 'agents.rename')?.params).toMatchObject({
    id: 'a1',
    name: 'another name',
  });
});

test('defect 3: every function, mode and key set that the reference names is there', async () => {
  const reference = readFileSync(new URL('../../../lua/types/REFERENCE.md', import.meta.url), 'utf8');
  const names = [...reference.matchAll(/^(?:#+ |- )?`?([a-z]\w*\.[a-z]\w*)\(/gm)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(80);
  const world = await openWorld();
  const missing = await world.eval(
    `(function() local missing = {} for _, name in ipairs { ${names.map((name) => `"${name}"`).join(', ')} } do
      if not botster.has(name) then missing[#missing + 1] = name end end return table.concat(missing, " ") end)()`,
  );
  expect(missing).toBe('""');
  const modes = world.world.keys().modes.map(({ name }) => name);
  expect(modes).toEqual(expect.arrayContaining(['normal', 'terminal']));
  for (const name of ['ui', 'keymap', 'hooks', 'agents', 'core.hooks'])
    expect(await world.eval(`type(require("${name}"))`), name).toBe('"table"');
});

test('defect 4: six saves make one wrapper, one call for each key and click, one handler', async () => {
  const file = (n: number) => `local base = App.render
function App:render() return ui.column{ ui.text("layer ${n}"), base(self) } end
function App:key() log.info("key ${n}") return false end
function App:mouse() log.info("mouse ${n}") return false end
events.on("custom:x", function() log.info("event ${n}") end)`;
  const world = await openWorld({ 'user/a.lua': file(0) });
  for (let n = 1; n <= 6; n++) await world.save({ [n % 2 ? 'user/a.lua' : 'user/b.lua']: file(n) });
  expect((await world.text()).match(/layer \d/g)).toEqual(['layer 6', 'layer 5']);
  world.logs.length = 0;
  await world.world.key('v1', 'normal', ['f9']);
  await world.world.event('v1', '', 'mouse', { type: 'click', x: 0, y: 0, button: 'left' });
  await world.world.emit('custom:x', {});
  expect(said(world)).toEqual(['key 6', 'mouse 6', 'event 5', 'event 6']);
});

test('defect 5: an improvement changes the library for itself alone, and cannot hang the start', async () => {
  const world = await openWorld({
    'improvements/a.lua': `string.upper = function() return "mine" end
pcall(function() hooks.notify = function() end end)
pcall(function() hooks.register = nil end)
log.info(string.upper("x"))`,
    'improvements/b.lua': 'while true do end',
    'improvements/c.lua': 'log.info(string.upper("x")) log.info(type(hooks.register))',
  });
  expect(said(world)).toEqual(['mine', 'X', 'function']);
  expect(world.error('improvements/b.lua')).toMatchObject({ phase: 'timeout', line: 1 });
  expect(await world.eval('("x"):upper(), pcall(function() return hooks.notify end)')).toMatch(/^"X"\tfalse/);
});

test('defect 6: a handler that returns nothing lets a program start', async () => {
  const world = await openWorld({
    'user/a.lua':
      'hooks.register("on_agent_spawn", "forgets", function(spec) spec.seen = true end)\nhooks.register("agent:before_kill", "forgets", function() end)',
  });
  const { value } = await world.world.emit('agent:before_spawn', { argv: ['sh'], cwd: '/' }, 'sh');
  expect(value).toMatchObject({ payload: { argv: ['sh'], cwd: '/', name: 'sh' } });
  expect(value).not.toHaveProperty('cancelled');
  expect((await world.world.emit('agent:before_kill', { agent: 'a1' })).value).not.toHaveProperty(
    'cancelled',
  );
});

test('defect 7: files are told apart by their layer; without a plugin’s file the built-in is back; the first mode exists', async () => {
  const world = await openWorld();
  const before = await world.tree();
  const layout = (word: string) => `function App:render() return ui.text("${word}") end`;
  await world.save({ 'plugins/layout.lua': layout('plugin') });
  expect(await world.text()).toBe('plugin');
  await world.save({ 'user/layout.lua': layout('user') });
  await world.save({ 'plugins/layout.lua': null });
  expect(await world.text()).toBe('user');
  await world.save({ 'user/layout.lua': null });
  expect(await world.tree()).toEqual(before);
  await world.save({ 'plugins/deep/init.lua': layout('deep') });
  expect(await world.text()).toBe('deep');
  await world.save({ 'plugins/deep/init.lua': null });
  expect(await world.tree()).toEqual(before);
  const modes = world.world.keys().modes.map(({ name }) => name);
  expect(modes).toContain(view('v').mode);
  expect(modes).toContain('terminal');
});
