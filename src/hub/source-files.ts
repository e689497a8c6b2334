// Finding and reading Lua files: which files of a folder count, and what one look at a file sees. Never
// throws and never blocks: a pipe or device among the files is a problem, not a wait.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Layer } from '../lua/types.ts';

export interface Place {
  /** `user/layout.lua` */
  readonly unit: string;
  readonly layer: Layer;
  readonly path: string;
  /** Where the links of `path` lead. */
  readonly real: string;
}

/** What a look at a file sees. `stamp` tells whether to look closer next time. */
export type Observed =
  | { readonly kind: 'gone' }
  | { readonly kind: 'text'; readonly text: string; readonly stamp: string }
  | { readonly kind: 'problem'; readonly message: string; readonly stamp: string };

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 8;
/** Entries looked at in one folder tree. */
const MAX_ENTRIES = 20_000;

/**
 * The `*.lua` files below `folder`, in the order of their names; hidden ones and specs do not count. With `links`
 * symbolic links are followed, else they are listed, to be refused when read.
 */
export function listLuaFiles(folder: string, prefix: string, layer: Layer, links: boolean): Place[] {
  const found: Place[] = [];
  const visited = new Set<string>();
  let entries = 0;
  const visit = (path: string, unit: string, depth: number): void => {
    const real = realPath(path);
    if (real === null || visited.has(real) || depth > MAX_DEPTH) return;
    visited.add(real);
    for (const entry of readEntries(path)) {
      if (entry.name.startsWith('.') || ++entries > MAX_ENTRIES) continue;
      const child = join(path, entry.name);
      const name = `${unit}/${entry.name}`;
      if (entry.isDirectory() || (links && entry.isSymbolicLink() && isDirectory(child)))
        visit(child, name, depth + 1);
      else if (entry.name.endsWith('.lua') && !isSpec(entry.name)) {
        const target = links && entry.isSymbolicLink() ? realPath(child) : child;
        found.push({ unit: name, layer, path: child, real: target ?? child });
      }
    }
  };
  visit(folder, prefix, 0);
  return found.sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

/** A file of tests, for `botster-tui test` alone. */
export function isSpec(name: string): boolean {
  return /_(?:test|spec)\.lua$/.test(name);
}

/** Looks at a file; where its stat is as `before` and nothing is `forced`, sees what was seen then. */
export function observe({ path, layer }: Place, before: Observed | undefined, forced: boolean): Observed {
  const isOurs = layer === 'improvements';
  const stat = isOurs ? tryStat(lstatSync, path) : tryStat(statSync, path);
  if (!stat) return { kind: 'gone' };
  const stamp = `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.mode}`;
  if (!forced && before && before.kind !== 'gone' && before.stamp === stamp) return before;
  const refusal = reasonToRefuse(stat, isOurs);
  if (refusal) return { kind: 'problem', message: refusal, stamp };
  try {
    return decode(readWhole(path, isOurs), stamp);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { kind: 'gone' };
    return { kind: 'problem', message: code === 'ELOOP' ? LINK : message, stamp };
  }
}

const LINK = 'is a symbolic link: files written by agents must be regular files';

function reasonToRefuse(stat: Stats, isOurs: boolean): string | null {
  if (isOurs && stat.isSymbolicLink()) return LINK;
  if (!stat.isFile()) return 'is no regular file';
  if (isOurs && process.getuid && stat.uid !== process.getuid())
    return `belongs to another user (${stat.uid})`;
  if (stat.size > MAX_BYTES) return `is too large: ${stat.size} bytes, at most ${MAX_BYTES}`;
  return null;
}

/** The bytes of the very file that was checked: for agents' files links are not followed at the last moment either. */
function readWhole(path: string, isOurs: boolean): Buffer {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (isOurs ? constants.O_NOFOLLOW : 0);
  const fd = openSync(path, flags);
  try {
    const refusal = reasonToRefuse(fstatSync(fd), isOurs);
    if (refusal) throw new Error(refusal);
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

function decode(bytes: Buffer, stamp: string): Observed {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const nul = text.indexOf('\0');
    if (nul < 0) return { kind: 'text', text, stamp };
    return { kind: 'problem', message: `holds a NUL character at offset ${nul}`, stamp };
  } catch {
    return { kind: 'problem', message: 'is not valid UTF-8', stamp };
  }
}

function readEntries(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function isDirectory(path: string): boolean {
  return tryStat(statSync, path)?.isDirectory() ?? false;
}

function tryStat(stat: (path: string) => Stats, path: string): Stats | null {
  try {
    return stat(path);
  } catch {
    return null;
  }
}
