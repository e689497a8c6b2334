// Links on a session's screen: those that are written out, and those that a program made of other words (OSC 8),
// whose target only the terminal knows.
import { findWebLinks } from '../core/web-links.ts';
import { type Lines, linesOf } from './copy/lines.ts';
import type { Screen } from './screen.ts';
import { linkTarget } from './xterm-internals.ts';

export interface Link {
  /** Where it leads, as the program gave it: any scheme. */
  readonly url: string;
  /** What is written there; the same as `url` unless the program made it of other words. */
  readonly text: string;
  /** Id of the line, and the cell, that it begins in. */
  readonly line: number;
  readonly x: number;
  /** Its cells, row by row; `to` is beyond the last. */
  readonly spans: readonly { readonly line: number; readonly from: number; readonly to: number }[];
}

/** Rows above and below a cell that a link may come from or go on to. */
const REACH = 20;
/** Of the words of a link. */
const MAX_TEXT = 500;

/** The links in the last `rows` rows, the oldest first: the newest `limit` of them. */
export function linksOf(screen: Screen, rows: number, limit: number): readonly Link[] {
  const lines = linesOf(() => screen);
  const last = lines.last();
  const from = Math.max(lines.first(), last - rows + 1);
  return inRows(screen, lines, from, last).slice(-limit);
}

/** The link at a cell, by the id of its line; null where there is none. */
export function linkAt(screen: Screen, line: number, x: number): Link | null {
  const lines = linesOf(() => screen);
  const from = Math.max(lines.first(), line - REACH);
  const to = Math.min(screen.topId(0) + screen.size().rows - 1, line + REACH);
  const isThere = ({ spans }: Link): boolean =>
    spans.some((span) => span.line === line && span.from <= x && x < span.to);
  return inRows(screen, lines, from, to).findLast(isThere) ?? null;
}

function inRows(screen: Screen, lines: Lines, from: number, to: number): Link[] {
  const rows: (readonly string[])[] = [];
  const made: Link[] = [];
  for (let line = from; line <= to; line++) {
    const cells = lines.cells(line);
    rows.push(cells);
    addMade(made, screen, line, cells);
  }
  const written = findWebLinks(rows).map(({ url, first, last }): Link => {
    const spans = [];
    for (let row = first.row; row <= last.row; row++) {
      const end = row === last.row ? last.x + 1 : rows[row]!.length;
      spans.push({ line: from + row, from: row === first.row ? first.x : 0, to: end });
    }
    return { url, text: url, line: from + first.row, x: first.x, spans };
  });
  // Where a program said what a text leads to, that counts, whatever the text says.
  const isMade = ({ spans }: Link): boolean =>
    made.some((one) => one.spans.some((a) => spans.some((b) => meets(a, b))));
  const all = made.length === 0 ? written : [...written.filter((link) => !isMade(link)), ...made];
  return all.sort((a, b) => a.line - b.line || a.x - b.x);
}

type Span = Link['spans'][number];

function meets(a: Span, b: Span): boolean {
  return a.line === b.line && a.from < b.to && b.from < a.to;
}

/** Adds the links that a program made in a row, or what it goes on with of the one before. */
function addMade(made: Link[], screen: Screen, line: number, cells: readonly string[]): void {
  const raw = screen.line(0, line - screen.topId(0));
  if (!raw) return;
  for (let x = 0; x < cells.length; x++) {
    const id = raw._extendedAttrs[x] && linkTarget(screen.terminal, raw, x);
    if (!id) continue;
    const from = x;
    while (x + 1 < cells.length && linkTarget(screen.terminal, raw, x + 1)?.id === id.id) x++;
    const span = { line, from, to: x + 1 };
    const text = cells.slice(from, x + 1).join('');
    const before = made.at(-1);
    const isFirst = cells.slice(0, from).every((cell) => cell === ' ');
    const goesOn = isFirst && before?.spans.at(-1)?.line === line - 1 && before.url === id.url;
    if (goesOn) {
      const joined = `${before.text}${text}`.slice(0, MAX_TEXT);
      made[made.length - 1] = { ...before, text: joined, spans: [...before.spans, span] };
    } else made.push({ url: id.url, text: text.trim().slice(0, MAX_TEXT), line, x: from, spans: [span] });
  }
}
