// What copy mode paints over a session's cells: matches, the selection, its cursor. Lines are found by their ids, so
// that it stays on its text while rows move.
import {
  BOLD,
  COLOR_MASK,
  INVERSE,
  MODE_DEFAULT,
  MODE_MASK,
  UNDERLINE,
  UNDERLINE_STYLE_SHIFT,
  WORDS,
} from '../../core/cell.ts';
import type { CopyState } from '../../core/copy-mode.ts';
import type { Grid } from '../../core/grid.ts';
import type { PaneScreen } from '../panes/pane-grid.ts';
import { lineCells } from './ansi-cells.ts';

interface Span {
  readonly x: number;
  readonly width: number;
  /** Index of LOOKS. */
  readonly look: number;
}

/** What to paint on a line, by its id; later spans go over earlier ones. */
export type Highlights = (line: number) => readonly Span[];

export interface Look {
  readonly fg: number;
  readonly bg: number;
  readonly underline: number;
}

const SELECTION = 0;
const MATCH = 1;
const CURRENT_MATCH = 2;
const SINGLE_UNDERLINE = 1 << UNDERLINE_STYLE_SHIFT;

/** Where no style is given: what can be told apart without a colour. */
const plainLooks: readonly Look[] = [
  { fg: INVERSE, bg: 0, underline: 0 },
  { fg: BOLD | UNDERLINE, bg: 0, underline: SINGLE_UNDERLINE },
  { fg: BOLD | INVERSE, bg: 0, underline: 0 },
];

export function highlightsOf({ matches, selection }: CopyState): Highlights {
  const byLine = new Map<number, Span[]>();
  for (const [line, x, width, isCurrent] of matches) {
    const spans = byLine.get(line) ?? [];
    spans.push({ x, width, look: isCurrent === 1 ? CURRENT_MATCH : MATCH });
    byLine.set(line, spans);
  }
  return (line) => {
    const spans = byLine.get(line) ?? [];
    const selected = selectedIn(selection, line);
    return selected ? [...spans, selected] : spans;
  };
}

function selectedIn(selection: CopyState['selection'], line: number): Span | null {
  if (!selection || line < selection.from.line || line > selection.to.line) return null;
  const { kind, from, to } = selection;
  const x = kind === 'block' || line === from.line ? from.x : 0;
  const end = kind === 'block' || line === to.line ? to.x + 1 : Number.MAX_SAFE_INTEGER;
  return { x, width: end - x, look: SELECTION };
}

/** Paints over `count` cells at `at`, which show a line from column `x` on. */
export function highlightRun(
  highlights: Highlights,
  looks: string | undefined,
  line: number,
  x: number,
  grid: Grid,
  at: number,
  count: number,
): void {
  const spans = highlights(line);
  if (spans.length === 0) return;
  const known = looksOf(looks);
  for (const span of spans) {
    const from = Math.max(0, span.x - x);
    const to = Math.min(count, span.x + span.width - x);
    for (let i = from; i < to; i++) paintLook(grid.cells, (at + i) * WORDS, known[span.look]!);
  }
}

function looksOf(looks: string | undefined): readonly Look[] {
  return (looks ?? '').split('\n').map((text, index) => lookOf(text) ?? plainLooks[index]!);
}

/** The look of a painted text's first cell; null for an empty one. */
export function lookOf(text: string): Look | null {
  const { cells, width } = lineCells(text);
  return width > 0 ? { fg: cells[1]!, bg: cells[2]!, underline: cells[3]! } : null;
}

/** A colour that the look has goes over the cell's; inverse cells become plain where only that is asked. */
export function paintLook(cells: Uint32Array, i: number, { fg, bg, underline }: Look): void {
  const before = cells[i + 1]!;
  const under = cells[i + 2]!;
  const hasColors = (bg & MODE_MASK) !== MODE_DEFAULT;
  let front = over(before, fg);
  if (hasColors) front = (front & ~INVERSE) | (fg & INVERSE);
  else if (fg & INVERSE && before & INVERSE) front &= ~INVERSE;
  cells[i + 1] = front >>> 0;
  cells[i + 2] = over(under, bg);
  if (underline !== 0) cells[i + 3] = underline;
}

function over(word: number, look: number): number {
  const color = (look & MODE_MASK) === MODE_DEFAULT ? word & COLOR_MASK : look & COLOR_MASK;
  return ((word & ~COLOR_MASK) | (look & ~COLOR_MASK) | color) >>> 0;
}

/** The screen with the cursor of copy mode in place of its program's. */
export function withCopyCursor(screen: PaneScreen, { cursor }: CopyState): PaneScreen {
  const y = Math.max(0, Math.min(screen.grid.rows - 1, cursor.line - screen.top));
  const x = Math.min(screen.grid.columns - 1, cursor.x);
  return { ...screen, cursor: { x, y, visible: true, shape: 'block', blink: false } };
}
