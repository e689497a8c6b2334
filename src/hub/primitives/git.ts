// Repositories for Lua. Whatever a script gives is a path, a name or a value to git, never one of its options:
// names that begin with a dash are refused, paths stand behind `--`.
import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { PrimitiveError } from './failure.ts';
import {
  BRANCH_FORMAT,
  type GitBranch,
  type GitCommit,
  type GitStatus,
  type GitWorktree,
  LOG_FORMAT,
  parseBranches,
  parseLog,
  parseStatus,
  parseWorktrees,
} from './git-parse.ts';
import { git, gitMaybe } from './git-run.ts';
import { createLimiter } from './limiter.ts';
import type { Asker, Places } from './places.ts';

export interface LogOptions {
  readonly maxCount?: number | undefined;
  readonly path?: string | undefined;
  readonly since?: string | undefined;
  readonly ref?: string | undefined;
}

export interface DiffOptions {
  readonly path?: string | undefined;
  readonly staged?: boolean | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly stat?: boolean | undefined;
}

/** All reject with PrimitiveError. Without a path it is the asker's project. */
export interface Git {
  status(path: string | undefined, asker: Asker, signal?: AbortSignal): Promise<GitStatus & { root: string }>;
  log(options: LogOptions, asker: Asker, signal?: AbortSignal): Promise<GitCommit[]>;
  diff(options: DiffOptions, asker: Asker, signal?: AbortSignal): Promise<string>;
  show(ref: string, path: string | undefined, asker: Asker, signal?: AbortSignal): Promise<string>;
  branches(path: string | undefined, asker: Asker, signal?: AbortSignal): Promise<GitBranch[]>;
  currentBranch(path: string | undefined, asker: Asker, signal?: AbortSignal): Promise<string | null>;
  worktrees(path: string | undefined, asker: Asker, signal?: AbortSignal): Promise<GitWorktree[]>;
  /** Where a worktree is. */
  whereIs(path: string, asker: Asker): Promise<string>;
}

/** Processes at once. */
const AT_ONCE = 4;
const DEFAULT_COMMITS = 20;
const MAX_COMMITS = 1000;
/** Neither may start a program of the repository's choosing. */
const PATCH = ['--no-ext-diff', '--no-textconv', '--no-color'];

/** Something in a repository: where to run git, and what of it is meant. */
interface Spot {
  readonly cwd: string;
  /** Empty for all. */
  readonly pathspec: readonly string[];
}

export function createGit(places: Places): Git {
  const limiter = createLimiter(AT_ONCE);
  const run = (args: readonly string[], cwd: string, signal?: AbortSignal): Promise<string> =>
    limiter.run(() => git(args, { cwd, signal }), signal);

  const directory = async (path: string | undefined, asker: Asker): Promise<string> => {
    const real = await places.reading(path ?? '.', asker);
    return (await stat(real)).isDirectory() ? real : dirname(real);
  };
  /** A file, also one that is gone; a directory, or all where that is the whole repository. */
  const spot = async (path: string | undefined, asker: Asker, signal?: AbortSignal): Promise<Spot> => {
    if (path === undefined) return { cwd: await directory(undefined, asker), pathspec: [] };
    const wanted = places.absolute(path, asker);
    const found = await stat(wanted).catch(() => null);
    if (!found?.isDirectory())
      return { cwd: await places.reading(dirname(wanted), asker), pathspec: ['--', basename(wanted)] };
    const cwd = await places.reading(path, asker);
    const prefix = await run(['rev-parse', '--show-prefix'], cwd, signal);
    return { cwd, pathspec: prefix.trim() === '' ? [] : ['--', '.'] };
  };

  return {
    async status(path, asker, signal) {
      const cwd = await directory(path, asker);
      const args = [
        'status',
        '--porcelain=v2',
        '--branch',
        '--untracked-files=normal',
        '--ignore-submodules=all',
        '-z',
      ];
      const text = await run(args, cwd, signal);
      const root = (await run(['rev-parse', '--show-toplevel'], cwd, signal)).replace(/\n$/, '');
      return { root, ...parseStatus(text) };
    },
    async log({ maxCount = DEFAULT_COMMITS, path, since, ref }, asker, signal) {
      const { cwd, pathspec } = await spot(path, asker, signal);
      const count = Math.min(MAX_COMMITS, Math.max(0, Math.floor(maxCount)));
      if (
        (await limiter.run(
          () => gitMaybe(['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd, signal }),
          signal,
        )) === null &&
        ref === undefined
      ) {
        // Before the first commit git calls the question an error; outside of a repository it is one.
        await run(['rev-parse', '--git-dir'], cwd, signal);
        return [];
      }
      const args = ['log', '-z', LOG_FORMAT, `--max-count=${count}`, '--no-show-signature'];
      if (since !== undefined) args.push(`--since=${since}`);
      if (ref !== undefined) args.push(refOf(ref));
      return parseLog(await run([...args, ...(pathspec.length > 0 ? pathspec : ['--'])], cwd, signal));
    },
    async diff({ path, staged, from, to, stat: isStat }, asker, signal) {
      const { cwd, pathspec } = await spot(path, asker, signal);
      const args = ['diff', ...PATCH];
      if (staged) args.push('--cached');
      if (isStat) args.push('--stat=120');
      if (to !== undefined && from === undefined)
        throw new PrimitiveError('usage', 'git.diff: to without from');
      if (from !== undefined) args.push(refOf(from));
      if (to !== undefined) args.push(refOf(to));
      return run([...args, ...(pathspec.length > 0 ? pathspec : ['--'])], cwd, signal);
    },
    async show(ref, path, asker, signal) {
      return run(
        ['show', ...PATCH, '--no-show-signature', refOf(ref), '--'],
        await directory(path, asker),
        signal,
      );
    },
    async branches(path, asker, signal) {
      const args = ['for-each-ref', BRANCH_FORMAT, '--sort=-committerdate', 'refs/heads'];
      return parseBranches(await run(args, await directory(path, asker), signal));
    },
    async currentBranch(path, asker, signal) {
      const cwd = await directory(path, asker);
      const branch = await limiter.run(
        () => gitMaybe(['symbolic-ref', '--short', '--quiet', 'HEAD'], { cwd, signal }),
        signal,
      );
      if (branch !== null) return branch.trim();
      await run(['rev-parse', '--git-dir'], cwd, signal);
      return null;
    },
    async worktrees(path, asker, signal) {
      const cwd = await directory(path, asker);
      return parseWorktrees(await run(['worktree', 'list', '--porcelain'], cwd, signal));
    },
    whereIs: (path, asker) => directory(path, asker),
  };
}

/** A name of a commit. Throws PrimitiveError for what git could take for an option. */
export function refOf(ref: string): string {
  if (ref === '' || ref.startsWith('-') || /[\0-\x20\x7f]/.test(ref))
    throw new PrimitiveError('usage', `"${ref}" is no name of a commit`);
  return ref;
}

/** Where a worktree of `repository` is to be: its path may be told from there. */
export function worktreePath(path: string, repository: string, places: Places, asker: Asker): string {
  if (isAbsolute(path) || path.startsWith('~')) return places.absolute(path, asker);
  if (path.includes('\0')) throw new PrimitiveError('usage', 'that is no path of a directory');
  return resolve(join(repository, path));
}
