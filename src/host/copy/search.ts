// Every match of a pattern in a screen with its history, found in slices so that the host goes on meanwhile.
import type { Place, Screen } from '../screen.ts';
import { isBefore, type Lines, logicalLine } from './lines.ts';
import { compileFind, type Find } from './pattern.ts';

/** From its first cell to its last. */
export interface Match {
  readonly from: Place;
  readonly to: Place;
}

export interface Found {
  readonly matches: readonly Match[];
  /** There are more: those nearest the end are here. */
  readonly isCut: boolean;
}

/** A pattern that fits so often is one that nobody goes through. */
const MAX_MATCHES = 10_000;
/** Rows that are looked through before anybody else has a turn: some milliseconds. */
const ROWS_AT_ONCE = 1000;

export interface SearchOptions {
  readonly screen: () => Screen;
  readonly lines: Lines;
  /** By default as many as anybody wants. */
  readonly limit?: number;
  /** Asked after each slice: nobody waits for it any more. */
  readonly isGivenUp?: () => boolean;
}

/**
 * All matches, the oldest first, of those that are too many the latest. Null when it was given up. Rejects with
 * PatternError.
 */
export async function searchAll(source: string, options: SearchOptions): Promise<Found | null> {
  const { screen, lines, limit = MAX_MATCHES, isGivenUp = () => false } = options;
  const find = compileFind(source);
  for (;;) {
    const epoch = screen().epoch();
    let matches: Match[] = [];
    let line = lines.last();
    while (line >= lines.first() && matches.length < limit && screen().epoch() === epoch) {
      const slice = matchesAbove(lines, line, find);
      matches = [...slice.matches, ...matches];
      line = slice.next;
      if (line < lines.first()) break;
      await new Promise((resolve) => setImmediate(resolve));
      if (isGivenUp()) return null;
    }
    // A reflow made other rows of the lines: once more.
    if (screen().epoch() !== epoch) continue;
    const isCut = line >= lines.first() || matches.length > limit;
    return { matches: matches.slice(-limit), isCut };
  }
}

/** Those of `line` and of the rows above it, a slice of them, and the row to go on with. */
function matchesAbove(lines: Lines, line: number, find: Find): { matches: Match[]; next: number } {
  const rows: { readonly from: number; readonly to: number }[] = [];
  let next = line;
  for (let count = 0; count < ROWS_AT_ONCE && next >= lines.first(); ) {
    const row = logicalLine(lines, next);
    rows.push(row);
    count += row.to - row.from + 1;
    next = row.from - 1;
  }
  rows.reverse();
  const texts = rows.map(({ from, to }) => rowsText(lines, from, to));
  const matches = find(texts).map(([index, at, length]) => {
    const { from, to } = rows[index]!;
    return {
      from: placeAt(lines, from, to, at),
      to: placeAt(lines, from, to, at + length - 1),
    };
  });
  return { matches, next };
}

function rowsText(lines: Lines, from: number, to: number): string {
  let text = '';
  for (let line = from; line <= to; line++) text += lines.cells(line).join('');
  return text.trimEnd();
}

/** The cell of a character of the text of these rows. */
function placeAt(lines: Lines, from: number, to: number, index: number): Place {
  let left = index;
  for (let line = from; line <= to; line++) {
    const cells = lines.cells(line);
    for (let x = 0; x < cells.length; x++) {
      const { length } = cells[x]!;
      if (left < length) return { line, x };
      left -= length;
    }
  }
  return { line: to, x: 0 };
}

/**
 * Index of the match that the search goes to from `from`; -1 where there is none. Goes round the ends.
 * `isHereToo`: one that begins at `from` counts.
 */
export function nextMatch(matches: readonly Match[], from: Place, by: 1 | -1, isHereToo: boolean): number {
  if (matches.length === 0) return -1;
  const isBeyond = ({ from: at }: Match): boolean => {
    if (isHereToo && at.line === from.line && at.x === from.x) return true;
    return by === 1 ? isBefore(from, at) : isBefore(at, from);
  };
  const found = by === 1 ? matches.findIndex(isBeyond) : matches.findLastIndex(isBeyond);
  if (found >= 0) return found;
  return by === 1 ? 0 : matches.length - 1;
}
