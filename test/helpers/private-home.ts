// A home and runtime directory for one test, with whatever was started in them ended and removed after it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the built program is. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

export interface PrivateHome {
  readonly home: string;
  /** Environment for programs of this home: no CI, no outer BOTSTER_ settings. */
  readonly env: Record<string, string>;
  /** Pids of the daemons that run for it. */
  daemons(): { host?: number; hub?: number };
  dispose(): Promise<void>;
}

export function createPrivateHome(): PrivateHome {
  const root = mkdtempSync(join(tmpdir(), 'bt-'));
  const home = join(root, 'h');
  const runtime = join(root, 'r');
  mkdirSync(home);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && name !== 'CI' && !name.startsWith('BOTSTER_')) env[name] = value;
  }
  Object.assign(env, {
    BOTSTER_HOME: home,
    BOTSTER_RUNTIME_DIR: runtime,
    HOME: root,
    TERM: 'xterm-256color',
    SHELL: '/bin/sh',
  });

  const daemons = (): { host?: number; hub?: number } => {
    const found: { host?: number; hub?: number } = {};
    if (!existsSync(runtime)) return found;
    for (const directory of readdirSync(runtime)) {
      for (const name of ['host', 'hub'] as const) {
        const file = join(runtime, directory, `${name}.pid`);
        if (existsSync(file)) found[name] = Number(readFileSync(file, 'utf8'));
      }
    }
    return found;
  };

  return {
    home,
    env,
    daemons,
    async dispose() {
      const { host, hub } = daemons();
      for (const pid of [hub, host]) if (pid) end(pid);
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Kills a daemon and, for a host, the sessions below it. */
function end(pid: number): void {
  let children: string[] = [];
  try {
    children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
      .split(/\s+/)
      .filter(Boolean);
  } catch {
    // ps exits 1 where there are none.
  }
  for (const target of [String(pid), ...children.map((child) => `-${child}`)]) {
    try {
      process.kill(Number(target), 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}
