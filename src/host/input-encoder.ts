// Keys, pastes and mouse events as the bytes a program expects, given the modes it has set.
// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html · https://sw.kovidgoyal.net/kitty/keyboard-protocol/
import { type Chord, type KeyEvent, parseChord } from '../core/key.ts';
import type { TerminalModes } from '../core/modes.ts';
import type { MouseInput } from '../protocol/input-codec.ts';
import { encodeKitty } from './kitty-encoder.ts';
import { encodeLegacy } from './legacy-encoder.ts';

/**
 * The bytes for a key by name (core/key.ts), with `:repeat` or `:release` after it where that is meant.
 * Empty where the program's modes have no form for it. Throws KeyError for a name that is none.
 */
export function encodeKey(name: string, modes: TerminalModes): string {
  const { chord, event } = splitEvent(name);
  if (modes.kitty > 0) return encodeKitty(chord, event, modes);
  if (event === 'release') return '';
  return encodeLegacy(chord, modes);
}

/** A key name's chord and event: `a:release` is the release of `a`. */
export function splitEvent(name: string): { chord: Chord; event: KeyEvent } {
  const match = /^(.+):(repeat|release)$/s.exec(name);
  if (!match) return { chord: parseChord(name), event: 'press' };
  return { chord: parseChord(match[1]!), event: match[2] as KeyEvent };
}

/** Control characters that would act, not be typed. Tab, LF and CR are text. */
const ACTING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f]/g;

/** Pasted text: control characters become spaces (so no end marker survives), line ends become CR. */
export function encodePaste(text: string, bracketed: boolean): string {
  const harmless = text.replace(/\r\n?|\n/g, '\r').replace(ACTING, ' ');
  return bracketed ? `\x1b[200~${harmless}\x1b[201~` : harmless;
}

/** A mouse event in the encoding the program chose; empty if it did not ask for such events. */
export function encodeMouse(mouse: MouseInput, modes: TerminalModes): string {
  if (!wantsMouse(mouse, modes)) return '';
  const held =
    modes.mouseTracking === 'x10' ? 0 : (mouse.shift ? 4 : 0) + (mouse.alt ? 8 : 0) + (mouse.ctrl ? 16 : 0);
  const button = mouse.button >= 4 ? 64 + mouse.button - 4 : mouse.button;
  const code = button + held + (mouse.action === 'move' ? 32 : 0);
  const [x, y] = [mouse.x + 1, mouse.y + 1];
  if (modes.mouseEncoding !== 'default')
    return `\x1b[<${code};${x};${y}${mouse.action === 'release' ? 'm' : 'M'}`;
  // One byte a coordinate: nothing beyond column or row 223 can be told.
  if (x > 223 || y > 223) return '';
  const legacy = mouse.action === 'release' ? 3 + held : code;
  return `\x1b[M${String.fromCharCode(32 + legacy, 32 + x, 32 + y)}`;
}

function wantsMouse(mouse: MouseInput, { mouseTracking }: TerminalModes): boolean {
  // A wheel is never let go.
  if (mouse.action === 'release' && mouse.button >= 4) return false;
  switch (mouseTracking) {
    case 'none':
      return false;
    case 'x10':
      return mouse.action === 'press';
    case 'vt200':
      return mouse.action !== 'move';
    case 'drag':
      return mouse.action !== 'move' || mouse.button < 3;
    case 'any':
      return true;
  }
}
