// A plugin's folder copied: its regular files, whatever links lead to within it, and nothing hidden.
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { MAX_BYTES, MAX_FILES } from '../../hub/plugins/content.ts';

/** Copies `from` into the folder `into`, which is empty. Throws Error for what a plugin cannot hold. */
export function copyFolder(from: string, into: string): void {
  const root = realpathSync(from);
  let files = 0;
  let bytes = 0;
  const copy = (path: string): void => {
    const source = readable(root, path);
    const { size } = statSync(source);
    files++;
    bytes += size;
    if (files > MAX_FILES) throw new Error(`${from}: more than ${MAX_FILES} files`);
    if (bytes > MAX_BYTES) throw new Error(`${from}: more than ${MAX_BYTES / 1024 / 1024} MB of files`);
    mkdirSync(join(into, dirname(path)), { recursive: true, mode: 0o700 });
    writeFileSync(join(into, path), readFileSync(source), { flag: 'wx', mode: 0o600 });
  };
  const visit = (within: string): void => {
    for (const { name } of readdirSync(join(root, within), { withFileTypes: true })) {
      if (name.startsWith('.')) continue;
      const path = join(within, name);
      if (lstatSync(join(root, path)).isDirectory()) visit(path);
      else copy(path);
    }
  };
  visit('');
}

/** Where the bytes of a file are. Throws Error for a link that leads out, and for what is no file. */
function readable(root: string, path: string): string {
  const full = join(root, path);
  if (lstatSync(full).isSymbolicLink()) {
    const real = statSync(full, { throwIfNoEntry: false }) ? realpathSync(full) : null;
    if (!real?.startsWith(`${root}/`) || !statSync(real).isFile())
      throw new Error(`${path}: a link that leads to no file of the plugin`);
    return real;
  }
  if (!lstatSync(full).isFile()) throw new Error(`${path}: is no file`);
  return full;
}
