// Turns the screen the outer terminal shows into the one it should show, in few bytes.
//
// Invariant: after `render`, `front` equals the grid given, and cursor and looks are those the terminal
// has; -1 stands for a cursor whose place is not certain (after the last column, or after a character
// whose width terminals disagree on). The terminal's automatic wrap is off.
import { BLANK, CODE_POINT, COMBINED, UNDERLINE, WIDTH_2, WIDTH_SHIFT, WORDS } from '../../core/cell.ts';
import { clearCells, createGrid, type Grid } from '../../core/grid.ts';
import type { ScreenCursor } from '../../protocol/screen-codec.ts';
import { type Band, detectScroll, MIN_CHANGED } from './scroll-detection.ts';
import { type ColorDepth, type Looks, sgr } from './sgr.ts';

export interface OutputTraits {
  readonly colors: ColorDepth;
  /** Erasing fills with the background colour (terminfo bce). */
  readonly bce: boolean;
  /** The terminal holds painting between `CSI ?2026h` and `l`. */
  readonly synchronized: boolean;
}

export interface Emitter {
  /**
   * The bytes that show `back` and place the cursor (null hides it); '' where nothing changes. `panes` are
   * where rows may have scrolled. `touched[y]` is 0 for rows that cannot differ from the last grid given;
   * without it every row is compared.
   */
  render(back: Grid, cursor: ScreenCursor | null, panes?: readonly Band[], touched?: Uint8Array): string;
  /** Nothing is known of what the terminal shows: all is drawn anew. */
  invalidate(): void;
  setTraits(traits: OutputTraits): void;
}

/** Output shorter than this is not worth the bytes of a synchronized update. */
const SYNCHRONIZE_BYTES = 200;
/** A gap of unchanged plain cells this short is cheaper to write again than to jump over. */
const REWRITE_GAP = 4;
/** Characters from here on may be drawn in another width than ours. */
const FIRST_UNCERTAIN = 0x2fff;
const shapes = { block: 1, underline: 3, bar: 5 } as const;

export function createEmitter(initial: OutputTraits): Emitter {
  let traits = initial;
  let front: Grid | null = null;
  let x = -1;
  let y = -1;
  let looks: Looks = { fg: 0, bg: 0, underline: 0 };
  let shown: { visible: boolean | null; style: number } = { visible: null, style: -1 };
  let out = '';

  const setLooks = (fg: number, bg: number, underline: number): void => {
    if (looks.fg === fg && looks.bg === bg && looks.underline === underline) return;
    const next = { fg, bg, underline };
    out += sgr(looks, next, traits.colors);
    looks = next;
  };

  const moveTo = (toX: number, toY: number, back: Grid): void => {
    if (x === toX && y === toY) return;
    if (y === toY && x >= 0 && toX > x && x < back.columns) {
      if (toX - x <= REWRITE_GAP && isPlainRun(back, y, x, toX, looks)) {
        for (let at = x; at < toX; at++)
          out += String.fromCharCode(back.cells[(y * back.columns + at) * WORDS]! & CODE_POINT);
      } else out += toX - x === 1 ? '\x1b[C' : `\x1b[${toX - x}C`;
    } else if (toX === 0 && y >= 0 && x >= 0 && toY === y + 1) out += '\r\n';
    else if (toX === 0 && y >= 0 && x >= 0 && toY === y) out += '\r';
    else out += toX === 0 ? `\x1b[${toY + 1}H` : `\x1b[${toY + 1};${toX + 1}H`;
    x = toX;
    y = toY;
  };

  const clear = (back: Grid): Grid => {
    out += '\x1b[m\x1b[H\x1b[2J';
    looks = { fg: 0, bg: 0, underline: 0 };
    x = 0;
    y = 0;
    return createGrid(back.columns, back.rows);
  };

  const scrollUp = (grid: Grid, top: number, bottom: number, count: number): void => {
    setLooks(0, 0, 0);
    out += `\x1b[${top + 1};${bottom + 1}r\x1b[${bottom + 1}H${'\n'.repeat(count)}\x1b[r`;
    x = -1;
    y = -1;
    const { columns, cells, clusters } = grid;
    cells.copyWithin(top * columns * WORDS, (top + count) * columns * WORDS, (bottom + 1) * columns * WORDS);
    clearCells(cells, (bottom + 1 - count) * columns, count * columns);
    moveClusters(clusters, top * columns, (bottom + 1) * columns, count * columns);
  };

  const drawCell = (back: Grid, index: number): number => {
    const i = index * WORDS;
    const { cells } = back;
    const content = cells[i]!;
    setLooks(cells[i + 1]!, cells[i + 2]!, cells[i + 1]! & UNDERLINE ? cells[i + 3]! : 0);
    const isCluster = (content & COMBINED) !== 0;
    const point = content & CODE_POINT;
    out += isCluster ? (back.clusters.get(index) ?? ' ') : String.fromCodePoint(point || 32);
    const width = (content >>> WIDTH_SHIFT) & 3 || 1;
    x += width;
    if (x >= back.columns || isCluster || width === 2 || point > FIRST_UNCERTAIN) x = -1;
    return width;
  };

  const drawRow = (before: Grid, back: Grid, row: number): void => {
    const { columns, cells } = back;
    const base = row * columns;
    const blankFrom = trailingBlank(back, row, traits.bce);
    for (let at = 0; at < columns; ) {
      if (!cellDiffers(before, back, base + at)) {
        at++;
        continue;
      }
      // The right half of a wide character is drawn with its left one.
      if (at > 0 && cells[(base + at) * WORDS] === 0) at--;
      moveTo(at, row, back);
      if (at >= blankFrom && columns - at > 3) {
        const i = (base + at) * WORDS;
        setLooks(0, cells[i + 2]!, 0);
        out += '\x1b[K';
        return;
      }
      at += drawCell(back, base + at);
    }
  };

  const placeCursor = (cursor: ScreenCursor | null, back: Grid): void => {
    const visible = cursor?.visible ?? false;
    if (visible && cursor) {
      moveTo(Math.min(cursor.x, back.columns - 1), Math.min(cursor.y, back.rows - 1), back);
      const style = shapes[cursor.shape] + (cursor.blink ? 0 : 1);
      if (style !== shown.style) out += `\x1b[${style} q`;
      shown.style = style;
    }
    if (visible !== shown.visible) out += visible ? '\x1b[?25h' : '\x1b[?25l';
    shown.visible = visible;
  };

  return {
    render(back, cursor, panes = [], touched) {
      out = '';
      let known = touched;
      if (!front || front.columns !== back.columns || front.rows !== back.rows) {
        front = clear(back);
        known = undefined;
      } else if (traits.synchronized) {
        for (const pane of panes) {
          const scroll = mayScroll(pane, touched) ? detectScroll(front, back, pane) : null;
          if (!scroll) continue;
          scrollUp(front, scroll.top, scroll.bottom, scroll.count);
          // Other rows stand where untouched ones were.
          known = undefined;
        }
      }
      const stride = back.columns * WORDS;
      for (let row = 0; row < back.rows; row++) {
        if (known && known[row] === 0) continue;
        drawRow(front, back, row);
        front.cells.set(back.cells.subarray(row * stride, (row + 1) * stride), row * stride);
      }
      placeCursor(cursor, back);
      copyClusters(back.clusters, front.clusters);
      return traits.synchronized && out.length > SYNCHRONIZE_BYTES ? `\x1b[?2026h${out}\x1b[?2026l` : out;
    },
    invalidate() {
      front = null;
      shown = { visible: null, style: -1 };
    },
    setTraits(next) {
      if (next.colors !== traits.colors) front = null;
      traits = next;
    },
  };
}

/** Whether so many of a pane's rows were touched that they may have moved. */
function mayScroll(pane: Band, touched: Uint8Array | undefined): boolean {
  if (!touched) return true;
  let count = 0;
  for (let y = pane.y; y < pane.y + pane.rows; y++) count += touched[y]!;
  return count >= pane.rows * MIN_CHANGED;
}

function cellDiffers(before: Grid, back: Grid, index: number): boolean {
  const i = index * WORDS;
  const a = before.cells;
  const b = back.cells;
  const content = b[i]!;
  return (
    a[i] !== content ||
    a[i + 1] !== b[i + 1] ||
    a[i + 2] !== b[i + 2] ||
    a[i + 3] !== b[i + 3] ||
    ((content & COMBINED) !== 0 && before.clusters.get(index) !== back.clusters.get(index))
  );
}

/** Column from which the row is blank in one background; `columns` if its last cell is not blank. */
function trailingBlank({ cells, columns }: Grid, row: number, bce: boolean): number {
  const end = ((row + 1) * columns - 1) * WORDS;
  const bg = cells[end + 2]!;
  if (bg !== 0 && !bce) return columns;
  let at = columns;
  for (
    let i = end;
    at > 0 && cells[i] === BLANK && cells[i + 1] === 0 && cells[i + 2] === bg && cells[i + 3] === 0;
    i -= WORDS
  )
    at--;
  return at;
}

/** Whether the cells from `from` up to `to` are ASCII that looks as the terminal is set now. */
function isPlainRun({ cells, columns }: Grid, row: number, from: number, to: number, looks: Looks): boolean {
  for (let i = (row * columns + from) * WORDS, end = i + (to - from) * WORDS; i < end; i += WORDS) {
    const content = cells[i]!;
    if (content & (COMBINED | WIDTH_2) || (content & CODE_POINT) < 32 || (content & CODE_POINT) > 126)
      return false;
    if (
      cells[i + 1] !== looks.fg ||
      cells[i + 2] !== looks.bg ||
      (cells[i + 1]! & UNDERLINE && cells[i + 3] !== looks.underline)
    )
      return false;
  }
  return true;
}

function copyClusters(from: ReadonlyMap<number, string>, to: Map<number, string>): void {
  if (from.size === 0 && to.size === 0) return;
  to.clear();
  for (const [index, text] of from) to.set(index, text);
}

function moveClusters(clusters: Map<number, string>, from: number, to: number, by: number): void {
  if (clusters.size === 0) return;
  for (const [index, text] of [...clusters].sort((a, b) => a[0] - b[0])) {
    if (index < from || index >= to) continue;
    clusters.delete(index);
    if (index - by >= from) clusters.set(index - by, text);
  }
}
