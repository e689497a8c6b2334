// Where keys lead in copy mode, as in Vim: pure, from a place to a place.
import type { Place } from '../screen.ts';
import { type Lines, logicalLine } from './lines.ts';

const BLANK = 0;
const WORD = 1;
const OTHER = 2;

interface Next {
  readonly at: Place;
  /** A line ended in between. */
  readonly isBroken: boolean;
}

/** The last cell of a line that has text; 0 for an empty one. */
export function lastCell(lines: Lines, line: number): number {
  const width = lines.width(line);
  return width === 0 ? 0 : start(lines, line, width - 1);
}

/** The left half of what is in a cell. */
export function start(lines: Lines, line: number, x: number): number {
  return x > 0 && lines.cells(line)[x] === '' ? x - 1 : x;
}

function after(lines: Lines, { line, x }: Place): Next | null {
  const cells = lines.cells(line);
  const to = cells[x + 1] === '' ? x + 2 : x + 1;
  if (to < lines.width(line)) return { at: { line, x: to }, isBroken: false };
  if (line >= lines.last()) return null;
  return { at: { line: line + 1, x: 0 }, isBroken: !lines.isContinued(line + 1) };
}

function before(lines: Lines, { line, x }: Place): Next | null {
  if (x > 0)
    return { at: { line, x: start(lines, line, Math.min(x - 1, lastCell(lines, line))) }, isBroken: false };
  if (line <= lines.first()) return null;
  return { at: { line: line - 1, x: lastCell(lines, line - 1) }, isBroken: !lines.isContinued(line) };
}

function textAt(lines: Lines, { line, x }: Place): string {
  return lines.cells(line)[x] ?? ' ';
}

function kindAt(lines: Lines, at: Place, isBig: boolean): number {
  const text = textAt(lines, at);
  if (/^\s*$/.test(text)) return BLANK;
  return isBig || /[\p{L}\p{N}\p{M}_]/u.test(text) ? WORD : OTHER;
}

const isEmpty = (lines: Lines, { line }: Place): boolean => lines.width(line) === 0;

/** `w`, `W`: the beginning of the next word. */
export function nextWord(lines: Lines, from: Place, isBig: boolean): Place {
  let at = from;
  let kind = kindAt(lines, at, isBig);
  for (;;) {
    const next = after(lines, at);
    if (!next) return at;
    at = next.at;
    const now = kindAt(lines, at, isBig);
    if (next.isBroken && isEmpty(lines, at)) return at;
    if (now !== BLANK && (next.isBroken || now !== kind)) return at;
    kind = now;
  }
}

/** `e`, `E`: the end of this word, or of the next where this is its end. */
export function endOfWord(lines: Lines, from: Place, isBig: boolean): Place {
  let at = from;
  do {
    const next = after(lines, at);
    if (!next) return at;
    at = next.at;
  } while (kindAt(lines, at, isBig) === BLANK);
  return wordEnd(lines, at, isBig);
}

/** `b`, `B`: the beginning of this word, or of the one before. */
export function wordBefore(lines: Lines, from: Place, isBig: boolean): Place {
  let at = from;
  do {
    const next = before(lines, at);
    if (!next) return at;
    at = next.at;
    if (next.isBroken && isEmpty(lines, at)) return at;
  } while (kindAt(lines, at, isBig) === BLANK);
  return wordStart(lines, at, isBig);
}

/** The first cell of what is of one kind around `from`, and the last. */
export function wordStart(lines: Lines, from: Place, isBig: boolean): Place {
  return farthest(lines, from, (at) => kindAt(lines, at, isBig), before);
}

export function wordEnd(lines: Lines, from: Place, isBig: boolean): Place {
  return farthest(lines, from, (at) => kindAt(lines, at, isBig), after);
}

/**
 * The ends of what a person points at with two clicks: a word with what paths, options and addresses have within
 * (kitty's `select_by_word_characters`, and the colon), but not the punctuation after it.
 */
export function pointedEnds(lines: Lines, from: Place): { readonly from: Place; readonly to: Place } {
  const kind = (at: Place): number => (isPointed(textAt(lines, at)) ? WORD : kindAt(lines, at, false));
  let to = farthest(lines, from, kind, after);
  while (/^[.:?]$/.test(textAt(lines, to)) && !isSame(to, from)) to = before(lines, to)!.at;
  return { from: farthest(lines, from, kind, before), to };
}

function isPointed(text: string): boolean {
  return /^[-@./_~?&=%+#:]$/.test(text);
}

function isSame(a: Place, b: Place): boolean {
  return a.line === b.line && a.x === b.x;
}

function farthest(lines: Lines, from: Place, kindOf: (at: Place) => number, step: typeof after): Place {
  const kind = kindOf(from);
  let at = from;
  for (;;) {
    const next = step(lines, at);
    if (!next || next.isBroken || kindOf(next.at) !== kind) return at;
    at = next.at;
  }
}

/** The character before, over the end of a line; where there is none, `from`. */
export function characterBefore(lines: Lines, from: Place): Place {
  return before(lines, from)?.at ?? from;
}

export function characterAfter(lines: Lines, from: Place): Place {
  return after(lines, from)?.at ?? from;
}

/** `h`, `l`, through the end of a line that wrapped; not beyond a line that ended. */
export function leftOf(lines: Lines, from: Place): Place {
  const next = before(lines, from);
  return next && !next.isBroken ? next.at : from;
}

export function rightOf(lines: Lines, from: Place): Place {
  const next = after(lines, from);
  return next && !next.isBroken ? next.at : from;
}

/** To the right also where a line has no text: for a block. */
export function nextColumn(lines: Lines, { line, x }: Place): Place {
  const to = lines.cells(line)[x + 1] === '' ? x + 2 : x + 1;
  return { line, x: Math.min(to, lines.columns() - 1) };
}

/** `0`, `^` and `$` of the line that was printed. */
export function lineStart(lines: Lines, { line }: Place): Place {
  return { line: logicalLine(lines, line).from, x: 0 };
}

export function firstText(lines: Lines, from: Place): Place {
  let at = lineStart(lines, from);
  while (kindAt(lines, at, true) === BLANK) {
    const next = after(lines, at);
    if (!next || next.isBroken) return at;
    at = next.at;
  }
  return at;
}

export function lineEnd(lines: Lines, { line }: Place): Place {
  const { to } = logicalLine(lines, line);
  return { line: to, x: lastCell(lines, to) };
}

/** `{`, `}`: the next empty line in that direction, beyond those here. */
export function paragraph(lines: Lines, { line }: Place, by: 1 | -1): Place {
  const [first, last] = [lines.first(), lines.last()];
  let at = line;
  while (at > first && at < last + 1 && lines.width(at) === 0 && at + by >= first && at + by <= last)
    at += by;
  while (at + by >= first && at + by <= last && lines.width(at) > 0) at += by;
  if (lines.width(at) === 0) return { line: at, x: 0 };
  return by === 1 ? { line: at, x: lastCell(lines, at) } : { line: at, x: 0 };
}

/** `f`, `F`, `t`, `T`: to `char` in this line, or to the cell before it; null where there is none. */
export function findChar(
  lines: Lines,
  from: Place,
  char: string,
  { by, isTill }: { readonly by: 1 | -1; readonly isTill: boolean },
): Place | null {
  const step = by === 1 ? after : before;
  let at = from;
  let behind = from;
  // One that stands next to `char` already goes on to the next, or it could never be repeated.
  if (isTill) {
    const next = step(lines, at);
    if (!next || next.isBroken) return null;
    at = next.at;
  }
  for (;;) {
    const next = step(lines, at);
    if (!next || next.isBroken) return null;
    behind = at;
    at = next.at;
    if (lines.cells(at.line)[at.x] === char) return isTill ? behind : at;
  }
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const closing = Object.fromEntries(Object.entries(pairs).map(([open, close]) => [close, open]));
/** A bracket without a fellow is not looked for through the whole history. */
const MAX_BRACKET_CELLS = 20_000;

/** `%`: the bracket that belongs to this one, or to the next in the line. */
export function matchingBracket(lines: Lines, from: Place): Place {
  const textAt = ({ line, x }: Place): string => lines.cells(line)[x] ?? ' ';
  let at = from;
  while (!pairs[textAt(at)] && !closing[textAt(at)]) {
    const next = after(lines, at);
    if (!next || next.isBroken) return from;
    at = next.at;
  }
  const own = textAt(at);
  const other = pairs[own] ?? closing[own];
  const step = pairs[own] ? after : before;
  let depth = 1;
  for (let count = 0; count < MAX_BRACKET_CELLS; count++) {
    const next = step(lines, at);
    if (!next) return from;
    at = next.at;
    if (textAt(at) === own) depth++;
    else if (textAt(at) === other && --depth === 0) return at;
  }
  return from;
}
