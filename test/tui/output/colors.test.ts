// With fewer colours the terminal shows the same frame in the nearest ones; without any, all but the colours.
import { expect, test } from 'vitest';
import {
  COLOR_MASK,
  MODE_16,
  MODE_256,
  MODE_MASK,
  MODE_RGB,
  UNDERLINE,
  WORDS,
} from '../../../src/core/cell.ts';
import { createGrid, type Grid } from '../../../src/core/grid.ts';
import { createEmitter } from '../../../src/tui/output/emitter.ts';
import { basicOf, legibleOn, nearest16, nearest256, paletteRgb } from '../../../src/tui/output/palette.ts';
import { type ColorDepth, sgr } from '../../../src/tui/output/sgr.ts';
import { change, randomFrom } from './random-frames.ts';
import { createReference, differences } from './reference.ts';

/** The colour word that a terminal with so many colours should have for `word`. */
function shown(word: number, depth: ColorDepth): number {
  const mode = word & MODE_MASK;
  const flags = word & ~COLOR_MASK;
  if (mode === 0 || depth === 'none') return flags >>> 0;
  if (depth === 'truecolor' || mode === MODE_16) return word >>> 0;
  const [rgb, index] = [word & 0xffffff, word & 255];
  if (depth === '256') return (flags | MODE_256 | (mode === MODE_RGB ? nearest256(rgb) : index)) >>> 0;
  return (flags | MODE_16 | (mode === MODE_RGB ? basicOf(rgb) : nearest16(index))) >>> 0;
}

/** Text in the colour of its ground is to be seen nevertheless, where it was meant to be. */
function tellApart(cells: Uint32Array, meant: Uint32Array, at: number): void {
  const [fg, bg] = [cells[at + 1]!, cells[at + 2]!];
  const isAlike = (words: Uint32Array) => ((words[at + 1]! ^ words[at + 2]!) & COLOR_MASK) === 0;
  if (isAlike(cells) && !isAlike(meant))
    cells[at + 1] = ((fg & ~COLOR_MASK) | MODE_16 | legibleOn(bg & 15)) >>> 0;
}

function downsampled(grid: Grid, depth: ColorDepth): Grid {
  const cells = grid.cells.slice();
  for (let i = 0; i < cells.length; i += WORDS) {
    cells[i + 1] = shown(cells[i + 1]!, depth);
    cells[i + 2] = shown(cells[i + 2]!, depth);
    if (depth === '16') tellApart(cells, grid.cells, i);
    // Terminals without 256 colours have no colour for underlines either.
    if (cells[i + 1]! & UNDERLINE) cells[i + 3] = shown(cells[i + 3]!, depth === '16' ? 'none' : depth);
  }
  return { ...grid, cells };
}

test.each(['truecolor', '256', '16', 'none'] as const)('random frames in %s', (depth) => {
  const random = randomFrom(31);
  const [columns, rows] = [40, 12];
  const reference = createReference(columns, rows);
  const emitter = createEmitter({ colors: depth, bce: true, synchronized: true });
  const grid = createGrid(columns, rows);
  for (let frame = 0; frame < 120; frame++) {
    change(grid, random);
    const bytes = emitter.render(grid, null, [{ x: 5, y: 0, columns: 35, rows: 11 }]);
    if (depth === 'none') expect(bytes).not.toMatch(/\x1b\[(?:[\d:;]*;)?(?:[34][0-8]|9\d|10\d|58)[\d:;]*m/);
    reference.write(bytes);
    expect(differences(downsampled(grid, depth), reference.grid()), `frame ${frame}`).toEqual([]);
  }
});

const distance = (a: number, b: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

test('the nearest of the 240 colours that are the same everywhere', () => {
  const random = randomFrom(5);
  const entries = Array.from({ length: 240 }, (_, i) => paletteRgb(16 + i));
  for (let i = 0; i < 5000; i++) {
    const grey = random(256) * 0x010101;
    const rgb = random(4) === 0 ? grey : random(0x1000000);
    const best = Math.min(...entries.map((entry) => distance(entry, rgb)));
    expect(distance(paletteRgb(nearest256(rgb)), rgb), rgb.toString(16)).toBe(best);
  }
});

test('a palette entry is its own nearest', () => {
  for (let index = 16; index < 256; index++)
    expect(paletteRgb(nearest256(paletteRgb(index)))).toBe(paletteRgb(index));
  for (let index = 0; index < 16; index++) expect(nearest16(index)).toBe(index);
});

test('hues keep their place among 16 colours, pastel or not, and greys their lightness', () => {
  const pastels = [0x9ece6a, 0xf7768e, 0xe0af68, 0x7aa2f7, 0x88c0d0, 0xff79c6];
  expect(pastels.map((rgb) => basicOf(rgb) % 8)).toEqual([2, 1, 3, 4, 6, 5]);
  expect([0x9d0006, 0x376f1c, 0x2e5cc5].map(basicOf)).toEqual([1, 2, 12]);
  expect([0x080808, 0x6c6c6c, 0x8088ae, 0xe4e4e4, 0xffffff].map(basicOf)).toEqual([0, 8, 8, 7, 15]);
});

test('what can be read on one of the 16 colours is never that colour', () => {
  expect(Array.from({ length: 16 }, (_, index) => legibleOn(index))).toEqual([
    7, 7, 7, 0, 7, 7, 0, 0, 7, 7, 0, 0, 7, 7, 0, 0,
  ]);
});

test('dimmed text on a selected row, both grey of 16, is seen', () => {
  const looks = (fg: number, bg: number) => ({
    fg: (MODE_RGB | fg) >>> 0,
    bg: (MODE_RGB | bg) >>> 0,
    underline: 0,
  });
  const plain = { fg: 0, bg: 0, underline: 0 };
  expect(sgr(plain, looks(0x949fb3, 0x3b4558), '16')).toBe('\x1b[37;100m');
  // The text is another as soon as its ground is.
  expect(sgr(looks(0x949fb3, 0x3b4558), { ...looks(0x949fb3, 0), bg: 0 }, '16')).toBe('\x1b[90;49m');
});
