// What a viewer was sent: its rows as cells, and as the raw words they were made from. A row whose words
// are those of last time is passed over by a memory compare, a hundred times cheaper than packing it.
import { BLANK, COMBINED, WORDS } from '../core/cell.ts';
import type { Span } from '../protocol/screen-codec.ts';
import { packRow } from './rows.ts';
import { isEmpty, type RawLine } from './xterm-internals.ts';

export interface Shadow {
  readonly columns: number;
  readonly rows: number;
  /** The viewer's rows moved up by `count` (down if negative); those that came in are blank. */
  moveUp(count: number): void;
  /**
   * Takes over `line` as row `y`; returns the shortest run that holds every cell that differs from the
   * row before, or null. The span's cells are a view of the shadow's: use them before the next update.
   */
  update(y: number, line: RawLine | undefined): Span | null;
}

const RAW_WORDS = 3;

/** The shadow of a viewer that shows a blank screen. */
export function createShadow(columns: number, rows: number): Shadow {
  const cells = new Uint32Array(columns * rows * WORDS);
  for (let i = 0; i < cells.length; i += WORDS) cells[i] = BLANK;
  const clusters: Map<number, string>[] = Array.from({ length: rows }, () => new Map());
  const stride = columns * RAW_WORDS;
  const raw = new Uint32Array(stride * rows);
  const noted = Array.from({ length: rows }, (_, y) => Buffer.from(raw.buffer, y * stride * 4, stride * 4));
  /** What each row was last compared with: making a view takes longer than comparing. */
  const compared: { data: Uint32Array; bytes: Uint8Array }[] = [];
  const isNoted = new Uint8Array(rows);
  const packed = new Uint32Array(columns * WORDS);

  const bytesOf = (y: number, data: Uint32Array): Uint8Array => {
    const known = compared[y];
    if (known?.data === data) return known.bytes;
    const bytes = new Uint8Array(data.buffer, data.byteOffset, stride * 4);
    compared[y] = { data, bytes };
    return bytes;
  };

  const isAsNoted = (y: number, line: RawLine): boolean =>
    isNoted[y] === 1 && isPlain(line, stride) && noted[y]!.compare(bytesOf(y, line._data)) === 0;

  const note = (y: number, line: RawLine | undefined): void => {
    const plain = line !== undefined && isPlain(line, stride);
    isNoted[y] = plain ? 1 : 0;
    if (plain)
      raw.set(line._data.length === stride ? line._data : line._data.subarray(0, stride), y * stride);
  };

  const differs = (
    x: number,
    from: number,
    before: ReadonlyMap<number, string>,
    now: ReadonlyMap<number, string>,
  ): boolean => {
    const i = x * WORDS;
    const content = packed[i]!;
    return (
      cells[from + i] !== content ||
      cells[from + i + 1] !== packed[i + 1] ||
      cells[from + i + 2] !== packed[i + 2] ||
      cells[from + i + 3] !== packed[i + 3] ||
      ((content & COMBINED) !== 0 && before.get(x) !== now.get(x))
    );
  };

  return {
    columns,
    rows,
    moveUp(count) {
      if (count === 0) return;
      const shift = Math.min(Math.abs(count), rows);
      const [to, from, blank] = count > 0 ? [0, shift, rows - shift] : [shift, 0, 0];
      const stay = rows - shift;
      cells.copyWithin(to * columns * WORDS, from * columns * WORDS, (from + stay) * columns * WORDS);
      raw.copyWithin(to * stride, from * stride, (from + stay) * stride);
      isNoted.copyWithin(to, from, from + stay);
      const moved = clusters.splice(from, stay);
      const fresh = Array.from({ length: shift }, () => new Map<number, string>());
      clusters.splice(0, clusters.length, ...(count > 0 ? [...moved, ...fresh] : [...fresh, ...moved]));
      isNoted.fill(0, blank, blank + shift);
      for (let i = blank * columns * WORDS, end = i + shift * columns * WORDS; i < end; i += WORDS) {
        cells[i] = BLANK;
        cells[i + 1] = 0;
        cells[i + 2] = 0;
        cells[i + 3] = 0;
      }
    },
    update(y, line) {
      if (line && isAsNoted(y, line)) return null;
      note(y, line);
      const now = new Map<number, string>();
      packRow(line, columns, packed, 0, (x, text) => now.set(x, text));
      const before = clusters[y]!;
      clusters[y] = now;
      const from = y * columns * WORDS;
      let first = 0;
      while (first < columns && !differs(first, from, before, now)) first++;
      if (first === columns) return null;
      let last = columns - 1;
      while (!differs(last, from, before, now)) last--;
      const start = from + first * WORDS;
      const end = from + (last + 1) * WORDS;
      cells.set(packed.subarray(first * WORDS, (last + 1) * WORDS), start);
      const within = now.size === 0 ? now : new Map([...now].filter(([x]) => x >= first && x <= last));
      return { y, x: first, cells: cells.subarray(start, end), clusters: within };
    },
  };
}

/** Whether all of a line's looks are in its words: clusters and underline colours lie beside them. */
function isPlain(line: RawLine, stride: number): boolean {
  return line._data.length >= stride && isEmpty(line._combined) && isEmpty(line._extendedAttrs);
}
