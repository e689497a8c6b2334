// What the outer terminal can do: from the environment at once, and from its answers to one round of
// questions. Nothing waits for them; a terminal that does not answer is taken for a plain one.
import { colorDepth } from '../color-depth.ts';
import type { ColorDepth } from '../output/sgr.ts';

export interface TerminalCapabilities {
  /** Default colours, `#rrggbb`; absent where it did not say. */
  readonly foreground?: string;
  readonly background?: string;
  /** Frames can be shown at once (mode 2026). */
  readonly synchronized: boolean;
  /** The kitty keyboard protocol. */
  readonly kitty: boolean;
  readonly colors: ColorDepth;
  /** Erasing leaves the background colour in force. */
  readonly bce: boolean;
  /** Name and version as it gives them: `kitty(0.35.2)`. */
  readonly name?: string;
}

/** The round: OSC 10 and 11, DECRQM 2026, kitty's flags, XTVERSION; and DA1 last, which every terminal answers. */
export const PROBE = '\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[?2026$p\x1b[?u\x1b[>q\x1b[c';

/** After so long no answer is expected any more. */
export const PROBE_MS = 1000;

export interface Probe {
  /** Takes a reply; true when it told something new. */
  take(raw: Buffer): boolean;
  /** The last answer has come. */
  isDone(): boolean;
  capabilities(): TerminalCapabilities;
}

export function createProbe(env: NodeJS.ProcessEnv): Probe {
  let known: TerminalCapabilities = fromEnvironment(env);
  let done = false;
  return {
    take(raw) {
      const text = raw.toString('latin1');
      if (/^\x1b\[\?[\d;]*c$/.test(text)) done = true;
      const told = answerIn(text);
      if (told === null) return false;
      known = { ...known, ...told };
      return true;
    },
    isDone: () => done,
    capabilities: () => known,
  };
}

/** What can be said before any answer. */
export function fromEnvironment(env: NodeJS.ProcessEnv): TerminalCapabilities {
  const term = env['TERM'] ?? '';
  return {
    synchronized: false,
    kitty: false,
    colors: colorsOf(env, term),
    bce: /^(xterm|rxvt|linux|alacritty|foot|wezterm|ghostty|konsole|kitty|putty|contour|st-|iterm)/.test(
      term,
    ),
  };
}

const forced: Readonly<Record<string, ColorDepth>> = { '0': 'none', '1': '16', '2': '256', '3': 'truecolor' };

/** FORCE_COLOR decides, https://force-color.org; then NO_COLOR; then what the terminal says of itself. */
function colorsOf(env: NodeJS.ProcessEnv, term: string): ColorDepth {
  const force = env['FORCE_COLOR'];
  if (force && forced[force]) return forced[force];
  if (env['NO_COLOR']) return 'none';
  if (/^(xterm-kitty|xterm-ghostty|alacritty|foot|wezterm|contour)/.test(term)) return 'truecolor';
  return colorDepth(env);
}

function answerIn(text: string): Partial<TerminalCapabilities> | null {
  const color = /^\x1b\](1[01]);([^\x07\x1b]*)/.exec(text);
  if (color) {
    const hex = hexOf(color[2]!);
    return hex === null ? null : { [color[1] === '10' ? 'foreground' : 'background']: hex };
  }
  const mode = /^\x1b\[\?2026;(\d)\$y$/.exec(text);
  // 1 set, 2 reset, 3 always set; 0 unknown, 4 never to be set.
  if (mode) return { synchronized: /[123]/.test(mode[1]!) };
  if (/^\x1b\[\?\d+u$/.test(text)) return { kitty: true };
  const version = /^\x1bP>\|([\x20-\x7e]*)/.exec(text);
  return version ? { name: version[1]! } : null;
}

/** `rgb:rr/gg/bb` with one to four digits each, `rgba:…`, or `#rrggbb`, as `#rrggbb`. */
function hexOf(text: string): string | null {
  const parts = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(text)?.slice(1);
  if (!parts) return /^#[\da-f]{6}$/i.test(text) ? text.toLowerCase() : null;
  const bytes = parts.map((part) => Math.round((Number.parseInt(part, 16) * 255) / (16 ** part.length - 1)));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
