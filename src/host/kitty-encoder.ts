// Keys in the kitty keyboard protocol, by the flags a program has set: 1 disambiguate, 2 event types,
// 4 alternate keys, 8 all keys as escapes, 16 associated text.
// https://sw.kovidgoyal.net/kitty/keyboard-protocol/
import type { Chord, KeyEvent } from '../core/key.ts';
import type { TerminalModes } from '../core/modes.ts';
import { encodeLegacy, functionalSequence, keypadText, modifierParameter } from './legacy-encoder.ts';

const DISAMBIGUATE = 1;
const EVENT_TYPES = 2;
const ALTERNATES = 4;
const ALL_KEYS = 8;
const TEXT = 16;

const codes: Readonly<Record<string, number>> = {
  escape: 27,
  enter: 13,
  tab: 9,
  backspace: 127,
  space: 32,
  plus: 43,
  capslock: 57358,
  scrolllock: 57359,
  numlock: 57360,
  printscreen: 57361,
  pause: 57362,
  menu: 57363,
  ...Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`f${13 + i}`, 57376 + i])),
  ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`kp${i}`, 57399 + i])),
  kpdecimal: 57409,
  kpdivide: 57410,
  kpmultiply: 57411,
  kpminus: 57412,
  kpplus: 57413,
  kpenter: 57414,
  kpequal: 57415,
};

const eventNumbers = { press: 1, repeat: 2, release: 3 } as const;
/** Typed plainly even where events are reported, so that a shell left in a bad mode can be reset. */
const plainKeys = new Set(['enter', 'tab', 'backspace']);

/** The bytes of a key under `modes.kitty`; empty for events the program did not ask for. */
export function encodeKitty(chord: Chord, event: KeyEvent, modes: TerminalModes): string {
  const flags = modes.kitty;
  if ((flags & (DISAMBIGUATE | EVENT_TYPES | ALL_KEYS)) === 0)
    return event === 'release' ? '' : encodeLegacy(chord, modes);
  const reportsEvents = (flags & EVENT_TYPES) !== 0;
  if (event === 'release' && !reportsEvents) return '';
  const suffix = reportsEvents && event !== 'press' ? `:${eventNumbers[event]}` : '';
  if (codes[chord.key] === undefined) {
    const functional = functionalKey(chord, suffix);
    if (functional !== undefined) return functional;
  }
  return isPlain(chord, event, flags) ? plain(chord, event, modes) : csiU(chord, event, suffix, flags);
}

/** Whether a key is sent as it always was: text, and what a shell needs to be reset. */
function isPlain(chord: Chord, event: KeyEvent, flags: number): boolean {
  if (flags & ALL_KEYS) return false;
  const control = plainKeys.has(chord.key);
  if (event === 'release') return control;
  if (!(flags & DISAMBIGUATE)) return true;
  return control ? modifierParameter(chord) === 1 : !isCommand(chord) && textOf(chord) !== undefined;
}

function plain(chord: Chord, event: KeyEvent, modes: TerminalModes): string {
  return event === 'release' ? '' : encodeLegacy(chord, modes);
}

function isCommand(chord: Chord): boolean {
  return chord.ctrl || chord.alt || chord.super;
}

/** What a key types by itself; undefined for keys that type nothing, or a control character. */
function textOf({ key }: Chord): string | undefined {
  if (key === 'space') return ' ';
  if (key === 'plus') return '+';
  const text = keypadText(key) ?? key;
  return [...text].length === 1 && text >= ' ' ? text : undefined;
}

function csiU(chord: Chord, event: KeyEvent, suffix: string, flags: number): string {
  const base = chord.key.toLowerCase();
  const isCapital = [...chord.key].length === 1 && base !== chord.key;
  const code = codes[chord.key] ?? base.codePointAt(0)!;
  const upper = chord.shift && /^\p{L}$/u.test(chord.key) ? chord.key.toUpperCase() : chord.key;
  const shifted = flags & ALTERNATES && upper !== base && [...upper].length === 1 && !codes[chord.key];
  const m = modifierParameter(isCapital ? { ...chord, shift: true } : chord);
  const typed = flags & TEXT && flags & ALL_KEYS && event !== 'release' && !isCommand(chord);
  const text = typed ? textOf(chord) : undefined;
  const modifiers = m > 1 || suffix ? `;${m}${suffix}` : text ? ';' : '';
  const associated = text ? `;${text.codePointAt(0)}` : '';
  return `\x1b[${code}${shifted ? `:${upper.codePointAt(0)}` : ''}${modifiers}${associated}u`;
}

/** A functional key: always CSI, never SS3; F3 is not `CSI R`, which is a cursor position report. */
function functionalKey(chord: Chord, suffix: string): string | undefined {
  const sequence = functionalSequence(chord, false);
  if (sequence === undefined) return undefined;
  const m = modifierParameter(chord);
  const parameter = m > 1 || suffix ? `;${m}${suffix}` : '';
  const tilde = chord.key === 'f3' ? '13' : /^\x1b\[(\d+)(?:;\d+)?~$/.exec(sequence)?.[1];
  if (tilde) return `\x1b[${tilde}${parameter}~`;
  return `\x1b[${parameter ? `1${parameter}` : ''}${sequence.at(-1)}`;
}
