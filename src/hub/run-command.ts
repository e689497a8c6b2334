// Runs a person's command for the hub: arguments as a list, no shell, limited in time and in what it says.
import { type ChildProcess, spawn } from 'node:child_process';

export interface CommandRun {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Given to it on standard input; nothing unless said. */
  readonly input?: string;
}

const MAX_BYTES = 64 * 1024;

/**
 * Standard output once it has ended well. Rejects with Error: that it cannot be started, how it ended and the last
 * line it said, or that it was ended since it took or said too much.
 */
export function runCommand(argv: readonly string[], run: CommandRun): Promise<string> {
  const [program = '', ...args] = argv;
  const { env, cwd, timeoutMs, input } = run;
  return new Promise((resolve, reject) => {
    // A group of its own: what it starts ends with it.
    const child = spawn(program, args, { env, cwd, detached: true });
    const said = { stdout: '', stderr: '' };
    let reason: string | undefined;
    const giveUp = (why: string): void => {
      reason ??= why;
      killGroup(child);
    };
    const timer = setTimeout(() => giveUp(`it took longer than ${timeoutMs / 1000} s`), timeoutMs);
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        if (said[name].length < MAX_BYTES) said[name] += text;
        else giveUp('it said more than 64 KB');
      });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(
        new Error(
          `${program}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such program' : error.message}`,
        ),
      );
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      // What it left running may hold its output open.
      if (reason !== undefined) return reject(new Error(`${program}: ${reason}`));
      if (code === 0) return void finish();
      const last = said.stderr.trim().split('\n').at(-1);
      reject(new Error(`${program} ended with ${signal ?? code}${last ? `: ${last.slice(0, 200)}` : ''}`));
    });
    const finish = (): void => {
      if (child.stdout.readableEnded) {
        resolve(said.stdout);
        return;
      }
      const late = setTimeout(() => resolve(said.stdout), 200);
      child.stdout.once('end', () => {
        clearTimeout(late);
        resolve(said.stdout);
      });
    };
    // It need not read.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
