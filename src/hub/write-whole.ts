// Writing a Lua file below the home: whole or not at all, and never through a link out of it.
import { closeSync, constants, lstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../protocol/rpc.ts';

/**
 * Writes beside the file and then in its place: whoever reads it has the old text or the new. Throws RpcError
 * `failed` where it cannot be written, `usage` where a folder on the way is a link.
 */
export function writeWhole(home: string, unit: string, text: string): void {
  const file = join(home, unit);
  makeFolders(home, dirname(unit));
  const temporary = join(dirname(file), `.${process.pid}.${Date.now().toString(36)}.tmp`);
  const fd = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    writeSync(fd, text);
    closeSync(fd);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
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
