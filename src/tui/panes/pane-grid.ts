// The viewer's copy of one session's screen. Applying every update in order keeps it equal to the rows
// the host shows for that channel (screen-codec.ts says how updates are made).
import { WORDS } from '../../core/cell.ts';
import { clearCells, createGrid, type Grid } from '../../core/grid.ts';
import type { ScreenCursor, ScreenUpdate, Span } from '../../protocol/screen-codec.ts';

export interface PaneScreen {
  readonly grid: Grid;
  readonly cursor: ScreenCursor;
  /** Packed TerminalModes. */
  readonly modes: number;
  readonly top: number;
  readonly history: number;
  readonly scroll: number;
  /** 1 for each row that may differ since `clearTouched`. */
  readonly touched: Uint8Array;
}

/** Marks every row as drawn. */
export function clearTouched(screen: PaneScreen): void {
  screen.touched.fill(0);
}

/** The screen after `update`. The grid of `before` is reused, changed in place, while its size holds. */
export function applyUpdate(before: PaneScreen | null, update: ScreenUpdate): PaneScreen {
  const { columns, rows, cursor, modes, top, history, scroll } = update;
  const kept = before && !update.full && before.grid.columns === columns && before.grid.rows === rows;
  const grid = kept ? before.grid : createGrid(columns, rows);
  const touched = kept ? before.touched : new Uint8Array(rows).fill(1);
  if (kept && top !== before.top) {
    moveRowsUp(grid, top - before.top);
    touched.fill(1);
  }
  for (const span of update.spans) {
    writeSpan(grid, span);
    touched[span.y] = 1;
  }
  return { grid, cursor, modes, top, history, scroll, touched };
}

/** Moves all rows up by `count` (down if negative); rows that come in are blank. */
function moveRowsUp(grid: Grid, count: number): void {
  if (count === 0) return;
  const { columns, rows, cells, clusters } = grid;
  const shift = Math.min(Math.abs(count), rows);
  const stay = (rows - shift) * columns;
  const moved = shift * columns;
  if (count > 0) {
    cells.copyWithin(0, moved * WORDS);
    clearCells(cells, stay, moved);
  } else {
    cells.copyWithin(moved * WORDS, 0, stay * WORDS);
    clearCells(cells, 0, moved);
  }
  if (clusters.size === 0) return;
  const offset = count > 0 ? -moved : moved;
  const entries = [...clusters];
  clusters.clear();
  for (const [index, text] of entries) {
    const to = index + offset;
    if (to >= 0 && to < columns * rows) clusters.set(to, text);
  }
}

function writeSpan(grid: Grid, span: Span): void {
  if (span.y >= grid.rows) return;
  const count = Math.min(span.cells.length / WORDS, grid.columns - span.x);
  if (count <= 0) return;
  const from = span.y * grid.columns + span.x;
  grid.cells.set(
    count * WORDS === span.cells.length ? span.cells : span.cells.subarray(0, count * WORDS),
    from * WORDS,
  );
  if (grid.clusters.size > 0) for (let i = from; i < from + count; i++) grid.clusters.delete(i);
  for (const [x, text] of span.clusters) grid.clusters.set(span.y * grid.columns + x, text);
}
