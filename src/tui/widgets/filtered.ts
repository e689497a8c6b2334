// The rows of a list or a table that fit what was typed to find one, with the letters found.
import { fuzzyMatch } from '../../core/fuzzy.ts';
import type { Style, TextSpan, TreeNode } from '../../core/tree.ts';
import { cleanLine } from './clean.ts';

export interface FilteredRow {
  /** Among all rows, from 0. */
  readonly index: number;
  /** For the text of a list's row, or each cell of a table's, the places of the letters found. */
  readonly at: readonly (readonly number[])[];
}

interface Row {
  /** The text of a list's row, the cells of a table's. */
  readonly texts: readonly string[];
  /** More to be found by, which is not shown. */
  readonly search: string;
}

/** Less than anything that is seen. */
const NOT_SEEN = -1000;
const MARK: Style = { bold: true, underline: true };

/** The best first; headings are left out. All rows for an empty query. */
export function filteredRows({ type, rows }: TreeNode, query: string): readonly FilteredRow[] {
  if (!Array.isArray(rows)) return [];
  const words = query.split(/\s+/).filter(Boolean);
  const found = rows.flatMap((given: unknown, index) => {
    const row = type === 'table' ? tableRow(given) : listRow(given);
    const match = row && matchRow(row, words);
    return match ? [{ index, ...match }] : [];
  });
  return words.length === 0 ? found : found.sort((a, b) => b.score - a.score);
}

function listRow(given: unknown): Row | null {
  const { spans, header, search } = given as { spans?: unknown; header?: boolean; search?: unknown };
  if (header) return null;
  return { texts: [textOf(spans)], search: typeof search === 'string' ? search : '' };
}

function tableRow(cells: unknown): Row | null {
  return Array.isArray(cells) ? { texts: cells.map(textOf), search: '' } : null;
}

function matchRow(
  { texts, search }: Row,
  words: readonly string[],
): { score: number; at: number[][] } | null {
  const at: number[][] = texts.map(() => []);
  let score = 0;
  for (const word of words) {
    const matches = texts.map((text) => fuzzyMatch(word, text));
    const best = matches.reduce((a, b) => (b && (!a || b.score > a.score) ? b : a), null);
    // What is not seen must hold the word itself: nobody could see why some letters of it fit.
    if (!best && !search.toLowerCase().includes(word.toLowerCase())) return null;
    score += best ? best.score : NOT_SEEN;
    if (best) at[matches.indexOf(best)]!.push(...best.at);
  }
  return { score, at };
}

function spansOf(given: unknown): readonly TextSpan[] {
  if (typeof given === 'string') return [{ text: given }];
  if (!Array.isArray(given)) return [];
  return given.map((span) => (typeof span === 'string' ? { text: span } : (span as TextSpan)));
}

function textOf(given: unknown): string {
  return spansOf(given)
    .map(({ text }) => cleanLine(text))
    .join('');
}

/** Spans with the letters at `at` (UTF-16 offsets in all their text) marked. */
export function markedIn(given: unknown, at: readonly number[] = []): readonly TextSpan[] {
  const found = new Set(at);
  let place = 0;
  return spansOf(given).flatMap(({ text, style }) => {
    const parts: TextSpan[] = [];
    let from = 0;
    const clean = cleanLine(text);
    const push = (to: number, look: Style | undefined): void => {
      if (to > from) parts.push({ text: clean.slice(from, to), ...(look ? { style: look } : {}) });
      from = to;
    };
    for (let i = 0; i < clean.length; i++) {
      if (!found.has(place + i)) continue;
      push(i, style);
      push(i + 1, { ...style, ...MARK });
    }
    push(clean.length, style);
    place += clean.length;
    return parts;
  });
}
