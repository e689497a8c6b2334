// What nobody should send to a host: while it comes, a client's own session goes on as if nothing were.
import { expect } from 'vitest';
import { encodeFrame, FRAME_ACKNOWLEDGE, FRAME_INPUT, FRAME_JSON } from '../../src/protocol/frames.ts';
import type { HostClient } from '../../src/protocol/host-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import type { TestHost } from '../helpers/host.ts';
import { type Random, randomFrom } from '../helpers/random.ts';
import { connectTo, flood, spoilt } from '../helpers/socket-abuse.ts';
import { until } from '../helpers/until.ts';

const ROUNDS = 5;
const OF_A_CONNECTION = 5;

/** Frames by chance, so many in all, and `slow` connections that never end what they began. */
export async function abuseHost(
  host: TestHost,
  client: HostClient,
  { frames, slow }: { readonly frames: number; readonly slow: number },
): Promise<void> {
  const socket = runtimePaths(host.home.home).hostSocket;
  const id = await host.sh(client, 'exec cat');
  let lines = 0;
  const goesOn = async (): Promise<void> => {
    const line = `line ${++lines}`;
    await client.peer.call('input', { session: id, text: `${line}\r` });
    await until(`"${line}" is shown`, async () =>
      (await client.peer.call('read', { session: id, what: 'screen' })).lines.includes(line),
    );
  };
  const before = (await client.peer.call('list', {})).sessions.map((session) => session.id);
  const random = randomFrom(7);
  for (let round = 0; round < ROUNDS; round++) {
    await flood(socket, frames / ROUNDS, OF_A_CONNECTION, () => frame(random));
    await goesOn();
  }
  const half = encodeFrame(
    FRAME_JSON,
    Buffer.from(`{"jsonrpc":"2.0","id":1,"method":"list"${' '.repeat(500)}`),
  );
  const open = await Promise.all(Array.from({ length: slow }, () => connectTo(socket)));
  for (const [number, one] of open.entries()) one.write(half.subarray(0, 1 + (number % (half.length - 1))));
  await goesOn();
  for (const one of open) one.write(Buffer.from([32]));
  await goesOn();
  expect(open.filter((one) => one.destroyed)).toEqual([]);
  for (const one of open) one.destroy();
  await goesOn();
  expect((await client.peer.call('list', {})).sessions.map((session) => session.id)).toEqual(before);
  await client.peer.call('kill', { session: id, force: true });
}

/** Calls of nothing that is there: right as they are, wrong when they are spoilt. */
const calls = [
  ['hello', { protocol: { min: 1, max: 99 }, client: 'cli' }],
  ['list', {}],
  ['read', { session: 'none', what: 'screen' }],
  ['subscribe', { session: 'none', scroll: 0 }],
  ['scroll', { channel: 9, scroll: 1e9 }],
  ['input', { session: 'none', text: 'x'.repeat(100) }],
  ['journal', { after: 0 }],
  ['watch', { sessions: ['none'] }],
] as const;

function frame(random: Random): Buffer {
  const bytes = (most: number): Buffer =>
    Buffer.from(Array.from({ length: random(most) + 1 }, () => random(256)));
  switch (random(6)) {
    case 0:
      return bytes(200);
    case 1:
      return encodeFrame(random(256), bytes(100));
    case 2:
      return encodeFrame([FRAME_INPUT, FRAME_ACKNOWLEDGE][random(2)]!, bytes(60));
    case 3:
      return Buffer.from([0xff, 0xff, 0xff, 0xff, random(256), random(256)]);
    default: {
      const [method, params] = calls[random(calls.length)]!;
      const text = JSON.stringify({ jsonrpc: '2.0', id: random(9), method, params });
      const whole = encodeFrame(FRAME_JSON, Buffer.from(text));
      return random(3) === 0 ? whole : spoilt(whole, random);
    }
  }
}
