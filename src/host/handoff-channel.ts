// What two hosts say to each other while one takes over from the other: u32 length, then a value as V8
// serializes it (typed arrays and maps included). One side asks for the next message, the other sends.
import type { Duplex } from 'node:stream';
import { deserialize, serialize } from 'node:v8';
import type { JournalState } from './journal.ts';
import type { OuterColors } from './queries.ts';
import type { SessionState } from './session-state.ts';

/** The shape of all states. Raised when one changes; a new host says which it reads. */
export const HANDOFF_FORMAT = 1;

/** In this order: `host`, as many `session` as it says, `go`. */
export type FromOldHost =
  | {
      readonly type: 'host';
      readonly format: number;
      readonly boot: string;
      readonly journal: JournalState;
      readonly colors: OuterColors;
      readonly sessions: number;
    }
  /** `terminal` counts the descriptors that came with the spawn; null where the program has ended. */
  | { readonly type: 'session'; readonly state: SessionState; readonly terminal: number | null }
  /** The old host has let go. Input, by session, that its program had no room for. */
  | { readonly type: 'go'; readonly input: ReadonlyMap<string, Uint8Array> };

/** In this order. */
export type FromNewHost =
  | { readonly type: 'hello'; readonly version: string; readonly formats: { min: number; max: number } }
  /** It has everything, and only waits for `go`. */
  | { readonly type: 'ready' }
  /** It answers on the socket and reads the terminals. */
  | { readonly type: 'taken' };

export interface HandoffChannel<In extends { type: string }, Out> {
  /** Resolves when there is room for more. Rejects once the channel is closed. */
  send(message: Out): Promise<void>;
  /** The next message, which has to be of that type. Rejects once the channel is closed. */
  next<K extends In['type']>(type: K): Promise<Extract<In, { type: K }>>;
  close(): void;
}

/** The other side has closed the channel, or this one has. */
export class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError';
  constructor() {
    super('the other host has gone');
  }
}

const LENGTH_BYTES = 4;

/** Takes `socket`: its close closes the channel. */
export function createHandoffChannel<In extends { type: string }, Out>(
  socket: Duplex,
): HandoffChannel<In, Out> {
  const messages: In[] = [];
  let chunks: Buffer[] = [];
  let bytes = 0;
  let isClosed = false;
  let wake = (): void => {};

  const take = (): void => {
    while (bytes >= LENGTH_BYTES) {
      // Joined only when it is whole: a screen comes in hundreds of chunks.
      if (chunks[0]!.length < LENGTH_BYTES) chunks = [Buffer.concat(chunks)];
      const length = chunks[0]!.readUInt32LE(0);
      if (bytes < LENGTH_BYTES + length) return;
      const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      messages.push(deserialize(all.subarray(LENGTH_BYTES, LENGTH_BYTES + length)) as In);
      chunks = [all.subarray(LENGTH_BYTES + length)];
      bytes -= LENGTH_BYTES + length;
    }
  };
  const changed = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const closed = (): void => {
    isClosed = true;
    wake();
  };

  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    try {
      take();
    } catch (error) {
      socket.destroy(error as Error);
    }
    wake();
  });
  socket.on('drain', () => wake());
  socket.on('error', closed);
  socket.on('end', closed);
  socket.on('close', closed);

  return {
    async send(message) {
      if (isClosed) throw new ChannelClosedError();
      const body = serialize(message);
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32LE(body.length);
      socket.write(length);
      socket.write(body);
      while (socket.writableNeedDrain && !isClosed) await changed();
    },
    async next(type) {
      while (messages.length === 0) {
        if (isClosed) throw new ChannelClosedError();
        await changed();
      }
      const message = messages.shift()!;
      if (message.type !== type)
        throw new Error(`the other host said "${message.type}" instead of "${type}"`);
      return message as Extract<In, { type: typeof type }>;
    },
    close() {
      closed();
      socket.destroy();
    },
  };
}
