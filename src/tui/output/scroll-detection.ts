// Finds out whether rows of a pane moved up, so that the terminal can scroll them itself. Terminals can
// only scroll whole rows (DECSTBM), so what stands beside the pane is scrolled with it and then mended.
import { BLANK, WORDS } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';

export interface Band {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Scroll {
  /** First and last row of the region, zero-based. */
  readonly top: number;
  readonly bottom: number;
  /** Rows moved up. */
  readonly count: number;
}

/** A pane whose rows changed less than this is cheaper to repaint than to examine. */
export const MIN_CHANGED = 0.3;
/** Scrolling pays only if it leaves fewer cells to repaint than this part of those without it. */
const WORTH = 0.6;

/** How the rows of `pane` moved up from `front` to `back`, or null where scrolling would not pay. */
export function detectScroll(front: Grid, back: Grid, pane: Band): Scroll | null {
  const { rows } = pane;
  if (rows < 4) return null;
  const before = new Int32Array(rows);
  const after = new Int32Array(rows);
  let changed = 0;
  for (let y = 0; y < rows; y++) {
    before[y] = rowHash(front, pane, y);
    after[y] = rowHash(back, pane, y);
    if (before[y] !== after[y]) changed++;
  }
  if (changed < rows * MIN_CHANGED) return null;
  const count = bestShift(before, after, changed);
  if (count === 0) return null;
  const scroll = { top: pane.y, bottom: pane.y + rows - 1, count };
  return repaintAfter(front, back, scroll) < repaintAfter(front, back, { ...scroll, count: 0 }) * WORTH
    ? scroll
    : null;
}

function rowHash({ cells, columns }: Grid, { x, y, columns: width }: Band, row: number): number {
  let hash = 2166136261;
  const from = ((y + row) * columns + x) * WORDS;
  for (let i = from, end = from + width * WORDS; i < end; i++) hash = Math.imul(hash ^ cells[i]!, 16777619);
  return hash;
}

function bestShift(before: Int32Array, after: Int32Array, changed: number): number {
  const rows = before.length;
  let best = 0;
  let bestMatches = changed * 0.5;
  for (let shift = 1; shift <= Math.min(rows - 2, Math.floor(rows * 0.7)); shift++) {
    let matches = 0;
    for (let y = 0; y + shift < rows; y++)
      if (before[y + shift] === after[y] && before[y] !== after[y]) matches++;
    if (matches > bestMatches) {
      bestMatches = matches;
      best = shift;
    }
  }
  return best;
}

/** Cells of the region that differ from `back` once `front` has scrolled. */
function repaintAfter(front: Grid, back: Grid, { top, bottom, count }: Scroll): number {
  const { columns } = back;
  let differing = 0;
  for (let y = top; y <= bottom; y++) {
    const isNew = y + count > bottom;
    for (let x = 0; x < columns; x++) {
      const i = (y * columns + x) * WORDS;
      const j = ((y + count) * columns + x) * WORDS;
      const a = front.cells;
      const b = back.cells;
      const same = isNew
        ? b[i] === BLANK && b[i + 1] === 0 && b[i + 2] === 0
        : a[j] === b[i] && a[j + 1] === b[i + 1] && a[j + 2] === b[i + 2];
      if (!same) differing++;
    }
  }
  return differing;
}
