// What is checked of a terminal, once it has said what it is.
import type { Check } from './check.ts';

/** What it has answered; absent is what it has not. */
export interface TerminalAnswers {
  readonly name?: string | undefined;
  readonly colors?: string | undefined;
  /** The kitty keyboard protocol. */
  readonly kitty?: boolean | undefined;
  readonly synchronized?: boolean | undefined;
  readonly foreground?: string | undefined;
  readonly background?: string | undefined;
}

/** One line about it. */
export function judgeTerminal(found: TerminalAnswers): Check {
  const yes = (has: boolean | undefined): string => (has ? 'yes' : 'no');
  const { name = 'no name given', kitty, synchronized, foreground, background } = found;
  const colors = foreground && background ? `, ${foreground} on ${background}` : '';
  const text = `${name}: kitty keyboard ${yes(kitty)}, synchronized output ${yes(synchronized)}${colors}`;
  return { level: 'ok', name: 'answers', text };
}

/** The lines about the terminal of a view. */
export function terminalChecks(found: TerminalAnswers): Check[] {
  const { colors } = found;
  const few = colors === 'none' || colors === '16';
  const depth: Check = {
    level: few ? 'info' : 'ok',
    name: 'colours',
    text:
      colors === undefined
        ? 'not known yet'
        : colors === 'none'
          ? 'none (NO_COLOR, or a plain terminal)'
          : colors,
    ...(few ? { fix: 'set COLORTERM=truecolor where the terminal has more' } : {}),
  };
  const keys: Check = found.kitty
    ? { level: 'ok', name: 'keyboard', text: 'the kitty protocol: every key can be told from every other' }
    : {
        level: 'info',
        name: 'keyboard',
        text: 'the old protocol: ctrl+enter, ctrl+shift and some others cannot be told from plain keys',
        fix: 'use a terminal with the kitty keyboard protocol (kitty, foot, WezTerm, Ghostty, Alacritty)',
      };
  return [judgeTerminal(found), depth, keys];
}
