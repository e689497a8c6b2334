// Runs the git that is installed: arguments as a list, no shell, nobody to ask, limited in time and size.
import { execFile } from 'node:child_process';
import { PrimitiveError } from './failure.ts';

export interface GitRun {
  readonly cwd: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** What is said on standard output may be so long. */
  readonly maxBytes?: number;
}

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 1024 * 1024;

// A repository's own settings must not run programs because somebody looks at it; names mean themselves.
const ALWAYS = ['--no-pager', '--literal-pathspecs', '-c', 'core.fsmonitor=false', '-c', 'color.ui=false'];

/** Standard output. Rejects with PrimitiveError: `git` with what git said, `timeout`, `too_large`, `no_git`. */
export function git(args: readonly string[], run: GitRun): Promise<string> {
  const maxBuffer = run.maxBytes ?? MAX_BYTES;
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      [...ALWAYS, ...args],
      {
        cwd: run.cwd,
        env: environment(),
        timeout: run.timeoutMs ?? TIMEOUT_MS,
        maxBuffer,
        killSignal: 'SIGKILL',
        ...(run.signal ? { signal: run.signal } : {}),
      },
      (error, stdout, stderr) => {
        if (error) reject(failure(error, stderr, args[0]!, run));
        else resolve(stdout);
      },
    );
    child.stdin?.end();
  });
}

/** As `git`, but null where git says no. */
export async function gitMaybe(args: readonly string[], run: GitRun): Promise<string | null> {
  try {
    return await git(args, run);
  } catch (error) {
    if (error instanceof PrimitiveError && error.code === 'git') return null;
    throw error;
  }
}

/** Ours, without what points git at another repository, and with nobody to answer questions. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'SSH_ASKPASS'),
  );
  return {
    ...own,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_EDITOR: 'true',
    LC_ALL: 'C',
  };
}

function failure(error: Error, stderr: string, verb: string, run: GitRun): Error {
  const { code, killed } = error as Error & { code?: unknown; killed?: boolean };
  if (code === 'ENOENT') return new PrimitiveError('no_git', 'git is not installed');
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return new PrimitiveError(
      'too_large',
      `git ${verb}: more than ${run.maxBytes ?? MAX_BYTES} bytes: ask for less`,
    );
  if (code === 'ABORT_ERR') return error;
  if (killed)
    return new PrimitiveError(
      'timeout',
      `git ${verb}: no answer in ${(run.timeoutMs ?? TIMEOUT_MS) / 1000} s`,
    );
  const said = stderr
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  const told = said.find((line) => /^(fatal|error): /.test(line)) ?? said.at(-1) ?? error.message;
  return new PrimitiveError('git', `git ${verb}: ${told.replace(/^(fatal|error): /, '')}`);
}
