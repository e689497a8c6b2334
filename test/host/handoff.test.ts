// A host replaced by a new one while programs run: they, their screens and what clients follow go on.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CopyRequest } from '../../src/core/copy-mode.ts';
import type { TailChunk } from '../../src/protocol/host-client.ts';
import { until } from '../helpers/until.ts';
import { type HandingHost, isAlive, openTerminals, startHandingHost } from './handing-over.ts';

let host: HandingHost;
beforeEach(async () => {
  host = await startHandingHost();
});
afterEach(() => host.dispose());

test('a program that prints without pause over two handoffs loses no byte and repeats none', async () => {
  const stop = join(host.home.home, 'stop');
  const first = await host.connect();
  const { id } = await first.peer.call('spawn', {
    argv: [
      '/bin/sh',
      '-c',
      'i=0; while [ ! -e "$STOP" ]; do echo line $i; i=$((i+1)); done; echo over; read x',
    ],
    cwd: '/',
    env: { PATH: process.env['PATH']!, STOP: stop },
    columns: 40,
    rows: 10,
    scrollback: 5000,
  });
  const printed = async (client: typeof first) =>
    (await client.peer.call('read', { session: id, what: 'screen', lines: 0 })).content_seq;
  const printsMore = async (client: typeof first) => {
    const before = await printed(client);
    await until('more was printed', async () => (await printed(client)) > before + 10_000);
  };
  await printsMore(first);
  await printsMore(await host.replaced());
  const client = await host.replaced();
  await printsMore(client);
  writeFileSync(stop, '');
  await host.shows(client, id, 'over');

  const lines = (await host.lines(client, id, 'all')).filter((line) => line !== '');
  const count = 1 + Number(lines.at(-2)!.slice('line '.length));
  const all = Array.from({ length: count }, (_, i) => `line ${i}`).concat('over');
  expect(lines.length).toBeGreaterThan(1000);
  expect(lines).toEqual(all.slice(-lines.length));
  expect(await printed(client)).toBe(all.join('\r\n').length + 2);
});

test('screen, history, modes, title, metadata and sizes are the same; input, size and signals reach it', async () => {
  const before = await host.connect();
  const id = await host.sh(
    before,
    `trap 'echo hung up' HUP
     seq 100; printf '\\033]2;a title\\007\\033]9;4;1;40\\007\\033]133;A\\007\\033[?2004h\\033[?1h\\033[>5u\\033[31mred \\033[4:3munder\\033[0m 中 👍\\r\\n\\033[3 q'
     while read line; do echo "[$line]"; stty size; done`,
    { columns: 70, rows: 20 },
  );
  await host.shows(before, id, 'red under 中 👍');
  await before.peer.call('meta', { session: id, meta: 'mine' });
  const look = async (client: typeof before) => ({
    screen: await client.peer.call('read', { session: id, what: 'all', ansi: true }),
    list: await client.peer.call('list', {}),
    told: (await client.peer.call('look', { sessions: [id] })).looks[0],
  });
  // A selection is being made.
  const shown = await before.peer.call('subscribe', { session: id });
  const copy = async (request: Omit<CopyRequest, 'at'>, client = before, { channel } = shown) =>
    client.peer.call('copy', { channel, ...request });
  for (const command of ['top', 'down', 'select-line', 'down'] as const) await copy({ command });
  const { state } = await copy({ command: 'search', text: 'line-that-is-not-there' });
  const was = await look(before);
  expect(was.screen.title).toBe('a title');
  expect(was.told).toMatchObject({ progress: { state: 1, value: 40 }, mark: { mark: 'A' } });

  const after = await host.replaced();
  expect(await look(after)).toEqual(was);
  const again = await after.peer.call('subscribe', { session: id });
  const resumed = await copy({ command: 'resume', resume: state.resume }, after, again);
  expect(resumed.state).toEqual(state);
  expect((await copy({ command: 'selection' }, after, again)).copied?.text).toBe('2\n3');
  await after.peer.call('input', { session: id, text: 'typed\r' });
  await host.shows(after, id, '[typed]');
  await host.shows(after, id, '20 70');
  await after.peer.call('resize', { session: id, columns: 90, rows: 33 });
  await after.peer.call('input', { session: id, text: 'x\r' });
  await host.shows(after, id, '33 90');
  expect(await host.lines(after, id, 'all')).not.toContain('hung up');
  await after.peer.call('kill', { session: id });
  await host.shows(after, id, 'hung up');
});

test('clients find the same host again: journal, tail and sessions go on where they were', async () => {
  const chunks: TailChunk[] = [];
  const text = () => Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();
  const before = await host.connect({ onTail: (chunk) => chunks.push(chunk) });
  const over = await host.sh(before, "printf 'last words'; exit 3");
  await host.exited(before, over);
  const id = await host.sh(before, "stty -echo; while read x; do printf '\\033]2;%s\\007<%s>' $x $x; done");
  await before.peer.call('tail', { session: id, after: 0 });
  await before.peer.call('input', { session: id, text: 'one\r' });
  await until('it was told', () => text().includes('<one>'));
  const { seq } = await before.peer.call('journal', { after: 0 });

  const next = chunks.at(-1)!.at + chunks.at(-1)!.bytes.length;
  const after = await host.replaced({ onTail: (chunk) => chunks.push(chunk) });
  expect(after.host.boot).toBe(before.host.boot);
  await after.peer.call('tail', { session: id, after: next });
  await after.peer.call('input', { session: id, text: 'two\r' });
  await until('it was told again', () => text().includes('<two>'));
  expect(text().replace(/^[^<]*?\x1b/, '\x1b')).toBe('\x1b]2;one\x07<one>\x1b]2;two\x07<two>');
  const { entries } = await after.peer.call('journal', { after: seq });
  expect(entries.map((entry) => [entry.seq, entry.type, entry.data])).toEqual([
    [seq + 1, 'title', { title: 'two' }],
  ]);

  expect(await host.lines(after, over)).toContain('last words');
  expect(await host.exited(after, over)).toMatchObject({ exit_code: 3, signal: null });
  await after.peer.call('acknowledge', { session: over });
  expect((await after.peer.call('list', {})).sessions.map((session) => session.id)).toEqual([id]);
});

test('an end is noticed, its manner unknown; no terminal stays open, also where a child of it has one', async () => {
  const before = await host.connect();
  const plain = await host.sh(before, 'read x; echo bye; exit 7');
  const parent = await host.sh(before, "trap '' HUP; sleep 60 & echo up; read x; exit 0");
  const killed = await host.sh(before, 'sleep 60');
  await host.shows(before, parent, 'up');
  const after = await host.replaced();
  expect(openTerminals(after.host.pid)).toBe(3);
  // Nor does a program that the new host starts inherit them.
  const later = await host.sh(after, 'ls -l /proc/self/fd | grep -c ptmx; read x');
  await host.shows(after, later, '0');
  await after.peer.call('kill', { session: later });
  await host.exited(after, later);
  await after.peer.call('acknowledge', { session: later });
  const { seq } = await after.peer.call('list', {});
  const pids = (await after.peer.call('list', {})).sessions.map((session) => session.pid);
  for (const session of [plain, parent]) await after.peer.call('input', { session, text: '\r' });
  await after.peer.call('kill', { session: killed });
  const unknown = { status: 'exited', exit_code: null, signal: null, exit_unknown: true };
  for (const session of [plain, parent, killed]) {
    expect(await host.exited(after, session)).toMatchObject(unknown);
  }
  expect(await host.lines(after, plain)).toContain('bye');
  const { entries } = await after.peer.call('journal', { after: seq });
  expect(entries.map(({ type, data }) => [type, data])).toEqual(
    Array(3).fill(['exited', { exit_code: null, signal: null, exit_unknown: true }]),
  );
  expect(openTerminals(after.host.pid)).toBe(0);
  for (const pid of pids) expect(isAlive(pid)).toBe(false);
  process.kill(-pids[1]!, 'SIGKILL');
});

test('no byte is lost of what a program prints before it ends', async () => {
  const before = await host.connect();
  const sizes = Array.from({ length: 10 }, (_, i) => 60_000 + i * 7919);
  const ids = await Promise.all(
    sizes.map((size) =>
      host.sh(
        before,
        `stty raw -echo; head -c 1 >/dev/null; head -c ${size} /dev/zero | tr '\\0' x; printf END`,
      ),
    ),
  );
  const after = await host.replaced();
  for (const session of ids) await after.peer.call('input', { session, text: 'x' });
  for (const [i, session] of ids.entries()) {
    await host.exited(after, session);
    const { content_seq: printed, lines } = await after.peer.call('read', { session, what: 'screen' });
    expect([printed, lines.join('').slice(-3)]).toEqual([sizes[i]! + 3, 'END']);
  }
});

test('a kill under way is carried out by the new host', async () => {
  const before = await host.connect();
  const id = await host.sh(before, "trap '' HUP; echo up; while :; do sleep 0.1; done");
  await host.shows(before, id, 'up');
  await before.peer.call('kill', { session: id });
  const after = await host.replaced();
  expect(await host.exited(after, id)).toMatchObject({ exit_unknown: true });
});

test('input that its program has not read yet is not lost', async () => {
  const before = await host.connect();
  const go = join(host.home.home, 'go');
  const size = 300_000;
  const id = await host.sh(
    before,
    `stty raw -echo; echo up; while [ ! -e '${go}' ]; do sleep 0.02; done; head -c ${size} | cksum`,
  );
  await host.shows(before, id, 'up');
  const text = Array.from({ length: size / 10 }, (_, i) => String(i).padStart(10, '0')).join('');
  await before.peer.call('input', { session: id, text });
  const after = await host.replaced();
  const same = await host.sh(after, `stty raw -echo; echo up; head -c ${size} | cksum`);
  await host.shows(after, same, 'up');
  await after.peer.call('input', { session: same, text });
  const sum = async (session: string) =>
    (await host.lines(after, session)).find((line) => / \d+$/.test(line))?.trim();
  await until('what was typed at once is summed up', async () => (await sum(same)) !== undefined);
  writeFileSync(go, '');
  await until('what was typed before is, too', async () => (await sum(id)) !== undefined);
  expect(await sum(id)).toBe(await sum(same));
});

test('what is typed all the while arrives, every key once', async () => {
  let isConnected = true;
  const typist = await host.connect({ client: 'tui', onClose: () => (isConnected = false) });
  const id = await host.sh(typist, 'stty -echo; echo up; while read x; do echo "<$x>"; done', {
    columns: 20,
    rows: 50,
  });
  await host.shows(typist, id, 'up');
  const { channel } = await typist.peer.call('subscribe', { session: id });
  let typed = 0;
  const type = (client: typeof typist, on: number) =>
    client.sendInput({ channel: on, modes: 0, items: [{ type: 'raw', raw: Buffer.from(`${typed++}\r`) }] });
  const typing = setInterval(() => isConnected && type(typist, channel), 1);
  const after = await host.replaced();
  clearInterval(typing);
  await until('the connection has ended', () => !isConnected);
  expect(typed).toBeGreaterThan(10);
  const again = await after.peer.call('subscribe', { session: id });
  type(after, again.channel);
  await host.shows(after, id, `<${typed - 1}>`);
  const lines = (await host.lines(after, id, 'all')).filter((line) => line.startsWith('<'));
  expect(lines).toEqual(Array.from({ length: typed }, (_, i) => `<${i}>`));
});
