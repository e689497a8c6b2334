// Bytes from the outer terminal as what a person did. A pure machine: chunks in, events out; a sequence
// cut between chunks is kept until the rest comes, and however the bytes were cut, the events are the
// same. Never throws; what it does not know is `raw`.
import { decode } from './decode.ts';
import type { InputEvent } from './event.ts';
import { characterLength, ESC, lengthOfNext } from './framing.ts';

export type { InputEvent } from './event.ts';

export interface InputParser {
  feed(chunk: Buffer): InputEvent[];
  /** No more is coming for now: a lone escape byte was the escape key, a cut sequence is what it is. */
  flush(): InputEvent[];
  /**
   * What `flush` would turn into events: `escape` may well be the key, `sequence` most likely goes on.
   * Pastes and replies are never flushed.
   */
  pending(): 'escape' | 'sequence' | null;
}

const PASTE_START = Buffer.from('\x1b[200~');
const PASTE_END = Buffer.from('\x1b[201~');
/** A paste longer than this is handed on in pieces. */
export const MAX_PASTE_BYTES = 1024 * 1024;
/** Of a reply no more than this is kept; the rest of it is still consumed. */
const MAX_REPLY_BYTES = 4096;

const BEL = 7;
const NOTHING: Buffer = Buffer.alloc(0);

export function createInputParser(): InputParser {
  let rest: Buffer = NOTHING;
  let paste: Buffer | null = null;
  let reply: Buffer | null = null;

  const read = (isLast: boolean): InputEvent[] => {
    const events: InputEvent[] = [];
    let at = 0;
    for (let before = -1; at < rest.length && at !== before; ) {
      before = at;
      if (paste) at = takePaste(at, events);
      else if (reply) at = takeReply(at, events);
      else at = takeNext(at, events, isLast);
    }
    rest = at === rest.length ? NOTHING : Buffer.from(rest.subarray(at));
    return events;
  };

  const takeNext = (at: number, events: InputEvent[], isLast: boolean): number => {
    const isReply = startsReply(rest, at);
    if (isReply) {
      reply = Buffer.from(rest.subarray(at, at + 2));
      return at + 2;
    }
    const length = isReply === null ? null : lengthOfNext(rest, at);
    if (length === null && !isLast) return at;
    const end = at + (length ?? lengthOfCut(rest, at));
    const isWhole = at === 0 && end === rest.length;
    const raw = isWhole ? rest : Buffer.from(rest.subarray(at, end));
    if (raw.length === PASTE_START.length && raw.equals(PASTE_START)) paste = Buffer.alloc(0);
    else events.push(decode(raw));
    return at + raw.length;
  };

  /** Takes pasted bytes up to the end marker, or as many as cannot be part of one. */
  const takePaste = (from: number, events: InputEvent[]): number => {
    const end = rest.indexOf(PASTE_END, from);
    const known = end >= 0 ? end : Math.max(from, rest.length - PASTE_END.length + 1);
    const room = MAX_PASTE_BYTES - paste!.length;
    const until = Math.min(known, from + room);
    paste = Buffer.concat([paste!, rest.subarray(from, until)]);
    if (paste.length === MAX_PASTE_BYTES) {
      const whole = wholeCharacters(paste);
      events.push({ type: 'paste', text: paste.toString('utf8', 0, whole) });
      paste = Buffer.from(paste.subarray(whole));
      return until;
    }
    if (end < 0 || until < end) return until;
    events.push({ type: 'paste', text: paste.toString('utf8') });
    paste = null;
    return end + PASTE_END.length;
  };

  /** Takes a reply's bytes up to its terminator, or up to a control character that no reply holds. */
  const takeReply = (from: number, events: InputEvent[]): number => {
    for (let i = from; i < rest.length; i++) {
      const byte = rest[i]!;
      if (byte >= 0x20) continue;
      if (byte === ESC && rest[i + 1] === undefined) return keep(from, i);
      const isEnd = byte === BEL || (byte === ESC && rest[i + 1] === 0x5c);
      const until = isEnd ? i + (byte === BEL ? 1 : 2) : i;
      keep(from, until);
      events.push({ type: 'reply', raw: reply! });
      reply = null;
      return until;
    }
    return keep(from, rest.length);
  };

  const keep = (from: number, to: number): number => {
    const room = MAX_REPLY_BYTES - reply!.length;
    reply = Buffer.concat([reply!, rest.subarray(from, Math.min(to, from + room))]);
    return to;
  };

  return {
    feed(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      return read(false);
    },
    flush: () => (paste || reply ? [] : read(true)),
    pending() {
      if (paste || reply || rest.length === 0) return null;
      return rest.every((byte) => byte === ESC) ? 'escape' : 'sequence';
    },
  };
}

/**
 * Whether an OSC, DCS or APC string that can be an answer begins at `at`; null where the next bytes
 * decide. What begins like one and goes on otherwise is alt and a key.
 */
function startsReply(bytes: Buffer, at: number): boolean | null {
  const second = bytes[at + 1];
  if (bytes[at] !== ESC || (second !== 0x5d && second !== 0x50 && second !== 0x5f)) return false;
  const third = bytes[at + 2];
  if (third === undefined) return null;
  const isDigit = third >= 0x30 && third <= 0x39;
  if (second === 0x5d) return isDigit;
  return second === 0x50 ? isDigit || third === 0x3e || third === 0x21 : third === 0x47;
}

/** Bytes of the next event when nothing follows what there is. */
function lengthOfCut(bytes: Buffer, at: number): number {
  const left = bytes.length - at;
  if (bytes[at] !== ESC) return left;
  if (bytes[at + 1] === ESC) return 1;
  return left;
}

/** Bytes up to the last character that is whole. */
function wholeCharacters(bytes: Buffer): number {
  for (let i = bytes.length - 1; i >= Math.max(0, bytes.length - 3); i--) {
    if ((bytes[i]! & 0xc0) === 0x80) continue;
    return characterLength(bytes, i) === null ? i : bytes.length;
  }
  return bytes.length;
}
