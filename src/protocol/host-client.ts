// A connection to the host: typed calls, and the binary frames both ways.
import { createConnection } from 'node:net';
import type { CopyState } from '../core/copy-mode.ts';
import {
  createFrameReader,
  encodeFrame,
  FRAME_ACKNOWLEDGE,
  FRAME_INPUT,
  FRAME_JSON,
  FRAME_TAIL,
  FRAME_UPDATE,
} from './frames.ts';
import { HOST_PROTOCOL, type HostMethods, hostEvents, hostMethods, type JournalEntry } from './host-api.ts';
import { encodeInput, type Input } from './input-codec.ts';
import { openSocket } from './open-socket.ts';
import { createPeer, type Peer } from './rpc.ts';
import { decodeUpdate, encodeAcknowledge, type ScreenUpdate } from './screen-codec.ts';

/** Raw output of a tail; `dropped` bytes before it are lost. */
export interface TailChunk {
  readonly channel: number;
  readonly at: number;
  readonly dropped: number;
  readonly bytes: Buffer;
}

export interface HostClient {
  readonly peer: Peer<HostMethods>;
  readonly host: { readonly pid: number; readonly version: string; readonly boot: string };
  sendInput(input: Input): void;
  acknowledge(channel: number, sequence: number): void;
  close(): void;
}

export interface HostClientOptions {
  readonly socket: string;
  readonly client: 'hub' | 'tui' | 'cli';
  readonly onUpdate?: (update: ScreenUpdate) => void;
  readonly onJournal?: (entries: readonly JournalEntry[]) => void;
  readonly onTail?: (chunk: TailChunk) => void;
  /** Sessions that were asked for with `watch` may show something else. */
  readonly onMoved?: (sessions: readonly string[]) => void;
  /** What was typed into a session that was asked for with `typed`. */
  readonly onTyped?: (session: string, bytes: Buffer) => void;
  /** Copy mode of a channel is at another place. */
  readonly onCopy?: (channel: number, state: CopyState) => void;
  /** For a client that calls nothing but what every version of the host has (host-api.ts). */
  readonly protocol?: { readonly min: number; readonly max: number };
  /** Called once, when an established connection ends, however it does. */
  readonly onClose?: () => void;
}

/** Connects and shakes hands. Rejects when nobody answers, or speaks another protocol. */
export async function connectHost(options: HostClientOptions): Promise<HostClient> {
  const socket = createConnection(options.socket);
  const send = (kind: number, body: Uint8Array): void => {
    if (!socket.destroyed) socket.write(encodeFrame(kind, body));
  };
  const peer = createPeer({
    transport: { send: (text) => send(FRAME_JSON, Buffer.from(text)), close: () => socket.end() },
    ours: hostEvents,
    handlers: {
      journal: ({ entries }) => {
        options.onJournal?.(entries);
        return null;
      },
      copy: ({ channel, state }) => {
        options.onCopy?.(channel, state);
        return null;
      },
      moved: ({ sessions }) => {
        options.onMoved?.(sessions);
        return null;
      },
      typed: ({ session, base64 }) => {
        options.onTyped?.(session, Buffer.from(base64, 'base64'));
        return null;
      },
    },
    theirs: hostMethods,
  });
  const read = createFrameReader((kind, body) => {
    if (kind === FRAME_UPDATE) options.onUpdate?.(decodeUpdate(body));
    else if (kind === FRAME_JSON) peer.receive(body.toString('utf8'));
    else if (kind === FRAME_TAIL) options.onTail?.(decodeTail(body));
  });
  await openSocket(socket, read);
  const lost = new Promise<void>((resolve) => {
    // A host that takes its leave still takes what was sent up to here; what is sent later has nobody.
    socket.once('end', () => resolve());
    socket.once('close', () => resolve());
  });
  void lost.then(() => peer.closed('the host closed the connection'));

  const { pid, version, boot } = await peer.call('hello', {
    protocol: { ...(options.protocol ?? HOST_PROTOCOL) },
    client: options.client,
  });
  void lost.then(() => options.onClose?.());
  return {
    peer,
    host: { pid, version, boot },
    sendInput: (input) => send(FRAME_INPUT, encodeInput(input)),
    acknowledge: (channel, sequence) => send(FRAME_ACKNOWLEDGE, encodeAcknowledge(channel, sequence)),
    close: () => socket.destroy(),
  };
}

function decodeTail(body: Buffer): TailChunk {
  return {
    channel: body.readUInt32LE(0),
    at: body.readDoubleLE(4),
    dropped: body.readUInt32LE(12),
    bytes: Buffer.from(body.subarray(16)),
  };
}
