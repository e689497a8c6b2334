// What a client may send wrongly: each gets an error, and nobody else notices.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HUB_PROTOCOL } from '../../src/protocol/hub-api.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { until } from '../helpers/until.ts';
import { abuseHub } from './abuse.ts';
import { type RawClient, startTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await hub.hub.host.ready();
});
afterAll(() => hub.dispose());

const HELLO = call('hello', { protocol: HUB_PROTOCOL, client: 'cli' });
function call(method: string, params: unknown, id: unknown = 1): string {
  return `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
}
async function greeted(): Promise<RawClient> {
  const client = await hub.raw();
  client.send(HELLO);
  await client.line();
  return client;
}
const deep = `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`;

test.each([
  ['not JSON', 'hello?\n', -32700, /not JSON/],
  ['a list', '[1,2]\n', -32600, /one JSON object/],
  ['a number', '7\n', -32600, /one JSON object/],
  ['neither method nor answer', '{"id":1}\n', -32600, /neither/],
  ['too deep', `{"id":1,"method":"status","params":${deep}}\n`, -32600, /deeper than 64/],
  ['an unknown method', call('agent.fly', {}), -32601, /no method "agent.fly"/],
  ['a method of every object', call('constructor', {}), -32601, /no method/],
  ['parameters of another type', call('agent.read', { id: 7 }), -32602, /agent\.read: id:/],
  ['parameters that are missing', call('agent.new', { argv: [] }), -32602, /argv:.*cwd:.*env:/],
  ['a list of parameters', call('agent.read', ['x']), -32602, /agent\.read/],
  ['an agent that is not there', call('agent.kill', { id: 'nobody' }), -32000, /no agent "nobody"/],
  ['a view call without a view', call('view.set', { mode: 'x' }), -32000, /attach first/],
  ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0x7d, 0x0a]), -32700, /not JSON/],
])('%s is answered, and the connection goes on', async (_name, line, code, message) => {
  const client = await greeted();
  client.socket.write(line);
  expect(await client.line()).toMatchObject({ error: { code, message: expect.stringMatching(message) } });
  client.send(call('status', {}, 'after'));
  expect(await client.line()).toMatchObject({ id: 'after', result: { pid: process.pid } });
  client.socket.destroy();
});

test('a line that comes in pieces, and several in one piece', async () => {
  const client = await greeted();
  const line = call('status', {}, 1);
  for (const character of line) client.send(character);
  expect(await client.line()).toMatchObject({ id: 1 });
  client.send(call('status', {}, 2) + call('status', {}, 3));
  expect([await client.line(), await client.line()]).toMatchObject([{ id: 2 }, { id: 3 }]);
  client.socket.destroy();
});

test('a line over the limit closes its connection, with a word, and no other', async () => {
  const other = await greeted();
  const client = await greeted();
  client.send('x'.repeat((1 << 20) + 10));
  expect(await client.line()).toMatchObject({ error: { message: expect.stringMatching(/a line of over/) } });
  await client.closed;
  other.send(call('status', {}));
  expect(await other.line()).toMatchObject({ result: {} });
  other.socket.destroy();
});

test('before hello nothing is done; a version that is not spoken is refused', async () => {
  const client = await hub.raw();
  client.send(call('agent.list', {}));
  expect(await client.line()).toMatchObject({ error: { data: { kind: 'hello' } } });
  client.send(call('hello', { protocol: { min: 90, max: 99 }, client: 'cli' }));
  expect(await client.line()).toMatchObject({ error: { data: { kind: 'version' } } });
  client.send(call('agent.list', {}));
  expect(await client.line()).toMatchObject({ error: { data: { kind: 'hello' } } });
  client.send(HELLO);
  expect(await client.line()).toMatchObject({ result: { agent: null, home: hub.home.home } });
  client.socket.destroy();
});

test('a client that does not read is closed, and costs no more than its queue', async () => {
  const client = await greeted();
  client.socket.pause();
  const line = call('agent.list', {});
  const send = (): void => {
    if (!client.socket.destroyed && client.socket.writable) client.socket.write(line.repeat(1000));
  };
  await until(
    'the hub closed it',
    () => {
      send();
      return hub.log.some((text) => text.includes('does not read'));
    },
    { timeoutMs: 25_000 },
  );
  client.socket.destroy();
  const other = await greeted();
  other.send(call('status', {}));
  expect(await other.line()).toMatchObject({ result: {} });
  other.socket.destroy();
});

test('a hundred half lines and sudden ends', async () => {
  for (let i = 0; i < 100; i++) {
    const client = await hub.raw();
    client.send(HELLO.slice(0, i));
    client.socket.destroy();
  }
  const client = await greeted();
  client.send(call('status', {}));
  expect(await client.line()).toMatchObject({ result: {} });
  client.socket.destroy();
});

// abuse.long.test.ts sends ten thousand.
test('lines by chance, other bytes and clients that never end a line: others are answered', async () => {
  await abuseHub(hub, { lines: 500, slow: 50 });
});

test("a session's socket says who calls", async () => {
  const user = await hub.connect();
  const id = await hub.sh(user, 'echo "at $BOTSTER_SOCKET as $BOTSTER_AGENT_ID"; read line');
  const path = runtimePaths(hub.home.home).sessionSocket(id);
  await until('its socket is there', async () => {
    try {
      return (await hub.connect(path)).agent === id;
    } catch {
      return false;
    }
  });
  const seen = await user.peer.call('agent.wait', { id, until: `text:as ${id}`, timeout: 10 });
  expect(seen.met).toBe(true);
  await user.peer.call('agent.kill', { id, force: true });
  await user.peer.call('agent.wait', { id, until: 'exited', timeout: 10 });
  await user.peer.call('agent.kill', { id });
  await until('its socket is gone', async () => {
    try {
      await hub.connect(path);
      return false;
    } catch {
      return true;
    }
  });
});
