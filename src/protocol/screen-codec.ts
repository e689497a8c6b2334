// UPDATE: what changed on a subscribed screen since the last update of that channel (host -> tui).
//
// A viewer keeps a grid and the absolute id of its top line. `top` of an update minus the viewer's own
// top is how far its rows moved up; then come the rows, or parts of rows, whose cells differ from the
// moved ones. A `full` update starts from a blank grid of its size. Line ids count every line that ever
// scrolled, so they never repeat within one buffer; another buffer or a reflow makes a full update.
//
// body: u32 channel · u32 sequence · u16 columns · u16 rows · u8 flags · u8 cursor shape
//       u16 cursor x · u16 cursor y · u32 modes · f64 top · u32 history · u32 scroll · u16 spans
//       spans: u16 y · u16 x · u16 count · u16 clusters · count * 16 bytes of cells
//              clusters: u16 x · u16 bytes · UTF-8
import { WORDS } from '../core/cell.ts';
import type { CursorShape } from '../core/cursor.ts';

export type { CursorShape };

const shapes: readonly CursorShape[] = ['block', 'underline', 'bar'];

export interface ScreenCursor {
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
  readonly shape: CursorShape;
  readonly blink: boolean;
}

/** A run of cells in one row. `cells` is WORDS words a cell; clusters are keyed by column. */
export interface Span {
  readonly y: number;
  readonly x: number;
  readonly cells: Uint32Array;
  readonly clusters: ReadonlyMap<number, string>;
}

export interface ScreenUpdate {
  readonly channel: number;
  readonly sequence: number;
  readonly columns: number;
  readonly rows: number;
  readonly full: boolean;
  readonly cursor: ScreenCursor;
  /** Packed TerminalModes (core/modes.ts). */
  readonly modes: number;
  /** Absolute id of the first visible line. */
  readonly top: number;
  /** Lines of history above the live screen. */
  readonly history: number;
  /** How many lines above the live screen the view is; 0 follows the output. */
  readonly scroll: number;
  readonly spans: readonly Span[];
}

const FIXED_BYTES = 4 + 4 + 2 + 2 + 1 + 1 + 2 + 2 + 4 + 8 + 4 + 4 + 2;
const FULL = 1;
const CURSOR_VISIBLE = 2;
const CURSOR_BLINK = 4;

export function encodeUpdate(update: ScreenUpdate): Buffer {
  const texts = update.spans.map((span) =>
    [...span.clusters].map(([x, text]) => ({ x, bytes: Buffer.from(text) })),
  );
  let size = FIXED_BYTES;
  update.spans.forEach((span, i) => {
    size += 8 + span.cells.byteLength;
    for (const { bytes } of texts[i]!) size += 4 + bytes.length;
  });

  const out = Buffer.allocUnsafe(size);
  let at = out.writeUInt32LE(update.channel, 0);
  at = out.writeUInt32LE(update.sequence >>> 0, at);
  at = out.writeUInt16LE(update.columns, at);
  at = out.writeUInt16LE(update.rows, at);
  at = out.writeUInt8(
    (update.full ? FULL : 0) |
      (update.cursor.visible ? CURSOR_VISIBLE : 0) |
      (update.cursor.blink ? CURSOR_BLINK : 0),
    at,
  );
  at = out.writeUInt8(shapes.indexOf(update.cursor.shape), at);
  at = out.writeUInt16LE(update.cursor.x, at);
  at = out.writeUInt16LE(update.cursor.y, at);
  at = out.writeUInt32LE(update.modes >>> 0, at);
  at = out.writeDoubleLE(update.top, at);
  at = out.writeUInt32LE(update.history, at);
  at = out.writeUInt32LE(update.scroll, at);
  at = out.writeUInt16LE(update.spans.length, at);
  update.spans.forEach((span, i) => {
    at = out.writeUInt16LE(span.y, at);
    at = out.writeUInt16LE(span.x, at);
    at = out.writeUInt16LE(span.cells.length / WORDS, at);
    at = out.writeUInt16LE(texts[i]!.length, at);
    out.set(new Uint8Array(span.cells.buffer, span.cells.byteOffset, span.cells.byteLength), at);
    at += span.cells.byteLength;
    for (const { x, bytes } of texts[i]!) {
      at = out.writeUInt16LE(x, at);
      at = out.writeUInt16LE(bytes.length, at);
      at += bytes.copy(out, at);
    }
  });
  return out;
}

/** The update in `body`. Throws RangeError where the body ends early. The cells are copies. */
export function decodeUpdate(body: Buffer): ScreenUpdate {
  const flags = body.readUInt8(12);
  const spans: Span[] = [];
  let at = FIXED_BYTES;
  for (let left = body.readUInt16LE(FIXED_BYTES - 2); left > 0; left--) {
    const y = body.readUInt16LE(at);
    const x = body.readUInt16LE(at + 2);
    const count = body.readUInt16LE(at + 4);
    let clustersLeft = body.readUInt16LE(at + 6);
    at += 8;
    const bytes = count * WORDS * 4;
    if (at + bytes > body.length) throw new RangeError('screen update ends inside a span');
    const cells = new Uint32Array(count * WORDS);
    new Uint8Array(cells.buffer).set(body.subarray(at, at + bytes));
    at += bytes;
    const clusters = new Map<number, string>();
    for (; clustersLeft > 0; clustersLeft--) {
      const length = body.readUInt16LE(at + 2);
      clusters.set(body.readUInt16LE(at), body.toString('utf8', at + 4, at + 4 + length));
      at += 4 + length;
    }
    spans.push({ y, x, cells, clusters });
  }
  return {
    channel: body.readUInt32LE(0),
    sequence: body.readUInt32LE(4),
    columns: body.readUInt16LE(8),
    rows: body.readUInt16LE(10),
    full: (flags & FULL) !== 0,
    cursor: {
      x: body.readUInt16LE(14),
      y: body.readUInt16LE(16),
      visible: (flags & CURSOR_VISIBLE) !== 0,
      blink: (flags & CURSOR_BLINK) !== 0,
      shape: shapes[body.readUInt8(13)] ?? 'block',
    },
    modes: body.readUInt32LE(18),
    top: body.readDoubleLE(22),
    history: body.readUInt32LE(30),
    scroll: body.readUInt32LE(34),
    spans,
  };
}

/** ACKNOWLEDGE: the viewer has taken update `sequence` of `channel` and is ready for the next. */
export function encodeAcknowledge(channel: number, sequence: number): Buffer {
  const out = Buffer.allocUnsafe(8);
  out.writeUInt32LE(channel, 0);
  out.writeUInt32LE(sequence >>> 0, 4);
  return out;
}

export function decodeAcknowledge(body: Buffer): { channel: number; sequence: number } {
  return { channel: body.readUInt32LE(0), sequence: body.readUInt32LE(4) };
}
