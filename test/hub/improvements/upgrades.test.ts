// Defaults that a new version changed below files that replace them, over a store in memory and a world that
// says what it is told to.
import { beforeEach, expect, test } from 'vitest';
import type { Report } from '../../../src/hub/builds.ts';
import { createUpgrades, type Upgrades } from '../../../src/hub/improvements/upgrades.ts';
import { createOverlays, type OverlayStore } from '../../../src/hub/overlays.ts';
import { sourceFile } from '../../../src/hub/sources.ts';
import type { Store } from '../../../src/hub/store.ts';
import type { LuaWorld } from '../../../src/lua/types.ts';
import { memoryStore } from './memory-store.ts';

const LAYOUT = 'user/layout.lua';

let store: Store;
let overlays: OverlayStore;
/** The defaults of this version, by name. */
let defaults: Record<string, string>;
let asked: number;
let onDisk: Set<string>;
let switchedOff: Set<string>;
beforeEach(() => {
  store = memoryStore();
  overlays = createOverlays(() => {});
  defaults = { 'App.render': 'one', 'App.body': 'the same' };
  asked = 0;
  onDisk = new Set([LAYOUT]);
  switchedOff = new Set();
});

function start(): Upgrades {
  const replaces = (file: string) =>
    Object.entries(defaults).map(([name, text]) => ({
      file,
      kind: 'method',
      name,
      owner: `${file}:3`,
      source: { text: 'mine' },
      below: { owner: 'default/layout.lua:12', layer: 'default', source: { text } },
    }));
  const world = {
    async eval() {
      asked++;
      return { ok: true, value: JSON.stringify(JSON.stringify([...onDisk].flatMap(replaces))) };
    },
  } as unknown as LuaWorld;
  overlays = createOverlays(() => {});
  return createUpgrades({
    store,
    overlays,
    world: () => world,
    isOff: (unit) => switchedOff.has(unit),
    log: () => {},
  });
}

function report(text: string, units: readonly string[] = [LAYOUT]): Report {
  const files = units.map((unit) => sourceFile({ unit, layer: 'user', path: `/home/u/${unit}` }, text));
  const registered = Object.fromEntries(units.map((unit) => [unit, {}]));
  return {
    outcome: { ok: true, generation: 1, errors: [], warnings: [], registered },
    set: { files, problems: [] },
  };
}

/** A hub starts with the file as `text`, and has looked at it. */
async function started(text = 'text'): Promise<Upgrades> {
  const upgrades = start();
  upgrades.reported(report(text));
  await upgrades.looked();
  return upgrades;
}
const banners = () => overlays.of('').banners.map(({ text, hint }) => `${text} · ${hint}`);
const TOLD = `${LAYOUT}:3 replaces default/layout.lua's App.render, which this version changed · to compare: botster-tui lua diff ${LAYOUT} --upgrade`;

test('a default that changed is told of once, and known until it is settled', async () => {
  expect((await started()).of(LAYOUT)).toEqual([]);
  expect(banners()).toEqual([]);

  defaults['App.render'] = 'two';
  const told = await started();
  expect(told.of(LAYOUT)).toMatchObject([{ name: 'App.render', was: 'one', below: { text: 'two' } }]);
  expect(banners()).toEqual([TOLD]);

  const again = await started();
  expect(banners()).toEqual([]);
  expect(again.of(LAYOUT)).toMatchObject([{ name: 'App.render', was: 'one' }]);

  // Another change is told of again; what it was is what the file was written against.
  defaults['App.render'] = 'three';
  const third = await started();
  expect(banners()).toEqual([TOLD]);
  expect(third.of(LAYOUT)).toMatchObject([{ was: 'one', below: { text: 'three' } }]);
});

test('having seen it settles it, for this start and the next', async () => {
  await started();
  defaults = { 'App.render': 'two', 'App.body': 'two' };
  const upgrades = await started();
  expect(banners()[0]).toContain('App.render, which this version changed (+1 more)');
  expect(upgrades.seen(LAYOUT)).toBe(2);
  expect(upgrades.seen(LAYOUT)).toBe(0);
  expect(banners()).toEqual([]);
  expect((await started()).of(LAYOUT)).toEqual([]);
});

test('saving the file settles it, while the hub runs and while it does not', async () => {
  await started();
  defaults['App.render'] = 'two';
  const upgrades = await started();
  upgrades.reported(report('saved again'));
  await upgrades.looked();
  expect(upgrades.of(LAYOUT)).toEqual([]);
  expect(banners()).toEqual([]);

  defaults['App.render'] = 'three';
  expect((await started('edited meanwhile')).of(LAYOUT)).toEqual([]);
  expect(banners()).toEqual([]);
});

test('a default that is as it was again is no news', async () => {
  await started();
  defaults['App.render'] = 'two';
  await started();
  defaults['App.render'] = 'one';
  expect((await started()).of(LAYOUT)).toEqual([]);
  expect(banners()).toEqual([]);
});

test('what a file begins to replace is known from then on', async () => {
  await started();
  defaults['App.status_line'] = 'new here';
  expect((await started()).of(LAYOUT)).toEqual([]);
  defaults['App.status_line'] = 'changed';
  expect((await started()).of(LAYOUT)).toMatchObject([{ name: 'App.status_line', was: 'new here' }]);
});

test('only a text that was not looked at is asked about, and only where it is live', async () => {
  const upgrades = await started();
  upgrades.reported(report('text'));
  await upgrades.looked();
  expect(asked).toBe(1);
  const refused = report('refused');
  const errors = [{ unit: LAYOUT }] as unknown as Report['outcome']['errors'];
  upgrades.reported({ ...refused, outcome: { ...refused.outcome, errors } });
  await upgrades.looked();
  expect(asked).toBe(1);
});

test('a file that is gone is forgotten; of a long text only that it changed is known', async () => {
  defaults = { 'App.render': 'x'.repeat(70_000) };
  await started();
  defaults = { 'App.render': 'y'.repeat(70_000) };
  expect((await started()).of(LAYOUT)).toMatchObject([{ was: null }]);
  onDisk.clear();
  switchedOff.add(LAYOUT);
  const upgrades = start();
  upgrades.reported(report('', []));
  await upgrades.looked();
  expect([...store.all('replaced').keys()]).toEqual([LAYOUT]);
  switchedOff.clear();
  upgrades.reported(report('', []));
  await upgrades.looked();
  expect([...store.all('replaced').keys()]).toEqual([]);
});
