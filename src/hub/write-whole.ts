// Writing a Lua file below the home: whole or not at all, and never through a link out of it.
import { lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../protocol/rpc.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Makes the folders on the way. Throws RpcError `failed` where it cannot be written, `usage` where one of them is
 * a link.
 */
export function writeWhole(home: string, unit: string, text: string): void {
  const file = join(home, unit);
  makeFolders(home, dirname(unit));
  try {
    replaceFile(file, text, 0o600);
  } catch (error) {
    throw refuse('failed', `cannot write ${unit}: ${(error as Error).message}`);
  }
}

/** Makes what is missing, and follows no link out of the home. */
function makeFolders(home: string, folder: string): void {
  let path = home;
  for (const part of folder.split('/')) {
    path = join(path, part);
    mkdirSync(path, { recursive: true });
    if (!lstatSync(path).isDirectory()) throw refuse('usage', `${path} is a link or no folder`);
  }
}
