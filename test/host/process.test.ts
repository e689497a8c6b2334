// The host as a process: one for a home, whatever starts at once, dies or is removed around it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { connectHost, type HostClient } from '../../src/protocol/host-client.ts';
import { answers } from '../../src/protocol/listen.ts';
import { type RuntimePaths, runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createPrivateHome, dist, type PrivateHome } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';

interface Host {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Undefined while it runs. */
  readonly code: () => number | null | undefined;
}

let home: PrivateHome | undefined;
const hosts: Host[] = [];
const clients: HostClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const { child } of hosts) child.kill('SIGKILL');
  await until('all hosts ended', () => hosts.every(({ code }) => code() !== undefined));
  hosts.length = 0;
  await home?.dispose();
  home = undefined;
});

function start(): Host {
  home ??= createPrivateHome();
  const child = spawn(process.execPath, [join(dist, 'host.js'), '--home', home.home], {
    env: home.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let code: number | null | undefined;
  child.stderr.on('data', (text) => {
    said += text;
  });
  child.once('close', (status) => {
    code = status;
  });
  const host = { child, said: () => said, code: () => code };
  hosts.push(host);
  return host;
}

const paths = (): RuntimePaths => runtimePaths(home!.home, home!.env);
const up = () => until('the host answers', () => answers(paths().hostSocket));

async function connect(): Promise<HostClient> {
  const client = await connectHost({ socket: paths().hostSocket, client: 'cli' });
  clients.push(client);
  return client;
}

const spawnSession = (client: HostClient, argv: string[]) =>
  client.peer.call('spawn', { argv, cwd: '/', env: { PATH: '/bin:/usr/bin' }, columns: 80, rows: 24 });

test('of three hosts started at once one lives, also over the socket of one that was killed', async () => {
  const first = start();
  await up();
  first.child.kill('SIGKILL');
  await until('the first is gone', () => first.code() !== undefined);
  expect(existsSync(paths().hostSocket)).toBe(true);

  const three = [start(), start(), start()];
  await until('two have left', () => three.filter(({ code }) => code() !== undefined).length === 2);
  await up();
  const left = three.filter(({ code }) => code() !== undefined);
  expect(left.map(({ code }) => code())).toEqual([1, 1]);
  for (const { said } of left) expect(said()).toMatch(/^botster-host: not started: another one answers on /);
  const living = three.find(({ code }) => code() === undefined)!;
  expect((await connect()).host.pid).toBe(living.child.pid);
  expect(readFileSync(paths().hostPid, 'utf8')).toBe(`${living.child.pid}\n`);
});

test('socket and directory are private', async () => {
  start();
  await up();
  expect(statSync(paths().hostSocket).mode & 0o777).toBe(0o600);
  expect(statSync(paths().directory).mode & 0o777).toBe(0o700);
});

test('a directory open to others is refused, with the fix', async () => {
  const host = start();
  await up();
  host.child.kill('SIGKILL');
  await until('it is gone', () => host.code() !== undefined);
  chmodSync(paths().directory, 0o755);
  const second = start();
  await until('it has left', () => second.code() !== undefined);
  expect([second.code(), second.said()]).toEqual([1, expect.stringContaining('run chmod 700 on it')]);
});

test('the whole runtime directory removed: it is made again, and a session lives on', async () => {
  start();
  await up();
  const before = await connect();
  const { id } = await spawnSession(before, ['cat']);
  rmSync(paths().directory, { recursive: true });
  await until('the socket is back', () => existsSync(paths().hostSocket));
  const after = await connect();
  expect(after.host.pid).toBe(before.host.pid);
  const { sessions } = await after.peer.call('list', {});
  expect(sessions.map((session) => [session.id, session.status])).toEqual([[id, 'running']]);
  expect(statSync(paths().directory).mode & 0o777).toBe(0o700);
  await after.peer.call('kill', { session: id, force: true });
});

test('a hang-up, and logs that cannot be written, do not end it', async () => {
  const host = start();
  await up();
  const logs = join(home!.home, 'logs');
  rmSync(logs, { recursive: true });
  mkdirSync(join(logs, 'host.log'), { recursive: true });
  host.child.kill('SIGHUP');
  host.child.kill('SIGINT');
  const client = await connect();
  // A frame that nobody of ours would send is logged, and ends only that connection.
  const stranger = createConnection(paths().hostSocket);
  const closed = once(stranger, 'close');
  stranger.end(Buffer.alloc(64, 0xff));
  stranger.resume();
  await closed;
  expect((await client.peer.call('list', {})).sessions).toEqual([]);
  expect(host.code()).toBeUndefined();
});

test('a shutdown ends every session, and takes socket and pid file away', async () => {
  const host = start();
  await up();
  const client = await connect();
  const stubborn = await spawnSession(client, ['sh', '-c', "trap '' HUP; while :; do sleep 0.1; done"]);
  const meek = await spawnSession(client, ['cat']);
  await client.peer.call('shutdown', {});
  await until('it has ended', () => host.code() !== undefined);
  expect(host.code()).toBe(0);
  expect(existsSync(paths().hostSocket) || existsSync(paths().hostPid)).toBe(false);
  await until('the programs are gone', () => [stubborn.pid, meek.pid].every((pid) => !isAlive(pid)));
});

test('a read too long for one answer keeps its last rows and says how many it left out', async () => {
  start();
  await up();
  const client = await connect();
  const { id } = await client.peer.call('spawn', {
    argv: ['sh', '-c', "i=0; while [ $i -lt 3000 ]; do printf '%0500d\\n' $i; i=$((i+1)); done; echo END"],
    cwd: '/',
    env: { PATH: '/bin:/usr/bin' },
    columns: 500,
    rows: 24,
    scrollback: 5000,
  });
  await until(
    'it has ended',
    async () => (await client.peer.call('list', {})).sessions[0]!.status === 'exited',
  );
  const all = await client.peer.call('read', { session: id, what: 'all' });
  expect(all.lines.filter((line) => line !== '').at(-1)).toBe('END');
  expect(all.omitted).toBeGreaterThan(500);
  expect(all.lines.length + all.omitted!).toBeGreaterThan(3000);
  const few = await client.peer.call('read', { session: id, what: 'all', lines: 10 });
  expect([few.lines.length, few.omitted]).toEqual([10, undefined]);
});

/** Whether it runs: a zombie that nobody has waited for does not. */
function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z');
  } catch {
    return false;
  }
}
