// What is emitted, fed to a reference terminal, shows the grid that was asked for; in few bytes.
import { expect, test } from 'vitest';
import { BLANK, BOLD, MODE_256, MODE_RGB, WIDTH_1, WORDS } from '../../../src/core/cell.ts';
import { createGrid, type Grid } from '../../../src/core/grid.ts';
import { createEmitter } from '../../../src/tui/output/emitter.ts';
import { change, randomFrom } from './random-frames.ts';
import { createReference, differences } from './reference.ts';

const traits = { colors: 'truecolor', bce: true, synchronized: true } as const;

test.each([11, 12, 13, 14])('random frames, seed %i', (seed) => {
  const random = randomFrom(seed);
  const [columns, rows] = [40, 12];
  const reference = createReference(columns, rows);
  const emitter = createEmitter(traits);
  const grid = createGrid(columns, rows);
  let before = grid.cells.slice();
  for (let frame = 0; frame < 150; frame++) {
    change(grid, random);
    const cursor = {
      x: random(columns),
      y: random(rows),
      visible: random(3) > 0,
      shape: 'bar',
      blink: false,
    } as const;
    const panes = random(2) ? [{ x: 5, y: 0, columns: 35, rows: 11 }] : [];
    const touched = random(2) ? touchedRows(before, grid) : undefined;
    before = grid.cells.slice();
    const bytes = emitter.render(grid, cursor, panes, touched);
    reference.write(bytes);
    expect(
      differences(grid, reference.grid()),
      `frame ${frame}: ${JSON.stringify(bytes).slice(0, 400)}`,
    ).toEqual([]);
    const shown = reference.screen.cursor();
    expect(shown.visible).toBe(cursor.visible);
    if (cursor.visible) expect([shown.x, shown.y]).toEqual([cursor.x, cursor.y]);
    expect(emitter.render(grid, cursor, panes)).toBe('');
  }
});

/** 1 for each row whose words differ, or that has clusters. */
function touchedRows(before: Uint32Array, grid: Grid): Uint8Array {
  const stride = grid.columns * WORDS;
  return Uint8Array.from({ length: grid.rows }, (_, y) => {
    const isSame = before
      .subarray(y * stride, (y + 1) * stride)
      .every((word, i) => word === grid.cells[y * stride + i]);
    const hasClusters = [...grid.clusters.keys()].some((index) => Math.floor(index / grid.columns) === y);
    return isSame && !hasClusters ? 0 : 1;
  });
}

function filled(columns: number, rows: number): Grid {
  const grid = createGrid(columns, rows);
  for (let y = 0; y < rows; y++) {
    const text = `row ${y} `.repeat(columns).slice(0, columns);
    for (const [x, character] of [...text].entries()) {
      const color = x < 33 ? 0 : MODE_256 | ((x * 7) % 256);
      grid.cells.set([character.codePointAt(0)! | WIDTH_1, color, 0, 0], (y * columns + x) * WORDS);
    }
  }
  return grid;
}

const cursorAt = (x: number, y: number) => ({ x, y, visible: true, shape: 'block', blink: true }) as const;

test('one character typed costs its own byte', () => {
  const emitter = createEmitter(traits);
  const grid = createGrid(200, 50);
  emitter.render(grid, cursorAt(10, 5));
  grid.cells.set([97 | WIDTH_1], (5 * 200 + 10) * WORDS);
  expect(emitter.render(grid, cursorAt(11, 5))).toBe('a');
});

test('one line scrolled in a pane beside a side bar costs under 2,000 bytes', () => {
  const emitter = createEmitter(traits);
  const grid = filled(200, 50);
  emitter.render(grid, cursorAt(0, 0));
  const pane = { x: 33, y: 0, columns: 167, rows: 49 };
  for (let y = 0; y < 49; y++) {
    const next =
      y < 48
        ? grid.cells.slice(((y + 1) * 200 + 33) * WORDS, (y + 2) * 200 * WORDS)
        : new Uint32Array(167 * WORDS).fill(0).map((_, i) => (i % WORDS === 0 ? BLANK : 0));
    grid.cells.set(next, (y * 200 + 33) * WORDS);
  }
  const bytes = emitter.render(grid, cursorAt(0, 0), [pane]).length;
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(2000);
});

test('fewer colours: the nearest are used, none without any', () => {
  const grid = createGrid(4, 1);
  grid.cells.set([97 | WIDTH_1, MODE_RGB | 0xff0000 | BOLD, 0, 0], 0);
  const first = (colors: 'none' | '16' | '256') =>
    createEmitter({ ...traits, colors })
      .render(grid, null)
      .replace(/^.*2J/, '')
      .split('a')[0];
  expect(first('none')).toBe('\x1b[1m');
  expect(first('16')).toBe('\x1b[1;91m');
  expect(first('256')).toBe('\x1b[1;38;5;196m');
});
