// Saved files on their way: built, refused, told of, with a Lua world that refuses what begins with "bad".
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { createFakeWorld, type FakeWorld } from './fake-world.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

let world: FakeWorld;
let hub: TestHub;
beforeEach(async () => {
  world = createFakeWorld();
  hub = await startTestHub({ world: world.create });
  await hub.hub.lua.ready(10_000);
});
afterEach(() => hub.dispose());

const banners = (): string[] => hub.hub.overlays.of('view-1').banners.map(({ text }) => text);
const status = (name: string): Record<string, unknown> | null => {
  const path = join(hub.home.home, 'improvements/.status', `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
};

test('a save is built with all other files; a bad one is a banner until it is mended', async () => {
  const client = await hub.connect();
  hub.write('user/layout.lua', 'good');
  expect(await client.peer.call('lua.wait', { path: 'user/layout.lua', timeout: 10 })).toMatchObject({
    ok: true,
    answered: true,
    registered: { hooks: 1 },
  });
  expect(world.builds.at(-1)!.map(({ unit }) => unit)).toContain('core/ui.lua');
  hub.write('user/layout.lua', 'bad');
  expect(await client.peer.call('lua.wait', { path: 'user/layout.lua', timeout: 10 })).toMatchObject({
    ok: false,
    answered: true,
    error: { unit: 'user/layout.lua', line: 1 },
  });
  expect(banners()).toEqual(['user/layout.lua:1: it is bad']);
  expect((await client.peer.call('lua.errors', {})).errors).toHaveLength(1);
  expect(hub.log.filter((line) => line.includes('it is bad'))).toHaveLength(1);
  hub.write('user/layout.lua', 'good again');
  expect(await client.peer.call('lua.wait', { path: 'user/layout.lua', timeout: 10 })).toMatchObject({
    ok: true,
  });
  expect(banners()).toEqual([]);
});

test('a file that is bad for a moment is built, and not told of', async () => {
  hub.write('user/a.lua', 'bad');
  await until('it was built', () => world.builds.at(-1)!.some(({ text }) => text === 'bad'));
  hub.write('user/a.lua', 'good');
  await until('the good one was built', () => world.builds.at(-1)!.some(({ text }) => text === 'good'));
  await (await hub.connect()).peer.call('lua.wait', { path: 'user/a.lua', timeout: 10 });
  expect(hub.log.filter((line) => line.includes('it is bad'))).toEqual([]);
  expect(world.calls.filter(({ args }) => args[0] === 'lua:load_failed')).toEqual([]);
});

test('of too many files of agents the first are loaded; the rest is listed, and told of', async () => {
  const name = (n: number): string => `improvements/f${String(n).padStart(5, '0')}.lua`;
  const many = 10_000;
  for (let n = 0; n < many; n++) hub.write(name(n), 'good');
  const { peer } = await hub.connect();
  await peer.call('reload', {});
  const loaded = world.builds.at(-1)!.filter(({ layer }) => layer === 'improvements');
  expect(loaded.map(({ unit }) => unit)).toEqual(Array.from({ length: 256 }, (_, n) => name(n)));
  const { left_out } = await peer.call('lua.list', {});
  expect(left_out).toEqual(Array.from({ length: many - 256 }, (_, n) => name(n + 256)));
  expect(banners()).toEqual([
    `improvements:1: only the first 256 files are loaded: ${many - 256} more are not (the first is ${name(256)})`,
  ]);
  expect(await peer.call('lua.wait', { path: name(many - 1), timeout: 10 })).toMatchObject({
    ok: false,
    error: { unit: name(many - 1), message: 'is not loaded: only the first 256 files are loaded, by name' },
  });
  expect(await peer.call('lua.wait', { path: name(3), timeout: 10 })).toMatchObject({ ok: true });
});

test('files of agents have their status beside them', async () => {
  hub.write('improvements/badge.lua', 'good');
  await until('its status says it is live', () => status('badge.lua')?.['ok'] === true);
  expect(status('badge.lua')).toMatchObject({
    generation: expect.any(Number),
    registered: { hooks: 1 },
    warnings: [],
  });
  hub.write('improvements/deep/x.lua', 'bad');
  await until('its status says it is refused', () => status('deep/x.lua')?.['ok'] === false);
  expect(status('deep/x.lua')).toMatchObject({ kind: 'lua_error', line: 1, message: 'it is bad' });
  rmSync(join(hub.home.home, 'improvements/badge.lua'));
  await until('its status is gone with it', () => status('badge.lua') === null);
});

test('a file that cannot be read is an error like any other', async () => {
  const client = await hub.connect();
  hub.write('improvements/x.lua', 'a\0b');
  expect(await client.peer.call('lua.wait', { path: 'improvements/x.lua', timeout: 10 })).toMatchObject({
    ok: false,
    error: { phase: 'load', message: expect.stringContaining('NUL') },
  });
  expect(banners()).toEqual([expect.stringMatching(/^improvements\/x\.lua:1: holds a NUL/)]);
  const { units } = await client.peer.call('lua.list', {});
  expect(units.find(({ path }) => path === 'improvements/x.lua')).toMatchObject({ status: 'refused' });
});

test('a check builds without applying, with the text given, and blames only that file', async () => {
  const client = await hub.connect();
  hub.write('user/broken.lua', 'bad');
  await client.peer.call('lua.wait', { path: 'user/broken.lua', timeout: 10 });
  const { length } = world.builds;
  expect(await client.peer.call('lua.check', { path: 'user/new.lua', text: 'good' })).toMatchObject({
    ok: true,
  });
  expect(await client.peer.call('lua.check', { path: 'user/new.lua', text: 'bad' })).toMatchObject({
    ok: false,
    errors: [{ unit: 'user/new.lua' }],
  });
  expect(await client.peer.call('lua.check', { path: 'user/broken.lua' })).toMatchObject({ ok: false });
  expect(world.builds).toHaveLength(length);
});

test('a reload builds all anew, though nothing changed', async () => {
  const client = await hub.connect();
  const { length } = world.builds;
  const first = await client.peer.call('reload', {});
  expect(first).toMatchObject({ ok: true, errors: [] });
  expect((await client.peer.call('reload', {})).generation).toBe(first.generation + 1);
  expect(world.builds).toHaveLength(length + 2);
});

test('waiting for a file that is none is an error; for one that never settles, late', async () => {
  const client = await hub.connect();
  await expect(client.peer.call('lua.wait', { path: 'user/none.lua', timeout: 10 })).rejects.toThrow(
    /none of the Lua/,
  );
  // Bad text may be half a save until it held still.
  hub.write('user/a.lua', 'bad');
  expect(await client.peer.call('lua.wait', { path: 'user/a.lua', timeout: 0 })).toMatchObject({
    answered: false,
  });
});

test('Lua reloads a file, and hears why it cannot', async () => {
  const reload = (path: string) =>
    world
      .events()
      .onRequest(
        { name: 'hub.reload_file', params: { path }, view: null, unit: 'user/a.lua' },
        new AbortController().signal,
      );
  hub.write('user/b.lua', 'good');
  expect(await reload('user/b.lua')).toBe(true);
  hub.write('user/b.lua', 'bad');
  await expect(reload('user/b.lua')).rejects.toThrow('user/b.lua:1: it is bad');
  await expect(reload('user/none.lua')).rejects.toThrow(/there is no Lua file/);
});

test('without Lua its methods say so, and the built-in layout is drawn', async () => {
  const bare = await startTestHub();
  try {
    const client = await bare.connect();
    await expect(client.peer.call('lua.eval', { code: '1' })).rejects.toThrow(/there is no Lua/);
    await expect(client.peer.call('reload', {})).rejects.toThrow(/there is no Lua/);
    await bare.sh(client, 'read x', 'shell');
    const { tree } = await client.peer.call('frame', { columns: 100, rows: 30 });
    expect(tree).toContain('shell');
  } finally {
    await bare.dispose();
  }
});

test('a Lua that cannot start is a banner, and the built-in layout is drawn', async () => {
  const broken = await startTestHub({
    world: () => {
      throw new Error('no wasm');
    },
  });
  try {
    await broken.hub.lua.ready(10_000);
    expect(broken.hub.overlays.of('v').banners).toMatchObject([{ text: expect.stringContaining('no wasm') }]);
    const { tree } = await (await broken.connect()).peer.call('frame', {});
    expect(tree).toContain('No agents yet');
  } finally {
    await broken.dispose();
  }
});
