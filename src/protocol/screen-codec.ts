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
  const texts = update.spans.map(textsOf);
  let size = FIXED_BYTES;
  update.spans.forEach((span, i) => {
    size += 8 + span.cells.byteLength;
    for (const { bytes } of texts[i]!) size += 4 + bytes.length;
  });

  const out = Buffer.allocUnsafe(size);
  const view = viewOf(out);
  const { cursor } = update;
  view.setUint32(0, update.channel, true);
  view.setUint32(4, update.sequence, true);
  view.setUint16(8, update.columns, true);
  view.setUint16(10, update.rows, true);
  const flags =
    (update.full ? FULL : 0) | (cursor.visible ? CURSOR_VISIBLE : 0) | (cursor.blink ? CURSOR_BLINK : 0);
  view.setUint8(12, flags);
  view.setUint8(13, shapes.indexOf(cursor.shape));
  view.setUint16(14, cursor.x, true);
  view.setUint16(16, cursor.y, true);
  view.setUint32(18, update.modes, true);
  view.setFloat64(22, update.top, true);
  view.setUint32(30, update.history, true);
  view.setUint32(34, update.scroll, true);
  view.setUint16(38, update.spans.length, true);
  let at = FIXED_BYTES;
  update.spans.forEach((span, i) => {
    view.setUint16(at, span.y, true);
    view.setUint16(at + 2, span.x, true);
    view.setUint16(at + 4, span.cells.length / WORDS, true);
    view.setUint16(at + 6, texts[i]!.length, true);
    at += 8;
    out.set(new Uint8Array(span.cells.buffer, span.cells.byteOffset, span.cells.byteLength), at);
    at += span.cells.byteLength;
    for (const { x, bytes } of texts[i]!) {
      view.setUint16(at, x, true);
      view.setUint16(at + 2, bytes.length, true);
      at += 4 + bytes.copy(out, at + 4);
    }
  });
  return out;
}

const NO_TEXTS: readonly { readonly x: number; readonly bytes: Buffer }[] = [];

function textsOf({ clusters }: Span): typeof NO_TEXTS {
  return clusters.size === 0 ? NO_TEXTS : [...clusters].map(([x, text]) => ({ x, bytes: Buffer.from(text) }));
}

/** Quicker than a Buffer's own methods where code runs now and then: they are never hot. */
function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The update in `body`. Throws RangeError where the body ends early. The cells are copies. */
export function decodeUpdate(body: Buffer): ScreenUpdate {
  const view = viewOf(body);
  const flags = view.getUint8(12);
  const spans: Span[] = [];
  let at = FIXED_BYTES;
  for (let left = view.getUint16(FIXED_BYTES - 2, true); left > 0; left--) {
    const y = view.getUint16(at, true);
    const x = view.getUint16(at + 2, true);
    const count = view.getUint16(at + 4, true);
    let clustersLeft = view.getUint16(at + 6, true);
    at += 8;
    const bytes = count * WORDS * 4;
    if (at + bytes > body.length) throw new RangeError('screen update ends inside a span');
    const cells = new Uint32Array(count * WORDS);
    new Uint8Array(cells.buffer).set(body.subarray(at, at + bytes));
    at += bytes;
    const clusters = new Map<number, string>();
    for (; clustersLeft > 0; clustersLeft--) {
      const length = view.getUint16(at + 2, true);
      clusters.set(view.getUint16(at, true), body.toString('utf8', at + 4, at + 4 + length));
      at += 4 + length;
    }
    spans.push({ y, x, cells, clusters });
  }
  return {
    channel: view.getUint32(0, true),
    sequence: view.getUint32(4, true),
    columns: view.getUint16(8, true),
    rows: view.getUint16(10, true),
    full: (flags & FULL) !== 0,
    cursor: {
      x: view.getUint16(14, true),
      y: view.getUint16(16, true),
      visible: (flags & CURSOR_VISIBLE) !== 0,
      blink: (flags & CURSOR_BLINK) !== 0,
      shape: shapes[view.getUint8(13)] ?? 'block',
    },
    modes: view.getUint32(18, true),
    top: view.getFloat64(22, true),
    history: view.getUint32(30, true),
    scroll: view.getUint32(34, true),
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
