// Writing lines of cells into a grid within a clip. Invariant: no wide character is ever left in halves.
import { BLANK, WIDTH_SHIFT, WORDS } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import type { Line } from './ansi-cells.ts';
import type { Clip } from './clip.ts';

/** Writes `line` from column `x` of row `y` on; what is outside `clip` is left as it is. */
export function putLine(grid: Grid, line: Line, x: number, y: number, clip: Clip): void {
  if (y < clip.top || y >= clip.bottom) return;
  let from = Math.max(0, clip.left - x);
  let to = Math.min(line.width, clip.right - x);
  // A wide character cut by the clip is left out.
  if (from < to && line.cells[from * WORDS] === 0) from++;
  if (from < to && isWide(line.cells[(to - 1) * WORDS]!)) to--;
  if (from >= to) return;
  const index = y * grid.columns + x;
  mendEdges(grid, index + from, index + to);
  grid.cells.set(line.cells.subarray(from * WORDS, to * WORDS), (index + from) * WORDS);
  if (grid.clusters.size > 0) for (let at = index + from; at < index + to; at++) grid.clusters.delete(at);
  for (const [at, text] of line.clusters) if (at >= from && at < to) grid.clusters.set(index + at, text);
}

/** Blanks the halves of wide characters that a write of the cells `from` up to `to`, of one row, would leave over. */
export function mendEdges({ columns, cells, clusters }: Grid, from: number, to: number): void {
  if (cells[from * WORDS] === 0 && from % columns > 0) {
    cells[(from - 1) * WORDS] = BLANK;
    clusters.delete(from - 1);
  }
  if (to % columns > 0 && cells[to * WORDS] === 0) cells[to * WORDS] = BLANK;
}

export function isWide(content: number): boolean {
  return content >>> WIDTH_SHIFT === 2;
}
