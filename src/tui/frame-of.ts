// A painted grid as data (core/frame.ts): text, and runs of cells that look alike.
import {
  BOLD,
  COLOR_MASK,
  DIM,
  INVERSE,
  ITALIC,
  MODE_MASK,
  MODE_RGB,
  STRIKETHROUGH,
  UNDERLINE,
  WORDS,
} from '../core/cell.ts';
import type { Frame, FrameNode } from '../core/frame.ts';
import { type Grid, rowText } from '../core/grid.ts';
import type { Color, Style } from '../core/tree.ts';
import type { ScreenCursor } from '../protocol/screen-codec.ts';

export function frameOf(grid: Grid, cursor: ScreenCursor | null, nodes: readonly FrameNode[]): Frame {
  const { columns, rows } = grid;
  const ys = Array.from({ length: rows }, (_, y) => y);
  return {
    columns,
    rows,
    cursor: {
      x: cursor?.x ?? 0,
      y: cursor?.y ?? 0,
      visible: cursor?.visible ?? false,
      shape: cursor?.shape ?? 'block',
    },
    lines: ys.map((y) => rowText(grid, y)),
    spans: ys.map((y) => rowSpans(grid, y)),
    nodes,
  };
}

/** Runs of cells with a style other than the terminal's own. */
function rowSpans({ cells, columns }: Grid, y: number): { x: number; width: number; style: Style }[] {
  const spans: { x: number; width: number; style: Style }[] = [];
  const looksAt = (x: number): string =>
    cells.subarray((y * columns + x) * WORDS + 1, (y * columns + x + 1) * WORDS).join(' ');
  for (let x = 0; x < columns; ) {
    const looks = looksAt(x);
    let end = x + 1;
    while (end < columns && looksAt(end) === looks) end++;
    const i = (y * columns + x) * WORDS;
    const style = styleOf(cells[i + 1]!, cells[i + 2]!);
    if (Object.keys(style).length > 0) spans.push({ x, width: end - x, style });
    x = end;
  }
  return spans;
}

function styleOf(fg: number, bg: number): Style {
  const foreground = colorOf(fg);
  const background = colorOf(bg);
  return {
    ...(foreground === undefined ? {} : { fg: foreground }),
    ...(background === undefined ? {} : { bg: background }),
    ...(fg & BOLD ? { bold: true } : {}),
    ...(bg & DIM ? { dim: true } : {}),
    ...(bg & ITALIC ? { italic: true } : {}),
    ...(fg & UNDERLINE ? { underline: true } : {}),
    ...(fg & INVERSE ? { inverse: true } : {}),
    ...(fg & STRIKETHROUGH ? { strikethrough: true } : {}),
  };
}

function colorOf(word: number): Color | undefined {
  if ((word & COLOR_MASK) === 0 || (word & MODE_MASK) === 0) return undefined;
  if ((word & MODE_MASK) === MODE_RGB) return `#${(word & 0xffffff).toString(16).padStart(6, '0')}`;
  return word & 255;
}
