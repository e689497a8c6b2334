// Bytes from the outer terminal as what a person did. A pure machine: chunks in, events out; a sequence
// cut between chunks is kept until the rest comes. Never throws; what it does not know is `raw`.
import { formatChord } from '../../core/key.ts';

export type InputEvent =
  | { readonly type: 'key'; readonly key: string; readonly raw: Buffer }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'focus'; readonly focused: boolean }
  /** An answer to a query of ours: never for a program. */
  | { readonly type: 'reply'; readonly raw: Buffer }
  | { readonly type: 'raw'; readonly raw: Buffer };

export interface InputParser {
  feed(chunk: Buffer): InputEvent[];
  /** No more is coming for now: a lone escape byte was the escape key. */
  flush(): InputEvent[];
  /** Something is kept that `flush` would turn into events. */
  pending(): boolean;
}

const PASTE_START = Buffer.from('\x1b[200~');
const PASTE_END = Buffer.from('\x1b[201~');
/** A paste longer than this is handed on in pieces. */
const MAX_PASTE_BYTES = 1024 * 1024;
const ESC = 0x1b;

const finals: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  E: 'kpbegin',
  M: 'kpenter',
};
const tildes: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};
const controls: Readonly<Record<number, string>> = {
  0: 'ctrl+space',
  8: 'ctrl+backspace',
  9: 'tab',
  10: 'ctrl+j',
  13: 'enter',
  27: 'escape',
  28: 'ctrl+\\',
  29: 'ctrl+]',
  30: 'ctrl+^',
  31: 'ctrl+_',
  32: 'space',
  127: 'backspace',
};

export function createInputParser(): InputParser {
  let rest: Buffer = Buffer.alloc(0);
  let paste: Buffer[] | null = null;

  const read = (isLast: boolean): InputEvent[] => {
    const events: InputEvent[] = [];
    let at = 0;
    while (at < rest.length) {
      if (paste) {
        at = takePaste(at, events);
        if (paste) break;
        continue;
      }
      const length = lengthOfNext(rest, at);
      if (length === null && !isLast) break;
      const bytes = Buffer.from(
        rest.subarray(at, at + (length ?? (rest[at] === ESC ? 1 : rest.length - at))),
      );
      at += bytes.length;
      if (bytes.equals(PASTE_START)) paste = [];
      else events.push(decode(bytes));
    }
    rest = Buffer.from(rest.subarray(at));
    return events;
  };

  /** Takes pasted bytes up to the end marker, or as many as cannot be part of one. */
  const takePaste = (from: number, events: InputEvent[]): number => {
    const end = rest.indexOf(PASTE_END, from);
    const until = end >= 0 ? end : Math.max(from, rest.length - PASTE_END.length + 1);
    paste!.push(Buffer.from(rest.subarray(from, until)));
    const size = paste!.reduce((sum, part) => sum + part.length, 0);
    if (end < 0 && size <= MAX_PASTE_BYTES) return until;
    events.push({ type: 'paste', text: Buffer.concat(paste!).toString('utf8') });
    paste = end < 0 ? [] : null;
    return end < 0 ? until : end + PASTE_END.length;
  };

  return {
    feed(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      return read(false);
    },
    flush: () => (paste ? [] : read(true)),
    pending: () => !paste && rest.length > 0,
  };
}

/** Bytes of the sequence or character at `at`; null where more must come to tell. */
function lengthOfNext(bytes: Buffer, at: number): number | null {
  const first = bytes[at]!;
  if (first !== ESC) return characterLength(bytes, at);
  const second = bytes[at + 1];
  if (second === undefined) return null;
  if (second === 0x5b) return csiLength(bytes, at);
  if (second === 0x4f) return bytes.length > at + 2 ? 3 : null;
  if (second === 0x5d || second === 0x50 || second === 0x5f) return stringLength(bytes, at);
  if (second === ESC) {
    const inner = lengthOfNext(bytes, at + 1);
    return inner === null ? null : inner + 1;
  }
  const length = characterLength(bytes, at + 1);
  return length === null ? null : length + 1;
}

function characterLength(bytes: Buffer, at: number): number | null {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return at + length <= bytes.length ? length : null;
}

function csiLength(bytes: Buffer, at: number): number | null {
  for (let i = at + 2; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x40 && byte <= 0x7e) {
      // X10 mouse: three more bytes follow the M.
      if (byte === 0x4d && i === at + 2) return bytes.length >= at + 6 ? 6 : null;
      return i - at + 1;
    }
    if (byte < 0x20 || byte > 0x7e) return i - at;
  }
  return null;
}

/** A string up to BEL or ST; an unending one is given up after 4 KB. */
function stringLength(bytes: Buffer, at: number): number | null {
  for (let i = at + 2; i < bytes.length; i++) {
    if (bytes[i] === 7) return i - at + 1;
    if (bytes[i] === ESC && bytes[i + 1] === 0x5c) return i - at + 2;
    if (i - at > 4096) return i - at;
  }
  return null;
}

function decode(raw: Buffer): InputEvent {
  const text = raw.toString('utf8');
  if (text === '\x1b[I' || text === '\x1b[O') return { type: 'focus', focused: text.endsWith('I') };
  if (isReply(text)) return { type: 'reply', raw };
  const key = keyOf(text);
  return key === null ? { type: 'raw', raw } : { type: 'key', key, raw };
}

/** DA, DSR and DECRPM reports, mode answers, and OSC or DCS strings. */
function isReply(text: string): boolean {
  return (
    /^\x1b\[[?>=][\d;]*[cnRu]$/.test(text) ||
    /^\x1b\[\?[\d;]*\$y$/.test(text) ||
    /^\x1b\[\d+;\d+R$/.test(text) ||
    /^\x1b[\]P_]/.test(text)
  );
}

function keyOf(text: string): string | null {
  if (text.length > 1 && text[0] === '\x1b') {
    return (
      sequenceKey(text) ??
      (text.length > 2 && text[1] === '\x1b' ? withAlt(keyOf(text.slice(1))) : altKey(text.slice(1)))
    );
  }
  return characterKey(text);
}

function altKey(text: string): string | null {
  if (text.length > 1 && /^[[O]/.test(text)) return null;
  return withAlt(characterKey(text));
}

function withAlt(key: string | null): string | null {
  if (key === null) return null;
  return key.startsWith('ctrl+') ? `ctrl+alt+${key.slice(5)}` : `alt+${key}`;
}

function characterKey(text: string): string | null {
  const code = text.codePointAt(0);
  if (code === undefined || [...text].length !== 1 || code === 0xfffd) return null;
  const control = controls[code];
  if (control) return control;
  if (code < 32) return `ctrl+${String.fromCharCode(code + 96)}`;
  return text === '+' ? 'plus' : text;
}

function sequenceKey(text: string): string | null {
  const ss3 = /^\x1bO([A-S])$/.exec(text);
  if (ss3) return finals[ss3[1]!] ?? null;
  if (text === '\x1b[Z') return 'shift+tab';
  const csi = /^\x1b\[(?:1;(\d+)(?::(\d))?)?([A-S])$/.exec(text);
  if (csi) return named(finals[csi[3]!], csi[1], csi[2]);
  const tilde = /^\x1b\[(\d+)(?:;(\d+)(?::(\d))?)?~$/.exec(text);
  if (tilde) return named(tildes[Number(tilde[1])], tilde[2], tilde[3]);
  const other = /^\x1b\[27;(\d+);(\d+)~$/.exec(text);
  if (other) return named(codeKey(Number(other[2])), other[1], undefined);
  const kitty = /^\x1b\[(\d+)(?::[\d:]*)?(?:;(\d*)(?::(\d))?)?(?:;[\d:]*)?u$/.exec(text);
  return kitty ? named(codeKey(Number(kitty[1])), kitty[2] || undefined, kitty[3]) : null;
}

/** A key by its code point. Where a modifier is held the code is that of the key without it. */
function codeKey(code: number): string | undefined {
  if (code === 127) return 'backspace';
  if (code === 9 || code === 13 || code === 27 || code === 32) return controls[code];
  if (code < 32 || code > 0x10ffff || (code >= 57344 && code <= 63743)) return undefined;
  return code === 43 ? 'plus' : String.fromCodePoint(code);
}

const events: Readonly<Record<string, string>> = { 2: ':repeat', 3: ':release' };

function named(
  key: string | undefined,
  modifiers: string | undefined,
  event: string | undefined,
): string | null {
  if (key === undefined) return null;
  const bits = Math.max(0, Number(modifiers ?? 1) - 1);
  const held = {
    shift: (bits & 1) !== 0,
    alt: (bits & 2) !== 0,
    ctrl: (bits & 4) !== 0,
    super: (bits & 8) !== 0,
  };
  const isLetter = /^\p{Ll}$/u.test(key);
  const chord =
    isLetter && held.shift && !held.ctrl
      ? { ...held, key: key.toUpperCase(), shift: false }
      : { ...held, key };
  return formatChord(chord) + (events[event ?? ''] ?? '');
}
