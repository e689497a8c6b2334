// What the program sets in the outer terminal while it has it, and how every bit of it is undone.

/** Alternate screen, no automatic wrap, bracketed paste, focus events, a kitty level of our own. */
export const ENTER = '\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[?1004h\x1b[>0u\x1b[?25l';
/** Asks for clicks, drags and the wheel, with coordinates in decimal. */
export const MOUSE_ON = '\x1b[?1000h\x1b[?1002h\x1b[?1006h';
/** Undoes ENTER, MOUSE_ON and every mode the mirror sets, whichever of them were set. */
export const LEAVE =
  '\x1b[?2026l\x1b[r\x1b[m\x1b[<u\x1b[>4m\x1b>\x1b[?1l\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[0 q\x1b[?25h\x1b[?1049l';

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
/** Exit codes by convention: 128 + the signal's number. */
const codes = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;

/**
 * Calls `restore` on every way out of the process: an exit, a signal, an error nobody caught (shown whole,
 * after restoring). Returns the function that ends this.
 */
export function restoreOnExit(restore: () => void): () => void {
  const onSignal = (signal: (typeof signals)[number]): void => {
    restore();
    process.exit(codes[signal]);
  };
  const onError = (error: unknown): void => {
    restore();
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
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
