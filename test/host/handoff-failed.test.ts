// A handoff that comes to nothing, at whatever point: the old host goes on as if it had not been tried.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { until } from '../helpers/until.ts';
import { type HandingHost, startHandingHost } from './handing-over.ts';

let host: HandingHost;
beforeEach(async () => {
  host = await startHandingHost();
});
afterEach(() => host.dispose());

/** A candidate in the place of `host.js`: it can say and await what a new host does, and then runs `script`. */
function candidate(name: string, script: string): string {
  const entries = join(host.home.home, name);
  mkdirSync(entries);
  writeFileSync(join(entries, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(entries, 'host.js'),
    `import { Socket, createServer } from 'node:net';
     import { writeFileSync, renameSync } from 'node:fs';
     import { serialize, deserialize } from 'node:v8';
     import { once } from 'node:events';
     const socket = new Socket({ fd: 3 });
     let all = Buffer.alloc(0);
     socket.on('data', (bytes) => { all = Buffer.concat([all, bytes]); });
     const say = (message) => {
       const body = serialize(message);
       const length = Buffer.alloc(4);
       length.writeUInt32LE(body.length);
       socket.write(Buffer.concat([length, body]));
     };
     const next = async () => {
       while (all.length < 4 || all.length < 4 + all.readUInt32LE(0)) await once(socket, 'data');
       const end = 4 + all.readUInt32LE(0);
       const message = deserialize(all.subarray(4, end));
       all = all.subarray(end);
       return message;
     };
     const hello = () => say({ type: 'hello', version: '9', formats: { min: 1, max: 1 } });
     const receive = async () => {
       const { sessions } = await next();
       const all = [];
       while (all.length < sessions) all.push(await next());
       return all;
     };
     ${script}`,
  );
  return entries;
}

/** What candidates do before they fail, by how far they come. `directory` is where the sockets are. */
const failures = (directory: string): Record<string, string> => ({
  start: "console.error('no room'); process.exit(9);",
  format: "say({ type: 'hello', version: '9', formats: { min: 7, max: 8 } }); setInterval(() => {}, 1000);",
  nonsense: "say({ type: 'nonsense' }); setInterval(() => {}, 1000);",
  receiving: 'hello(); await receive(); process.exit(1);',
  ready: "hello(); await receive(); say({ type: 'ready' }); await next(); process.exit(1);",
  socket: `hello(); await receive(); say({ type: 'ready' }); await next();
    const at = (name) => ${JSON.stringify(directory)} + '/' + name;
    const own = at('.' + process.pid + '.0');
    const server = createServer();
    server.listen(own);
    await once(server, 'listening');
    renameSync(own, at('host.sock'));
    writeFileSync(at('host.pid'), process.pid + '\\n');
    process.kill(process.pid, 'SIGKILL');`,
});

test('a candidate that fails at any point leaves the old host at work, and nothing is lost or left', async () => {
  const { directory } = runtimePaths(host.home.home);
  const client = await host.connect();
  const stop = join(host.home.home, 'stop');
  const id = await host.sh(
    client,
    `i=0; while [ ! -e '${stop}' ]; do echo line $i; i=$((i+1)); done; echo over; while read x; do echo "[$x]"; done`,
  );
  const ending = await host.sh(client, 'read x; exit 4');
  const reasons: string[] = [];
  for (const [name, script] of Object.entries(failures(directory))) {
    const entries = candidate(name, script);
    const failure = client.peer.call('handoff', { entries }).then(
      () => 'it took over',
      (error: Error) => error.message,
    );
    // A call that changes something waits, and is done.
    const other = await host.sh(client, 'read x');
    reasons.push(await failure);
    await client.peer.call('kill', { session: other, force: true });
    await host.exited(client, other);
    await client.peer.call('acknowledge', { session: other });
    const again = await host.connect();
    expect(again.host.pid).toBe(client.host.pid);
  }
  expect(reasons).toEqual([
    expect.stringContaining('the new host ended with exit code 9: no room; the old host goes on'),
    expect.stringContaining('version 9 reads handoffs of format 7 to 8, this host writes 1'),
    expect.stringContaining('the other host said "nonsense" instead of "hello"'),
    expect.stringContaining('the new host ended with exit code 1'),
    expect.stringContaining('the new host ended with exit code 1'),
    expect.stringContaining('the new host ended with SIGKILL'),
  ]);
  expect(readdirSync(directory).sort()).toEqual(['host.pid', 'host.sock']);

  writeFileSync(stop, '');
  await host.shows(client, id, 'over');
  const lines = (await host.lines(client, id, 'all')).filter((line) => line !== '');
  const count = 1 + Number(lines.at(-2)!.slice('line '.length));
  expect(lines).toEqual(
    Array.from({ length: count }, (_, i) => `line ${i}`)
      .concat('over')
      .slice(-lines.length),
  );
  await client.peer.call('input', { session: id, text: 'typed\r' });
  await host.shows(client, id, '[typed]');
  // Its own children still: how they end is known.
  await client.peer.call('input', { session: ending, text: '\r' });
  expect(await host.exited(client, ending)).toMatchObject({ exit_code: 4 });
  // And it can be replaced by one that works.
  const next = await host.replaced();
  expect(next.host.pid).not.toBe(client.host.pid);
});

test('a program that ends while a handoff fails ends with its exit code, and its last words', async () => {
  const client = await host.connect();
  const go = join(host.home.home, 'go');
  const entries = candidate(
    'late',
    `hello();
     const [{ state: { pid } }] = await receive();
     writeFileSync(${JSON.stringify(go)}, '');
     const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
     for (;;) {
       try { process.kill(pid, 0); } catch { break; }
       await wait(5);
     }
     // Longer than node-pty gives a terminal to close.
     await wait(300);
     process.exit(1);`,
  );
  const id = await host.sh(client, `while [ ! -e '${go}' ]; do sleep 0.01; done; echo last words; exit 5`);
  await expect(client.peer.call('handoff', { entries })).rejects.toThrow('ended with exit code 1');
  expect(await host.exited(client, id)).toMatchObject({ exit_code: 5 });
  expect(await host.lines(client, id)).toContain('last words');
});

test('what cannot be started is refused at once; a second handoff is, too, while one is under way', async () => {
  const client = await host.connect();
  const call = (params: { entries?: string; executable?: string }) => client.peer.call('handoff', params);
  await expect(call({ entries: '/nowhere' })).rejects.toThrow('there is no host.js in /nowhere');
  await expect(call({ executable: '/nowhere/node' })).rejects.toThrow('could not be started');
  const entries = candidate('slow', 'hello(); await receive(); await new Promise(() => {});');
  const first = call({ entries }).catch((error: Error) => error.message);
  await expect(call({})).rejects.toThrow('a handoff is under way');
  // A shutdown does not wait for it.
  await client.peer.call('shutdown', {});
  expect(await first).toMatch(/the host is ending|the host closed the connection/);
  await until('it has ended', () => host.home.daemons().host === undefined);
});
