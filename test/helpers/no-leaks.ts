// Around the whole run: a temporary directory of its own, and a mark in the environment of all that is
// started. What still runs or lies about when the tests have ended fails the run, by name.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

const MARK = 'VITEST_RUN_MARK';

/** Vitest's global set-up; returns its teardown, which throws where something was left behind. */
export default function setUp(): () => Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'bv-'));
  const mark = `${MARK}=${directory}`;
  process.env[MARK] = directory;
  process.env['TMPDIR'] = directory;
  return async () => {
    // What was killed last may still be on its way out.
    await until('all is gone', () => processesWith(mark).length === 0).catch(() => {});
    const processes = processesWith(mark).map(describe);
    const files = readdirSync(directory);
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    const left = [...processes, ...files];
    if (left.length > 0) throw new Error(`the tests left behind:\n  ${left.join('\n  ')}`);
  };
}

/** Pids of the processes that were started by the tests, but not of those that run them. */
function processesWith(mark: string): number[] {
  let all: string[];
  try {
    all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    // Without /proc nothing can be told.
    return [];
  }
  return all.map(Number).filter((pid) => {
    const environment = read(pid, 'environ');
    return environment.includes(mark) && !read(pid, 'cmdline').includes('vitest');
  });
}

function describe(pid: number): string {
  const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim();
  const runtime = /BOTSTER_RUNTIME_DIR=([^\0]*)/.exec(read(pid, 'environ'))?.[1];
  return `process ${pid} ${command}${runtime ? ` (${runtime})` : ''}`;
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
