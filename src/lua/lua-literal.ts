// Plain data as the text of a Lua value: read by Lua's own compiler, which is faster than any decoder
// written in Lua. `null` and `undefined` are nil, so they vanish from tables.

import { isUtf8 } from 'node:buffer';

const MAX_DEPTH = 100;

/** Text that `load("return " .. text)` turns into the value; bytes become a string. Throws RangeError past 100 levels. */
export function toLua(value: unknown): string {
  const out: string[] = [];
  write(out, value, 0);
  return out.join('');
}

/** A text as a Lua string literal of one line. */
export function quoteLua(text: string): string {
  return `"${text.replace(/[\\"\n\r\0]/g, escaped)}"`;
}

/** Bytes as such a literal: those that are no text by their numbers. */
function quoteBytes(bytes: Uint8Array): string {
  if (isUtf8(bytes))
    return quoteLua(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  const text = Buffer.allocUnsafe(bytes.length * 4 + 2);
  let at = 0;
  text[at++] = QUOTE;
  for (const byte of bytes) {
    if (byte >= 32 && byte < 127 && byte !== QUOTE && byte !== BACKSLASH) {
      text[at++] = byte;
      continue;
    }
    text[at++] = BACKSLASH;
    text[at++] = ZERO + Math.floor(byte / 100);
    text[at++] = ZERO + (Math.floor(byte / 10) % 10);
    text[at++] = ZERO + (byte % 10);
  }
  text[at++] = QUOTE;
  return text.toString('latin1', 0, at);
}

const [QUOTE, BACKSLASH, ZERO] = [0x22, 0x5c, 0x30];

function escaped(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\r') return '\\r';
  if (char === '\0') return '\\000';
  return `\\${char}`;
}

function write(out: string[], value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw new RangeError('nested too deeply for Lua');
  if (typeof value === 'string') out.push(quoteLua(value));
  else if (typeof value === 'number') out.push(numberText(value));
  else if (typeof value === 'boolean') out.push(String(value));
  else if (value instanceof Uint8Array) out.push(quoteBytes(value));
  else if (Array.isArray(value)) writeList(out, value, depth);
  else if (typeof value === 'object' && value !== null) writeFields(out, value, depth);
  else out.push('nil');
}

function writeList(out: string[], list: readonly unknown[], depth: number): void {
  out.push('{');
  for (const item of list) {
    write(out, item, depth + 1);
    out.push(',');
  }
  out.push('}');
}

function writeFields(out: string[], fields: object, depth: number): void {
  out.push('{');
  for (const [key, item] of Object.entries(fields)) {
    if (item === undefined || item === null) continue;
    out.push('[', quoteLua(key), ']=');
    write(out, item, depth + 1);
    out.push(',');
  }
  out.push('}');
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '(0/0)';
  if (!Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999';
  return Number.isSafeInteger(value) ? String(value) : value.toExponential();
}
