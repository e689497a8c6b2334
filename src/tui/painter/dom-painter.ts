// Paints Ink's laid-out elements into a grid of cells. Later elements cover earlier ones; every box with
// hidden overflow clips what is in it, and clips intersect (Ink 6.8's own do not).
import type { DOMElement } from 'ink';
import { Display, Edge } from 'yoga-layout';
import type { Rect } from '../../core/frame.ts';
import { clearGrid, type Grid } from '../../core/grid.ts';
import { lineCells } from './ansi-cells.ts';
import { backgroundLine, borderLines } from './box-lines.ts';
import { putLine } from './canvas.ts';
import { type Clip, clipOf, intersect, isEmpty, rectOf } from './clip.ts';
import type { HitArea, Painted, PaneArea } from './painted.ts';
import { firstColumns, textLines } from './text-lines.ts';

/** No screen is wider or higher; a list that scrolls may be. */
const MAX_LENGTH = 100_000;

/** Clears `grid` and paints `root` on it. `onPane` is called in paint order, to put the pane's cells in. */
export function paintDom(root: DOMElement, grid: Grid, onPane: (pane: PaneArea) => void): Painted {
  clearGrid(grid);
  const panes: PaneArea[] = [];
  const hits: HitArea[] = [];

  /** `room` is the column after the last that is within the parent's border. */
  const walk = (node: DOMElement, x: number, y: number, clip: Clip, room: number): void => {
    const yoga = node.yogaNode;
    if (!yoga || yoga.getDisplay() === Display.None || isEmpty(clip)) return;
    const rect = {
      x: x + cellCount(yoga.getComputedLeft()),
      y: y + cellCount(yoga.getComputedTop()),
      width: Math.max(0, cellCount(yoga.getComputedWidth())),
      height: Math.max(0, cellCount(yoga.getComputedHeight())),
    };
    report(node, rect, clip);
    if (node.nodeName === 'ink-text') {
      // Yoga rounds a text's width up and its parent's to the nearest, which leaves no room for the last column.
      const isRoundedUp = rect.x + rect.width === room + 1;
      paintText(node, rect, isRoundedUp ? rect.width - 1 : rect.width, clip);
      return;
    }
    paintBox(node, rect, clip);
    const inner = clipWithin(node, rect, clip);
    const innerRoom = rect.x + rect.width - yoga.getComputedBorder(Edge.Right);
    for (const child of node.childNodes) {
      if (child.nodeName !== '#text') walk(child as DOMElement, rect.x, rect.y, inner, innerRoom);
    }
  };

  const paintText = (node: DOMElement, { x, y }: Rect, width: number, clip: Clip): void => {
    if (x >= clip.right || y >= clip.bottom) return;
    const first = Math.max(0, clip.top - y);
    const lines = textLines(node, width, first, clip.bottom - y);
    for (const [i, line] of lines.entries()) {
      if (line !== '') putLine(grid, lineCells(firstColumns(line, clip.right - x)), x, y + first + i, clip);
    }
  };

  const paintBox = ({ style }: DOMElement, { x, y, width, height }: Rect, clip: Clip): void => {
    if (width < 1 || height < 1 || (!style.borderStyle && !style.backgroundColor)) return;
    const seenFrom = Math.max(x, clip.left);
    const seenTo = Math.min(x + width, clip.right);
    if (seenFrom >= seenTo) return;
    const border = borderLines(style, width, seenFrom - x, seenTo - x);
    const left = border?.left ? 1 : 0;
    const right = border?.right ? 1 : 0;
    const from = Math.max(y + (border?.top ? 1 : 0), clip.top);
    const to = Math.min(y + height - (border?.bottom ? 1 : 0), clip.bottom);
    if (style.backgroundColor) {
      const start = Math.max(x + left, seenFrom);
      const line = backgroundLine(
        style.backgroundColor,
        Math.max(0, Math.min(x + width - right, seenTo) - start),
      );
      for (let row = from; row < to; row++) putLine(grid, line, start, row, clip);
    }
    if (!border) return;
    if (border.top) putLine(grid, border.top, seenFrom, y, clip);
    if (border.bottom && height > 1) putLine(grid, border.bottom, seenFrom, y + height - 1, clip);
    for (let row = from; row < to; row++) {
      if (border.left) putLine(grid, border.left, x, row, clip);
      if (border.right && width > 1) putLine(grid, border.right, x + width - 1, row, clip);
    }
  };

  const report = (node: DOMElement, rect: Rect, clip: Clip): void => {
    const { terminal, hit, cursor, looks } = node.attributes;
    const visible = rectOf(intersect(clip, clipOf(rect)));
    if (visible.width < 1 || visible.height < 1) return;
    if (hit !== undefined) hits.push({ path: String(hit), rect: visible });
    if (terminal === undefined) return;
    const pane = {
      agent: String(terminal),
      cursor: cursor !== false,
      ...(looks === undefined ? {} : { looks: String(looks) }),
      rect,
      visible,
    };
    panes.push(pane);
    onPane(pane);
  };

  walk(root, 0, 0, { left: 0, top: 0, right: grid.columns, bottom: grid.rows }, grid.columns);
  return { panes, hits };
}

/** A length that Yoga computed, which for some trees of percentages is millions, or not a number. */
function cellCount(length: number): number {
  return Math.max(-MAX_LENGTH, Math.min(MAX_LENGTH, Math.round(length) || 0));
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
    left: own.left + yoga.getComputedBorder(Edge.Left),
    top: own.top + yoga.getComputedBorder(Edge.Top),
    right: own.right - yoga.getComputedBorder(Edge.Right),
    bottom: own.bottom - yoga.getComputedBorder(Edge.Bottom),
  };
  const both = intersect(clip, inside);
  return {
    left: hidesX ? both.left : clip.left,
    right: hidesX ? both.right : clip.right,
    top: hidesY ? both.top : clip.top,
    bottom: hidesY ? both.bottom : clip.bottom,
  };
}
