// Keys as xterm has always sent them, with its cursor, keypad and modifyOtherKeys modes.
// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
import type { Chord } from '../core/key.ts';
import type { TerminalModes } from '../core/modes.ts';

/** Keys that are `CSI 1 ; m FINAL`, or `SS3 FINAL` in application mode. */
const cursorFinals: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  home: 'H',
  end: 'F',
  kpbegin: 'E',
};
/** Keys that are `SS3 FINAL` alone and `CSI 1 ; m FINAL` with modifiers. */
const functionFinals: Readonly<Record<string, string>> = { f1: 'P', f2: 'Q', f3: 'R', f4: 'S' };
/** Keys that are `CSI NUMBER ~`. */
const tildeNumbers: Readonly<Record<string, number>> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
  f13: 25,
  f14: 26,
  f15: 28,
  f16: 29,
  f17: 31,
  f18: 32,
  f19: 33,
  f20: 34,
  menu: 29,
};
const controls: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  escape: '\x1b',
  space: ' ',
  backspace: '\x7f',
};
const keypad: Readonly<Record<string, string>> = {
  kpenter: '\r',
  kpplus: '+',
  kpminus: '-',
  kpmultiply: '*',
  kpdivide: '/',
  kpdecimal: '.',
  kpequal: '=',
};

/** xterm's modifier parameter: 1 + shift 1, alt 2, ctrl 4, super 8. */
export function modifierParameter(chord: Chord): number {
  return 1 + (chord.shift ? 1 : 0) + (chord.alt ? 2 : 0) + (chord.ctrl ? 4 : 0) + (chord.super ? 8 : 0);
}

/** xterm's form of a key that has an escape sequence of its own; undefined for the others. */
export function functionalSequence(chord: Chord, applicationCursor: boolean): string | undefined {
  const m = modifierParameter(chord);
  const cursor = cursorFinals[chord.key];
  if (cursor) return m > 1 ? `\x1b[1;${m}${cursor}` : `\x1b${applicationCursor ? 'O' : '['}${cursor}`;
  const fn = functionFinals[chord.key];
  if (fn) return m > 1 ? `\x1b[1;${m}${fn}` : `\x1bO${fn}`;
  const number = tildeNumbers[chord.key];
  if (number) return m > 1 ? `\x1b[${number};${m}~` : `\x1b[${number}~`;
  return undefined;
}

/** The bytes of a key press; empty for a key that has no form. */
export function encodeLegacy(chord: Chord, modes: TerminalModes): string {
  const sequence = functionalSequence(chord, modes.applicationCursor);
  if (sequence !== undefined) return sequence;
  const text = keypadText(chord.key) ?? controls[chord.key] ?? (chord.key === 'plus' ? '+' : chord.key);
  if (chord.key === 'tab' && chord.shift && !chord.ctrl) return `${chord.alt ? '\x1b' : ''}\x1b[Z`;
  if (needsOther(chord, modes.modifyOtherKeys))
    return `\x1b[27;${modifierParameter(chord)};${text.codePointAt(0)}~`;
  if ([...text].length !== 1) return '';
  return (chord.alt ? '\x1b' : '') + (chord.ctrl ? controlCharacter(chord.key, text) : text);
}

/** Whether modifyOtherKeys asks for `CSI 27 ; m ; code ~` instead of the plain character. */
function needsOther(chord: Chord, level: number): boolean {
  if (level === 0 || modifierParameter(chord) === 1) return false;
  if (level === 2) return chord.ctrl || chord.alt || chord.key in controls;
  return (chord.ctrl && !/^[a-z@[\\\]^_ ]$/.test(chord.key)) || (chord.shift && chord.key in controls);
}

function controlCharacter(key: string, text: string): string {
  if (key === 'space' || key === '@' || key === '2') return '\0';
  if (key === 'backspace') return '\b';
  if (key === '?' || key === '8') return '\x7f';
  if (key === '/') return '\x1f';
  if (/^[3-7]$/.test(key)) return String.fromCharCode(0x1b + Number(key) - 3);
  const code = text.toUpperCase().charCodeAt(0);
  return code >= 0x40 && code < 0x60 ? String.fromCharCode(code - 0x40) : text;
}

/** The text a keypad key types; Enter is a CR. NumLock is on, so application keypad mode has no say. */
export function keypadText(key: string): string | undefined {
  return /^kp\d$/.test(key) ? key.slice(2) : keypad[key];
}
