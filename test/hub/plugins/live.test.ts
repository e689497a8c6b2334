// Plugins of a hub that runs: what the lock allows is built, and what it does not is told and leaves the rest alone.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashContent } from '../../../src/hub/plugins/content.ts';
import { changeLock } from '../../../src/hub/plugins/lock.ts';
import { until } from '../../helpers/until.ts';
import { createFakeWorld, type FakeWorld } from '../fake-world.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

let world: FakeWorld;
let hub: TestHub;
beforeEach(async () => {
  world = createFakeWorld();
  hub = await startTestHub({ world: world.create });
  await hub.hub.lua.ready(10_000);
});
afterEach(() => hub.dispose());

const home = () => hub.home.home;
const agree = (name: string): void => {
  const hash = hashContent(join(home(), 'plugins', name));
  const from = { source: '/x', subdir: null, rev: null, commit: null, hash };
  changeLock(home(), name, { ...from, added_at: '2026-01-01T00:00:00.000Z', enabled: true });
};
const built = (): string[] =>
  world.builds.at(-1)!.flatMap(({ layer, unit }) => (layer === 'plugins' ? [unit] : []));
const banners = (): string[] => hub.hub.overlays.of('view-1').banners.map(({ text }) => text);

test('what a person agreed to is live at a reload; changed by hand it is left out, and said', async () => {
  const { peer } = await hub.connect();
  hub.write('plugins/a/init.lua', 'good');
  hub.write('plugins/b/init.lua', 'good');
  agree('a');
  await peer.call('reload', {});
  expect(built()).toEqual(['plugins/a/init.lua']);
  const unknown = 'plugins/b/init.lua:1: is not loaded: plugins.lock.json does not know it';
  expect(banners()).toEqual([unknown]);
  agree('b');
  await peer.call('reload', {});
  expect(built()).toEqual(['plugins/a/init.lua', 'plugins/b/init.lua']);
  expect(banners()).toEqual([]);

  hub.write('plugins/a/init.lua', 'good, and more');
  await until('the changed one is left out', () => built().join() === 'plugins/b/init.lua');
  const changed = 'is not loaded: its files are not those of plugins.lock.json';
  expect(await peer.call('lua.wait', { path: 'plugins/a/init.lua', timeout: 10 })).toMatchObject({
    ok: false,
    error: { unit: 'plugins/a/init.lua', message: changed },
  });
  expect(hub.log.filter((line) => line.includes(changed))).toHaveLength(1);

  rmSync(join(home(), 'plugins/a'), { recursive: true });
  await until('nothing is wrong any more', () => banners().length === 0);
  expect(built()).toEqual(['plugins/b/init.lua']);
});
