// What is emitted, fed to a reference terminal, shows the grid that was asked for; in few bytes.
import { expect, test } from 'vitest';
import {
  BLANK,
  BOLD,
  COMBINED,
  DIM,
  INVERSE,
  ITALIC,
  MODE_16,
  MODE_256,
  MODE_RGB,
  OVERLINE,
  STRIKETHROUGH,
  UNDERLINE,
  UNDERLINE_STYLE_SHIFT,
  WIDTH_1,
  WIDTH_2,
  WORDS,
} from '../../../src/core/cell.ts';
import { clearGrid, createGrid, type Grid } from '../../../src/core/grid.ts';
import { createEmitter } from '../../../src/tui/output/emitter.ts';
import { createReference, differences } from './reference.ts';

const traits = { colors: 'truecolor', bce: true, synchronized: true } as const;

function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % limit;
  };
}

const singles = 'abc XYZ01│─█é…●';
const wides = '中文字漢한👍🚀';
const clusters = [
  ['e\u0301', 1],
  ['👨‍👩‍👧', 2],
  ['❤️', 2],
  ['🇩🇪', 2],
  ['👍🏽', 2],
] as const;

function put(
  grid: Grid,
  x: number,
  y: number,
  text: string,
  width: number,
  looks: readonly [number, number, number],
): void {
  const index = y * grid.columns + x;
  for (const half of [index - 1, index + width]) {
    // Whatever wide character is cut in two becomes blank.
    const isRight =
      half >= y * grid.columns && half < (y + 1) * grid.columns && grid.cells[half * WORDS] === 0;
    if (half === index + width && isRight) grid.cells.set([BLANK], half * WORDS);
  }
  if (grid.cells[index * WORDS] === 0) grid.cells.set([BLANK], (index - 1) * WORDS);
  grid.clusters.delete(index);
  grid.clusters.delete(index - 1);
  grid.clusters.delete(index + 1);
  for (const at of [index - 1, index + 1])
    if ((grid.cells[at * WORDS] ?? 0) & COMBINED) grid.cells.set([BLANK], at * WORDS);
  const points = [...text];
  const isCluster = points.length > 1;
  if (isCluster) grid.clusters.set(index, text);
  grid.cells.set(
    [(isCluster ? COMBINED : text.codePointAt(0)!) | (width === 2 ? WIDTH_2 : WIDTH_1), ...looks],
    index * WORDS,
  );
  if (width === 2) grid.cells.set([0, ...looks], (index + 1) * WORDS);
  for (const row of [y - 1, y, y + 1]) if (row >= 0 && row < grid.rows) mendRow(grid, row);
}

/** Makes a row well formed: no right half without its left one, no wide character without its right half. */
function mendRow(grid: Grid, y: number): void {
  for (let x = 0; x < grid.columns; x++) {
    const i = (y * grid.columns + x) * WORDS;
    const wide = grid.cells[i]! >>> 22 === 2;
    const next = x + 1 < grid.columns ? grid.cells[i + WORDS] : -1;
    if (wide && next !== 0) {
      grid.cells[i] = BLANK;
      grid.clusters.delete(y * grid.columns + x);
    } else if (wide) x++;
    else if (grid.cells[i] === 0) grid.cells[i] = BLANK;
  }
}

function randomLooks(random: (limit: number) => number): readonly [number, number, number] {
  const color = (): number =>
    [0, MODE_16 | random(16), MODE_256 | random(256), MODE_RGB | random(0xffffff)][random(4)]!;
  if (random(3) === 0) return [0, 0, 0];
  const flags = [BOLD, INVERSE, UNDERLINE, STRIKETHROUGH].reduce(
    (all, flag) => (random(4) === 0 ? all | flag : all),
    0,
  );
  const backFlags = [DIM, ITALIC, OVERLINE].reduce((all, flag) => (random(5) === 0 ? all | flag : all), 0);
  const underline =
    flags & UNDERLINE
      ? ((1 + random(5)) << UNDERLINE_STYLE_SHIFT) | (random(2) ? MODE_RGB | random(0xfffffe) : 0)
      : 0;
  return [(color() | flags) >>> 0, (color() | backFlags) >>> 0, underline >>> 0];
}

function change(grid: Grid, random: (limit: number) => number): void {
  const { columns, rows } = grid;
  const kind = random(10);
  if (kind === 0) clearGrid(grid);
  else if (kind <= 2) {
    const by = 1 + random(3);
    grid.cells.copyWithin(0, by * columns * WORDS);
    const moved = [...grid.clusters]
      .map(([index, text]) => [index - by * columns, text] as const)
      .filter(([index]) => index >= 0);
    grid.clusters.clear();
    for (const [index, text] of moved) if (index < (rows - by) * columns) grid.clusters.set(index, text);
    for (let i = (rows - by) * columns * WORDS; i < grid.cells.length; i += WORDS)
      grid.cells.set([BLANK, 0, 0, 0], i);
  } else if (kind === 3) {
    const y = random(rows);
    const from = random(columns);
    const looks = random(2) ? [0, 0, 0] : [0, MODE_256 | random(256), 0];
    for (let x = from; x < columns; x++) {
      grid.clusters.delete(y * columns + x);
      grid.cells.set([BLANK, ...looks], (y * columns + x) * WORDS);
    }
    mendRow(grid, y);
  } else {
    for (let n = random(60); n >= 0; n--) {
      const pick = random(10);
      const [text, width] =
        pick < 7
          ? [[...singles][random([...singles].length)]!, 1]
          : pick < 9
            ? [[...wides][random([...wides].length)]!, 2]
            : clusters[random(clusters.length)]!;
      put(
        grid,
        random(columns - width + 1),
        random(rows),
        text as string,
        width as number,
        randomLooks(random),
      );
    }
  }
}

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
