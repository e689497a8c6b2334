// The cells of one row that differ from a row sent before.
import { BLANK, COMBINED, WORDS } from '../core/cell.ts';
import type { Span } from '../protocol/screen-codec.ts';

/** Rows of cells, row-major; clusters are keyed by cell index. */
export interface Rows {
  readonly columns: number;
  readonly rows: number;
  readonly cells: Uint32Array;
  readonly clusters: ReadonlyMap<number, string>;
}

/**
 * The shortest run that holds every cell of row `y` of `now` which differs from row `beforeY` of
 * `before`; null if none does. A row that `before` does not have counts as blank. The span's cells are a
 * view of `now`'s, good until those change.
 */
export function changedSpan(before: Rows | null, beforeY: number, now: Rows, y: number): Span | null {
  const { columns } = now;
  const known = before && beforeY >= 0 && beforeY < before.rows ? before : null;
  const old = beforeY * columns;
  const from = y * columns;
  const differs = (x: number): boolean =>
    known ? cellsDiffer(known, old + x, now, from + x) : !isBlank(now.cells, from + x);

  let first = 0;
  while (first < columns && !differs(first)) first++;
  if (first === columns) return null;
  let last = columns - 1;
  while (!differs(last)) last--;
  const clusters = new Map<number, string>();
  for (let x = first; x <= last && now.clusters.size > 0; x++) {
    const text = now.clusters.get(from + x);
    if (text !== undefined) clusters.set(x, text);
  }
  return {
    y,
    x: first,
    cells: now.cells.subarray((from + first) * WORDS, (from + last + 1) * WORDS),
    clusters,
  };
}

function cellsDiffer(a: Rows, aIndex: number, b: Rows, bIndex: number): boolean {
  const i = aIndex * WORDS;
  const j = bIndex * WORDS;
  const content = b.cells[j]!;
  return (
    a.cells[i] !== content ||
    a.cells[i + 1] !== b.cells[j + 1] ||
    a.cells[i + 2] !== b.cells[j + 2] ||
    a.cells[i + 3] !== b.cells[j + 3] ||
    ((content & COMBINED) !== 0 && a.clusters.get(aIndex) !== b.clusters.get(bIndex))
  );
}

function isBlank(cells: Uint32Array, index: number): boolean {
  const i = index * WORDS;
  return cells[i] === BLANK && cells[i + 1] === 0 && cells[i + 2] === 0 && cells[i + 3] === 0;
}
