// Random frames: well-formed grids with text of every width, clusters, and every look a cell can have.
import {
  BLANK,
  BLINK,
  BOLD,
  COMBINED,
  DIM,
  INVERSE,
  INVISIBLE,
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
import { clearGrid, type Grid } from '../../../src/core/grid.ts';

/** Whole numbers from 0 up to, not including, the limit; the same for the same seed. */
export function randomFrom(seed: number): (limit: number) => number {
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
  ['👩🏽‍🚀', 2],
  ['🏴‍☠️', 2],
  ['1️⃣', 2],
  ['o\u0302\u0323', 1],
  ['中\u0301', 2],
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
  const flags = [BOLD, INVERSE, UNDERLINE, STRIKETHROUGH, BLINK, INVISIBLE].reduce(
    (all, flag) => (random(4) === 0 ? all | flag : all),
    0,
  );
  const backFlags = [DIM, ITALIC, OVERLINE].reduce((all, flag) => (random(5) === 0 ? all | flag : all), 0);
  const underline =
    flags & UNDERLINE
      ? ((1 + random(5)) << UNDERLINE_STYLE_SHIFT) |
        [0, MODE_256 | random(256), MODE_RGB | random(0xfffffe)][random(3)]!
      : 0;
  return [(color() | flags) >>> 0, (color() | backFlags) >>> 0, underline >>> 0];
}

/** Changes a frame as programs do: text here and there, rows moved up, a row erased from somewhere on. */
export function change(grid: Grid, random: (limit: number) => number): void {
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
