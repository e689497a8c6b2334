// A rectangle of cells. `cells` is row-major, WORDS words a cell; `clusters` holds the text of cells
// whose content has the COMBINED bit, keyed by cell index (y * columns + x).
import { BLANK, WORDS } from './cell.ts';

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cells: Uint32Array;
  readonly clusters: Map<number, string>;
}

/** A blank grid. Columns and rows are counts of cells, at least 1. */
export function createGrid(columns: number, rows: number): Grid {
  const grid = { columns, rows, cells: new Uint32Array(columns * rows * WORDS), clusters: new Map() };
  clearGrid(grid);
  return grid;
}

/** Makes every cell a blank in default colours. */
export function clearGrid(grid: Grid): void {
  clearCells(grid.cells, 0, grid.columns * grid.rows);
  grid.clusters.clear();
}

/** Blanks `count` cells from cell index `from`. Clusters of those cells are left to the caller. */
export function clearCells(cells: Uint32Array, from: number, count: number): void {
  cells.fill(0, from * WORDS, (from + count) * WORDS);
  for (let i = from * WORDS, end = (from + count) * WORDS; i < end; i += WORDS) cells[i] = BLANK;
}

/** The text of one row, trailing blanks trimmed. */
export function rowText(grid: Grid, y: number): string {
  let text = '';
  for (let x = 0; x < grid.columns; x++) text += cellText(grid, y * grid.columns + x);
  return text.trimEnd();
}

/** The text of a cell: a space for a blank, '' for the right half of a wide character. */
export function cellText(grid: Grid, index: number): string {
  const content = grid.cells[index * WORDS] ?? 0;
  if (content & 0x200000) return grid.clusters.get(index) ?? ' ';
  if (content === 0) return '';
  return String.fromCodePoint(content & 0x1fffff || 32);
}
