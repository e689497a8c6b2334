// WebSockets against a server that breaks every rule: what is no frame ends the connection, and nothing else.
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trustedRules } from '../../../src/hub/primitives/net-rules.ts';
import { MAX_MESSAGE, openWebSocket } from '../../../src/hub/primitives/web-sockets.ts';
import type { OpenHandle } from '../../../src/lua/types.ts';
import { until } from '../../helpers/until.ts';

const SEED = 7;
const CONNECTIONS = 200;
const FRAMES = 50;

let server: Server;
let seed = SEED;
/** What the server says once it has agreed to talk. */
let talk: (socket: Socket) => void = () => {};
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (request) => {
      const key = /sec-websocket-key: (\S+)/i.exec(request.toString())?.[1] ?? '';
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      talk(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});

const random = (below: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

/** Bytes that may be a frame: any first two, often a length that is wrong, some content. */
function frame(): Buffer {
  const content = Buffer.from(Array.from({ length: random(40) }, () => random(256)));
  if (random(4) > 0) return Buffer.concat([Buffer.from([0x80 | (1 + random(2)), content.length]), content]);
  return Buffer.concat([Buffer.from([random(256), random(256)]), content]);
}

interface Heard {
  readonly messages: Buffer[];
  readonly ends: unknown[][];
  readonly handle: OpenHandle;
}

function connect(): Heard {
  const messages: Buffer[] = [];
  const ends: unknown[][] = [];
  const voice = {
    async tell(event: string, value: unknown) {
      if (event === 'message') messages.push((value as { data: Buffer }).data);
    },
    end: (...how: unknown[]) => void ends.push(how),
  };
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const spec = { unit: 'user/x.lua', key: 'k', kind: 'ws', params: { url } };
  return { messages, ends, handle: openWebSocket(spec, voice, trustedRules(['ws:'])) };
}

test('10,000 frames by chance: every connection ends, with no more than was sent', async () => {
  let sent = 0;
  talk = (socket) => {
    for (let i = 0; i < FRAMES; i++) {
      socket.write(frame());
      sent++;
    }
    socket.end();
  };
  let messages = 0;
  for (let i = 0; i < CONNECTIONS; i++) {
    const heard = connect();
    await until('it has ended', () => heard.ends.length > 0);
    expect(heard.ends).toEqual([['exit', { code: expect.any(Number), reason: expect.any(String) }]]);
    messages += heard.messages.length;
    expect(heard.messages.length).toBeLessThanOrEqual(FRAMES);
  }
  expect(sent).toBe(CONNECTIONS * FRAMES);
  expect(messages).toBeGreaterThan(0);
});

test('a length of exabytes, and a message in pieces without end, are refused at a megabyte', async () => {
  talk = (socket) => socket.write(Buffer.from([0x82, 127, 0x7f, 255, 255, 255, 255, 255, 255, 255]));
  const far = connect();
  await until('it has ended', () => far.ends.length > 0);
  const piece = Buffer.concat([Buffer.from([0, 126, 255, 255]), Buffer.alloc(65_535)]);
  talk = (socket) => {
    socket.write(Buffer.from([0x02, 0]));
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece)) {
        // Until the other side no longer keeps up.
      }
    };
    socket.on('drain', more);
    more();
  };
  const endless = connect();
  await until('it has ended', () => endless.ends.length > 0);
  for (const { ends, messages } of [far, endless]) {
    expect(ends).toEqual([['exit', { code: 1006, reason: expect.stringMatching(/payload/i) }]]);
    expect(messages).toEqual([]);
  }
});

test('what waits to be sent has a limit', async () => {
  talk = () => {};
  const { handle, ends } = connect();
  const data = 'x'.repeat(MAX_MESSAGE);
  for (let i = 0; i < 4; i++) expect(handle.act('send', { data })).toBe(true);
  expect(() => handle.act('send', { data: 'x' })).toThrow(/more than 4194304 bytes wait to be sent/);
  handle.close();
  expect(ends).toEqual([]);
});
