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
import { nearest16, nearest256, paletteRgb } from '../../../src/tui/output/palette.ts';
import type { ColorDepth } from '../../../src/tui/output/sgr.ts';
import { change, randomFrom } from './random-frames.ts';
import { createReference, differences } from './reference.ts';

/** The colour word that a terminal with so many colours should have for `word`. */
function shown(word: number, depth: ColorDepth): number {
  const mode = word & MODE_MASK;
  const flags = word & ~COLOR_MASK;
  if (mode === 0 || depth === 'none') return flags >>> 0;
  if (depth === 'truecolor' || mode === MODE_16) return word >>> 0;
  const index = mode === MODE_RGB ? nearest256(word & 0xffffff) : word & 255;
  if (depth === '256') return (flags | MODE_256 | index) >>> 0;
  return (flags | MODE_16 | (index > 15 ? nearest16(index) : index)) >>> 0;
}

function downsampled(grid: Grid, depth: ColorDepth): Grid {
  const cells = grid.cells.slice();
  for (let i = 0; i < cells.length; i += WORDS) {
    cells[i + 1] = shown(cells[i + 1]!, depth);
    cells[i + 2] = shown(cells[i + 2]!, depth);
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
