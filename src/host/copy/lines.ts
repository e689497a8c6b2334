// A screen with its history as text: cells by the ids of their lines, and lines that wrapped as the one line that
// was printed.
import { CODE_POINT, COMBINED } from '../../core/cell.ts';
import type { Place, Screen } from '../screen.ts';
import type { RawLine } from '../xterm-internals.ts';

const RAW_WORDS = 3;
const WIDTH_BITS = 3 << 22;
const SPACE = 32;

export interface Lines {
  columns(): number;
  /** Ids of the oldest line, and of the last that has text or the cursor. */
  first(): number;
  last(): number;
  /** The text of each cell: a space for a blank, '' for the right half of a wide character. */
  cells(line: number): readonly string[];
  /** Cells up to the last that is not blank. */
  width(line: number): number;
  /** Cells up to the last that was written to: a wide character that did not fit leaves one over when it wraps. */
  written(line: number): number;
  /** It goes on from the line above. */
  isContinued(line: number): boolean;
}

/** The lines of what `screen` returns, as they are when asked. */
export function linesOf(screen: () => Screen): Lines {
  const rawOf = (line: number): RawLine | undefined => screen().line(0, line - screen().topId(0));
  const first = (): number => screen().topId(screen().history());
  /** Rows are asked for again and again by one motion. */
  let kept: { readonly raw: RawLine; readonly stamp: number; readonly cells: readonly string[] } | null =
    null;

  const cells = (line: number): readonly string[] => {
    const raw = rawOf(line);
    if (!raw) return [];
    const stamp = screen().stamp();
    if (kept?.raw !== raw || kept.stamp !== stamp)
      kept = { raw, stamp, cells: cellsOf(raw, screen().size().columns) };
    return kept.cells;
  };
  const count = (line: number, isLeftOut: (word: number) => boolean): number => {
    const raw = rawOf(line);
    return raw ? countCells(raw, screen().size().columns, isLeftOut) : 0;
  };
  const width = (line: number): number => count(line, isBlank);

  return {
    columns: () => screen().size().columns,
    first,
    last() {
      const top = screen().topId(0);
      let line = top + screen().size().rows - 1;
      const cursor = top + screen().cursor().y;
      while (line > cursor && width(line) === 0) line--;
      return line;
    },
    cells,
    width,
    written: (line) => count(line, isUnwritten),
    isContinued: (line) => line > first() && rawOf(line)?.isWrapped === true,
  };
}

function cellsOf(raw: RawLine, columns: number): string[] {
  const { _data: data, _combined: combined } = raw;
  const count = Math.min(columns, data.length / RAW_WORDS);
  const cells: string[] = [];
  for (let x = 0; x < count; x++) {
    const word = data[x * RAW_WORDS]!;
    if (word & COMBINED) cells.push(combined[x] ?? ' ');
    else if (word & CODE_POINT) cells.push(String.fromCodePoint(word & CODE_POINT));
    else cells.push((word & WIDTH_BITS) === 0 && x > 0 ? '' : ' ');
  }
  while (cells.length < columns) cells.push(' ');
  return cells;
}

function countCells({ _data: data }: RawLine, columns: number, isLeftOut: (word: number) => boolean): number {
  let count = Math.min(columns, data.length / RAW_WORDS);
  while (count > 0 && isLeftOut(data[(count - 1) * RAW_WORDS]!)) count--;
  return count;
}

function isUnwritten(word: number): boolean {
  return (word & (COMBINED | CODE_POINT)) === 0 && (word & WIDTH_BITS) !== 0;
}

/** Neither text nor the right half of a wide character. */
function isBlank(word: number): boolean {
  return isUnwritten(word) || (word & (COMBINED | CODE_POINT)) === SPACE;
}

/** The first and last rows of the line that was printed. */
export function logicalLine(lines: Lines, line: number): { readonly from: number; readonly to: number } {
  let from = line;
  while (lines.isContinued(from)) from--;
  let to = line;
  while (to < lines.last() && lines.isContinued(to + 1)) to++;
  return { from, to };
}

export function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.x < b.x);
}

export type SelectionKind = 'char' | 'line' | 'block';

/** What is selected, ends included; a `line` has whole printed lines, a `block` the columns between. */
export interface Range {
  readonly kind: SelectionKind;
  readonly from: Place;
  readonly to: Place;
}

/** The range between two places, in either order. */
export function rangeOf(lines: Lines, kind: SelectionKind, a: Place, b: Place): Range {
  const [low, high] = isBefore(b, a) ? [b, a] : [a, b];
  if (kind === 'line') {
    const to = logicalLine(lines, high.line).to;
    return {
      kind,
      from: { line: logicalLine(lines, low.line).from, x: 0 },
      to: { line: to, x: lines.columns() - 1 },
    };
  }
  if (kind === 'char') return { kind, from: low, to: wholeCell(lines, high) };
  return {
    kind,
    from: { line: low.line, x: Math.min(a.x, b.x) },
    to: { line: high.line, x: Math.max(wholeCell(lines, a).x, wholeCell(lines, b).x) },
  };
}

/** The right half of a wide character belongs to it. */
function wholeCell(lines: Lines, { line, x }: Place): Place {
  return { line, x: lines.cells(line)[x + 1] === '' ? x + 1 : x };
}

/** The text of a range: lines that wrapped are one, blanks at the ends of lines are left out. At most `max` characters. */
export function textOf(
  lines: Lines,
  { kind, from, to }: Range,
  max: number,
): { readonly text: string; readonly isCut: boolean } {
  let text = '';
  const last = Math.min(to.line, lines.last());
  for (let line = Math.max(from.line, lines.first()); line <= last; line++) {
    const isBlock = kind === 'block';
    const start = isBlock || line === from.line ? from.x : 0;
    const end = isBlock || line === to.line ? to.x + 1 : lines.columns();
    const isJoined = !isBlock && line < last && lines.isContinued(line + 1);
    text += cut(lines, line, start, end, isJoined);
    if (line < last && !isJoined) text += '\n';
    if (text.length > max) return { text: text.slice(0, max), isCut: true };
  }
  return { text, isCut: false };
}

function cut(lines: Lines, line: number, start: number, end: number, isJoined: boolean): string {
  const cells = lines.cells(line);
  const width = lines.width(line);
  // A wide character that its left half is cut from is whole, or not there.
  const from = cells[start] === '' ? start - 1 : start;
  const to = Math.min(
    end < cells.length && cells[end] === '' ? end + 1 : end,
    isJoined ? lines.written(line) : width,
  );
  const text = cells.slice(from, to).join('');
  return text;
}
