// Clients of a daemon's socket that send what nobody should: bytes by chance, frames that are nearly right, halves.
import { createConnection, type Socket } from 'node:net';
import type { Random } from './random.ts';
import { until } from './until.ts';

export async function connectTo(path: string): Promise<Socket> {
  const socket = createConnection(path);
  // A daemon that has heard enough closes while more is on its way.
  socket.on('error', () => {});
  socket.resume();
  await until('connected', () => !socket.connecting);
  return socket;
}

/** Writes pieces one connection after another, `each` of them a connection, until `count` are sent. */
export async function flood(path: string, count: number, each: number, piece: () => Buffer): Promise<void> {
  for (let sent = 0; sent < count; sent += each) {
    const socket = await connectTo(path);
    for (let number = 0; number < each; number++) socket.write(piece());
    socket.end();
    await until('the connection is over', () => socket.destroyed || socket.closed);
  }
}

/** A piece with some of its bytes changed, left out or doubled, or its end cut off. */
export function spoilt(piece: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(piece);
  for (let count = random(4); count > 0; count--) bytes[random(bytes.length)] = random(256);
  const at = random(bytes.length);
  switch (random(4)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes]);
    case 2:
      return Buffer.concat([bytes, Buffer.from(Array.from({ length: random(64) }, () => random(256)))]);
    default:
      return bytes;
  }
}
