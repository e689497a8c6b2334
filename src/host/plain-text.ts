// Lines of plain text, written into the screen straight from the bytes: no decoding, no state machine.
// Begins where xterm.js is between two sequences, ends before the first byte that is neither printable ASCII
// nor a line end, and leaves everything as xterm.js would.
import type { InputHandler } from './xterm-parts.ts';

/** Plain characters: each has one column, and none joins another. */
export const FIRST = 0x20;
export const LAST = 0x7e;
const LF = 0x0a;
const CR = 0x0d;
/** In a cell's content: it is one column wide. */
const WIDTH_1 = 1 << 22;
const CELL_WORDS = 3;
/** Set in an attribute's background where it has more than colours and flags: a link, a kind of underline. */
const HAS_EXTENDED = 0x10000000;

/** `plain`: what xterm.js remembers after a plain character. */
export function installPlainText(handler: InputHandler, plain: number): void {
  const { _parser: parser, _dirtyRowTracker: rows } = handler;
  const lineFeed = parser?._executeHandlers?.[LF];
  const carriageReturn = parser?._executeHandlers?.[CR];
  const has =
    lineFeed &&
    carriageReturn &&
    parser._parseStack &&
    handler._parseStack &&
    handler._utf8Decoder?.interim &&
    typeof rows?.clearRange === 'function';
  if (!has) return;
  const parse = handler.parse.bind(handler);
  const one = new Uint32Array(1);

  /** One character that goes to the next line, or that may join the one before it. */
  const printOne = (code: number): void => {
    one[0] = code;
    handler.print(one, 0, 1);
  };

  /** Takes bytes from the first on; returns how many. */
  const take = (bytes: Uint8Array): number => {
    let at = 0;
    while (at < bytes.length) {
      const code = bytes[at]!;
      if (code >= FIRST && code <= LAST) {
        const next = isPlainHere(handler, plain) ? writePlain(handler, bytes, at, bytes.length) : at;
        if (next > at) parser.precedingJoinState = plain;
        else printOne(code);
        at = Math.max(next, at + 1);
      } else if (code === LF || code === CR) {
        if (code === LF) lineFeed();
        else carriageReturn();
        parser.precedingJoinState = 0;
        at++;
      } else break;
    }
    return at;
  };

  handler.parse = (data, answer) => {
    const isBetween =
      typeof data !== 'string' &&
      !handler._parseStack.paused &&
      parser.currentState === parser.initialState &&
      parser._parseStack.state === 0 &&
      handler._utf8Decoder.interim[0] === 0;
    if (!isBetween) return parse(data, answer);
    rows.clearRange();
    const taken = take(data);
    if (taken > 0) handler._onRequestRefreshRows.fire({ start: rows.start, end: rows.end });
    return taken === data.length ? undefined : parse(data.subarray(taken), answer);
  };
}

/** Whether plain text can be written as it is, now. */
function isPlainHere(handler: InputHandler, plain: number): boolean {
  const state = handler._parser.precedingJoinState;
  return (state === plain || state === 0) && writesPlainly(handler);
}

/** Whether a character is written as it is: no other set of them, no shifting, no looks beside the cell's words. */
export function writesPlainly(handler: InputHandler): boolean {
  return (
    !handler._charsetService.charset &&
    !handler._coreService.modes.insertMode &&
    !(handler._curAttrData.bg & HAS_EXTENDED)
  );
}

/** Writes plain characters from `start` on into one row, as many as come and as it has room for; returns the next. */
export function writePlain(
  handler: InputHandler,
  codes: Uint8Array | Uint32Array,
  start: number,
  end: number,
): number {
  const buffer = handler._activeBuffer;
  const { cols } = handler._bufferService;
  let { x } = buffer;
  if (x >= cols) return start;
  const attributes = handler._curAttrData;
  const line = buffer.lines.get(buffer.ybase + buffer.y);
  // Half of a wide character stays behind as a blank, on either side.
  if (x > 0 && line.getWidth(x - 1) === 2) line.setCellFromCodepoint(x - 1, 0, 1, attributes);
  const { fg, bg } = attributes;
  const data = line._data;
  const to = Math.min(end, start + cols - x);
  let at = start;
  for (let i = x * CELL_WORDS; at < to; i += CELL_WORDS) {
    const code = codes[at]!;
    if (code < FIRST || code > LAST) break;
    data[i] = code | WIDTH_1;
    data[i + 1] = fg;
    data[i + 2] = bg;
    at++;
  }
  x += at - start;
  if (x < cols && line.getWidth(x) === 0 && !line.hasContent(x))
    line.setCellFromCodepoint(x, 0, 1, attributes);
  buffer.x = x;
  handler._dirtyRowTracker.markDirty(buffer.y);
  return at;
}
