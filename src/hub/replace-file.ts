// Writing a file whole or not at all: beside it, then in its place. Whoever reads it has the old text or the new.
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

let count = 0;

/**
 * The folder must be there. With `mode` the file has exactly these rights, else what the process gives new files.
 * Throws what node:fs throws, and leaves nothing behind then.
 */
export function replaceFile(file: string, content: string | Uint8Array, mode?: number): void {
  const temporary = join(dirname(file), `.${process.pid}.${++count}.tmp`);
  try {
    writeFileSync(temporary, content, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
