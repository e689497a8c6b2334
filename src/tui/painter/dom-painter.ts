// Paints Ink's laid-out elements into a grid of cells. Later elements cover earlier ones; every box with
// hidden overflow clips what is in it, and clips intersect (Ink 6.8's own do not).
import type { DOMElement } from 'ink';
import type { Rect } from '../../core/frame.ts';
import { clearGrid, type Grid } from '../../core/grid.ts';
import { lineCells } from './ansi-cells.ts';
import { backgroundLine, borderLines } from './box-lines.ts';
import { putLine } from './canvas.ts';
import { type Clip, clipOf, intersect, rectOf } from './clip.ts';
import { textLines } from './text-lines.ts';

/** Where a session's screen goes. */
export interface PaneArea {
  readonly agent: string;
  /** May own the cursor. */
  readonly cursor: boolean;
  /** The whole rectangle, as the session should be sized. */
  readonly rect: Rect;
  /** What of it is to be seen. */
  readonly visible: Rect;
}

/** Where a widget is, for the mouse and for inspection. */
export interface HitArea {
  readonly path: string;
  readonly rect: Rect;
}

export interface Painted {
  readonly panes: readonly PaneArea[];
  /** In the order painted: the last that holds a cell is on top there. */
  readonly hits: readonly HitArea[];
}

/** Clears `grid` and paints `root` on it. `onPane` is called in paint order, to put the pane's cells in. */
export function paintDom(root: DOMElement, grid: Grid, onPane: (pane: PaneArea) => void): Painted {
  clearGrid(grid);
  const panes: PaneArea[] = [];
  const hits: HitArea[] = [];

  const walk = (node: DOMElement, x: number, y: number, clip: Clip): void => {
    const yoga = node.yogaNode;
    if (!yoga || yoga.getDisplay() === 1) return;
    const rect = {
      x: Math.round(x + yoga.getComputedLeft()),
      y: Math.round(y + yoga.getComputedTop()),
      width: Math.round(yoga.getComputedWidth()),
      height: Math.round(yoga.getComputedHeight()),
    };
    if (node.nodeName === 'ink-text') {
      // Yoga rounds a text's width up and its parent's to the nearest: never wider than there is room.
      paintText(node, rect, Math.min(rect.width, Math.max(0, clip.right - rect.x)), clip);
      return;
    }
    paintBox(node, rect, clip);
    const inner = clipWithin(node, rect, clip);
    report(node, rect, clip);
    for (const child of node.childNodes) {
      if (child.nodeName !== '#text') walk(child as DOMElement, rect.x, rect.y, inner);
    }
  };

  const paintText = (node: DOMElement, rect: Rect, width: number, clip: Clip): void => {
    textLines(node, width).forEach((line, i) => {
      if (line !== '') putLine(grid, lineCells(line), rect.x, rect.y + i, clip);
    });
  };

  const paintBox = (node: DOMElement, { x, y, width, height }: Rect, clip: Clip): void => {
    const { style } = node;
    if (width < 1 || height < 1) return;
    const border = borderLines(style, width);
    if (style.backgroundColor) {
      const [top, right, bottom, left] = [border?.top, border?.right, border?.bottom, border?.left].map(
        (line) => (line ? 1 : 0),
      ) as [number, number, number, number];
      const line = backgroundLine(style.backgroundColor, Math.max(0, width - left - right));
      for (let row = top; row < height - bottom; row++) putLine(grid, line, x + left, y + row, clip);
    }
    if (!border) return;
    if (border.top) putLine(grid, border.top, x, y, clip);
    if (border.bottom && height > 1) putLine(grid, border.bottom, x, y + height - 1, clip);
    for (let row = border.top ? 1 : 0; row < height - (border.bottom ? 1 : 0); row++) {
      if (border.left) putLine(grid, border.left, x, y + row, clip);
      if (border.right && width > 1) putLine(grid, border.right, x + width - 1, y + row, clip);
    }
  };

  const report = (node: DOMElement, rect: Rect, clip: Clip): void => {
    const { terminal, hit, cursor } = node.attributes;
    const visible = rectOf(intersect(clip, clipOf(rect)));
    if (visible.width < 1 || visible.height < 1) return;
    if (hit !== undefined) hits.push({ path: String(hit), rect: visible });
    if (terminal === undefined) return;
    const pane = { agent: String(terminal), cursor: cursor !== false, rect, visible };
    panes.push(pane);
    onPane(pane);
  };

  walk(root, 0, 0, { left: 0, top: 0, right: grid.columns, bottom: grid.rows });
  return { panes, hits };
}

/** The clip for what is inside a box: its inside, where its overflow is hidden. */
function clipWithin(node: DOMElement, rect: Rect, clip: Clip): Clip {
  const { overflowX, overflowY, overflow } = node.style;
  const hidesX = (overflowX ?? overflow) === 'hidden';
  const hidesY = (overflowY ?? overflow) === 'hidden';
  if (!hidesX && !hidesY) return clip;
  const yoga = node.yogaNode!;
  const own = clipOf(rect);
  const inside = {
    left: own.left + yoga.getComputedBorder(0),
    top: own.top + yoga.getComputedBorder(1),
    right: own.right - yoga.getComputedBorder(2),
    bottom: own.bottom - yoga.getComputedBorder(3),
  };
  const both = intersect(clip, inside);
  return {
    left: hidesX ? both.left : clip.left,
    right: hidesX ? both.right : clip.right,
    top: hidesY ? both.top : clip.top,
    bottom: hidesY ? both.bottom : clip.bottom,
  };
}
