// Worktrees made and removed for Lua. Unlike questions these are done once begun, whatever becomes of the
// world that asked: half a worktree is worth nothing. Hooks may say no before.
import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PrimitiveError } from './failure.ts';
import { type Git, refOf, worktreePath } from './git.ts';
import { git, gitMaybe } from './git-run.ts';
import { type Asker, contains, isUntrusted, type Places } from './places.ts';

export interface WorktreeEvents {
  before(
    event: string,
    payload: Readonly<Record<string, unknown>>,
    name: string,
  ): Promise<{
    readonly cancelled?: boolean;
    readonly reason?: string;
    readonly payload?: unknown;
  }>;
  emit(event: string, payload: unknown): void;
}

export interface Worktrees {
  /** The real path of what was made. */
  add(request: AddRequest, asker: Asker): Promise<string>;
  remove(path: string, force: boolean, asker: Asker): Promise<true>;
}

export interface AddRequest {
  readonly repo: string;
  readonly path: string;
  readonly branch: string;
  readonly from?: string | undefined;
}

/** Checking a large repository out, and its hooks. */
const TIMEOUT_MS = 120_000;

export function createWorktrees(places: Places, repositories: Git, events: WorktreeEvents): Worktrees {
  return {
    async add({ repo, path, branch, from }, asker) {
      const repository = await repositories.whereIs(repo, asker);
      const place = (wanted: string): Promise<string> =>
        placeFor(worktreePath(wanted, repository, places, asker), repository, places, asker);
      const asked = { repo: repository, path: await place(path), branch: refOf(branch) };
      const { cancelled, reason, payload } = await events.before('worktree:before_create', asked, asked.path);
      if (cancelled)
        throw new PrimitiveError('cancelled', reason ?? 'a hook keeps the worktree from being made');
      const given = (payload ?? {}) as { path?: unknown; branch?: unknown };
      const target = typeof given.path === 'string' ? await place(given.path) : asked.path;
      const name = typeof given.branch === 'string' ? given.branch : branch;
      const named = await branchArguments(repository, name, from);
      await mkdir(dirname(target), { recursive: true });
      await git(['worktree', 'add', ...named.options, '--', target, ...named.start], {
        cwd: repository,
        timeoutMs: TIMEOUT_MS,
      });
      const made = await realpath(target);
      places.add(made);
      events.emit('worktree:created', { repo: repository, path: made, branch: name });
      return made;
    },
    async remove(path, force, asker) {
      const worktree = await repositories.whereIs(path, asker);
      const { main, root } = await positionOf(worktree);
      if (root !== worktree)
        throw new PrimitiveError('usage', `${path}: it is a directory in the worktree ${root}`);
      if (main === null)
        throw new PrimitiveError('usage', `${path}: it is the repository itself, no worktree of it`);
      await git([`--git-dir=${main}`, 'worktree', 'remove', ...(force ? ['--force'] : []), '--', worktree], {
        cwd: dirname(main),
        timeoutMs: TIMEOUT_MS,
      });
      events.emit('worktree:removed', { path: worktree });
      return true;
    },
  };
}

/** What an agent wrote makes worktrees beside the repository, or where it may reach anyway. */
async function placeFor(target: string, repository: string, places: Places, asker: Asker): Promise<string> {
  if (!isUntrusted(asker)) return target;
  const above = await nearest(dirname(target));
  const real = join(above.real, above.rest, basename(target));
  const isBeside = above.rest === '' && above.real === dirname(repository);
  if (isBeside || (await places.isWithin(real, asker))) return real;
  throw new PrimitiveError('outside', `${target}: a worktree goes beside its repository`);
}

/** The deepest directory above that is there, really, and what is missing below it. */
async function nearest(directory: string): Promise<{ readonly real: string; readonly rest: string }> {
  try {
    return { real: await realpath(directory), rest: '' };
  } catch {
    const above = await nearest(dirname(directory));
    return { real: above.real, rest: join(above.rest, basename(directory)) };
  }
}

/** An existing branch is checked out, one that a remote has is followed, any other is made. */
async function branchArguments(
  cwd: string,
  branch: string,
  from: string | undefined,
): Promise<{ readonly options: readonly string[]; readonly start: readonly string[] }> {
  refOf(branch);
  if ((await gitMaybe(['check-ref-format', '--branch', branch], { cwd })) === null)
    throw new PrimitiveError('usage', `"${branch}" is no name of a branch`);
  const exists = await gitMaybe(['show-ref', '--verify', '--quiet', `refs/heads/${branch}`], { cwd });
  if (exists !== null) {
    if (from !== undefined) throw new PrimitiveError('exists', `the branch ${branch} exists already`);
    return { options: [], start: [branch] };
  }
  if (from !== undefined) return { options: ['-b', branch], start: [refOf(from)] };
  const remote = await git(['for-each-ref', '--format=%(refname)', `refs/remotes/*/${branch}`], { cwd });
  return remote.trim() === '' ? { options: ['-b', branch], start: [] } : { options: [], start: [branch] };
}

/** The top of the worktree that a directory is in, and the repository that it belongs to; null for that itself. */
async function positionOf(cwd: string): Promise<{ readonly main: string | null; readonly root: string }> {
  const text = await git(
    ['rev-parse', '--path-format=absolute', '--git-dir', '--git-common-dir', '--show-toplevel'],
    { cwd },
  );
  const [own = '', common = '', root = ''] = text.split('\n');
  const [realOwn, realCommon] = [await realpath(own), await realpath(common)];
  return {
    main: realOwn === realCommon || !contains(realCommon, realOwn) ? null : realCommon,
    root: await realpath(root),
  };
}
