// A session and its host: what happens when a part fails, or a client comes back.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJournal } from '../../src/host/journal.ts';
import { readLines } from '../../src/host/read-screen.ts';
import { createScheduler } from '../../src/host/scheduler.ts';
import { Session } from '../../src/host/session.ts';
import type { TailChunk } from '../../src/protocol/host-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { startTestHost, type TestHost } from '../helpers/host.ts';
import { dist } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.dispose());

test('a terminal that throws is made again from what was printed', async () => {
  const journal = createJournal();
  const session = new Session({
    id: 's',
    argv: ['/bin/cat'],
    cwd: '/',
    env: { PATH: process.env['PATH']! },
    meta: '',
    columns: 40,
    rows: 5,
    scrollback: 10,
    version: '0',
    colors: () => ({}),
    journal,
    scheduler: createScheduler(),
  });
  const text = () => readLines(session.screen, { all: false, ansi: false }).join('\n');
  session.write(Buffer.from('before\r'));
  await until('the first line', () => text().includes('before'));
  const broken = session.screen;
  broken.terminal.write = () => {
    throw new Error('forced');
  };
  session.write(Buffer.from('after\r'));
  await until('the second line', () => text().includes('after'), {
    timeoutMs: 2000,
    detail: () =>
      JSON.stringify([
        text(),
        journal.after(0),
        session.screen === broken,
        session.ring.since(0).bytes.toString(),
      ]),
  });
  expect(session.screen).not.toBe(broken);
  expect(text()).toContain('before');
  expect(journal.after(0).find(({ type }) => type === 'rebuilt')?.data).toEqual({ message: 'forced' });
  session.kill(true);
  await until('it ended', () => !session.running);
  session.dispose();
});

test('a second host leaves politely', async () => {
  const client = await host.connect();
  const second = spawnSync(process.execPath, [join(dist, 'host.js'), '--home', host.home.home], {
    env: host.home.env,
    encoding: 'utf8',
    timeout: 15_000,
  });
  expect(second.status).toBe(1);
  expect(second.stderr).toMatch(/^botster-host: not started: another one answers on /);
  expect((await host.connect()).host.pid).toBe(client.host.pid);
});

test('a socket file that was removed is made again by the same host', async () => {
  const client = await host.connect();
  const { hostSocket } = runtimePaths(host.home.home);
  rmSync(hostSocket);
  await until('the socket is back', () => existsSync(hostSocket));
  expect((await host.connect()).host.pid).toBe(client.host.pid);
  expect((await client.peer.call('list', {})).seq).toBeGreaterThanOrEqual(0);
});

test('the journal tells a client that comes back what it missed', async () => {
  const first = await host.connect();
  const { seq } = await first.peer.call('journal', { after: 0 });
  const id = await host.sh(first, "read line; printf '\\033]2;missed\\007'; exit 4");
  await first.peer.call('input', { session: id, text: '\r' });
  first.close();
  const again = await host.connect();
  await host.exited(again, id);
  const { entries } = await again.peer.call('journal', { after: seq });
  expect(entries.map(({ session, type }) => [session, type])).toEqual([
    [id, 'started'],
    [id, 'title'],
    [id, 'exited'],
  ]);
  expect(entries[2]!.data).toEqual({ exit_code: 4, signal: null });
});

test('a tail from the start tells what is lost, and ends at the last byte', async () => {
  const chunks: TailChunk[] = [];
  const client = await host.connect({ onTail: (chunk) => chunks.push(chunk) });
  const id = await host.sh(client, "head -c 1000000 /dev/zero | tr '\\0' x; printf END");
  await host.exited(client, id);
  await client.peer.call('tail', { session: id, after: 10 });
  await until('the end', () => chunks.at(-1)?.bytes.toString().endsWith('END') ?? false);
  expect(chunks[0]!.dropped).toBeGreaterThan(0);
  expect(chunks[0]!.at).toBe(10 + chunks[0]!.dropped);
  expect(chunks[0]!.at + chunks.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(1_000_003);
});
