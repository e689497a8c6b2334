// Sequences that crash or freeze xterm.js 6.0.0, taken before it sees them.
import type { Terminal } from '@xterm/headless';
import { activeBuffer, runHandler } from './xterm-internals.ts';

/** Sequences whose count xterm.js obeys without bound, and the most that can matter. */
const counted: readonly { final: string; handler: string; most: (terminal: Terminal) => number }[] = [
  { final: 'S', handler: 'scrollUp', most: (t) => t.rows },
  { final: 'T', handler: 'scrollDown', most: (t) => t.rows },
  { final: 'L', handler: 'insertLines', most: (t) => t.rows },
  { final: 'M', handler: 'deleteLines', most: (t) => t.rows },
  { final: 'b', handler: 'repeatPrecedingCharacter', most: (t) => t.cols * t.rows },
  { final: 'I', handler: 'cursorForwardTab', most: (t) => t.cols },
  { final: 'Z', handler: 'cursorBackwardTab', most: (t) => t.cols },
];

/** Installs the guards on a new terminal. */
export function guardTerminal(terminal: Terminal): void {
  for (const { final, handler, most } of counted) {
    terminal.parser.registerCsiHandler({ final }, (params) => {
      const limit = most(terminal);
      if (first(params) <= limit) return false;
      runHandler(terminal, handler, limit);
      return true;
    });
  }
  // "Erase above" at the last cell looks at the line below the last one, and throws for want of it.
  for (const id of [{ final: 'J' }, { prefix: '?', final: 'J' }]) {
    terminal.parser.registerCsiHandler(id, (params) => {
      if (first(params) !== 1) return false;
      const buffer = activeBuffer(terminal);
      const lineBelow = buffer.lines.get(buffer.ybase + buffer.y + 1);
      if (buffer.x + 1 < terminal.cols || lineBelow) return false;
      runHandler(terminal, 'eraseInDisplay', 2);
      return true;
    });
  }
}

function first(params: readonly (number | number[])[]): number {
  const value = params[0];
  return typeof value === 'number' ? value : 0;
}
