// What git prints for programs, as records. Pure.

export interface GitFile {
  readonly path: string;
  readonly index: string;
  readonly worktree: string;
  readonly from?: string;
}

export interface GitStatus {
  readonly branch?: string;
  readonly head?: string;
  readonly upstream?: string;
  readonly ahead: number;
  readonly behind: number;
  readonly clean: boolean;
  readonly staged: number;
  readonly changed: number;
  readonly untracked: number;
  readonly conflicts: number;
  readonly files: readonly GitFile[];
}

export interface GitCommit {
  readonly hash: string;
  readonly short: string;
  readonly author: string;
  readonly email: string;
  readonly at: number;
  readonly subject: string;
}

export interface GitBranch {
  readonly name: string;
  readonly current: boolean;
  readonly hash: string;
  readonly upstream?: string;
  readonly worktree?: string;
  readonly at: number;
}

export interface GitWorktree {
  readonly path: string;
  readonly branch?: string;
  readonly head?: string;
  readonly main: boolean;
}

export const LOG_FORMAT = '--format=%H%x1f%h%x1f%an%x1f%ae%x1f%at%x1f%s';
export const BRANCH_FORMAT =
  '--format=%(refname:lstrip=2)%00%(HEAD)%00%(objectname:short)%00%(upstream:short)%00%(worktreepath)%00%(committerdate:unix)';

const MAX_FILES = 2000;

/** `status --porcelain=v2 --branch -z`. */
export function parseStatus(text: string): GitStatus {
  const fields = text.split('\0');
  const branch: { branch?: string; head?: string; upstream?: string } = {};
  const files: GitFile[] = [];
  let ahead = 0;
  let behind = 0;
  let conflicts = 0;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    if (field.startsWith('# ')) {
      const [, name, ...rest] = field.split(' ');
      const value = rest.join(' ');
      if (name === 'branch.head' && value !== '(detached)') branch.branch = value;
      else if (name === 'branch.oid' && value !== '(initial)') branch.head = value;
      else if (name === 'branch.upstream') branch.upstream = value;
      else if (name === 'branch.ab')
        [ahead, behind] = rest.map((part) => Math.abs(Number(part))) as [number, number];
    } else if (field.startsWith('1 ')) files.push({ ...letters(field), path: after(field, 8) });
    else if (field.startsWith('2 '))
      files.push({ ...letters(field), path: after(field, 9), from: fields[++i]! });
    else if (field.startsWith('u ')) {
      conflicts++;
      files.push({ ...letters(field), path: after(field, 10) });
    } else if (field.startsWith('? ')) files.push({ index: '?', worktree: '?', path: field.slice(2) });
  }
  const known = files.filter(({ index }) => index !== '?');
  return {
    ...branch,
    ahead,
    behind,
    clean: files.length === 0,
    staged: known.filter(({ index }) => index !== '.').length,
    changed: known.filter(({ worktree }) => worktree !== '.').length,
    untracked: files.length - known.length,
    conflicts,
    files: files.slice(0, MAX_FILES),
  };
}

function letters(field: string): { readonly index: string; readonly worktree: string } {
  return { index: field[2]!, worktree: field[3]! };
}

/** What follows the first `count` spaces. */
function after(field: string, count: number): string {
  return field.split(' ').slice(count).join(' ');
}

/** `log -z` with LOG_FORMAT. */
export function parseLog(text: string): GitCommit[] {
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [hash = '', short = '', author = '', email = '', at = '0', ...subject] = line.split('\x1f');
      return { hash, short, author, email, at: Number(at), subject: subject.join(' ') };
    });
}

/** `for-each-ref` with BRANCH_FORMAT. */
export function parseBranches(text: string): GitBranch[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', head, hash = '', upstream, worktree, at] = line.split('\0');
      return {
        name,
        current: head === '*',
        hash,
        ...(upstream ? { upstream } : {}),
        ...(worktree ? { worktree } : {}),
        at: Number(at),
      };
    });
}

/** `worktree list --porcelain`: the repository itself comes first. */
export function parseWorktrees(text: string): GitWorktree[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('worktree '))
    .map((block, i) => {
      const lines = block.split('\n');
      const value = (name: string): string | undefined =>
        lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
      const branch = value('branch')?.replace(/^refs\/heads\//, '');
      const head = value('HEAD');
      return {
        path: value('worktree')!,
        ...(branch === undefined ? {} : { branch }),
        ...(head === undefined ? {} : { head }),
        main: i === 0,
      };
    });
}
