// Notifications as the outer terminal takes them. The texts are what strangers wrote: nothing but plain text gets
// into a sequence, and so much of it.
import type { OuterWay } from '../../core/notification.ts';
import { plainLine } from '../../core/plain-line.ts';

export interface OuterNotification {
  readonly way: OuterWay;
  readonly title: string;
  readonly message: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Way = Exclude<OuterWay, 'auto' | 'off'>;

const MAX_TITLE = 100;
const MAX_MESSAGE = 250;
const BEL = '\x07';

/**
 * Which terminals take what. OSC 9 is iTerm2's, OSC 777 rxvt-unicode's with a title of its own; where both are taken,
 * 777. From sw.kovidgoyal.net/kitty/desktop-notifications, iterm2.com/documentation-escape-codes.html,
 * wezterm.org/escape-sequences.html, foot-ctlseqs(7), ghostty.org/docs/vt, docs.warp.dev and
 * terminfo.dev/extensions. Apple's Terminal, Alacritty, the Linux console and Windows Terminal have none: the bell.
 */
const byProgram: Readonly<Record<string, Way>> = {
  'iTerm.app': 'osc9',
  WarpTerminal: 'osc9',
  WezTerm: 'osc777',
  ghostty: 'osc777',
  kitty: 'osc9',
  rio: 'osc9',
  vscode: 'bell',
};
const byTerm: readonly (readonly [RegExp, Way])[] = [
  [/^xterm-kitty/, 'osc9'],
  [/^xterm-ghostty/, 'osc777'],
  [/^(?:foot|rxvt-unicode|wezterm|contour|konsole)/, 'osc777'],
];
/** Variables that get through a multiplexer, which has names of its own in the others. */
const byTrace: readonly (readonly [string, Way])[] = [
  ['KITTY_WINDOW_ID', 'osc9'],
  ['GHOSTTY_RESOURCES_DIR', 'osc777'],
  ['WEZTERM_PANE', 'osc777'],
  ['KONSOLE_VERSION', 'osc777'],
];

/** What the terminal takes that a program with these variables runs in. */
export function outerWay(env: Environment): Way {
  const program = byProgram[env['LC_TERMINAL'] === 'iTerm2' ? 'iTerm.app' : (env['TERM_PROGRAM'] ?? '')];
  if (program) return program;
  const term = byTerm.find(([pattern]) => pattern.test(env['TERM'] ?? ''));
  if (term) return term[1];
  return byTrace.find(([name]) => env[name])?.[1] ?? 'bell';
}

/** The bytes of a notification; '' where none is to be written. */
export function outerBytes({ way, title, message }: OuterNotification, env: Environment): string {
  if (way === 'off') return '';
  const chosen = way === 'auto' ? outerWay(env) : way;
  if (chosen === 'bell') return BEL;
  const sequence = chosen === 'osc777' ? osc777(title, message) : osc9(title, message);
  if (!env['TMUX']) return sequence;
  // tmux passes it on where `allow-passthrough` is on; the bell, which it always minds, is there besides.
  return `\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\${way === 'auto' ? BEL : ''}`;
}

function osc9(title: string, message: string): string {
  const text = plainLine(title === '' ? message : `${title}: ${message}`, MAX_TITLE + MAX_MESSAGE);
  // A number first would be something else: 9;4 is progress.
  return `\x1b]9;${/^\d/.test(text) ? ' ' : ''}${text}\x1b\\`;
}

function osc777(title: string, message: string): string {
  const field = (text: string, most: number): string => plainLine(text, most).replaceAll(';', ',');
  return `\x1b]777;notify;${field(title, MAX_TITLE)};${field(message, MAX_MESSAGE)}\x1b\\`;
}
