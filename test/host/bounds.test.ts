// The small bounded parts of the host: journal, ring, ids, reply limit, scheduler, write queue.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createJournal } from '../../src/host/journal.ts';
import { createReplyLimit } from '../../src/host/reply-limit.ts';
import { createRing } from '../../src/host/ring.ts';
import { createScheduler } from '../../src/host/scheduler.ts';
import { createWriteQueue } from '../../src/host/write-queue.ts';
import { createIdSource } from '../../src/protocol/session-id.ts';
import { until } from '../helpers/until.ts';

test('journal: numbered, replayed from a number on, the oldest forgotten', () => {
  const journal = createJournal(() => 7);
  const heard: number[] = [];
  const stop = journal.listen((entry) => heard.push(entry.seq));
  for (let i = 0; i < 5001; i++) journal.add('s', 'cwd', { cwd: '/' });
  stop();
  journal.add('s', 'cwd', { cwd: '/last' });
  expect(heard.length).toBe(5001);
  expect(journal.seq()).toBe(5002);
  expect(journal.after(5001)).toEqual([
    { seq: 5002, at: 7, session: 's', type: 'cwd', data: { cwd: '/last' } },
  ]);
  expect(journal.after(0)[0]!.seq).toBe(501);
});

test('journal: of a burst the first and the last are told', async () => {
  const journal = createJournal();
  for (let i = 0; i < 100; i++) journal.add('s', 'title', { title: `${i}` });
  journal.add('other', 'title', { title: 'own limit' });
  await until('the last title', () => journal.seq() === 3);
  expect(journal.after(0).map(({ data }) => data['title'])).toEqual(['0', 'own limit', '99']);
});

test('ring: keeps the last bytes, and tells how many are gone', () => {
  const ring = createRing(10);
  for (let i = 0; i < 26; i++) ring.push(Buffer.from(String.fromCharCode(97 + i)));
  expect(ring.end()).toBe(26);
  expect(ring.since(20)).toEqual({ bytes: Buffer.from('uvwxyz'), at: 20, dropped: 0 });
  const all = ring.since(0);
  expect(all.bytes.length).toBeGreaterThanOrEqual(10);
  expect(all.dropped).toBe(all.at);
  expect(all.at + all.bytes.length).toBe(26);
  expect(ring.since(99)).toMatchObject({ at: 26, dropped: 0 });
});

test('ids: ten digits, each greater, also when the clock stands or goes back', () => {
  let now = Date.UTC(2026, 5, 1);
  const next = createIdSource(() => now);
  const ids = Array.from({ length: 5000 }, (_, i) => {
    if (i === 3000) now -= 10_000;
    return next();
  });
  expect(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{10}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(5000);
  expect([...ids].sort()).toEqual(ids);
});

test('replies: so much an interval', () => {
  let now = 0;
  let sent = 0;
  const reply = createReplyLimit(
    (text) => {
      sent += text.length;
    },
    () => now,
  );
  for (let i = 0; i < 100; i++) reply('x'.repeat(1024));
  expect(sent).toBe(16 * 1024);
  now = 1001;
  reply('y');
  expect(sent).toBe(16 * 1024 + 1);
});

test('scheduler: in turn, paused at a limit, at once when urgent', async () => {
  let clock = 0;
  const { lane } = createScheduler(() => clock++);
  const log: string[] = [];
  const source = (name: string, urgent = false) => ({
    urgent: () => urgent,
    parse: () => void log.push(name),
    pause: () => void log.push(`${name} pause`),
    resume: () => void log.push(`${name} resume`),
  });
  const [a, b, c] = [lane(source('a')), lane(source('b')), lane(source('c', true))];
  for (let i = 0; i < 3; i++) for (const each of [a, b]) each.push(Buffer.from('x'));
  expect(log).toEqual([]);
  c.push(Buffer.from('x'));
  expect(log).toEqual(['c']);
  await until('all are parsed', () => log.length === 7);
  expect(log.slice(1)).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  log.length = 0;
  a.push(Buffer.alloc(200_000));
  a.push(Buffer.alloc(100_000));
  expect(log).toEqual(['a pause']);
  a.flush();
  expect(log).toEqual(['a pause', 'a', 'a resume', 'a']);
});

test('write queue: in order, bounded, closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bt-'));
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
  const queue = createWriteQueue(writer);
  const sent = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => i % 251));
  expect(queue.write(sent)).toBe(true);
  expect(queue.write(Buffer.alloc(4 * 1024 * 1024))).toBe(false);
  const got: Buffer[] = [];
  let count = 0;
  const buffer = Buffer.alloc(65_536);
  await until('all bytes came', () => {
    try {
      const size = readSync(reader, buffer);
      got.push(Buffer.from(buffer.subarray(0, size)));
      count += size;
    } catch {}
    return count >= sent.length;
  });
  expect(Buffer.concat(got).equals(sent)).toBe(true);
  queue.close();
  expect(queue.write(Buffer.from('x'))).toBe(true);
  expect(() => readSync(reader, buffer)).toThrow('EAGAIN');
  for (const fd of [reader, writer]) closeSync(fd);
  rmSync(folder, { recursive: true });
});
