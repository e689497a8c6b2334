// Starting a daemon that is missing: detached from us and from our terminal, and not waited for longer
// than it takes to answer.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers } from './listen.ts';
import { ensureRuntimeDirectory, runtimePaths } from './runtime-paths.ts';

/**
 * Young objects in little memory, since daemons mostly move bytes; baseline code at once, since a key now
 * and then never makes code hot (measured: p99 of an echo through the host 3.7 ms without, 1.9 with); and
 * one helper thread for the hub's three isolates, since every thread keeps memory of its own (6 MB less).
 */
const NODE_FLAGS: Readonly<Record<'host' | 'hub', readonly string[]>> = {
  host: ['--max-semi-space-size=4', '--always-sparkplug'],
  hub: ['--max-semi-space-size=2', '--v8-pool-size=1'],
};
const PROBE_MS = 5;
const TIMEOUT_MS = 10_000;

export interface DaemonOptions {
  readonly home: string;
  /** Directory that holds `host.js` and `hub.js`. */
  readonly entries: string;
  readonly args?: readonly string[];
}

/** How a daemon is spawned: without a terminal, and in no directory that somebody may want to remove. */
export const DAEMON_SPAWN = { detached: true, cwd: '/' } as const;

/** What Node is given to become a daemon. */
export function daemonArguments(name: 'host' | 'hub', { home, entries, args = [] }: DaemonOptions): string[] {
  return [...NODE_FLAGS[name], join(entries, `${name}.js`), '--home', home, ...args];
}

export function daemonEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: 'production' };
}

/** The directory of the running program's entry files. */
export function entryDirectory(): string {
  return import.meta.dirname.replace(/\/chunks$/, '');
}

/**
 * Returns once a host or hub of this home answers, starting one if none does. Two callers at once come to
 * one daemon: the second to bind its socket leaves. Rejects with what the daemon said when it does not come up.
 */
export function ensureDaemon(name: 'host' | 'hub', options: DaemonOptions): Promise<void> {
  const key = `${name} ${options.home}`;
  const started = underWay.get(key) ?? start(name, options).finally(() => underWay.delete(key));
  underWay.set(key, started);
  return started;
}

/** Starts that this process waits for, by daemon and home: two callers share one. */
const underWay = new Map<string, Promise<void>>();

async function start(name: 'host' | 'hub', options: DaemonOptions): Promise<void> {
  mkdirSync(join(options.home, 'logs'), { recursive: true });
  const paths = runtimePaths(options.home);
  ensureRuntimeDirectory(paths);
  const socket = name === 'host' ? paths.hostSocket : paths.hubSocket;
  if (await answers(socket)) return;

  const output = join(options.home, 'logs', `${name}-start.log`);
  const fd = openSync(output, 'w', 0o600);
  const child = spawn(process.execPath, daemonArguments(name, options), {
    ...DAEMON_SPAWN,
    stdio: ['ignore', fd, fd],
    env: daemonEnvironment(),
  });
  closeSync(fd);
  child.unref();
  let exited = false;
  child.once('exit', () => {
    exited = true;
  });
  for (let waited = 0; waited < TIMEOUT_MS; waited += PROBE_MS) {
    if (await answers(socket)) return;
    if (exited && !(await answers(socket))) {
      throw new Error(
        `the ${name} did not start: ${readFileSync(output, 'utf8').trim() || 'it said nothing'}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
  }
  throw new Error(`the ${name} did not answer within ${TIMEOUT_MS / 1000} s: see ${output}`);
}
