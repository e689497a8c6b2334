// Output that comes together with the answer that names its channel is not lost.
import { expect, test } from 'vitest';
import { createTails } from '../../../src/hub/tails.ts';
import type { HostClient, TailChunk } from '../../../src/protocol/host-client.ts';

function chunk(channel: number, text: string): TailChunk {
  return { channel, at: 0, dropped: 0, bytes: Buffer.from(text) };
}

test('what is read with the answer is heard, in order; what belongs to nobody is not kept', async () => {
  let answer = (_value: { channel: number; at: number }): void => {};
  const asked: unknown[] = [];
  const client = {
    peer: {
      call: (name: string, params: unknown) => {
        asked.push([name, params]);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    },
  } as unknown as HostClient;
  const tails = createTails(() => client);
  const heard: string[] = [];
  tails.take(chunk(1, 'before anybody asked'));
  const { ready } = tails.listen('s1', { output: ({ bytes }) => void heard.push(bytes.toString()) }, 0);
  answer({ channel: 1, at: 0 });
  tails.take(chunk(1, 'one'));
  tails.take(chunk(2, 'of another'));
  tails.take(chunk(1, 'two'));
  await ready;
  tails.take(chunk(1, 'three'));
  expect(heard).toEqual(['one', 'two', 'three']);
  expect(asked).toEqual([['tail', { session: 's1', after: 0 }]]);
});
