// Keys in the kitty keyboard protocol, by the flags a program has set: 1 disambiguate, 2 event types,
// 4 alternate keys, 8 all keys as escapes, 16 associated text.
// https://sw.kovidgoyal.net/kitty/keyboard-protocol/
import type { Chord, KeyEvent } from '../core/key.ts';
import type { TerminalModes } from '../core/modes.ts';
import { encodeLegacy, functionalSequence, modifierParameter } from './legacy-encoder.ts';

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
  kpbegin: 57427,
};

const eventNumbers = { press: 1, repeat: 2, release: 3 } as const;
/** Typed plainly even where events are reported, so that a shell left in a bad mode can be reset. */
const plainKeys = new Set(['enter', 'tab', 'backspace']);

/** The bytes of a key under `modes.kitty`; empty for events the program did not ask for. */
export function encodeKitty(chord: Chord, event: KeyEvent, modes: TerminalModes): string {
  const flags = modes.kitty;
  const reportsEvents = (flags & EVENT_TYPES) !== 0;
  if (event === 'release' && !reportsEvents) return '';
  const all = (flags & ALL_KEYS) !== 0;
  const suffix = reportsEvents && event !== 'press' ? `:${eventNumbers[event]}` : '';

  const functional =
    codes[chord.key] === undefined ? functionalSequence(chord, modes.applicationCursor) : undefined;
  if (functional !== undefined) return suffix ? withEvent(chord, suffix) : functional;
  if (!all && plainKeys.has(chord.key) && modifierParameter(chord) === 1) {
    return event === 'release' ? '' : encodeLegacy(chord, modes);
  }
  const typed = !chord.ctrl && !chord.alt && !chord.super;
  const ambiguous =
    chord.key === 'escape' || !typed || chord.key.length > 5 || (chord.shift && plainKeys.has(chord.key));
  if (!all && !(ambiguous && flags & DISAMBIGUATE))
    return event === 'release' ? '' : encodeLegacy(chord, modes);
  return csiU(chord, suffix, flags, typed && event !== 'release');
}

function csiU(chord: Chord, suffix: string, flags: number, typed: boolean): string {
  const base = chord.key.toLowerCase();
  const isCapital = [...chord.key].length === 1 && base !== chord.key;
  const code = codes[chord.key] ?? base.codePointAt(0)!;
  const shifted = flags & ALTERNATES && isCapital ? `:${chord.key.codePointAt(0)}` : '';
  const m = modifierParameter(isCapital ? { ...chord, shift: true } : chord);
  const text =
    flags & TEXT && flags & ALL_KEYS && typed && [...chord.key].length === 1
      ? `;${chord.key.codePointAt(0)}`
      : '';
  const modifiers = m > 1 || suffix || text ? `;${m > 1 || suffix ? m : ''}${suffix}` : '';
  return `\x1b[${code}${shifted}${modifiers}${text}u`;
}

/** A functional key's sequence with its event type, which always needs the modifier parameter. */
function withEvent(chord: Chord, suffix: string): string {
  const plain = functionalSequence(chord, false)!;
  const m = modifierParameter(chord);
  const tilde = /^\x1b\[(\d+)(?:;\d+)?~$/.exec(plain);
  if (tilde) return `\x1b[${tilde[1]};${m}${suffix}~`;
  return `\x1b[1;${m}${suffix}${plain.at(-1)}`;
}
