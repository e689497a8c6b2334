// What nobody should send to a hub: while it comes, another client is answered as if nothing were.
import { expect } from 'vitest';
import { HUB_PROTOCOL } from '../../src/protocol/hub-api.ts';
import { type Random, randomFrom } from '../helpers/random.ts';
import { connectTo, flood, spoilt } from '../helpers/socket-abuse.ts';
import type { TestHub } from './test-hub.ts';

const ROUNDS = 5;
const OF_A_CONNECTION = 5;

/** Lines by chance, so many in all, and `slow` connections that never end what they began. */
export async function abuseHub(
  hub: TestHub,
  { lines, slow }: { readonly lines: number; readonly slow: number },
): Promise<void> {
  const socket = hub.hub.paths.hubSocket;
  const client = await hub.connect();
  const agents = async (): Promise<string> => JSON.stringify(await client.peer.call('agent.list', {}));
  const before = await agents();
  const random = randomFrom(11);
  for (let round = 0; round < ROUNDS; round++) {
    await flood(socket, lines / ROUNDS, OF_A_CONNECTION, () => line(random));
    expect(await agents()).toBe(before);
  }
  const half = `{"jsonrpc":"2.0","id":1,"method":"hello"${' '.repeat(500)}`;
  const open = await Promise.all(Array.from({ length: slow }, () => connectTo(socket)));
  for (const [number, one] of open.entries()) one.write(half.slice(0, 1 + (number % half.length)));
  expect(await agents()).toBe(before);
  for (const one of open) one.write(' ');
  expect(await agents()).toBe(before);
  expect(open.filter((one) => one.destroyed)).toEqual([]);
  for (const one of open) one.destroy();
  expect(await agents()).toBe(before);
  client.close();
}

/** Calls that change nothing: right as they are, wrong when they are spoilt. */
const calls = [
  ['agent.list', {}],
  ['agent.read', { id: 'none' }],
  ['agent.send', { id: 'none', text: 'x'.repeat(100) }],
  ['view.attach', { columns: 'x', rows: -1 }],
  ['lua.errors', {}],
  ['status', {}],
] as const;

function line(random: Random): Buffer {
  const hello = { jsonrpc: '2.0', id: 0, method: 'hello', params: { protocol: HUB_PROTOCOL, client: 'cli' } };
  switch (random(6)) {
    case 0:
      return Buffer.from(Array.from({ length: random(200) + 1 }, () => random(256)));
    case 1:
      return Buffer.from(`${JSON.stringify(hello)}\n`);
    case 2:
      return Buffer.from([0xff, 0xff, 0xff, 0xff, 1, random(256)]);
    default: {
      const [method, params] = calls[random(calls.length)]!;
      const whole = Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', id: random(9), method, params })}\n`);
      return random(3) === 0 ? whole : spoilt(whole, random);
    }
  }
}
