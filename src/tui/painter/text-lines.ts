// The lines of one of Ink's text nodes, wrapped or cut as Ink would: same libraries, same options. The
// time is bounded whatever the text: what no screen can show is left out before it is looked at.
import cliTruncate from 'cli-truncate';
import type { DOMElement } from 'ink';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { createLru } from './lru.ts';
import { sanitize } from './sanitize.ts';
import { isSimple, simpleWidth, wrapSimple } from './simple-text.ts';
import { cutEnd, cutMiddle, cutStart } from './text-cuts.ts';

/** Characters of text whose lines are kept. */
const CACHED_CHARACTERS = 400_000;
/** Longer texts are cut. The libraries take 12 µs a character for any but simple text. */
const MAX_SIMPLE = 100_000;
const MAX_OTHER = 20_000;
/** The libraries' time grows with the square of a line's length: longer ones are broken. */
const MAX_LINE = 4_000;
/** UTF-16 units that one column may take; the longest emoji of two columns has 15. */
const UNITS_PER_COLUMN = 8;
const wrapped = createLru<readonly string[]>(CACHED_CHARACTERS);
const positions = { 'truncate-start': 'start', 'truncate-middle': 'middle' } as const;

/** The node's lines at `width` columns, from line `from` up to `to`, with SGR sequences. */
export function textLines(node: DOMElement, width: number, from = 0, to = Infinity): readonly string[] {
  if (width < 1) return [];
  const lines = allLines(node, width).slice(from, to);
  // After cutting, so that the ellipsis looks as the text does.
  const transform = node.internal_transform;
  return transform ? lines.map((line, i) => transform(line, from + i)) : lines;
}

/** The room that the node's text takes where there are `width` columns, as Yoga asks for it. */
export function measureText(node: DOMElement, width: number): { width: number; height: number } {
  const text = squash(node);
  if (text === '') return { width: 0, height: 0 };
  const whole = sizeOf(sanitize(bounded(text)).split('\n'));
  // Yoga asks whether a text may be narrower than a column: never.
  if (whole.width <= width || (whole.width >= 1 && width > 0 && width < 1)) return whole;
  return sizeOf(allLines(node, width));
}

function sizeOf(lines: readonly string[]): { width: number; height: number } {
  let width = 0;
  for (const line of lines) width = Math.max(width, lineWidth(line));
  return { width, height: lines.length };
}

function allLines(node: DOMElement, width: number): readonly string[] {
  const text = squash(node);
  if (text === '') return [];
  const mode = node.style.textWrap ?? 'wrap';
  return wrapped.get(`${width} ${mode} ${text}`, () => layOut(bounded(text), width, mode));
}

function layOut(foreign: string, width: number, mode: string): readonly string[] {
  const text = sanitize(foreign);
  const lines = text.split('\n');
  if (lines.every((line) => lineWidth(line) <= width)) return lines;
  if (mode === 'wrap') return lines.flatMap((line) => wrapLine(line, width));
  // The text as a whole, newlines in it and all: the height was measured of just that.
  const position = positions[mode as keyof typeof positions] ?? 'end';
  return cliTruncate(withoutUnseen(text, width, position), width, { position }).split('\n');
}

function wrapLine(line: string, width: number): readonly string[] {
  if (isSimple(line)) return wrapSimple(line, width);
  return wrapAnsi(line, width, { trim: false, hard: true }).split('\n');
}

/** A line without what is surely beyond its first `columns`. */
export function firstColumns(line: string, columns: number): string {
  return cutEnd(line, Math.ceil(columns) * UNITS_PER_COLUMN + MAX_LINE);
}

/** What a cut at `width` columns leaves is among so much of the text. */
function withoutUnseen(text: string, width: number, position: 'start' | 'middle' | 'end'): string {
  const units = Math.ceil((width || 1) * UNITS_PER_COLUMN) + MAX_LINE;
  if (text.length <= units) return text;
  if (position === 'end') return cutEnd(text, units);
  return position === 'start' ? cutStart(text, units) : cutMiddle(text, units);
}

/** The text without what is too much of it, in lines that are not too long. */
function bounded(text: string): string {
  if (text.length <= MAX_LINE) return text;
  const isEasy = text.split('\n').every(isSimple);
  const short = cutEnd(text, isEasy ? MAX_SIMPLE : MAX_OTHER);
  if (isEasy) return short;
  return short
    .split('\n')
    .map((line) => (line.length <= MAX_LINE || isSimple(line) ? line : inPieces(line)))
    .join('\n');
}

function inPieces(line: string): string {
  const pieces: string[] = [];
  for (let rest = line; rest !== ''; ) {
    const piece = cutEnd(rest, MAX_LINE);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces.join('\n');
}

function lineWidth(line: string): number {
  return isSimple(line) ? simpleWidth(line) : stringWidth(line);
}

/** The text within a node, each part of it in its own style. */
function squash(node: DOMElement): string {
  let text = '';
  node.childNodes.forEach((child, index) => {
    if (child.nodeName === '#text') {
      text += child.nodeValue;
      return;
    }
    const part = squash(child as DOMElement);
    const transform = (child as DOMElement).internal_transform;
    text += part !== '' && transform ? transform(part, index) : part;
  });
  return text;
}
