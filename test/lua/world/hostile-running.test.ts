// What only does harm once it runs: in a render, a handler, a key. Others go on as before, and what nothing
// can stop costs the worker its life, never the program's.
import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

afterEach(closeWorlds);

const GOOD = `local s = state.get("s", { n = 0 })
hooks.register("custom:bad", "good", function() s.n = s.n + 1 end)
function App:render() return ui.text("good") end`;
const HOG = '("a"):rep(500):find(".-.-.-.-b")';

function count(world: TestWorld): number {
  return (JSON.parse(world.store.state.get('user/good.lua\0s') ?? '{"n":0}') as { n: number }).n;
}

describe('a handler that', () => {
  const handlers: readonly [name: string, body: string, phase: RegExp, message: RegExp][] = [
    ['loops', 'while true do end', /timeout/, /longer than 100 ms/],
    [
      'swallows its timeout',
      'while true do pcall(function() while true do end end) end',
      /timeout/,
      /longer/,
    ],
    ['recurses', 'local function f() return 1 + f() end f()', /handler|timeout/, /overflow|longer/],
    [
      'takes all memory',
      'local t = {} while true do t[#t + 1] = ("x"):rep(9999) .. #t end',
      /memory|timeout/,
      /memory|longer/,
    ],
    ['loops in a coroutine of long ago', 'old()', /timeout/, /longer/],
    [
      'throws a table',
      'error(setmetatable({}, { __tostring = function() return "told" end }))',
      /handler/,
      /told/,
    ],
    ['emits itself', 'events.emit("custom:bad", {})', /handler|timeout/, /overflow|longer|deep/],
    [
      'asks for ten thousand things',
      'for i = 1, 10000 do notify("x" .. i) end',
      /handler|timeout/,
      /more than 1000|longer/,
    ],
    ['keeps what cannot be kept', 'local t = {} t.t = t state.set("x", t)', /handler/, /state|plain|cycle/],
    ['keeps too much', 'state.set("x", ("x"):rep(70000))', /handler/, /64 KB/],
    ['waits where it must not', 'coroutine.yield()', /handler/, /yield/],
  ];
  it('does harm keeps nobody else from running', async () => {
    const world = await openWorld({ 'user/good.lua': GOOD });
    for (const [name, body, phase, message] of handlers) {
      const outcome = await world.save({
        'improvements/bad.lua': `old = coroutine.wrap(function() coroutine.yield() while true do end end) old()
hooks.register("custom:bad", "bad", function() ${body} end, { priority = -1 })`,
      });
      expect(outcome.errors, name).toEqual([]);
      const before = count(world);
      await world.world.emit('custom:bad', {});
      expect(count(world), name).toBeGreaterThan(before);
      const error = world.error('improvements/bad.lua')!;
      expect(error, name).toMatchObject({
        line: expect.any(Number),
        where: 'hooks.register("custom:bad", "bad")',
      });
      expect(error.phase, name).toMatch(phase);
      expect(error.message, name).toMatch(message);
      expect(await world.text(), name).toBe('good');
    }
  });
});

describe('what nothing can stop', () => {
  it('while loading costs only the candidate; the second time the file is set aside until it changes', async () => {
    const world = await openWorld({ 'user/good.lua': GOOD });
    const generation = world.world.generation();
    const bad = { 'improvements/bad.lua': `local x = 1\nreturn ${HOG}` };
    const first = await world.save(bad);
    expect(first.errors).toMatchObject([
      { unit: 'improvements/bad.lua', phase: 'watchdog', action: 'kept_last_good' },
    ]);
    expect(await world.text()).toBe('good');
    expect(world.world.generation()).toBe(generation);
    const second = await world.save(bad);
    expect(second.errors).toMatchObject([{ unit: 'improvements/bad.lua', phase: 'watchdog' }]);
    const third = await world.save({ 'user/good.lua': `${GOOD} -- saved` });
    expect(third.errors).toMatchObject([{ unit: 'improvements/bad.lua', action: 'quarantined' }]);
    expect(world.world.units().find(({ path }) => path === 'improvements/bad.lua')?.status).toBe(
      'quarantined',
    );
    const fixed = await world.save({ 'improvements/bad.lua': 'return 1' });
    expect(fixed).toMatchObject({ ok: true, errors: [] });
  });

  it('in a handler ends the worker; what was known before is known after, and it ends up set aside', async () => {
    const world = await openWorld({
      'user/good.lua': GOOD,
      'improvements/bad.lua': `hooks.register("custom:hog", "bad", function()\n  ${HOG}\nend)`,
    });
    await world.world.emit('custom:bad', {});
    const hog = world.world.emit('custom:hog', {});
    const next = world.world.emit('custom:bad', {});
    expect((await hog).ok).toBe(false);
    await next;
    expect(count(world)).toBe(2);
    expect(world.error('improvements/bad.lua')).toMatchObject({
      phase: 'watchdog',
      action: 'kept_last_good',
    });
    await world.world.emit('custom:hog', {});
    expect(world.error('improvements/bad.lua')).toMatchObject({ phase: 'watchdog', action: 'quarantined' });
    await world.world.emit('custom:hog', {});
    await world.world.emit('custom:bad', {});
    expect(count(world)).toBe(3);
    expect(await world.text()).toBe('good');
    expect(world.world.units().find(({ path }) => path === 'improvements/bad.lua')?.status).toBe(
      'quarantined',
    );
  });

  it('in a render still answers the view', async () => {
    const world = await openWorld({
      'user/layout.lua': `function App:render()\n  if self.hog then ${HOG} end\n  return ui.text("mine")\nend`,
    });
    world.sync({ views: world.app.views.map((view) => ({ ...view, fields: { hog: true } })) });
    expect(await world.text()).toContain('a1');
    expect(world.error('user/layout.lua')).toMatchObject({ phase: 'watchdog', action: 'quarantined' });
    await world.save({ 'user/layout.lua': 'function App:render() return ui.text("fixed") end' });
    expect(await world.text()).toBe('fixed');
    expect(world.world.errors()).toEqual([]);
  });
});

describe('a tree that', () => {
  const trees: readonly [name: string, body: string, message: RegExp][] = [
    [
      'is too large',
      'local t = {} for i = 1, 6000 do t[i] = ui.text("x") end return ui.column(t)',
      /more than 5000 nodes|longer/,
    ],
    [
      'is too deep',
      'local t = ui.text("x") for i = 1, 250 do t = ui.column{ t } end return t',
      /deeper than 200/,
    ],
    [
      'contains itself',
      'local t = ui.column{ ui.text("x") } t.children[1] = t return t',
      /deeper than 200|nodes/,
    ],
    ['is no widget', 'return { 1, { a = 2 } }', /no widget/],
    ['is nothing', 'return nil', /returned nil/],
    ['holds controls and broken text', 'return ui.text(12 .. ui.nothing)', /nothing/],
  ];
  it('cannot be drawn is refused', async () => {
    const world = await openWorld({ 'user/good.lua': GOOD });
    for (const [name, body, message] of trees) {
      const outcome = await world.save({ 'improvements/bad.lua': `function App:render()\n  ${body}\nend` });
      expect(outcome.errors[0], name).toMatchObject({
        unit: 'improvements/bad.lua',
        action: 'kept_last_good',
      });
      expect(outcome.errors[0]!.message, name).toMatch(message);
      expect(await world.text(), name).toBe('good');
    }
  });

  it('holds bytes that are no text is drawn all the same', async () => {
    const world = await openWorld({
      'user/layout.lua': 'function App:render() return ui.text("a\\xff\\0\\27[2Jb" .. ("é"):sub(1, 1)) end',
    });
    expect(world.world.errors()).toEqual([]);
    expect(await world.text()).toContain('b');
  });

  it('is as large and deep as allowed is drawn', async () => {
    const world = await openWorld({
      'user/layout.lua':
        'function App:render() local t = ui.text("deep") for i = 1, 190 do t = ui.column{ t } end return t end',
    });
    expect(world.world.errors()).toEqual([]);
    expect(await world.text()).toBe('deep');
  });
});
