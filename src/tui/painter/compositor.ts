// The whole screen: what the widgets painted, with the sessions' cells where no later widget covers them.
//
// `base` is the widgets' painting, in which a marker stands in every cell that belongs to a session;
// whatever is painted later (a dialog) overwrites markers. So a session's update copies cells to its
// remaining markers and nothing else, and a dialog above a busy session costs nothing.
import { BLANK, CODE_POINT, COMBINED, WIDTH_1, WIDTH_2, WORDS } from '../../core/cell.ts';
import type { CopyState } from '../../core/copy-mode.ts';
import type { Rect } from '../../core/frame.ts';
import { clearCells, createGrid, type Grid } from '../../core/grid.ts';
import type { Size } from '../../core/size.ts';
import type { ScreenCursor } from '../../protocol/screen-codec.ts';
import type { PaneScreen } from '../panes/pane-grid.ts';
import { isWide, mendEdges } from './canvas.ts';
import { isUnfit, visibleCluster } from './hidden.ts';
import {
  type Highlights,
  highlightRun,
  highlightsOf,
  type Look,
  paintLook,
  withCopyCursor,
} from './highlights.ts';
import type { Paint, Painted, PaneArea } from './painted.ts';

/** No cell's content has this bit: width takes only bits 22 and 23. */
const MARKER = 0x80000000;
const SPACE = 0x20;
const WIDE_SPACE = 0x3000;
const LAST_ASCII = 0x7e;

export interface Compositor {
  /** Paints the widgets, and the sessions' screens in them. */
  paintUi(paint: Paint, screen: (agent: string) => PaneScreen | null): Painted;
  /** Puts a session's touched rows in place. */
  updatePane(agent: string, screen: PaneScreen): void;
  /** Paints copy mode over a session's screen from now on; null for no longer. */
  copyMode(agent: string, state: CopyState | null, screen: PaneScreen | null): void;
  /** Paints a look over the area of a hit until the widgets are painted again; null for over nothing. */
  hover(hit: string | null, look: Look | null): void;
  readonly grid: Grid;
  readonly painted: Painted;
  /** 1 for each row that may differ since `clearTouched`. */
  readonly touched: Uint8Array;
  clearTouched(): void;
  /** Where the terminal's cursor belongs while `agent` has the keys; null where it is not to be seen. */
  cursor(agent: string | null, screen: PaneScreen | null): ScreenCursor | null;
}

export function createCompositor({ columns, rows }: Size): Compositor {
  const base = createGrid(columns, rows);
  const grid = createGrid(columns, rows);
  const touched = new Uint8Array(rows).fill(1);
  let painted: Painted = { panes: [], hits: [] };
  /** Rows of the screen last put into each pane: below them it has blanks. */
  let filled: number[] = [];
  let copying: { readonly agent: string; readonly state: CopyState } | null = null;
  let highlights: Highlights | null = null;
  let hovered: Rect | null = null;

  const mark = ({ visible }: PaneArea, index: number): void => {
    for (let y = visible.y; y < visible.y + visible.height; y++) {
      const from = y * columns + visible.x;
      const to = from + visible.width;
      mendEdges(base, from, to);
      for (let at = from; at < to; at++) base.cells[at * WORDS] = (MARKER | index) >>> 0;
    }
  };

  const blit = (index: number, screen: PaneScreen | null, all: boolean): void => {
    const { agent, looks, rect, visible } = painted.panes[index]!;
    const marker = (MARKER | index) >>> 0;
    const rows = screen?.grid.rows ?? 0;
    const isKnown = !all && rows === filled[index];
    filled[index] = rows;
    for (let y = visible.y; y < visible.y + visible.height; y++) {
      const row = y - rect.y;
      if (isKnown && screen?.touched[row] !== 1) continue;
      touched[y] = 1;
      for (let x = visible.x, end = visible.x + visible.width; x < end; ) {
        while (x < end && base.cells[(y * columns + x) * WORDS] !== marker) x++;
        const from = x;
        while (x < end && base.cells[(y * columns + x) * WORDS] === marker) x++;
        if (x <= from) continue;
        copyRun(screen?.grid ?? null, from - rect.x, row, grid, y * columns + from, x - from);
        if (screen && copying?.agent === agent && highlights)
          highlightRun(
            highlights,
            looks,
            screen.top + row,
            from - rect.x,
            grid,
            y * columns + from,
            x - from,
          );
      }
    }
  };

  /** Calls `act` with the place of each cell of `rect` that is a widget's. */
  const eachCell = ({ x, y, width, height }: Rect, act: (i: number) => void): void => {
    for (let row = Math.max(0, y); row < Math.min(rows, y + height); row++) {
      touched[row] = 1;
      for (let column = Math.max(0, x); column < Math.min(columns, x + width); column++) {
        const i = (row * columns + column) * WORDS;
        if ((base.cells[i]! & MARKER) === 0) act(i);
      }
    }
  };

  return {
    grid,
    touched,
    get painted() {
      return painted;
    },
    paintUi(paint, screen) {
      let count = 0;
      painted = paint(base, (pane) => mark(pane, count++));
      grid.cells.set(base.cells);
      grid.clusters.clear();
      for (const [index, text] of base.clusters)
        if (base.cells[index * WORDS]! & COMBINED) grid.clusters.set(index, text);
      touched.fill(1);
      hovered = null;
      filled = [];
      for (const [index, pane] of painted.panes.entries()) blit(index, screen(pane.agent), true);
      return painted;
    },
    updatePane(agent, screen) {
      painted.panes.forEach((pane, index) => {
        if (pane.agent === agent) blit(index, screen, false);
      });
    },
    copyMode(agent, state, screen) {
      const before = copying?.agent;
      copying = state && { agent, state };
      highlights = state && highlightsOf(state);
      painted.panes.forEach((pane, index) => {
        if (pane.agent === agent || pane.agent === before) blit(index, screen, true);
      });
    },
    hover(hit, look) {
      if (hovered)
        eachCell(hovered, (i) => {
          for (let word = i + 1; word < i + WORDS; word++) grid.cells[word] = base.cells[word]!;
        });
      hovered = (look && painted.hits.findLast(({ path }) => path === hit)?.rect) ?? null;
      if (hovered && look) eachCell(hovered, (i) => paintLook(grid.cells, i, look));
    },
    clearTouched: () => void touched.fill(0),
    cursor(agent, shown) {
      const screen = shown && copying?.agent === agent ? withCopyCursor(shown, copying.state) : shown;
      const index = painted.panes.findIndex((pane) => pane.agent === agent && pane.cursor);
      if (index < 0 || !screen?.cursor.visible) return null;
      const { rect, visible } = painted.panes[index]!;
      const x = rect.x + screen.cursor.x;
      const y = rect.y + screen.cursor.y;
      const isInside =
        x >= visible.x && x < visible.x + visible.width && y >= visible.y && y < visible.y + visible.height;
      const isCovered = base.cells[(y * columns + x) * WORDS] !== (MARKER | index) >>> 0;
      return isInside && !isCovered ? { ...screen.cursor, x, y } : null;
    },
  };
}

/** Copies `count` cells of a session's row, blanks where it has none; wide characters cut at an end are blanked. */
function copyRun(from: Grid | null, x: number, y: number, to: Grid, at: number, count: number): void {
  const available = from && y < from.rows ? Math.max(0, Math.min(count, from.columns - x)) : 0;
  if (to.clusters.size > 0) for (let i = at; i < at + count; i++) to.clusters.delete(i);
  if (from && available > 0) {
    const source = y * from.columns + x;
    to.cells.set(from.cells.subarray(source * WORDS, (source + available) * WORDS), at * WORDS);
    copyTexts(from, source, to, at, available);
    if (to.cells[at * WORDS] === 0) blankHalf(to, at);
    if (isWide(to.cells[(at + available - 1) * WORDS]!)) blankHalf(to, at + available - 1);
  }
  clearCells(to.cells, at + available, count - available);
}

/** The texts of copied cells: clusters, and blanks in place of what must not reach the terminal. */
function copyTexts(from: Grid, source: number, to: Grid, at: number, count: number): void {
  const hasClusters = from.clusters.size > 0;
  for (let i = 0; i < count; i++) {
    const content = to.cells[(at + i) * WORDS]!;
    if (content & COMBINED) {
      const text = hasClusters ? from.clusters.get(source + i) : undefined;
      putText(to, at + i, visibleCluster(text ?? ''));
    } else if ((content & CODE_POINT) > LAST_ASCII && isUnfit(content & CODE_POINT)) putText(to, at + i, '');
  }
}

/** Puts a text in a cell, which keeps its width and its looks. */
function putText({ cells, clusters }: Grid, index: number, text: string): void {
  const width = cells[index * WORDS]! & (WIDTH_1 | WIDTH_2);
  const point = text.codePointAt(0) ?? (width === WIDTH_2 ? WIDE_SPACE : SPACE);
  const isSingle = text.length <= (point > 0xffff ? 2 : 1);
  if (!isSingle) clusters.set(index, text);
  cells[index * WORDS] = (isSingle ? point : COMBINED) | width;
}

/** Leaves the looks, so that no hole is seen in a coloured row. */
function blankHalf({ cells, clusters }: Grid, index: number): void {
  cells[index * WORDS] = BLANK;
  clusters.delete(index);
}
