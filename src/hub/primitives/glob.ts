// The files that a glob means. Links are not entered, `**` leaves out hidden directories and node_modules,
// and what is looked at is limited: a glob over a whole disk ends with an error, not in an hour.
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrimitiveError } from './failure.ts';
import { alternatives, isPlain, type Segment, segmentsOf } from './glob-pattern.ts';
import { withDirectory } from './judged.ts';

const MAX_FOUND = 5000;
const MAX_SEEN = 100_000;
const MAX_PATTERN = 1000;

export interface GlobOptions {
  /** The real place of a directory, which may be looked into; null where there is none. Throws where it may not. */
  readonly enter: (directory: string) => Promise<string | null>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Files (and directories, where the last segment names them) that match, sorted, below `base`: as
 * absolute paths for a pattern that is absolute, else from `base`. Rejects with PrimitiveError.
 */
export async function glob(pattern: string, base: string, options: GlobOptions): Promise<string[]> {
  if (pattern.length > MAX_PATTERN) throw new PrimitiveError('usage', 'the pattern is too long');
  let patterns: string[];
  try {
    patterns = alternatives(pattern);
  } catch (error) {
    throw new PrimitiveError('usage', `${pattern}: ${(error as Error).message}`);
  }
  const found = new Set<string>();
  const walk = createWalk(pattern, found, options.signal);
  for (const one of patterns) {
    const { fixed, rest } = cut(one);
    const directory = await options.enter(join(fixed.startsWith('/') ? '' : base, fixed));
    if (directory === null) continue;
    await walk(directory, fixed, segmentsOf(rest));
  }
  return [...found].sort();
}

/** The directories that a pattern begins with, by name, and the pattern from there. */
function cut(pattern: string): { readonly fixed: string; readonly rest: string } {
  const parts = pattern.split('/');
  let plain = 0;
  while (plain < parts.length - 1 && isPlain(parts[plain]!)) plain++;
  const fixed = parts.slice(0, plain).join('/');
  return { fixed: pattern.startsWith('/') ? fixed || '/' : fixed, rest: parts.slice(plain).join('/') };
}

/** `known` are the entries of the directory, where they have been read already. */
type Walk = (
  directory: string,
  shown: string,
  segments: readonly Segment[],
  known?: readonly Dirent[],
) => Promise<void>;

function createWalk(pattern: string, found: Set<string>, signal: AbortSignal | undefined): Walk {
  let seen = 0;
  const tooMany = (what: string): PrimitiveError =>
    new PrimitiveError('too_large', `${pattern}: ${what}: name more directories in the pattern`);

  const entriesOf = async (directory: string): Promise<readonly Dirent[]> => {
    const entries = await read(directory);
    signal?.throwIfAborted();
    seen += entries.length;
    if (seen > MAX_SEEN) throw tooMany(`more than ${MAX_SEEN} names to look at`);
    return entries;
  };
  const walk: Walk = async (directory, shown, segments, known) => {
    const [first, ...rest] = segments;
    if (!first) return;
    const entries = known ?? (await entriesOf(directory));
    if (first.kind === 'any-directories') {
      await walk(directory, shown, rest.length === 0 ? EVERY_FILE : rest, entries);
      for (const entry of entries)
        if (entry.isDirectory() && isOpen(entry.name))
          await walk(join(directory, entry.name), under(shown, entry.name), segments);
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') && !first.isHidden) continue;
      if (!first.matches(entry.name)) continue;
      const path = under(shown, entry.name);
      if (rest.length === 0) {
        found.add(path);
        if (found.size > MAX_FOUND) throw tooMany(`more than ${MAX_FOUND} files`);
      } else if (entry.isDirectory()) await walk(join(directory, entry.name), path, rest);
    }
  };
  return walk;
}

/** `a/**` means all that is in it. */
const EVERY_FILE: readonly Segment[] = segmentsOf('*');

function isOpen(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

function under(directory: string, name: string): string {
  return directory === '' ? name : directory === '/' ? `/${name}` : `${directory}/${name}`;
}

async function read(directory: string): Promise<Dirent[]> {
  try {
    return await withDirectory(directory, directory, (held) => readdir(held, { withFileTypes: true }));
  } catch {
    // Gone or moved meanwhile, or not ours to read: nothing there matches.
    return [];
  }
}
