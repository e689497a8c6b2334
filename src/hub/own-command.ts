// `botster-tui` for programs in sessions: a folder for their PATH that holds this very program, also where it
// runs from a checkout that nobody installed.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from './log.ts';
import { replaceFile } from './replace-file.ts';

/** The folder, made or brought up to date; null, and told of, where it cannot be: agents then need the program installed. */
export function ownCommandFolder(
  home: string,
  entries: string,
  log: (level: Level, text: string) => void,
): string | null {
  try {
    return writeCommand(home, entries);
  } catch (error) {
    log('warn', `botster-tui on the PATH of agents: ${(error as Error).message}`);
    return null;
  }
}

function writeCommand(home: string, entries: string): string {
  const folder = join(home, 'bin');
  const file = join(folder, 'botster-tui');
  const text = `#!/bin/sh\n# Made at each start of the hub.\nexec ${quoted(process.execPath)} ${quoted(join(entries, 'cli.js'))} "$@"\n`;
  if (textOf(file) === text) return folder;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  replaceFile(file, text, 0o755);
  return folder;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** As one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
