// Plays the outer terminal for the benchmarks: runs the built program in a PTY with a home of its own,
// keeps the bytes it prints, and waits for text in them.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pty from 'node-pty';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Homes that are not closed: they are when the benchmark is interrupted. */
const homes = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const home of homes) home.close();
    process.exit(1);
  });
}

/** A home and runtime directory that `close` removes, with everything that runs in them ended. */
export function createHome() {
  const root = mkdtempSync(join(tmpdir(), 'bb-'));
  const env = {
    ...process.env,
    BOTSTER_HOME: join(root, 'h'),
    BOTSTER_RUNTIME_DIR: join(root, 'r'),
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
  };
  for (const name of Object.keys(env)) {
    if (name === 'CI' || (name.startsWith('BOTSTER_') && env[name] === process.env[name])) delete env[name];
  }
  const home = {
    root,
    env,
    home: env.BOTSTER_HOME,
    run: (...args) => spawnSync(process.execPath, [cli, ...args], { env, encoding: 'utf8' }),
    start: (...args) => spawn(process.execPath, [cli, ...args], { env, stdio: 'ignore' }),
    /** Process ids of host and hub. */
    daemons() {
      const found = {};
      const runtime = join(root, 'r');
      for (const directory of readdirSync(runtime)) {
        for (const name of ['host', 'hub']) {
          try {
            found[name] = Number(readFileSync(join(runtime, directory, `${name}.pid`), 'utf8'));
          } catch {}
        }
      }
      return found;
    },
    close() {
      homes.delete(home);
      this.run('stop', '--all');
      for (const pid of Object.values(this.daemons())) end(pid);
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  homes.add(home);
  return home;
}

/** Attaches a terminal of the given size. `args` follow the program's name. */
export function attach(home, args = [], { columns = 200, rows = 50 } = {}) {
  const child = pty.spawn(process.execPath, [cli, ...args], {
    cols: columns,
    rows,
    env: home.env,
    encoding: null,
  });
  const waiting = new Set();
  let bytes = 0;
  let tail = '';
  child.onData((data) => {
    bytes += data.length;
    tail = (tail + data.toString('utf8')).slice(-200_000);
    for (const check of waiting) check();
  });
  const exited = new Promise((resolve) => child.onExit(resolve));
  return {
    pid: child.pid,
    exited,
    type: (text) => child.write(text),
    bytes: () => bytes,
    /** Forgets what was printed, so that the next wait sees only what comes. */
    forget() {
      tail = '';
    },
    /** Milliseconds until `text` is printed; rejects with the end of the output after `timeout`. */
    until(text, timeout = 10_000) {
      const from = performance.now();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(
            new Error(`no "${text}" within ${timeout} ms; last output: ${JSON.stringify(tail.slice(-400))}`),
          );
        }, timeout);
        const check = () => {
          if (!tail.includes(text)) return;
          waiting.delete(check);
          clearTimeout(timer);
          resolve(performance.now() - from);
        };
        waiting.add(check);
        check();
      });
    },
    close: () => child.kill('SIGKILL'),
  };
}

/** A daemon that did not stop when it was told to. */
function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** The i-th of 600 characters that no program prints, each one cell wide. */
export const glyph = (i) => String.fromCodePoint(0x1401 + (i % 600));

/** CPU milliseconds a process has used. */
export function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Proportional set size of a process, MB. */
export function pssMb(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024;
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The p-th percentile (0..100) of `values`. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}
