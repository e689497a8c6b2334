// Runs a person's command for the hub: arguments as a list, no shell, limited in time and in what it says.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';

export interface CommandRun {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Given to it on standard input; nothing unless said. */
  readonly input?: string;
  /** Ends it when it aborts. */
  readonly signal?: AbortSignal;
}

export interface CommandEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const MAX_BYTES = 64 * 1024;

/**
 * Standard output once it has ended well. Rejects with Error: that it cannot be started, how it ended and the last
 * line it said, or that it was ended since it took or said too much.
 */
export async function runCommand(argv: readonly string[], run: CommandRun): Promise<string> {
  const { code, stdout, stderr } = await runToEnd(argv, run);
  if (code === 0) return stdout;
  throw new Error(endedWith(argv[0] ?? '', code, stderr));
}

/**
 * How it ended by itself, and what it said. Rejects with Error: that it cannot be started, the signal that ended it,
 * or that it was ended since it took or said too much, or was not wanted any more.
 */
export function runToEnd(argv: readonly string[], run: CommandRun): Promise<CommandEnd> {
  const [program = '', ...args] = argv;
  const { env, cwd, timeoutMs, input, signal: unwanted } = run;
  return new Promise((resolve, reject) => {
    // A group of its own: what it starts ends with it.
    const child = spawn(program, args, { env, cwd, detached: true });
    const said = { stdout: '', stderr: '' };
    let reason: string | undefined;
    const giveUp = (why: string): void => {
      reason ??= why;
      killGroup(child);
    };
    const abort = (): void => giveUp('it is not wanted any more');
    const timer = setTimeout(() => giveUp(`it took longer than ${timeoutMs / 1000} s`), timeoutMs);
    const settled = (): void => {
      clearTimeout(timer);
      unwanted?.removeEventListener('abort', abort);
    };
    unwanted?.addEventListener('abort', abort);
    if (unwanted?.aborted) abort();
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        if (said[name].length < MAX_BYTES) said[name] += text;
        else giveUp('it said more than 64 KB');
      });
    child.on('error', (error) => {
      settled();
      reject(new Error(`${program}: ${whyNotStarted(error, cwd)}`));
    });
    child.on('exit', (code, signal) => {
      settled();
      if (reason !== undefined) reject(new Error(`${program}: ${reason}`));
      else if (code === null) reject(new Error(endedWith(program, signal, said.stderr)));
      else
        void Promise.all([saidAll(child.stdout), saidAll(child.stderr)]).then(() =>
          resolve({ code, ...said }),
        );
    });
    // It need not read.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

function endedWith(program: string, how: number | string | null, stderr: string): string {
  const last = stderr.trim().split('\n').at(-1);
  return `${program} ended with ${how}${last ? `: ${last.slice(0, 200)}` : ''}`;
}

function whyNotStarted(error: Error, cwd: string): string {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error.message;
  return existsSync(cwd) ? 'there is no such program' : `there is no directory ${cwd}`;
}

/** Settles when what was said has been read, and soon in any case: what runs on may hold it open. */
export function saidAll(output: Readable): Promise<void> {
  if (output.readableEnded) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 200);
    output.once('end', () => {
      clearTimeout(late);
      resolve();
    });
  });
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
