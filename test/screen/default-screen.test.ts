// The default screen at three sizes, against golden files (fixtures/). UPDATE_GOLDENS=1 writes them anew.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frame } from '../../src/core/frame.ts';
import { closeWorlds, openWorld, type TestWorld } from '../lua/world-helper.ts';
import { banner, toast } from '../tui/overlays/fixtures.ts';
import { busy, drawScene, five, goldenOf, type Scene, withoutColour } from './draw.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

const inUse = { focus: 'a1', selected: 'a1' };
const panes = {
  direction: 'row',
  ratio: 0.5,
  a: { agent: 'a1', current: true },
  b: { direction: 'column', ratio: 0.5, a: { agent: 'a2' }, b: { agent: 'a3' } },
};
const prefix = { chords: [{ chord: 'ctrl+b', raw: Buffer.from([2]) }] };

const scenes: Readonly<Record<string, Scene>> = {
  welcome: {},
  'one-agent': { agents: five.slice(0, 1), view: { ...inUse, mode: 'terminal' } },
  'five-agents': { agents: five, view: inUse },
  states: { agents: busy, view: { ...inUse, mode: 'terminal' } },
  folded: {
    agents: five,
    view: { ...inUse, fields: { folded: { '/srv/services/payments/backend/api': true } } },
  },
  exited: { agents: five, view: { focus: 'a3', selected: 'a3' } },
  split: { agents: five, view: { ...inUse, mode: 'terminal', fields: { pane_tree: panes } } },
  zoomed: { agents: five, view: { ...inUse, mode: 'terminal', fields: { pane_tree: panes, zoomed: true } } },
  scrolled: { agents: five, view: { ...inUse, mode: 'copy', scroll: { a1: 42 } } },
  prompt: {
    agents: five,
    view: inUse,
    overlays: { prompt: { id: 'p', kind: 'confirm', title: 'End shell?' } },
  },
  banner: { agents: five, view: inUse, overlays: { banners: [banner], toasts: [toast] } },
  'which-key': { agents: five, view: { ...inUse, mode: 'terminal' }, input: prefix, showsWhichKey: true },
  palette: {
    agents: five,
    view: {
      ...inUse,
      mode: 'palette',
      fields: { palette: { query: 'cl', at: 2, top: 1, from: 'terminal' } },
    },
  },
  help: { agents: five, view: inUse, input: { help: { filter: '', offset: 0 } } },
};

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

function compare(name: string, text: string): void {
  const file = new URL(`fixtures/${name}.txt`, import.meta.url);
  if (process.env['UPDATE_GOLDENS']) {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe.each(sizes)('at %ix%i', (columns, rows) => {
  test.each(Object.entries(scenes))('%s', async (name, scene) => {
    compare(`${columns}x${rows}/${name}`, goldenOf(await drawScene(world, scene, columns, rows)));
  });
});

describe('without colour', () => {
  test.each(['five-agents', 'split', 'which-key'])('%s', async (name) => {
    const frame = await drawScene(world, scenes[name]!, 80, 24);
    compare(`no-colour/${name}`, goldenOf(frame, withoutColour));
  });

  test('what is selected, in use, over or new is still told apart', async () => {
    const { lines, spans } = await drawScene(world, scenes['split']!, 80, 24);
    const row = (name: string): string =>
      lines
        .slice(1)
        .find((line) => line.includes(` ${name}`))!
        .slice(1, 24);
    expect(row('shell')).toMatch(/^▌1 ● shell/);
    expect(row('claude')).toMatch(/^ 2 ● claude .*•/);
    expect(row('make')).toMatch(/✗ make/);
    expect(row('ls')).toMatch(/○ ls/);
    expect(lines.at(-1)).toMatch(/^ TERMINAL /);
    const titles = spans[0]!.map(({ x, style }) => [lines[0]!.slice(x, x + 5), style.bold === true]);
    expect(titles).toContainEqual(['shell', true]);
  });
});

describe('in the other themes', () => {
  afterAll(() => world.eval('theme.set("auto") return 1'));

  test.each(['light', 'mono'])('%s', async (theme) => {
    await world.eval(`theme.set("${theme}") return 1`);
    compare(`themes/${theme}`, goldenOf(await drawScene(world, scenes['five-agents']!, 80, 24)));
  });
});

test.each([
  [20, 5],
  [40, 10],
  [59, 12],
  [1, 1],
  [2, 60],
  [300, 2],
])('%ix%i breaks nothing', async (columns, rows) => {
  for (const scene of Object.values(scenes)) {
    const { lines } = await drawScene(world, scene, columns, rows);
    expect(lines).toHaveLength(rows);
  }
  expect(world.world.errors()).toEqual([]);
});

test('which-key shows every key at 80x24', async () => {
  const keys = (frame: Frame): string => frame.lines.join('\n');
  const drawn = keys(await drawScene(world, scenes['which-key']!, 80, 24));
  expect(drawn).not.toContain(' more');
  expect(drawn).toContain('1-9 agent 1-9');
});

test('a banner names the file and the line, above everything', async () => {
  for (const [columns, rows] of sizes) {
    const { lines } = await drawScene(world, scenes['banner']!, columns, rows);
    expect(lines[0]).toContain('user/layout.lua:12');
  }
});
