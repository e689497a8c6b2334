// What outlives a reload, and what ends with it: state, timers, requests that wait, what was disabled, and
// the files that were required.
import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, memoryStore, openWorld, until } from '../world-helper.ts';

afterEach(closeWorlds);

describe('state', () => {
  const counter =
    'local s = state.get("s", { n = 0 })\naction.register("more", function() s.n = s.n + 1 end)';

  it('is kept over a reload and over a restart; a default does not reset it', async () => {
    const store = memoryStore();
    const world = await openWorld({ 'user/a.lua': counter }, store);
    await world.eval('action.run("more")');
    await world.eval('action.run("more")');
    expect(store.state.get('user/a.lua\0s')).toBe('{"n":2}');
    await world.save({ 'user/a.lua': `${counter}\nlog.info("n %d", s.n)` });
    expect(world.logs).toContain('info user/a.lua: n 2');
    await world.eval('action.run("more")');
    await world.world.close();
    const second = await openWorld({ 'user/a.lua': `${counter}\nlog.info("n %d", s.n)` }, store);
    expect(second.logs).toContain('info user/a.lua: n 3');
  });

  it('of a refused file and of a trial render is not written', async () => {
    const world = await openWorld();
    await world.save({ 'user/a.lua': 'state.set("x", 1)\nerror("no")' });
    await world.save({
      'user/b.lua': 'function App:render() state.set("drawn", 1) return ui.text("b") end',
    });
    expect([...world.store.state.keys()]).not.toContain('user/a.lua\0x');
    expect(world.store.state.get('user/b.lua\0drawn')).toBeUndefined();
    await world.text();
    expect(world.store.state.get('user/b.lua\0drawn')).toBe('1');
  });
});

describe('timers', () => {
  it('that are set again are adopted, not doubled and not lost; others end', async () => {
    const beat = (mark: string) =>
      `local s = state.get("s", { n = 0 })\ntimer.every(0.02, function() s.n = s.n + 1 s.by = "${mark}" end)`;
    const world = await openWorld({ 'user/a.lua': beat('one'), 'user/b.lua': beat('b') });
    const state = (unit: string) =>
      JSON.parse(world.store.state.get(`${unit}\0s`) ?? '{}') as { n: number; by: string };
    await until('both timers ran', () => state('user/a.lua').n >= 2 && state('user/b.lua').n >= 1);
    await world.save({ 'user/a.lua': beat('two'), 'user/b.lua': null });
    const ended = state('user/b.lua').n;
    const before = state('user/a.lua').n;
    expect(await world.eval('#botster.units()')).toMatch(/^\d+$/);
    await until(
      'the adopted timer ran on',
      () => state('user/a.lua').by === 'two' && state('user/a.lua').n >= before + 3,
    );
    expect(state('user/b.lua').n).toBe(ended);
    expect(world.world.errors()).toEqual([]);
  });
});

describe('a request that waits', () => {
  it('is told that its world ends, and its answer is dropped', async () => {
    const file = `events.on("custom:go", function()
  local value, err = agents.spawn{ cmd = "sh", name = "x" }
  state.set("got", { value = value and true, err = err and tostring(err) })
end)`;
    const world = await openWorld({ 'user/a.lua': file });
    await world.world.emit('custom:go', {});
    await until('the request is asked', () => world.requests.length === 1);
    await world.save({ 'user/a.lua': `${file} -- saved` });
    expect(world.requests[0]!.signal.aborted).toBe(true);
    world.requests[0]!.answer({ id: 'late' });
    expect(JSON.parse(world.store.state.get('user/a.lua\0got')!)).toEqual({ err: 'reloaded' });
    await world.world.emit('custom:go', {});
    await until('it is asked again', () => world.requests.length === 2);
    world.requests[1]!.fail(new Error('no room'));
    await until('the failure is told', () => world.store.state.get('user/a.lua\0got')!.includes('no room'));
  });
});

describe('a registration that throws again and again', () => {
  it('is disabled alone; a save gives it another chance', async () => {
    const file = `local s = state.get("s", { good = 0 })
hooks.register("custom:x", "bad", function() error("boom") end)
hooks.register("custom:x", "good", function() s.good = s.good + 1 end)
keymap.set("normal", "f9", function() error("key") end, { desc = "x" })`;
    const world = await openWorld({ 'user/a.lua': file });
    for (let n = 0; n < 7; n++) await world.world.emit('custom:x', {});
    expect(world.error('user/a.lua')).toMatchObject({
      line: 2,
      message: 'boom',
      count: 5,
      action: 'disabled',
    });
    expect(JSON.parse(world.store.state.get('user/a.lua\0s')!)).toEqual({ good: 7 });
    for (let n = 0; n < 7; n++) await world.world.key('v1', 'normal', ['f9']);
    expect(world.world.errors().map(({ line, count }) => [line, count])).toEqual([
      [2, 5],
      [4, 5],
    ]);
    await world.save({ 'user/a.lua': `${file} -- saved` });
    expect(world.world.errors()).toEqual([]);
    await world.world.emit('custom:x', {});
    expect(world.error('user/a.lua')).toMatchObject({ line: 2, count: 1 });
  });
});

describe('require', () => {
  it('finds files of its own layer and of lower ones, runs each once, and reloads with them', async () => {
    const world = await openWorld({
      'user/util.lua': 'log.info("ran") return { name = "util", own = (...) }',
      'user/lib/deep.lua': 'return { up = require("user.util").name }',
      'user/a.lua':
        'local u, d = require("util"), require("lib.deep")\nstate.set("a", u.name .. d.up .. u.own)',
      'improvements/b.lua':
        'local u = require("user.util")\nfunction App:render() return ui.text(u.name) end\nlocal p = require("default.policy")',
    });
    expect(world.world.errors()).toEqual([]);
    expect(world.logs.filter((line) => line.includes('ran'))).toHaveLength(1);
    expect(world.store.state.get('user/a.lua\0a')).toBe('"utilutiluser.util"');
    expect(await world.text()).toBe('util');
    await world.save({ 'user/util.lua': 'return { name = "edited", own = "" }' });
    expect(await world.text()).toBe('edited');
    expect(world.store.state.get('user/a.lua\0a')).toBe('"editededited"');
  });

  it.each([
    [
      'of a higher layer',
      { 'user/a.lua': 'require("improvements.b")', 'improvements/b.lua': '' },
      /higher layer/,
    ],
    [
      'in a circle',
      { 'user/a.lua': 'require("user.b")', 'user/b.lua': 'require("user.a")' },
      /user\/a\.lua -> user\/b\.lua -> user\/a\.lua/,
    ],
    [
      'of what is not there',
      { 'user/a.lua': '\nrequire("user.utl")', 'user/util.lua': '' },
      /no file 'user\.utl'.*user\.util/,
    ],
  ])('%s is an error that says so', async (_, files, message) => {
    const world = await openWorld();
    const outcome = await world.save(files as Record<string, string>);
    expect(outcome.ok).toBe(false);
    expect(outcome.errors.map((error) => error.message).join('\n')).toMatch(message);
  });
});
