// What the program sets in the outer terminal while it has it, and how every bit of it is undone.
import { writeError } from './tty.ts';

/** In the order they are set; undone in the reverse order. */
const modes: readonly (readonly [on: string, off: string])[] = [
  // The alternate screen comes first: kitty keeps the keyboard's state apart for each screen.
  ['\x1b[?1049h', '\x1b[?1049l'],
  ['\x1b[?25l', '\x1b[?25h'],
  ['\x1b[?7l', '\x1b[?7h'],
  ['\x1b[?2004h', '\x1b[?2004l'],
  ['\x1b[?1004h', '\x1b[?1004l'],
  // A keyboard state of our own, which the mirror changes.
  ['\x1b[>0u', '\x1b[<u'],
];
const mouseModes: readonly (readonly [on: string, off: string])[] = [
  ['\x1b[?1000h', '\x1b[?1000l'],
  ['\x1b[?1002h', '\x1b[?1002l'],
  ['\x1b[?1006h', '\x1b[?1006l'],
];
/** What painting and the mirror may have set: attributes, margins, 2026, cursor shape, key and mouse modes. */
const LOOSE_ENDS = '\x1b[?2026l\x1b[r\x1b[m\x1b[0 q\x1b[?1003l\x1b[>4m\x1b>\x1b[?1l';

const on = (pairs: typeof modes): string => pairs.map((pair) => pair[0]).join('');
const off = (pairs: typeof modes): string =>
  pairs
    .map((pair) => pair[1])
    .reverse()
    .join('');

/** Alternate screen, no cursor, no automatic wrap, bracketed paste, focus events, a kitty level of our own. */
export const ENTER = on(modes);
/** Asks for clicks, drags and the wheel, with coordinates in decimal. */
export const MOUSE_ON = on(mouseModes);
/** Undoes ENTER, MOUSE_ON and every mode the mirror sets, whichever of them were set. */
export const LEAVE = LOOSE_ENDS + off(mouseModes) + off(modes);

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
/** Exit codes by convention: 128 + the signal's number. */
const codes = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;

/**
 * Calls `restoreTerminal` once, on whatever way out of the process: an exit, a signal, an error nobody
 * caught (shown whole, after restoring). Returns the function that ends this.
 */
export function restoreOnExit(restoreTerminal: () => void): () => void {
  let isRestored = false;
  const restore = (): void => {
    if (!isRestored) restoreTerminal();
    isRestored = true;
  };
  const onSignal = (signal: (typeof signals)[number]): void => {
    restore();
    process.exit(codes[signal]);
  };
  const onError = (error: unknown): void => {
    restore();
    writeError(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  };
  process.on('exit', restore);
  for (const signal of signals) process.on(signal, onSignal);
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  return () => {
    process.off('exit', restore);
    for (const signal of signals) process.off(signal, onSignal);
    process.off('uncaughtException', onError);
    process.off('unhandledRejection', onError);
  };
}

/**
 * Leaves the terminal to the shell when the process is stopped from outside (SIGTSTP), and takes it again
 * when it goes on. Returns the function that ends this.
 */
export function leaveWhileStopped(options: {
  readonly leave: () => void;
  readonly enter: () => void;
}): () => void {
  const onStop = (): void => {
    options.leave();
    process.kill(process.pid, 'SIGSTOP');
  };
  process.on('SIGTSTP', onStop);
  process.on('SIGCONT', options.enter);
  return () => {
    process.off('SIGTSTP', onStop);
    process.off('SIGCONT', options.enter);
  };
}
