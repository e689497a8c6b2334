// Where a sequence or character ends. Invariant: the answer never depends on bytes after that end, so
// that input comes out the same however it was cut into chunks.
import { keyOf } from './decode-key.ts';

export const ESC = 0x1b;
/** A control sequence longer than this is none. */
const MAX_CSI = 128;

/** Bytes of the sequence or character at `at`, at least 1; null where more must come to tell. */
export function lengthOfNext(bytes: Buffer, at: number): number | null {
  if (bytes[at] !== ESC) return characterLength(bytes, at);
  const second = bytes[at + 1];
  if (second === undefined) return null;
  if (second === 0x5b) return csiLength(bytes, at);
  if (second === 0x4f) return ss3Length(bytes, at);
  if (second === ESC) return afterEscape(bytes, at);
  const length = characterLength(bytes, at + 1);
  return length === null ? null : length + 1;
}

/** `ESC ESC [ A` is alt+up where the terminal writes alt as an escape; otherwise the escape stands alone. */
function afterEscape(bytes: Buffer, at: number): number | null {
  const third = bytes[at + 2];
  if (third === undefined) return null;
  if (third !== 0x5b && third !== 0x4f) return 1;
  const inner = lengthOfNext(bytes, at + 1);
  if (inner === null) return null;
  const isKey = inner > 2 && keyOf(bytes.toString('latin1', at + 1, at + 1 + inner)) !== null;
  return isKey && !isFocus(bytes, at + 1, inner) ? inner + 1 : 1;
}

function isFocus(bytes: Buffer, at: number, length: number): boolean {
  return length === 3 && bytes[at + 1] === 0x5b && (bytes[at + 2] === 0x49 || bytes[at + 2] === 0x4f);
}

function csiLength(bytes: Buffer, at: number): number | null {
  const third = bytes[at + 2];
  // The Linux console: CSI [ A.
  if (third === 0x5b) return bytes.length > at + 3 ? 4 : null;
  // X10 mouse: three more bytes follow the M.
  if (third === 0x4d) return bytes.length >= at + 6 ? 6 : null;
  for (let i = at + 2; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x40 && byte <= 0x7e) return i - at + 1;
    if (byte === 0x24 && isRxvtShift(bytes, at + 2, i)) return i - at + 1;
    if (byte < 0x20 || byte > 0x7e || i - at >= MAX_CSI) return i - at;
  }
  return null;
}

/** rxvt ends shift and a key with a dollar, which is otherwise no end: `CSI 3 $`. */
function isRxvtShift(bytes: Buffer, from: number, to: number): boolean {
  return (
    to > from && to - from <= 2 && bytes.subarray(from, to).every((byte) => byte >= 0x30 && byte <= 0x39)
  );
}

/** `ESC O`, perhaps modifiers, one letter; otherwise it is alt+O. */
function ss3Length(bytes: Buffer, at: number): number | null {
  for (let i = at + 2; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x40 && byte <= 0x7e) return i - at + 1;
    const isParameter = (byte >= 0x30 && byte <= 0x39) || byte === 0x3b;
    if (!isParameter || i - at > 5) return 2;
  }
  return null;
}

/** A character of UTF-8; of what is none, the bytes up to where it goes wrong. */
export function characterLength(bytes: Buffer, at: number): number | null {
  const first = bytes[at]!;
  const length = first < 0xc2 || first > 0xf4 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    if (byte < 0x80 || byte > 0xbf) return i;
  }
  return length;
}
