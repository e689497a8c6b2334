// One line of text with SGR sequences as cells. Nothing else gets through (sanitize.ts), so that no text
// can reach past its cells.
import stringWidth from 'string-width';
import { COMBINED, UNDERLINE, WIDTH_1, WIDTH_2, WORDS } from '../../core/cell.ts';
import { visibleCluster } from './hidden.ts';
import { createLru } from './lru.ts';
import { sanitize } from './sanitize.ts';
import { applySgr, type Pen } from './sgr-pen.ts';

export interface Line {
  readonly width: number;
  readonly cells: Uint32Array;
  /** Texts of clusters, by column. */
  readonly clusters: ReadonlyMap<number, string>;
}

/** Characters of text whose cells are kept; a cell is 16 bytes. */
const CACHED_CHARACTERS = 100_000;

const cache = createLru<Line>(CACHED_CHARACTERS);
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const sgr = /\x1b\[([\d;:]*)m/g;

/** The cells of a line; the same object for the same text while it is remembered. */
export function lineCells(text: string): Line {
  return cache.get(text, () => parse(sanitize(text)));
}

function parse(text: string): Line {
  const words: number[] = [];
  const clusters = new Map<number, string>();
  const pen: Pen = { fg: 0, bg: 0, underline: 0 };
  let at = 0;
  for (const match of text.matchAll(sgr)) {
    putRun(text.slice(at, match.index), pen, words, clusters);
    applySgr(pen, match[1]!);
    at = match.index + match[0].length;
  }
  putRun(text.slice(at), pen, words, clusters);
  return { width: words.length / WORDS, cells: Uint32Array.from(words), clusters };
}

function putRun(run: string, pen: Pen, words: number[], clusters: Map<number, string>): void {
  const { fg, bg } = pen;
  // A colour without a line is not to be seen, and would make equal cells differ.
  const underline = fg & UNDERLINE ? pen.underline : 0;
  if (/^[ -~]*$/.test(run)) {
    for (let i = 0; i < run.length; i++) words.push(run.charCodeAt(i) | WIDTH_1, fg, bg, underline);
    return;
  }
  for (const { segment } of graphemes.segment(run)) {
    const width = Math.min(2, stringWidth(segment));
    if (width === 0) continue;
    const cluster = visibleCluster(segment) || ' ';
    const point = cluster.codePointAt(0)!;
    const isSingle = cluster.length === (point > 0xffff ? 2 : 1);
    if (!isSingle) clusters.set(words.length / WORDS, cluster);
    words.push((isSingle ? point : COMBINED) | (width === 2 ? WIDTH_2 : WIDTH_1), fg, bg, underline);
    if (width === 2) words.push(0, fg, bg, underline);
  }
}
