// Which repository a directory is of: for a linked worktree, the one that it is a worktree of.
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The main directory of the repository, really; null for a directory in none. Throws nothing. */
export function repositoryOf(directory: string): string | null {
  try {
    for (let at = realpathSync(directory); ; at = dirname(at)) {
      const git = lstatSync(join(at, '.git'), { throwIfNoEntry: false });
      if (git) return git.isFile() ? mainOf(at) : at;
      if (at === '/') return null;
    }
  } catch {
    // It is gone.
    return null;
  }
}

/** A worktree's `.git` is a file that names its folder within the repository. */
function mainOf(worktree: string): string {
  const [, main] =
    /^gitdir: (.*)\/\.git\/worktrees\/[^/]+\s*$/.exec(readFileSync(join(worktree, '.git'), 'utf8')) ?? [];
  return main ? realpathSync(main) : worktree;
}
