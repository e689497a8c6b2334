// Files that git does not bring into a worktree, copied or linked there from the project: `.env`, `node_modules`.
import { cp, lstat, mkdir, realpath, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { PrimitiveError } from '../primitives/failure.ts';
import { glob } from '../primitives/glob.ts';
import { contains } from '../primitives/places.ts';

/**
 * Brings what the patterns mean from `from` into `to`, both directories; what is there already stays as it is, and
 * what is not in `from` is left out. Resolves with how many. Rejects with PrimitiveError.
 */
export async function carry(
  how: 'copy' | 'link',
  patterns: readonly string[],
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0;
  const target = await realpath(to);
  for (const name of await namesOf(patterns, from, signal)) {
    const place = join(target, name);
    if (!(await isThere(join(from, name))) || (await isThere(place))) continue;
    await mkdir(dirname(place), { recursive: true });
    // A link that the repository holds must not lead us elsewhere.
    if (!contains(target, await realpath(dirname(place))))
      throw new PrimitiveError(
        'outside',
        `${how} ${name}: its directory in the worktree is a link that leads out`,
      );
    if (how === 'link') await symlink(join(from, name), place);
    else
      await cp(join(from, name), place, {
        recursive: true,
        verbatimSymlinks: true,
        errorOnExist: true,
        force: false,
      });
    count++;
  }
  return count;
}

async function namesOf(
  patterns: readonly string[],
  from: string,
  signal?: AbortSignal,
): Promise<Set<string>> {
  const names = new Set<string>();
  for (const pattern of patterns) {
    const plain = normalize(pattern).replace(/\/$/, '');
    if (
      isAbsolute(plain) ||
      plain.split('/').includes('..') ||
      plain === '.' ||
      plain.split('/')[0] === '.git'
    )
      throw new PrimitiveError('usage', `"${pattern}": a path within the project expected`);
    if (!/[*?[{]/.test(plain)) names.add(plain);
    else for (const found of await glob(plain, from, { signal, enter: entered })) names.add(found);
  }
  return names;
}

async function entered(directory: string): Promise<string | null> {
  return realpath(directory).catch(() => null);
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
