// A plain connection to the hub for verbs: calls only, since the hub asks nothing of them.
import { createConnection } from 'node:net';
import { HUB_PROTOCOL, type HubMethods, hubMethods, MAX_LINE_BYTES } from '../protocol/hub-api.ts';
import { createLineReader } from '../protocol/lines.ts';
import { createPeer, type Peer } from '../protocol/rpc.ts';

export interface HubConnection {
  readonly peer: Peer<HubMethods>;
  close(): void;
}

/** Connects and shakes hands. Rejects when nobody answers, or speaks another protocol. */
export async function connectHub(options: { socket: string; client: 'cli' }): Promise<HubConnection> {
  const socket = createConnection(options.socket);
  const peer = createPeer({
    transport: { send: (text) => void socket.write(`${text}\n`), close: () => socket.end() },
    ours: {},
    handlers: {},
    theirs: hubMethods,
  });
  const read = createLineReader(MAX_LINE_BYTES, (line) => peer.receive(line));
  socket.on('data', (chunk) => {
    try {
      read(chunk);
    } catch {
      socket.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  socket.once('close', () => peer.closed('the hub closed the connection'));
  await peer.call('hello', { protocol: { ...HUB_PROTOCOL }, client: options.client });
  return { peer, close: () => socket.destroy() };
}
