// A hub killed at random moments while everything it keeps changes: what is there after it is whole.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';
import { until } from '../helpers/until.ts';

const KILLS = 3;
const MOST_MS = 400;
const SEED = 11;

interface Handle {
  prepare(sql: string): { all(): unknown[] };
  close(): void;
}
const Database = createRequire(import.meta.url)('libsql') as new (file: string) => Handle;

let program: Program;
beforeEach(() => {
  program = createProgram();
});
afterEach(() => program.dispose());

/** What the closed database says of itself, and its rows by kind. */
function inspect(): { check: unknown[]; kinds: Record<string, unknown[]> } {
  const handle = new Database(join(program.home, 'state.db'));
  try {
    const rows = handle.prepare('SELECT kind, text FROM kept').all() as { kind: string; text: string }[];
    const kinds: Record<string, unknown[]> = {};
    for (const { kind, text } of rows) kinds[kind] = [...(kinds[kind] ?? []), JSON.parse(text)];
    return { check: handle.prepare('PRAGMA integrity_check').all(), kinds };
  } finally {
    handle.close();
  }
}

test('agents, Lua and database are whole after each kill', async () => {
  mkdirSync(join(program.home, 'user'), { recursive: true });
  writeFileSync(
    join(program.home, 'user/count.lua'),
    'local kept = state.get("kept", { n = 0 })\ntimer.every(0.02, function() kept.n = kept.n + 1 kv.set("n", "n" .. kept.n) end)\n',
  );
  const ids = [
    await program.ok(['new', '--name', 'a', '--', 'sleep', '1000']),
    await program.ok(['new', '--name', 'b', '--', 'sleep', '1000']),
  ];
  expect(await program.ok(['lua', 'wait', 'user/count.lua', '--timeout', '10'])).toContain('is live');
  const { host } = program.daemons();
  let seed = SEED;
  let counted = 0;
  for (let round = 0; round < KILLS; round++) {
    const { hub } = program.daemons();
    const renamed = program.runCli(['rename', ids[1]!, `b${round}`]);
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    // The moment is what is varied here; nothing is waited for.
    await new Promise((resolve) => setTimeout(resolve, seed % MOST_MS));
    process.kill(hub!, 'SIGKILL');
    await renamed;
    await until('the hub is gone', () => !isAlive(hub!));
    const { check, kinds } = inspect();
    expect(check).toEqual([{ integrity_check: 'ok' }]);
    expect(kinds['agent']).toHaveLength(ids.length);
    // What Lua counts goes on from what was kept: it never falls back.
    const { n } = (kinds['lua']?.find((value) => (value as { n?: number }).n) ?? { n: 0 }) as { n: number };
    expect(n).toBeGreaterThanOrEqual(counted);
    counted = n;
    // `kv` is written with it.
    if (n > 0) expect(kinds['lua']).toContain(`n${n}`);
    expect(kinds['value']).toContainEqual(
      expect.arrayContaining([expect.objectContaining({ unit: 'user/count.lua' })]),
    );
    const agents = JSON.parse(await program.ok(['ls', '--json'])) as { id: string; name: string }[];
    expect(agents.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(agents).toEqual(agents.map(() => expect.objectContaining({ status: 'running' })));
    expect(agents.find(({ id }) => id === ids[0])!.name).toBe('a');
    expect(agents.find(({ id }) => id === ids[1])!.name).toMatch(/^b\d?$/);
    expect(await program.ok(['lua', 'errors'])).toBe('');
  }
  expect(program.daemons().host).toBe(host);
  expect(counted).toBeGreaterThan(0);
}, 90_000);

test('a database that is none any more is set aside, and the agents are adopted from the host', async () => {
  const id = await program.ok(['new', '--', 'sleep', '1000']);
  await program.ok(['stop']);
  const file = join(program.home, 'state.db');
  const bytes = Buffer.alloc(8192, 'no database ');
  rmSync(`${file}-wal`, { force: true });
  writeFileSync(file, bytes);
  expect(JSON.parse(await program.ok(['ls', '--json']))).toMatchObject([{ id, status: 'running' }]);
  expect(readFileSync(`${file}.broken-1`)).toEqual(bytes);
  expect(await program.ok(['frame', '--columns', '120', '--rows', '20'])).toContain('was damaged');
}, 60_000);

/** Whether a process runs; one that ended and was not asked for yet does not. */
function isAlive(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false;
  }
}
