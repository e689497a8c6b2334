// The content of a plugin's folder, and its hash. Hidden files are no content. The hash is what these print there:
//   find . -type f -not -path '*/.*' -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ContentFile {
  /** Within the folder. */
  readonly path: string;
  readonly size: number;
}

/** Hashes of files by their path, each with the stat it was taken at: files that stay as they are read once. */
export type KnownHashes = Map<string, { readonly stamp: string; readonly hash: string }>;

export const MAX_FILES = 500;
export const MAX_BYTES = 8 * 1024 * 1024;
const MAX_DEPTH = 8;

/**
 * The files of a folder, in the order of their paths' bytes. Throws Error for what a plugin cannot hold (a link, a
 * device), for too much of it, and for what cannot be read.
 */
export function listContent(folder: string): ContentFile[] {
  const files: ContentFile[] = [];
  let bytes = 0;
  const visit = (within: string, depth: number): void => {
    if (depth > MAX_DEPTH) throw new Error(`${within}: folders are nested more than ${MAX_DEPTH} deep`);
    for (const { name } of readdirSync(join(folder, within), { withFileTypes: true })) {
      if (name.startsWith('.')) continue;
      const path = within === '' ? name : `${within}/${name}`;
      const stat = lstatSync(join(folder, path));
      if (stat.isDirectory()) {
        visit(path, depth + 1);
        continue;
      }
      if (!stat.isFile()) throw new Error(`${path}: is ${stat.isSymbolicLink() ? 'a link' : 'no file'}`);
      if (/[\n\\]/.test(path)) throw new Error(`${JSON.stringify(path)}: is no name for a file of a plugin`);
      files.push({ path, size: stat.size });
      bytes += stat.size;
      if (files.length > MAX_FILES) throw new Error(`more than ${MAX_FILES} files`);
      if (bytes > MAX_BYTES) throw new Error(`more than ${MAX_BYTES / 1024 / 1024} MB`);
    }
  };
  visit('', 0);
  return files.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

/** SHA-256 of a folder's content, hex. Throws as `listContent`. */
export function hashContent(folder: string, known: KnownHashes = new Map()): string {
  const lines = listContent(folder).map(({ path }) => `${hashFile(join(folder, path), known)}  ${path}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

function hashFile(path: string, known: KnownHashes): string {
  const stat = lstatSync(path);
  const stamp = `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
  const before = known.get(path);
  if (before?.stamp === stamp) return before.hash;
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
  known.set(path, { stamp, hash });
  return hash;
}
