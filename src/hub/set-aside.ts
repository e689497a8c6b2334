// Files that can no longer be read, kept for whoever wants to look into them. Invariant: nothing set aside
// is ever overwritten; the oldest goes when there are too many.
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** So many are kept of one file. */
const MAX_KEPT = 5;

/**
 * Renames `file`, and each `file` + suffix there is, to `FILE.broken-N` with the same suffixes, N being one
 * more than the last. Returns the new path of `file`. Throws where the folder cannot be written.
 */
export function setAside(file: string, suffixes: readonly string[]): string {
  const numbers = keptNumbers(file);
  const aside = (n: number): string => `${file}.broken-${n}`;
  const next = (numbers.at(-1) ?? 0) + 1;
  // The file itself last: until it is gone the next start tries again, and finds no stranger's leftovers.
  for (const suffix of [...suffixes, '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside(next) + suffix);
  }
  for (const n of numbers.slice(0, Math.max(0, numbers.length + 1 - MAX_KEPT))) {
    for (const suffix of ['', ...suffixes]) rmSync(aside(n) + suffix, { force: true });
  }
  return aside(next);
}

/** The numbers in use, ascending. */
function keptNumbers(file: string): number[] {
  const start = `${basename(file)}.broken-`;
  const numbers = readdirSync(dirname(file))
    .filter((name) => name.startsWith(start))
    .map((name) => Number.parseInt(name.slice(start.length), 10))
    .filter((n) => n > 0);
  return [...new Set(numbers)].sort((a, b) => a - b);
}
