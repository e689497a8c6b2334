// Questions programs ask their terminal that xterm.js leaves unanswered, and the keyboard states it does
// not keep: kitty flags (a stack per screen) and modifyOtherKeys.
// https://sw.kovidgoyal.net/kitty/keyboard-protocol/ · https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
import type { Terminal } from '@xterm/headless';

/** Colours of the outer terminal, `#rrggbb`; absent where it did not say. */
export interface OuterColors {
  foreground?: string | undefined;
  background?: string | undefined;
  cursor?: string | undefined;
}

export interface KeyboardState {
  /** Kitty flags in force, 0..31. */
  kitty(): number;
  /** modifyOtherKeys level, 0..2. */
  modifyOtherKeys(): number;
  /** All of it, for another terminal's `restore`. */
  capture(): KeyboardCapture;
  restore(from: KeyboardCapture): void;
}

/** Kitty flags of both screens, pushed ones below those in force, and the modifyOtherKeys level. */
export interface KeyboardCapture {
  readonly normal: readonly number[];
  readonly alternate: readonly number[];
  readonly modifyOtherKeys: number;
}

const MAX_STACK = 32;
const DEFAULT_COLORS = { foreground: '#d8d8d8', background: '#181818', cursor: '#d8d8d8' } as const;

/** Installs the answers; `reply` writes to the program that asked. */
export function answerQueries(
  terminal: Terminal,
  options: {
    readonly version: string;
    readonly colors: () => OuterColors;
    readonly reply: (text: string) => void;
  },
): KeyboardState {
  const { version, colors, reply } = options;
  const { parser } = terminal;

  parser.registerCsiHandler({ prefix: '>', final: 'q' }, () => {
    reply(`\x1bP>|botster-tui ${version}\x1b\\`);
    return true;
  });
  for (const [code, name] of [
    [10, 'foreground'],
    [11, 'background'],
    [12, 'cursor'],
  ] as const) {
    parser.registerOscHandler(code, (data) => {
      if (data !== '?') return false;
      reply(`\x1b]${code};${xColor(colors()[name] ?? DEFAULT_COLORS[name])}\x1b\\`);
      return true;
    });
  }
  return keyboard(terminal, reply);
}

function keyboard(terminal: Terminal, reply: (text: string) => void): KeyboardState {
  const { parser } = terminal;
  const stacks = { normal: [0], alternate: [0] };
  let modifyOtherKeys = 0;
  const stack = (): number[] => stacks[terminal.buffer.active.type];
  const number = (value: number | number[] | undefined): number => (typeof value === 'number' ? value : 0);

  parser.registerCsiHandler({ prefix: '?', final: 'u' }, () => {
    reply(`\x1b[?${stack().at(-1)}u`);
    return true;
  });
  parser.registerCsiHandler({ prefix: '>', final: 'u' }, (params) => {
    const flags = stack();
    flags.push(number(params[0]) & 31);
    if (flags.length > MAX_STACK) flags.splice(1, 1);
    return true;
  });
  parser.registerCsiHandler({ prefix: '<', final: 'u' }, (params) => {
    const flags = stack();
    const count = Math.max(1, number(params[0]));
    if (count >= flags.length) flags.splice(0, flags.length, 0);
    else flags.splice(flags.length - count);
    return true;
  });
  parser.registerCsiHandler({ prefix: '=', final: 'u' }, (params) => {
    const flags = stack();
    const given = number(params[0]) & 31;
    const now = flags.at(-1) ?? 0;
    const how = number(params[1]) || 1;
    flags[flags.length - 1] = how === 1 ? given : how === 2 ? now | given : now & ~given;
    return true;
  });
  parser.registerCsiHandler({ prefix: '>', final: 'm' }, (params) => {
    // Without a parameter all such resources go back to their start.
    if (number(params[0]) === 0) modifyOtherKeys = 0;
    else if (params[0] === 4) modifyOtherKeys = Math.min(2, number(params[1]));
    return true;
  });
  parser.registerCsiHandler({ prefix: '>', final: 'n' }, (params) => {
    if (params[0] === 4) modifyOtherKeys = 0;
    return true;
  });
  parser.registerCsiHandler({ prefix: '?', final: 'm' }, (params) => {
    if (params[0] !== 4) return false;
    reply(`\x1b[>4;${modifyOtherKeys}m`);
    return true;
  });
  const reset = (): boolean => {
    stacks.normal = [0];
    stacks.alternate = [0];
    modifyOtherKeys = 0;
    return false;
  };
  parser.registerEscHandler({ final: 'c' }, reset);
  parser.registerCsiHandler({ intermediates: '!', final: 'p' }, reset);
  return {
    kitty: () => stack().at(-1) ?? 0,
    modifyOtherKeys: () => modifyOtherKeys,
    capture: () => ({ normal: [...stacks.normal], alternate: [...stacks.alternate], modifyOtherKeys }),
    restore(from) {
      stacks.normal = [...from.normal];
      stacks.alternate = [...from.alternate];
      modifyOtherKeys = from.modifyOtherKeys;
    },
  };
}

/** `#rrggbb` as X11 writes it: `rgb:rrrr/gggg/bbbb`. */
function xColor(hex: string): string {
  const [r, g, b] = [hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)];
  return `rgb:${r}${r}/${g}${g}/${b}${b}`;
}
