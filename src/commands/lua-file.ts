// FILE arguments: where a Lua file is, and what the hub calls it (contract.md 4).
import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { isSpec } from '../hub/source-files.ts';
import { CommandError, EXIT } from './failure.ts';

/**
 * The file a person means: in the current directory, else in improvements, user, the home itself. Throws
 * CommandError (exit 1) where it is in none of them, and for a file of tests.
 */
export function locateLuaFile(text: string, where: { readonly cwd: string; readonly home: string }): string {
  const { cwd, home } = where;
  const folders = isAbsolute(text) ? ['/'] : [cwd, join(home, 'improvements'), join(home, 'user'), home];
  const found = folders.map((folder) => resolve(folder, text)).find((path) => existsSync(path));
  if (found && isSpec(found))
    throw new CommandError(EXIT.failed, 'spec', `${text} holds tests: botster-tui test ${text} runs them`);
  if (found) return found;
  const looked = isAbsolute(text) ? '' : ` here, nor in improvements or user of ${home}`;
  throw new CommandError(EXIT.failed, 'not_found', `there is no ${text}${looked}`);
}

/** Within the home the path from there (`user/layout.lua`), else the absolute path. */
export function unitPath(file: string, home: string): string {
  for (const [path, root] of [
    [file, home],
    [realpathSync(file), realpathSync(home)],
  ] as const) {
    const within = relative(root, path);
    if (!within.startsWith('..') && !isAbsolute(within)) return within;
  }
  return file;
}
