// Chords: one key with its modifiers, and how they are written: `ctrl+alt+shift+super+key`, lower-case
// names, printable characters as themselves. `<C-x>` notation is read too, never written.

export interface Chord {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly super: boolean;
}

export type KeyEvent = 'press' | 'repeat' | 'release';

export class KeyError extends Error {
  override readonly name = 'KeyError';
}

const modifiers = ['ctrl', 'alt', 'shift', 'super'] as const;

const modifierNames: Readonly<Record<string, (typeof modifiers)[number]>> = {
  ctrl: 'ctrl',
  control: 'ctrl',
  c: 'ctrl',
  alt: 'alt',
  meta: 'alt',
  option: 'alt',
  a: 'alt',
  m: 'alt',
  shift: 'shift',
  s: 'shift',
  super: 'super',
  cmd: 'super',
  win: 'super',
  d: 'super',
};

/** Keys that have a name. */
export const namedKeys: ReadonlySet<string> = new Set([
  'enter',
  'tab',
  'escape',
  'space',
  'backspace',
  'delete',
  'insert',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  'plus',
  'menu',
  'pause',
  'printscreen',
  'capslock',
  'scrolllock',
  'numlock',
  ...Array.from({ length: 35 }, (_, i) => `f${i + 1}`),
  ...Array.from({ length: 10 }, (_, i) => `kp${i}`),
  'kpenter',
  'kpplus',
  'kpminus',
  'kpmultiply',
  'kpdivide',
  'kpdecimal',
  'kpequal',
  'kpbegin',
]);

const aliases: Readonly<Record<string, string>> = {
  cr: 'enter',
  return: 'enter',
  esc: 'escape',
  bs: 'backspace',
  del: 'delete',
  ins: 'insert',
  pgup: 'pageup',
  pgdn: 'pagedown',
  pgdown: 'pagedown',
  'page-up': 'pageup',
  'page-down': 'pagedown',
  lt: '<',
  gt: '>',
  bar: '|',
  minus: '-',
  bslash: '\\',
  comma: ',',
};

/** The chord written as `text`: `ctrl+c`, `alt+x`, `?`, `f5`, `<C-x>`. Throws KeyError naming what is wrong. */
export function parseChord(text: string): Chord {
  const angle = /^<(.+)>$/.exec(text);
  if (angle && text !== '<>') return parseParts(splitAngle(angle[1]!), text);
  if (text === '+') return chord('plus');
  return parseParts(text.endsWith('++') ? [...text.slice(0, -2).split('+'), 'plus'] : text.split('+'), text);
}

/** `ctrl+alt+shift+super+key`, with the modifiers it has, in that order. */
export function formatChord(value: Chord): string {
  return [...modifiers.filter((name) => value[name]), value.key].join('+');
}

/**
 * Chords typed one after another: separated by spaces (`ctrl+b ctrl+d`), or run together in `<>` notation
 * and single characters (`<C-b>d`, `gg`). A known name alone is that key (`enter`). Throws KeyError.
 */
export function parseKeys(text: string): Chord[] {
  const words = text.trim().split(/\s+/);
  if (words[0] === '')
    throw new KeyError(text === '' ? 'empty key' : `"${text}": write space for the space bar`);
  return words.flatMap((word) => (isOneChord(word) ? [parseChord(word)] : splitRun(word).map(parseChord)));
}

function isOneChord(word: string): boolean {
  if (/^<[^<>]+>$/.test(word)) return true;
  if (/^(?:[a-z]+\+)+\S+$/i.test(word)) return true;
  if (word.includes('<')) return word.length === 1;
  return (
    word.includes('+') ||
    [...word].length === 1 ||
    namedKeys.has(word.toLowerCase()) ||
    word.toLowerCase() in aliases
  );
}

function splitRun(word: string): string[] {
  return word.match(/<[^<>]+>|./gu) ?? [];
}

function splitAngle(inner: string): string[] {
  // "C-S-x", "C--" (ctrl and minus), "CR"
  const parts = inner.endsWith('--') ? [...inner.slice(0, -2).split('-'), '-'] : inner.split('-');
  return parts.length > 1 && parts.slice(0, -1).every((part) => part.toLowerCase() in modifierNames)
    ? parts
    : [inner];
}

function parseParts(parts: readonly string[], text: string): Chord {
  const last = parts.at(-1) ?? '';
  const held = { ctrl: false, alt: false, shift: false, super: false };
  for (const part of parts.slice(0, -1)) {
    const name = modifierNames[part.toLowerCase()];
    if (!name) throw new KeyError(`"${text}": "${part}" is no modifier (ctrl, alt, shift, super)`);
    held[name] = true;
  }
  return normalize({ key: keyName(last, text), ...held });
}

function keyName(name: string, text: string): string {
  if ([...name].length === 1) return name === ' ' ? 'space' : name === '+' ? 'plus' : name;
  const lower = name.toLowerCase();
  const known = aliases[lower] ?? lower;
  if ([...known].length === 1 || namedKeys.has(known)) return known;
  throw new KeyError(`"${text}": no key is called "${name}"`);
}

/** Letters: shift alone is the capital; with ctrl the case says nothing, so it is lower. */
function normalize(value: Chord): Chord {
  const { key } = value;
  if (!/^\p{L}$/u.test(key)) return value;
  if (value.ctrl || value.super) {
    return {
      ...value,
      key: key.toLowerCase(),
      shift: value.shift || (key !== key.toLowerCase() && !value.ctrl),
    };
  }
  if (value.shift) return { ...value, key: key.toUpperCase(), shift: false };
  return value;
}

function chord(key: string): Chord {
  return { key, ctrl: false, alt: false, shift: false, super: false };
}
