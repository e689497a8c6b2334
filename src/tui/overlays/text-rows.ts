// A text of several lines as the rows that it takes: broken at line ends, and at spaces where a line is too long.
import { graphemes } from '../input/line-text.ts';
import { isSimple, simpleWidth } from '../painter/simple-text.ts';

/** UTF-16 offsets: a row shows `start` up to `end`; what is between one's end and the next start is a break. */
export interface TextRow {
  readonly start: number;
  readonly end: number;
}

/** At least one row. `width` is in cells. */
export function rowsOfText(text: string, width: number): readonly TextRow[] {
  const rows: TextRow[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    rows.push(
      ...rowsOfLine(line, Math.max(1, width)).map((row) => ({
        start: start + row.start,
        end: start + row.end,
      })),
    );
    start += line.length + 1;
  }
  return rows;
}

function rowsOfLine(line: string, width: number): TextRow[] {
  const rows: TextRow[] = [];
  let start = 0;
  let used = 0;
  /** After the last space of the row. */
  let edge = 0;
  for (const { segment, index } of graphemes().segment(line)) {
    const cells = cellsOf(segment);
    if (used + cells > width && index > start) {
      const end = edge > start ? edge : index;
      rows.push({ start, end });
      used = cellsOf(line.slice(end, index));
      start = end;
    }
    used += cells;
    if (segment === ' ') edge = index + 1;
  }
  return [...rows, { start, end: line.length }];
}

/** The row that the cursor is in, and its column there. */
export function placeOf(
  text: string,
  rows: readonly TextRow[],
  cursor: number,
): { row: number; column: number } {
  const row = Math.max(
    0,
    rows.findLastIndex(({ start }) => start <= cursor),
  );
  return { row, column: cellsOf(text.slice(rows[row]!.start, cursor)) };
}

/** The offset at a column of a row, or the nearest there is. */
export function offsetAt(text: string, rows: readonly TextRow[], row: number, column: number): number {
  const { start, end } = rows[row]!;
  // The end of a row that goes on in the next is that one's start.
  const isBroken = row + 1 < rows.length && rows[row + 1]!.start === end;
  let cells = 0;
  let last = start;
  for (const { segment, index } of graphemes().segment(text.slice(start, end))) {
    last = start + index;
    if (cells >= column) return last;
    cells += cellsOf(segment);
  }
  return isBroken ? last : end;
}

const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

/** What string-width says, but for rare characters; that takes too long to load before the first picture. */
function cellsOf(text: string): number {
  if (isSimple(text)) return simpleWidth(text);
  let cells = 0;
  for (const { segment } of graphemes().segment(text)) cells += wide.test(segment) ? 2 : 1;
  return cells;
}
