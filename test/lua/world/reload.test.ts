// Saves, good and bad, through the real engine: what runs is what a fresh start would run, and a bad save
// changes nothing but the list of errors.
import { afterEach, describe, expect, it } from 'vitest';
import { base, closeWorlds, memoryStore, openWorld, sources } from '../world-helper.ts';

afterEach(closeWorlds);

const layout = (text: string) => `function App:render() return ui.text("${text}") end`;

describe('a bad save', () => {
  const bad: readonly [name: string, text: string, phase: string, line: number, message: RegExp][] = [
    ['a syntax error', 'local x = 1\nreturn return', 'syntax', 2, /near 'return'/],
    ['a half-written file', `${layout('new')}\nfunction App:key(`, 'syntax', 2, /near <eof>|expected/],
    ['an error while loading', 'local x\nhooks.on()\nx.y = 1', 'load', 2, /hooks/],
    ['a loop while loading', 'local n = 0\nwhile true do n = n + 1 end', 'timeout', 2, /longer than 250 ms/],
    [
      'an error in render',
      'function App:render()\n  return self.agents.list.x\nend',
      'smoke_render',
      2,
      /a nil value/,
    ],
    [
      'a loop in render',
      'function App:render()\n  while true do end\nend',
      'timeout',
      2,
      /longer than 50 ms/,
    ],
  ];
  it('keeps what ran, named by file and line', async () => {
    const world = await openWorld();
    for (const [name, text, phase, line, message] of bad) {
      await world.save({ 'user/layout.lua': layout(`before ${name}`) });
      const generation = world.world.generation();
      const outcome = await world.save({ 'user/layout.lua': text });
      expect(outcome, name).toMatchObject({ ok: false, generation });
      expect(outcome.errors, name).toMatchObject([
        { unit: 'user/layout.lua', phase, line, action: 'kept_last_good' },
      ]);
      expect(outcome.errors[0]!.message, name).toMatch(message);
      expect(await world.text()).toBe(`before ${name}`);
      expect(world.world.errors(), name).toHaveLength(1);
      const fixed = await world.save({ 'user/layout.lua': layout('fixed') });
      expect(fixed, name).toMatchObject({ ok: true, errors: [] });
      expect(world.world.errors(), name).toEqual([]);
      expect(await world.text()).toBe('fixed');
    }
  });

  it('leaves nothing of what it registered before it failed', async () => {
    const world = await openWorld({ 'user/a.lua': 'hooks.register("custom:x", "mine", function() end)' });
    await world.save({
      'user/a.lua':
        'hooks.register("custom:x", "a", function() end) keymap.set("normal", "f9", function() end, {desc="d"}) timer.every(9, print)\nerror("no")',
    });
    expect(world.error('user/a.lua')).toMatchObject({ line: 2, message: 'no' });
    expect(world.world.units().find(({ path }) => path === 'user/a.lua')).toMatchObject({
      status: 'refused',
      registered: { hooks: 1 },
    });
    expect(await world.eval('hooks.has("custom:x"), keymap.get("normal", "f9") == nil')).toBe('true\ttrue');
  });

  it('of one file does not hold back another', async () => {
    const world = await openWorld({ 'user/a.lua': layout('a1') });
    await world.save({ 'user/b.lua': 'oops(' });
    const outcome = await world.save({ 'user/a.lua': layout('a2') });
    expect(outcome.errors.map(({ unit }) => unit)).toEqual(['user/b.lua']);
    expect(await world.text()).toBe('a2');
  });
});

describe('a render that only fails later', () => {
  const late =
    'function App:render()\n  if self.broken then error("late") end\n  return ui.text("mine")\nend';

  it('falls back to the layer below for that frame, with a card, and recovers', async () => {
    const world = await openWorld({ 'user/layout.lua': late });
    const fields = { broken: true };
    world.sync({ views: world.app.views.map((view) => ({ ...view, fields })) });
    const text = await world.text();
    expect(text).toContain('✗ user/layout.lua:2: late');
    expect(text).toContain('a1');
    expect(world.error('user/layout.lua')).toMatchObject({ phase: 'render', line: 2, action: 'fell_back' });
    world.sync({ views: world.app.views.map((view) => ({ ...view, fields: {} })) });
    expect(await world.text()).toBe('mine');
  });

  it('is left alone after five throws in ten seconds, until the next save', async () => {
    const world = await openWorld({ 'user/layout.lua': late });
    world.sync({ views: world.app.views.map((view) => ({ ...view, fields: { broken: true } })) });
    for (let n = 0; n < 5; n++) await world.text();
    expect(world.error('user/layout.lua')).toMatchObject({ count: 5, action: 'disabled' });
    expect(world.world.units().find(({ path }) => path === 'user/layout.lua')?.status).toBe('disabled');
    await world.text();
    expect(world.error('user/layout.lua')!.count).toBe(5);
    world.sync({ views: world.app.views.map((view) => ({ ...view, fields: {} })) });
    await world.save({ 'user/layout.lua': `${late} -- saved` });
    expect(await world.text()).toBe('mine');
    expect(world.world.errors()).toEqual([]);
  });

  it('a component shows a card in its own place; the rest stays', async () => {
    const world = await openWorld({
      'user/layout.lua': `ui.component("clock", function(props)
  if props.bad then error("stopped") end
  return ui.text("tick")
end)
function App:render() return ui.column{ ui.clock{}, ui.clock{ bad = self.broken }, ui.text("rest") } end`,
    });
    expect(await world.text()).toBe('tick tick rest');
    world.sync({ views: world.app.views.map((view) => ({ ...view, fields: { broken: true } })) });
    const tree = (await world.tree()) as unknown as { children: { spans: { text: string }[] }[] };
    expect(tree.children.map(({ spans }) => spans[0]!.text)).toEqual([
      'tick',
      '✗ user/layout.lua:2: stopped',
      'rest',
    ]);
  });
});

describe('a delete', () => {
  it('brings the layer below back, and takes along all that the file registered', async () => {
    const world = await openWorld();
    const before = await world.tree();
    const registered = async () =>
      world.eval('#hooks.list(), #keymap.list(), #action.list(), #command.list()');
    const counts = await registered();
    await world.save({
      'user/layout.lua': `${layout('mine')} hooks.register("custom:x", "m", print) keymap.set("normal", "f9", print, {desc="x"})
        action.register("mine", print) command.register("mine", print)`,
    });
    expect(await world.text()).toBe('mine');
    expect(await registered()).not.toBe(counts);
    await world.save({ 'user/layout.lua': null });
    expect(await world.tree()).toEqual(before);
    expect(await registered()).toBe(counts);
  });

  it('of a file that another needs is refused, until that one is saved without it', async () => {
    const use = 'local u = require("user.util")\nfunction App:render() return ui.text(u.name) end';
    const world = await openWorld({ 'user/util.lua': 'return { name = "util" }', 'user/layout.lua': use });
    const outcome = await world.save({ 'user/util.lua': null });
    expect(outcome.errors[0]).toMatchObject({ unit: 'user/layout.lua', line: 1 });
    expect(outcome.errors[0]!.message).toContain("there is no file 'user.util'");
    expect(await world.text()).toBe('util');
    await world.save({ 'user/layout.lua': layout('alone') });
    expect(await world.text()).toBe('alone');
  });
});

describe('a rename across two files', () => {
  const user = (name: string) =>
    `local u = require("user.util")\nfunction App:render() return ui.text(u.${name}()) end`;
  const util = (name: string) => `return { ${name} = function() return "${name}" end }`;

  it('is live at once when one build has both', async () => {
    const world = await openWorld({ 'user/util.lua': util('old'), 'user/layout.lua': user('old') });
    const outcome = await world.save({ 'user/util.lua': util('new'), 'user/layout.lua': user('new') });
    expect(outcome).toMatchObject({ ok: true, errors: [] });
    expect(await world.text()).toBe('new');
  });

  it('is live with the second save when they come one by one', async () => {
    const world = await openWorld({ 'user/util.lua': util('old'), 'user/layout.lua': user('old') });
    const first = await world.save({ 'user/util.lua': util('new') });
    expect(first.ok).toBe(false);
    expect(await world.text()).toBe('old');
    expect(await world.save({ 'user/layout.lua': user('new') })).toMatchObject({ ok: true, errors: [] });
    expect(await world.text()).toBe('new');
  });
});

describe('another start', () => {
  it('shows the last good version while the file on disk is broken', async () => {
    const store = memoryStore();
    const first = await openWorld({ 'user/layout.lua': layout('good') }, store);
    await first.save({ 'user/layout.lua': 'oops(' });
    await first.world.close();
    const second = await openWorld({ 'user/layout.lua': 'oops(' }, store);
    expect(await second.text()).toBe('good');
    expect(second.error('user/layout.lua')).toMatchObject({ phase: 'syntax', action: 'kept_last_good' });
    await second.save({ 'user/layout.lua': layout('fixed') });
    expect(await second.text()).toBe('fixed');
  });

  it('with nothing good to show leaves the broken file out', async () => {
    const world = await openWorld({ 'user/layout.lua': 'oops(', 'user/other.lua': layout('other') });
    expect(await world.text()).toBe('other');
    expect(world.world.errors()).toMatchObject([{ unit: 'user/layout.lua', phase: 'syntax' }]);
  });

  it('in safe mode loads core and default only, and keeps the last good files for later', async () => {
    const store = memoryStore();
    const first = await openWorld({ 'user/layout.lua': layout('mine') }, store);
    const plain = await first.world.check(base.slice());
    expect(plain.ok).toBe(true);
    first.sync({ safe: true });
    const outcome = await first.world.build(sources(first));
    expect(outcome.registered['user/layout.lua']).toBeUndefined();
    expect(await first.text()).toContain('a1');
    expect(await first.text()).not.toContain('mine');
    expect(first.world.units().find(({ path }) => path === 'user/layout.lua')?.status).toBe('disabled');
    expect(store.manifest?.map(({ unit }) => unit)).toEqual(['user/layout.lua']);
    first.sync({ safe: false });
    await first.world.build(sources(first));
    expect(await first.text()).toBe('mine');
  });
});
