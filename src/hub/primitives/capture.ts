// What a program writes to its standard output, kept apart from what it draws: fzf and its like draw on the terminal
// (their standard error) and say on standard output what was chosen.
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Of a longer output the end is what is handed on. */
const MAX_BYTES = 64 * 1024;

/** Where the output of a session is kept, in a directory that only we can read. */
export function captureFile(directory: string, session: string): string {
  return join(directory, `o-${session}`);
}

/** A command that runs `argv` with its standard output going to a file. */
export function capturing(argv: readonly string[], file: string): string[] {
  return ['sh', '-c', 'umask 077; file=$1; shift; exec "$@" >"$file"', 'sh', file, ...argv];
}

/** Removes the file and returns what was in it, 64 KB at most; undefined where there is none. */
export async function takeCaptured(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(Math.min(size, MAX_BYTES));
      await handle.read(bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8');
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  } finally {
    await rm(file, { force: true });
  }
}
