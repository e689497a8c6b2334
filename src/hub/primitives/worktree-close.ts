// How a worktree ends, for Lua: what would be lost with it, merging its branch, and removing that branch. Nothing here
// loses work: a merge that meets conflicts is given up and leaves all as it was.
import { realpath } from 'node:fs/promises';
import { PrimitiveError } from './failure.ts';
import { type Git, refOf } from './git.ts';
import { parseStatus, parseWorktrees } from './git-parse.ts';
import { git, gitMaybe } from './git-run.ts';
import type { Asker } from './places.ts';

export interface TreeState {
  /** The main directory of the repository. */
  readonly repo: string;
  readonly path: string;
  readonly branch?: string;
  readonly base?: string;
  /** Files that are changed, staged or in conflict; files that git does not know. */
  readonly changed: number;
  readonly untracked: number;
  /** Commits that the base does not have, and that no remote has. */
  readonly unmerged: number;
  readonly unpushed: number;
}

export interface Merged {
  readonly into: string;
  readonly how: 'nothing' | 'fast-forward' | 'merge';
  readonly commits: number;
}

/** All reject with PrimitiveError. */
export interface TreeClosing {
  state(path: string, base: string | undefined, asker: Asker, signal?: AbortSignal): Promise<TreeState>;
  /** Merges the branch of the worktree at `path` into another, where that is checked out. `conflict` names files. */
  merge(path: string, into: string, asker: Asker): Promise<Merged>;
  /** Removes a branch that another has all commits of. */
  removeBranch(repo: string, branch: string, mergedInto: string, asker: Asker): Promise<true>;
}

const TIMEOUT_MS = 120_000;

export function createTreeClosing(repositories: Git): TreeClosing {
  const count = async (args: readonly string[], cwd: string): Promise<number> =>
    Number((await git(['rev-list', '--count', ...args, '--'], { cwd })).trim());

  return {
    async state(path, base, asker, signal) {
      const cwd = await repositories.whereIs(path, asker);
      const args = ['status', '--porcelain=v2', '--branch', '--untracked-files=all', '-z'];
      const { files, branch } = parseStatus(await git(args, { cwd, signal, maxBytes: 16 * 1024 * 1024 }));
      const trees = await treesOf(cwd);
      const untracked = files.filter(({ index }) => index === '?').length;
      const own = branch === undefined ? 'HEAD' : `refs/heads/${branch}`;
      const hasCommit = (await gitMaybe(['rev-parse', '--verify', '--quiet', own], { cwd })) !== null;
      const hasBase = base !== undefined && (await isBranch(base, cwd));
      return {
        repo: trees[0]!.path,
        path: cwd,
        ...(branch === undefined ? {} : { branch }),
        ...(hasBase ? { base } : {}),
        changed: files.length - untracked,
        untracked,
        unpushed: hasCommit ? await count([own, '--not', '--remotes'], cwd) : 0,
        unmerged: hasCommit && hasBase ? await count([own, '--not', `refs/heads/${base}`], cwd) : 0,
      };
    },
    async merge(path, into, asker) {
      const cwd = await repositories.whereIs(path, asker);
      const branch = (await gitMaybe(['symbolic-ref', '--short', '--quiet', 'HEAD'], { cwd }))?.trim();
      if (!branch) throw new PrimitiveError('usage', `${path}: no branch is checked out there`);
      if (!(await isBranch(refOf(into), cwd)))
        throw new PrimitiveError('not_found', `there is no branch ${into} to merge into`);
      const [from, to] = [`refs/heads/${branch}`, `refs/heads/${into}`];
      const commits = await count([from, '--not', to], cwd);
      if (commits === 0) return { into, how: 'nothing', commits };
      const isForward = (await gitMaybe(['merge-base', '--is-ancestor', to, from], { cwd })) !== null;
      const target = (await treesOf(cwd)).find((tree) => tree.branch === into)?.path;
      if (target === undefined) {
        if (!isForward)
          throw new PrimitiveError(
            'usage',
            `${into} is checked out nowhere, and has commits of its own: check it out first`,
          );
        // Where nobody has it checked out, moving the name is all. The old commit guards against a race.
        const old = (await git(['rev-parse', to], { cwd })).trim();
        await git(['update-ref', '-m', `merge ${branch}: Fast-forward`, to, from, old], { cwd });
        return { into, how: 'fast-forward', commits };
      }
      await mergeIn(target, branch, into, isForward);
      return { into, how: isForward ? 'fast-forward' : 'merge', commits };
    },
    async removeBranch(repo, branch, mergedInto, asker) {
      const cwd = await repositories.whereIs(repo, asker);
      const name = `refs/heads/${refOf(branch)}`;
      const at = (await gitMaybe(['rev-parse', '--verify', '--quiet', name], { cwd }))?.trim();
      if (!at) throw new PrimitiveError('not_found', `there is no branch ${branch}`);
      const isMerged = await gitMaybe(
        ['merge-base', '--is-ancestor', at, `refs/heads/${refOf(mergedInto)}`],
        {
          cwd,
        },
      );
      if (isMerged === null || branch === mergedInto)
        throw new PrimitiveError('unmerged', `${branch} has commits that ${mergedInto} has not: it stays`);
      if ((await treesOf(cwd)).some((tree) => tree.branch === branch))
        throw new PrimitiveError('usage', `${branch} is checked out in a worktree: it stays`);
      await git(['update-ref', '-d', name, at], { cwd });
      await gitMaybe(['config', '--remove-section', `branch.${branch}`], { cwd });
      return true;
    },
  };
}

/** Merges in a working tree whose files are as committed; a merge that cannot be finished is given up. */
async function mergeIn(cwd: string, branch: string, into: string, isForward: boolean): Promise<void> {
  const { files } = parseStatus(
    await git(['status', '--porcelain=v2', '--untracked-files=no', '-z'], {
      cwd,
      maxBytes: 16 * 1024 * 1024,
    }),
  );
  // Giving a merge up could not bring these back.
  if (files.length > 0)
    throw new PrimitiveError(
      'dirty',
      `${cwd} (${into}) has ${files.length} changed ${files.length === 1 ? 'file' : 'files'}: commit or stash them first`,
    );
  if ((await gitMaybe(['rev-parse', '--verify', '--quiet', 'MERGE_HEAD'], { cwd })) !== null)
    throw new PrimitiveError('dirty', `${cwd} is in the middle of another merge: end that first`);
  try {
    const how = isForward ? ['--ff-only'] : ['--no-ff', '--no-edit'];
    await git(['merge', ...how, `refs/heads/${branch}`], { cwd, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    const unmerged = await git(['diff', '--name-only', '--diff-filter=U', '-z'], { cwd }).catch(() => '');
    const conflicts = unmerged.split('\0').filter(Boolean);
    await gitMaybe(['merge', '--abort'], { cwd });
    if (conflicts.length === 0) throw error;
    throw new PrimitiveError(
      'conflict',
      `${branch} and ${into} both changed ${conflicts.join(', ')}: the merge is given up, all is as it was`,
    );
  }
}

async function treesOf(cwd: string): Promise<{ readonly path: string; readonly branch?: string }[]> {
  const trees = parseWorktrees(await git(['worktree', 'list', '--porcelain'], { cwd }));
  const real = trees.map(async (tree) => ({
    ...tree,
    path: await realpath(tree.path).catch(() => tree.path),
  }));
  return Promise.all(real);
}

async function isBranch(name: string, cwd: string): Promise<boolean> {
  const ref = `refs/heads/${refOf(name)}`;
  return (await gitMaybe(['rev-parse', '--verify', '--quiet', ref], { cwd })) !== null;
}
