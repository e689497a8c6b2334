// The faults of the libraries below us, each closed: through a real host.
import { readdirSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostClient } from '../../src/protocol/host-client.ts';
import { startTestHost, type TestHost } from '../helpers/host.ts';
import { until } from '../helpers/until.ts';
import { abuseHost } from './abuse.ts';

let host: TestHost;
let client: HostClient;
beforeAll(async () => {
  host = await startTestHost();
  client = await host.connect();
});
afterAll(() => host.dispose());

const screen = (id: string) => client.peer.call('read', { session: id, what: 'screen' });
const shows = (id: string, text: string) =>
  until(`"${text}" on the screen`, async () => (await screen(id)).lines.join('\n').includes(text));

test('no byte is lost when a program prints a megabyte and exits', async () => {
  for (let run = 0; run < 10; run++) {
    const id = await host.sh(client, "head -c 1000000 /dev/zero | tr '\\0' x; printf END");
    await host.exited(client, id);
    expect((await screen(id)).content_seq).toBe(1_000_003);
    await client.peer.call('acknowledge', { session: id });
  }
});

test.each([
  ['the last cell, erase above', '\\033[24;80H\\033[1J'],
  ['the last cell, selective erase above', '\\033[24;80H\\033[?1J'],
  ['the same on the alternate screen', '\\033[?1049h\\033[24;80H\\033[1J\\033[?1049l'],
  ...['S', 'T', 'L', 'M', 'b', 'I', 'Z'].map((final) => [
    `a huge count of ${final}`,
    `x\\033[2147483647${final}`,
  ]),
])('%s neither crashes nor freezes the host', async (_name, sequence) => {
  const id = await host.sh(client, `printf '${sequence}'; printf '\\033[H\\033[2Jstill here'; cat`);
  await shows(id, 'still here');
  await client.peer.call('kill', { session: id, force: true });
});

test('a program that does not read costs no CPU, and its input is refused at a limit', async () => {
  const id = await host.sh(client, 'stty raw -echo; exec sleep 1000');
  const flood = 'a'.repeat(900_000);
  const refused = Array.from({ length: 8 }, () => client.peer.call('input', { session: id, text: flood }));
  await expect(Promise.all(refused)).rejects.toMatchObject({ data: { kind: 'busy' } });
  const used = await client.peer.call('list', {});
  expect(used.sessions.find((session) => session.id === id)?.status).toBe('running');
  await client.peer.call('kill', { session: id, force: true });
});

test('resize and kill of an ended session do nothing; input says that it ended', async () => {
  const id = await host.sh(client, 'exit 3');
  expect(await host.exited(client, id)).toMatchObject({ exit_code: 3, signal: null });
  await client.peer.call('resize', { session: id, columns: 100, rows: 30 });
  await client.peer.call('kill', { session: id });
  await expect(client.peer.call('input', { session: id, text: 'x' })).rejects.toMatchObject({
    data: { kind: 'exited' },
  });
});

test('any size is clamped', async () => {
  const id = await host.sh(client, 'cat', { columns: 1e9, rows: -5 });
  expect(await screen(id)).toMatchObject({ columns: 1000, rows: 1 });
  for (const [columns, rows] of [
    [0, 0],
    [1, 1],
    [65_536, 1],
    [3, 500],
    [2, 2],
  ] as const) {
    await client.peer.call('resize', { session: id, columns, rows });
  }
  expect(await screen(id)).toMatchObject({ columns: 2, rows: 2 });
  await client.peer.call('kill', { session: id, force: true });
});

test('a later session inherits no descriptor of an earlier one', async () => {
  const first = await host.sh(client, 'cat');
  const second = await host.sh(client, 'echo up; exec cat');
  // Before its exec the child still has what the exec closes.
  await shows(second, 'up');
  const { sessions } = await client.peer.call('list', {});
  const pid = sessions.find((session) => session.id === second)!.pid;
  const open = (): string[] =>
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return 'closed meanwhile';
      }
    });
  const inherited = (): string[] =>
    open().filter((path) => path === '/dev/ptmx' || path.startsWith('socket:'));
  await until('nothing of ours is open in the program', () => inherited().length === 0, {
    timeoutMs: 2000,
    detail: () => open().join('\n'),
  });
  expect(new Set(open().filter((path) => path.startsWith('/dev/pts/'))).size).toBe(1);
  for (const id of [first, second]) await client.peer.call('kill', { session: id, force: true });
});

test('kill ends the whole process group, also one that ignores the hang-up', async () => {
  const id = await host.sh(client, "trap '' HUP; echo ready; while :; do sleep 1; done");
  await shows(id, 'ready');
  await client.peer.call('kill', { session: id });
  expect(await host.exited(client, id)).toMatchObject({ signal: 'SIGKILL' });
});

test('a cwd or command that does not exist is refused with the reason', async () => {
  const spawn = (argv: string[], cwd: string) =>
    client.peer.call('spawn', { argv, cwd, env: { PATH: '/bin:/usr/bin' }, columns: 80, rows: 24 });
  await expect(spawn(['sh'], '/no/such')).rejects.toThrow('cwd "/no/such" is not a directory');
  await expect(spawn(['no-such-command'], '/')).rejects.toThrow('"no-such-command" was not found on PATH');
  await expect(spawn(['./nope'], '/')).rejects.toThrow('"./nope" is not an executable file');
});

test('combining marks without end stay bounded', async () => {
  const id = await host.sh(
    client,
    `printf e; i=0; while [ $i -lt 500 ]; do printf '\\314\\201'; i=$((i+1)); done; printf '|done'; cat`,
  );
  await shows(id, '|done');
  const line = (await screen(id)).lines[0]!;
  expect([...line.slice(0, line.indexOf('|'))].length).toBeLessThanOrEqual(33);
  await client.peer.call('kill', { session: id, force: true });
});

test('queries without end are answered within a limit', async () => {
  const id = await host.sh(
    client,
    `stty raw -echo; i=0; while [ $i -lt 2000 ]; do printf '\\033[c\\033[c\\033[c\\033[c\\033[c'; i=$((i+1)); done; printf asked; cat >/dev/null`,
  );
  await shows(id, 'asked');
  await client.peer.call('kill', { session: id, force: true });
});

// abuse.long.test.ts sends ten thousand.
test('frames by chance, of 4 GB and in halves end their connection alone; the slowest clients cost nothing', async () => {
  await abuseHost(host, client, { frames: 500, slow: 50 });
});
