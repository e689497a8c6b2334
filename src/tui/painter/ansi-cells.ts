// One line of text with SGR sequences as cells. Nothing else gets through: other sequences, control
// characters and direction overrides are dropped here, so that no text can reach past its cells.
import stringWidth from 'string-width';
import {
  BLINK,
  BOLD,
  COLOR_MASK,
  COMBINED,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  MODE_16,
  MODE_256,
  MODE_RGB,
  OVERLINE,
  STRIKETHROUGH,
  UNDERLINE,
  UNDERLINE_STYLE_SHIFT,
  WIDTH_1,
  WIDTH_2,
  WORDS,
} from '../../core/cell.ts';
import { createLru } from './lru.ts';

export interface Line {
  readonly width: number;
  readonly cells: Uint32Array;
  /** Texts of clusters, by column. */
  readonly clusters: ReadonlyMap<number, string>;
}

const CACHED_LINES = 4096;
const cache = createLru<Line>(CACHED_LINES);
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A CSI sequence, an OSC/DCS/APC/PM/SOS string with its end, or another escape. */
const SEQUENCE = /\x1b\[([\d;:]*)([ -/]*[@-~])|[\x1b](?:[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|.?)/y;
const INVISIBLE_CHARACTERS =
  /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u;

interface Pen {
  fg: number;
  bg: number;
}

/** The cells of a line; the same object for the same text. */
export function lineCells(text: string): Line {
  return cache.get(text, () => parse(text));
}

function parse(text: string): Line {
  const words: number[] = [];
  const clusters = new Map<number, string>();
  const pen: Pen = { fg: 0, bg: 0 };
  for (let at = 0; at < text.length; ) {
    if (text[at] === '\x1b') {
      SEQUENCE.lastIndex = at;
      const match = SEQUENCE.exec(text);
      if (match?.[2] === 'm') applySgr(pen, match[1] ?? '');
      at = match ? SEQUENCE.lastIndex : at + 1;
      continue;
    }
    let end = text.indexOf('\x1b', at);
    if (end < 0) end = text.length;
    putRun(text.slice(at, end), pen, words, clusters);
    at = end;
  }
  return { width: words.length / WORDS, cells: Uint32Array.from(words), clusters };
}

function putRun(run: string, { fg, bg }: Pen, words: number[], clusters: Map<number, string>): void {
  const underline = fg & UNDERLINE ? 1 << UNDERLINE_STYLE_SHIFT : 0;
  if (/^[ -~]*$/.test(run)) {
    for (let i = 0; i < run.length; i++) words.push(run.charCodeAt(i) | WIDTH_1, fg, bg, underline);
    return;
  }
  for (const { segment } of graphemes.segment(run)) {
    const cluster = INVISIBLE_CHARACTERS.test(segment) ? visible(segment) : segment;
    if (cluster === '') continue;
    const width = Math.min(2, stringWidth(cluster));
    if (width === 0) continue;
    const point = cluster.codePointAt(0)!;
    const isSingle = cluster.length === (point > 0xffff ? 2 : 1);
    if (!isSingle) clusters.set(words.length / WORDS, cluster);
    words.push((isSingle ? point : COMBINED) | (width === 2 ? WIDTH_2 : WIDTH_1), fg, bg, underline);
    if (width === 2) words.push(0, fg, bg, underline);
  }
}

function visible(segment: string): string {
  return [...segment].filter((character) => !INVISIBLE_CHARACTERS.test(character)).join('');
}

const setFg: Readonly<Record<number, number>> = {
  1: BOLD,
  4: UNDERLINE,
  5: BLINK,
  7: INVERSE,
  8: INVISIBLE,
  9: STRIKETHROUGH,
};
const setBg: Readonly<Record<number, number>> = { 2: DIM, 3: ITALIC, 53: OVERLINE };
const clearFg: Readonly<Record<number, number>> = {
  22: BOLD,
  24: UNDERLINE,
  25: BLINK,
  27: INVERSE,
  28: INVISIBLE,
  29: STRIKETHROUGH,
};
const clearBg: Readonly<Record<number, number>> = { 22: DIM, 23: ITALIC, 55: OVERLINE };

function applySgr(pen: Pen, parameters: string): void {
  const codes = parameters.split(/[;:]/).map(Number);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 38 || code === 48) {
      const isRgb = codes[i + 1] === 2;
      const color = isRgb ? MODE_RGB | rgb(codes, i + 2) : MODE_256 | (codes[i + 2]! & 255);
      setColor(pen, code === 38, color);
      i += isRgb ? 4 : 2;
    } else if (code === 0) {
      pen.fg = 0;
      pen.bg = 0;
    } else applySimple(pen, code);
  }
  pen.fg >>>= 0;
  pen.bg >>>= 0;
}

function applySimple(pen: Pen, code: number): void {
  pen.fg = (pen.fg | (setFg[code] ?? 0)) & ~(clearFg[code] ?? 0);
  pen.bg = (pen.bg | (setBg[code] ?? 0)) & ~(clearBg[code] ?? 0);
  const isFg = (code >= 30 && code <= 39) || (code >= 90 && code <= 97);
  const isBg = (code >= 40 && code <= 49) || (code >= 100 && code <= 107);
  if (!isFg && !isBg) return;
  const base = isFg ? 30 : 40;
  if (code === base + 9) setColor(pen, isFg, 0);
  else setColor(pen, isFg, MODE_16 | (code >= 90 ? code - base - 52 : code - base));
}

function setColor(pen: Pen, isFg: boolean, color: number): void {
  if (isFg) pen.fg = (pen.fg & ~COLOR_MASK) | color;
  else pen.bg = (pen.bg & ~COLOR_MASK) | color;
}

function rgb(codes: readonly number[], at: number): number {
  return ((codes[at]! & 255) << 16) | ((codes[at + 1]! & 255) << 8) | (codes[at + 2]! & 255);
}
