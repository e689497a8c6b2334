// What a program has asked its terminal for, packed into one word that travels with every screen
// update (host -> tui) and with every key (tui -> host).
//
//   bit 0 application cursor keys (DECCKM) · 1 application keypad · 2 bracketed paste · 3 focus events
//   bits 4-8 kitty keyboard flags · 9-10 modifyOtherKeys level · 11-13 mouse tracking
//   bits 14-15 mouse encoding · 16 alternate screen

export type MouseTracking = 'none' | 'x10' | 'vt200' | 'drag' | 'any';
export type MouseEncoding = 'default' | 'sgr' | 'sgr-pixels';

export interface TerminalModes {
  readonly applicationCursor: boolean;
  readonly applicationKeypad: boolean;
  readonly bracketedPaste: boolean;
  readonly focusEvents: boolean;
  /** Kitty keyboard protocol progressive enhancement flags, 0..31. */
  readonly kitty: number;
  /** xterm's modifyOtherKeys level, 0..2. */
  readonly modifyOtherKeys: number;
  readonly mouseTracking: MouseTracking;
  readonly mouseEncoding: MouseEncoding;
  readonly alternateScreen: boolean;
}

const tracking: readonly MouseTracking[] = ['none', 'x10', 'vt200', 'drag', 'any'];
const encoding: readonly MouseEncoding[] = ['default', 'sgr', 'sgr-pixels'];

/** The bits that decide how a key is encoded: keys typed under equal bits need no re-encoding. */
export const KEY_MODE_BITS = 0b11 | (0b11111 << 4) | (0b11 << 9);

export function packModes(modes: TerminalModes): number {
  return (
    (modes.applicationCursor ? 1 : 0) |
    (modes.applicationKeypad ? 2 : 0) |
    (modes.bracketedPaste ? 4 : 0) |
    (modes.focusEvents ? 8 : 0) |
    ((modes.kitty & 31) << 4) |
    ((modes.modifyOtherKeys & 3) << 9) |
    (tracking.indexOf(modes.mouseTracking) << 11) |
    (encoding.indexOf(modes.mouseEncoding) << 14) |
    (modes.alternateScreen ? 1 << 16 : 0)
  );
}

/** Modes change seldom and are asked for with every key: the last answer is kept. */
let last: { readonly word: number; readonly modes: TerminalModes } | null = null;

export function unpackModes(word: number): TerminalModes {
  if (last?.word !== word) last = { word, modes: modesOf(word) };
  return last.modes;
}

function modesOf(word: number): TerminalModes {
  return {
    applicationCursor: (word & 1) !== 0,
    applicationKeypad: (word & 2) !== 0,
    bracketedPaste: (word & 4) !== 0,
    focusEvents: (word & 8) !== 0,
    kitty: (word >> 4) & 31,
    modifyOtherKeys: (word >> 9) & 3,
    mouseTracking: tracking[(word >> 11) & 7] ?? 'none',
    mouseEncoding: encoding[(word >> 14) & 3] ?? 'default',
    alternateScreen: (word & (1 << 16)) !== 0,
  };
}
