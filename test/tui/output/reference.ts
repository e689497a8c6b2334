// A reference terminal: what a real one would show after the bytes it is given.
import { WORDS } from '../../../src/core/cell.ts';
import type { Grid } from '../../../src/core/grid.ts';
import { createGrid } from '../../../src/core/grid.ts';
import { packRow } from '../../../src/host/rows.ts';
import { createScreen, type Screen } from '../../../src/host/screen.ts';

export interface Reference {
  readonly screen: Screen;
  write(text: string): void;
  grid(): Grid;
}

export function createReference(columns: number, rows: number): Reference {
  const screen = createScreen({
    columns,
    rows,
    scrollback: 0,
    version: '0',
    colors: () => ({}),
    onReply: () => {},
    onNotice: () => {},
  });
  const write = (text: string): void => screen.write(Buffer.from(text), () => {});
  write('\x1b[?7l');
  return {
    screen,
    write,
    grid() {
      const grid = createGrid(columns, rows);
      for (let y = 0; y < rows; y++) {
        packRow(screen.line(0, y), columns, grid.cells, y * columns, (x, text) =>
          grid.clusters.set(y * columns + x, text),
        );
      }
      return grid;
    },
  };
}

/** Every cell that differs, as `x,y: wanted | shown`, up to ten. */
export function differences(wanted: Grid, shown: Grid): string[] {
  const found: string[] = [];
  for (let index = 0; index < wanted.columns * wanted.rows && found.length < 10; index++) {
    const a = wanted.cells.subarray(index * WORDS, (index + 1) * WORDS);
    const b = shown.cells.subarray(index * WORDS, (index + 1) * WORDS);
    const text = wanted.clusters.get(index) === shown.clusters.get(index);
    if (text && a.every((word, i) => word === b[i])) continue;
    const left = [wanted, shown].map(
      (grid) => `${grid.cells[(index - 1) * WORDS]?.toString(16)} ${grid.clusters.get(index - 1) ?? ''}`,
    );
    const place = `${left} ${index % wanted.columns},${Math.floor(index / wanted.columns)}`;
    found.push(
      `${place}: ${[...a].map((w) => w.toString(16))} ${wanted.clusters.get(index) ?? ''} | ${[...b].map((w) => w.toString(16))} ${shown.clusters.get(index) ?? ''}`,
    );
  }
  return found;
}
