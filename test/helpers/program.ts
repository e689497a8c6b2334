// The built program in a home of its own: commands run to their end, and everything they started is gone
// after `dispose`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createPrivateHome, dist, type PrivateHome } from './private-home.ts';

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** Milliseconds after which the command is killed and the run rejected. */
  readonly timeout?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Program {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Pids of the daemons that run for this home. */
  daemons(): { host?: number; hub?: number };
  /** Runs `botster-tui ARGS` to its end. Rejects only when it does not end in time. */
  runCli(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  /** Runs it, expects exit code 0 and returns what it printed, without the last line end. */
  ok(args: readonly string[], options?: CliOptions): Promise<string>;
  /** Ends all that runs for this home and removes it. */
  dispose(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 20_000;

/** The command line of the built program. */
export const cliEntry = join(dist, 'cli.js');

/** A program with a fresh home and runtime directory. */
export function createProgram(home: PrivateHome = createPrivateHome()): Program {
  const runCli = (args: readonly string[], options: CliOptions = {}): Promise<CliResult> =>
    runProgram([cliEntry, ...args], {
      ...options,
      env: { ...home.env, ...options.env },
      cwd: options.cwd ?? home.home,
    });
  return {
    home: home.home,
    env: home.env,
    daemons: home.daemons,
    runCli,
    async ok(args, options) {
      const { code, stdout, stderr } = await runCli(args, options);
      if (code !== 0) throw new Error(`botster-tui ${args.join(' ')} exited ${code}: ${stderr}${stdout}`);
      return stdout.replace(/\n$/, '');
    },
    dispose: home.dispose,
  };
}

function runProgram(
  args: readonly string[],
  options: {
    readonly timeout?: number;
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
  },
): Promise<CliResult> {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const timeout = options.timeout ?? DEFAULT_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, timeout);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (isLate) reject(new Error(`${args.join(' ')} did not end in ${timeout} ms: ${stdout}${stderr}`));
      else resolve({ code: code ?? (signal ? 128 : 1), stdout, stderr });
    });
  });
}
