// How both daemons begin: what their command line says, and how they end where they cannot begin.
import { AlreadyRunningError } from './listen.ts';

/** What follows `name` on the command line. */
export function flag(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Runs the daemon `name`; where it cannot begin the process says why on stderr and exits with 1. */
export function runDaemon(name: string, main: () => Promise<void>): void {
  main().catch((error: Error) => {
    const why = error instanceof AlreadyRunningError ? `not started: ${error.message}` : error.message;
    process.stderr.write(`${name}: ${why}\n`);
    process.exit(1);
  });
}
