// Keys by the numbers and letters terminals write them with.
// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html · https://sw.kovidgoyal.net/kitty/keyboard-protocol/

/** `CSI … FINAL` and `SS3 FINAL`. */
export const finalKeys: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'kpbegin',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

/** `SS3 FINAL` alone: the keypad in application mode. */
export const keypadKeys: Readonly<Record<string, string>> = {
  M: 'kpenter',
  X: 'kpequal',
  j: 'kpmultiply',
  k: 'kpplus',
  m: 'kpminus',
  n: 'kpdecimal',
  o: 'kpdivide',
  ...Object.fromEntries(Array.from('pqrstuvwxy', (final, digit) => [final, `kp${digit}`])),
};

/** rxvt's arrows with a modifier: `CSI a` is shift+up, `SS3 a` ctrl+up. */
export const rxvtArrows: Readonly<Record<string, string>> = { a: 'up', b: 'down', c: 'right', d: 'left' };

/** `CSI NUMBER ~`. */
export const tildeKeys: Readonly<Record<number, string>> = {
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
  25: 'f13',
  26: 'f14',
  28: 'f15',
  29: 'f16',
  31: 'f17',
  32: 'f18',
  33: 'f19',
  34: 'f20',
};

/** The Linux console's `CSI [ FINAL`. */
export const linuxKeys: Readonly<Record<string, string>> = { A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5' };

/** Control characters that are keys of their own; the others are ctrl and a letter. */
export const controlKeys: Readonly<Record<number, string>> = {
  0: 'ctrl+space',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  28: 'ctrl+\\',
  29: 'ctrl+]',
  30: 'ctrl+^',
  31: 'ctrl+_',
  32: 'space',
  127: 'backspace',
};

/** Keys that kitty numbers in the private use area. Arrows and the like on the keypad are taken for the plain ones. */
export const privateKeys: Readonly<Record<number, string>> = {
  57358: 'capslock',
  57359: 'scrolllock',
  57360: 'numlock',
  57361: 'printscreen',
  57362: 'pause',
  57363: 'menu',
  ...Object.fromEntries(Array.from({ length: 23 }, (_, i) => [57376 + i, `f${13 + i}`])),
  ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [57399 + i, `kp${i}`])),
  57409: 'kpdecimal',
  57410: 'kpdivide',
  57411: 'kpmultiply',
  57412: 'kpminus',
  57413: 'kpplus',
  57414: 'kpenter',
  57415: 'kpequal',
  57417: 'left',
  57418: 'right',
  57419: 'up',
  57420: 'down',
  57421: 'pageup',
  57422: 'pagedown',
  57423: 'home',
  57424: 'end',
  57425: 'insert',
  57426: 'delete',
  57427: 'kpbegin',
};
