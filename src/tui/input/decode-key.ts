// The key that one whole sequence or character stands for, in every form terminals have for it: xterm's,
// rxvt's, the Linux console's, modifyOtherKeys and kitty's. Names are as core/key.ts writes them.
import { type Chord, formatChord, parseChord } from '../../core/key.ts';
import {
  controlKeys,
  finalKeys,
  keypadKeys,
  linuxKeys,
  privateKeys,
  rxvtArrows,
  tildeKeys,
} from './key-codes.ts';

const SHIFT = 1;
const ALT = 2;
const CTRL = 4;
const SUPER = 8;
/** Hyper and meta: there is no way to write such chords. */
const UNNAMED = 16 | 32;

const eventSuffixes: Readonly<Record<number, string>> = { 2: ':repeat', 3: ':release' };

/** The key's name, with `:repeat` or `:release` after it for such events; null for what is no key. */
export function keyOf(text: string): string | null {
  if (text.length < 2 || text[0] !== '\x1b') return characterKey(text);
  if (text[1] === '\x1b' && text.length > 2) return withAlt(keyOf(text.slice(1)));
  if (text[1] === '[' && text.length > 2) return csiKey(text.slice(2));
  if (text[1] === 'O' && text.length > 2) return ss3Key(text.slice(2));
  return withAlt(characterKey(text.slice(1)));
}

function withAlt(name: string | null): string | null {
  if (name === null) return null;
  const [, chord, suffix] = /^(.+?)(:repeat|:release)?$/s.exec(name)!;
  return formatChord({ ...parseChord(chord!), alt: true }) + (suffix ?? '');
}

function characterKey(text: string): string | null {
  const code = text.codePointAt(0);
  if (code === undefined || text.length !== (code > 0xffff ? 2 : 1) || code === 0xfffd) return null;
  if (code > 127 && code < 160) return null;
  const control = controlKeys[code];
  if (control) return control;
  if (code < 32) return `ctrl+${String.fromCharCode(code + 96)}`;
  return text === '+' ? 'plus' : text;
}

function ss3Key(body: string): string | null {
  const match = /^(?:(?:1;)?(\d+))?([A-Za-z])$/.exec(body);
  if (!match) return null;
  const [, modifiers, final] = match;
  const arrow = rxvtArrows[final!];
  if (arrow) return named(arrow, CTRL);
  return named(finalKeys[final!] ?? keypadKeys[final!], bitsOf(modifiers));
}

function csiKey(body: string): string | null {
  if (body[0] === '[') return linuxKeys[body[1]!] ?? null;
  const match = /^([\d:;]*)([~$^@A-Za-z])$/.exec(body);
  if (!match) return null;
  const params = match[1]!.split(';').map((part) => part.split(':').map(numberOf));
  const final = match[2]!;
  if (final === 'u') return kittyKey(params);
  if (final === '~') return tildeKey(params);
  if (final === '$' || final === '^' || final === '@') return rxvtKey(params, final);
  return letterKey(params, final);
}

type Params = readonly (readonly (number | undefined)[])[];

function numberOf(text: string): number | undefined {
  return text === '' ? undefined : Number(text);
}

function tildeKey(params: Params): string | null {
  const [first, second, third] = params;
  if (first?.[0] === 27 && third?.[0] !== undefined) return otherKey(third[0], bitsOf(second?.[0]));
  return named(tildeKeys[first?.[0] ?? 0], bitsOf(second?.[0]), second?.[1]);
}

/** modifyOtherKeys: the code is the character that is typed, shift included. */
function otherKey(code: number, bits: number): string | null {
  const isTyped = code > 32 && code !== 127 && (bits & (CTRL | SUPER)) === 0;
  return named(codeKey(code), isTyped ? bits & ~SHIFT : bits);
}

function rxvtKey(params: Params, final: '$' | '^' | '@'): string | null {
  const bits = final === '$' ? SHIFT : final === '^' ? CTRL : SHIFT | CTRL;
  return params.length === 1 ? named(tildeKeys[params[0]?.[0] ?? 0], bits) : null;
}

function letterKey(params: Params, final: string): string | null {
  const [first, second] = params;
  if (params.length > 2) return null;
  if (final === 'Z') return named('tab', bitsOf(second?.[0]) | SHIFT);
  const arrow = rxvtArrows[final];
  if (arrow) return params.length === 1 && first?.[0] === undefined ? named(arrow, SHIFT) : null;
  // `CSI 5 A`: xterm's older form has the modifiers alone.
  const modifiers = second ?? (first?.[0] === 1 ? undefined : first);
  return named(finalKeys[final], bitsOf(modifiers?.[0]), second?.[1]);
}

/** `CSI code:shifted:base ; modifiers:event ; text u`. */
function kittyKey([codes = [], modifiers = [], text = []]: Params): string | null {
  const bits = bitsOf(modifiers[0]);
  const event = modifiers[1];
  const [code = 1, shifted] = codes;
  const isTyped = (bits & (CTRL | SUPER)) === 0;
  if (isTyped && !(bits & ALT) && text.length === 1 && text[0] !== undefined)
    return named(codeKey(text[0]), bits & ~SHIFT, event);
  if (isTyped && bits & SHIFT && shifted !== undefined) return named(codeKey(shifted), bits & ~SHIFT, event);
  return named(codeKey(code), bits, event);
}

/** The key with this code point, or this number of kitty's. */
function codeKey(code: number): string | undefined {
  if (code === 9 || code === 13 || code === 27 || code === 32 || code === 127) return controlKeys[code];
  if (code < 32 || code > 0x10ffff || (code > 127 && code < 160) || (code >= 0xd800 && code <= 0xdfff))
    return undefined;
  if (code >= 57344 && code <= 63743) return privateKeys[code];
  return code === 43 ? 'plus' : String.fromCodePoint(code);
}

/** Modifier bits of a parameter: it is one more than they are. Locks say nothing of the chord. */
function bitsOf(parameter: number | string | undefined): number {
  return Math.max(0, Number(parameter ?? 1) - 1) & 63;
}

function named(key: string | undefined, bits: number, event?: number): string | null {
  if (key === undefined || bits & UNNAMED) return null;
  const chord: Chord = {
    key,
    shift: (bits & SHIFT) !== 0,
    alt: (bits & ALT) !== 0,
    ctrl: (bits & CTRL) !== 0,
    super: (bits & SUPER) !== 0,
  };
  const text = formatChord(chord);
  // Letters have one way to be written: shift+a is A, ctrl+A is ctrl+a. A few have no capital of one letter.
  const isLetter = /^\p{L}$/u.test(key) && [...key.toUpperCase()].length === 1;
  const name = bits !== 0 && isLetter ? formatChord(parseChord(text)) : text;
  return name + (eventSuffixes[event ?? 1] ?? '');
}
