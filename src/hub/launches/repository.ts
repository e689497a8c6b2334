// Worktrees for launches: where they go, how they are made, and how exactly that much is taken back again.
import { lstat, mkdir, realpath, rmdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { PrimitiveError } from '../primitives/failure.ts';
import { refOf } from '../primitives/git.ts';
import { parseWorktrees } from '../primitives/git-parse.ts';
import { git, gitMaybe } from '../primitives/git-run.ts';

/** What was asked for. */
export interface TreeRequest {
  readonly project: string;
  readonly branch: string;
  /** What the branch is made from; what is checked out in the project unless said. */
  readonly base?: string | undefined;
  /** A branch of its own: where that name is taken, one like it. Else one that exists is checked out. */
  readonly fresh?: boolean | undefined;
  /** Where worktrees go, from the repository: `../{repo}.worktrees` unless said. */
  readonly directory?: string | undefined;
}

/** What is going to be made, decided before anything is. */
export interface TreePlan {
  /** The main directory of the repository. */
  readonly repo: string;
  /** The top of the working tree that the project is in: where files are brought from. */
  readonly top: string;
  /** The project's directory in the tree. */
  readonly within: string;
  readonly path: string;
  readonly branch: string;
  readonly base?: string;
  /** The commit that a new branch is at; absent for a branch that was there before. */
  readonly at?: string;
  /** The branch is checked out there already: nothing is made. */
  readonly exists: boolean;
}

/** Checking a large repository out, and its hooks. */
const TIMEOUT_MS = 600_000;
export const DEFAULT_DIRECTORY = '../{repo}.worktrees';

/** Decides where and from what. Makes nothing. Rejects with PrimitiveError. */
export async function planTree(request: TreeRequest): Promise<TreePlan> {
  const { project } = request;
  const top = (await gitMaybe(['rev-parse', '--show-toplevel'], { cwd: project }))?.replace(/\n$/, '');
  if (!top)
    throw new PrimitiveError('git', `${project} is in no git repository: choose a plain folder instead`);
  const trees = parseWorktrees(await git(['worktree', 'list', '--porcelain'], { cwd: project }));
  const repo = trees[0]!.path;
  const within = relative(await realpath(top), await realpath(project));
  await checkName(request.branch, repo);

  const branch = request.fresh ? await freeBranch(request.branch, repo) : request.branch;
  const there = trees.find((tree) => tree.branch === branch);
  const known = await commitOf(`refs/heads/${branch}`, repo);
  const current = await gitMaybe(['symbolic-ref', '--short', '--quiet', 'HEAD'], { cwd: project });
  const base = request.base ?? (current?.trim() || undefined);
  const plan = { repo, top, within, branch, ...(base === undefined || base === branch ? {} : { base }) };
  if (there) return { ...plan, path: there.path, exists: true };
  const path = await freePath(repo, branch, request.directory ?? DEFAULT_DIRECTORY, trees);
  if (known !== null) return { ...plan, path, exists: false };
  const remote = await remoteCommit(branch, request, repo);
  const at = remote ?? (await commitOf(refOf(request.base ?? 'HEAD'), project));
  if (at === null)
    throw new PrimitiveError(
      'git',
      request.base === undefined
        ? `${repo} has no commit yet: make one first, or choose a plain folder`
        : `"${request.base}" is no branch or commit of ${repo}`,
    );
  return { ...plan, path, at, exists: false };
}

/** Makes what was planned; resolves with the real path. */
export async function makeTree(plan: TreePlan, signal?: AbortSignal): Promise<string> {
  await mkdir(dirname(plan.path), { recursive: true });
  const how = plan.at === undefined ? [] : ['--no-track', '-b', plan.branch];
  const from = plan.at ?? plan.branch;
  await git(['worktree', 'add', ...how, '--', plan.path, from], {
    cwd: plan.repo,
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  return realpath(plan.path);
}

/**
 * Takes back what `makeTree` made, or had begun to: the directory, and the branch where it is still at the commit it
 * was made at. Rejects with what could not be.
 */
export async function unmakeTree(plan: TreePlan): Promise<void> {
  if (plan.exists || !(await isThere(plan.repo))) return;
  const trees = parseWorktrees(await git(['worktree', 'list', '--porcelain'], { cwd: plan.repo }));
  const real = await realpath(plan.path).catch(() => plan.path);
  // Twice: also one that was still being made, which git has locked.
  if (trees.some(({ path }) => path === plan.path || path === real))
    await git(['worktree', 'remove', '--force', '--force', '--', plan.path], {
      cwd: plan.repo,
      timeoutMs: TIMEOUT_MS,
    });
  if (plan.at !== undefined) {
    const name = `refs/heads/${plan.branch}`;
    // Only as it was made: with a commit more it is somebody's work.
    if ((await commitOf(name, plan.repo)) === plan.at)
      await git(['update-ref', '-d', name, plan.at], { cwd: plan.repo });
  }
  // The directory for worktrees, where this was the only one; one that a person chose stays.
  if (dirname(plan.path).endsWith('.worktrees')) await rmdir(dirname(plan.path)).catch(() => {});
}

/** `feature/login` is kept in one directory. */
export function directoryName(branch: string): string {
  return branch.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '') || 'worktree';
}

async function checkName(branch: string, cwd: string): Promise<void> {
  if (branch.startsWith('-') || (await gitMaybe(['check-ref-format', '--branch', branch], { cwd })) === null)
    throw new PrimitiveError(
      'usage',
      `"${branch}" is no name of a branch: letters, digits, - and / are safe`,
    );
}

async function freeBranch(wanted: string, cwd: string): Promise<string> {
  const names = (await git(['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes'], { cwd }))
    .split('\n')
    .map((ref) => ref.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, ''));
  // `a/b` is no name beside `a`.
  const isTaken = (name: string): boolean =>
    names.some((other) => other === name || other.startsWith(`${name}/`) || name.startsWith(`${other}/`));
  if (!isTaken(wanted)) return wanted;
  for (let n = 2; n < 1000; n++) if (!isTaken(`${wanted}-${n}`)) return `${wanted}-${n}`;
  throw new PrimitiveError('exists', `there are branches ${wanted} to ${wanted}-999 already`);
}

async function freePath(
  repo: string,
  branch: string,
  directory: string,
  trees: readonly { readonly path: string }[],
): Promise<string> {
  const name = basename(repo).replace(/\.git$/, '') || 'repository';
  const written = directory.replaceAll('{repo}', name);
  const above = isAbsolute(written) ? join(written, name) : resolve(repo, written);
  const wanted = join(above, directoryName(branch));
  for (let n = 1; n < 1000; n++) {
    const path = n === 1 ? wanted : `${wanted}-${n}`;
    if (!trees.some((tree) => tree.path === path) && !(await isThere(path))) return path;
  }
  throw new PrimitiveError('exists', `${wanted} and 998 like it are taken`);
}

/** The commit of the branch that exactly one remote has by that name. */
async function remoteCommit(
  branch: string,
  { base, fresh }: TreeRequest,
  cwd: string,
): Promise<string | null> {
  if (base !== undefined || fresh) return null;
  const found = await git(['for-each-ref', '--format=%(objectname)', `refs/remotes/*/${branch}`], { cwd });
  const commits = found.split('\n').filter(Boolean);
  return commits.length === 1 ? commits[0]! : null;
}

async function commitOf(ref: string, cwd: string): Promise<string | null> {
  const found = await gitMaybe(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], {
    cwd,
  });
  return found?.trim() || null;
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
