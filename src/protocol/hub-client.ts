// A connection to the hub: typed calls, and for a terminal what the hub tells and asks of it.
import { createConnection } from 'node:net';
import { MAX_TREE_DEPTH } from '../core/tree.ts';
import {
  HUB_PROTOCOL,
  type HubMethods,
  hubMethods,
  MAX_LINE_BYTES,
  type ViewEvents,
  viewEvents,
} from './hub-api.ts';
import { createLineReader } from './lines.ts';
import { openSocket } from './open-socket.ts';
import { createPeer, type Handlers, type Peer } from './rpc.ts';

/** A level of widgets is two of JSON, a node and its children; some are left for the rest of the message. */
const MAX_DEPTH = 2 * MAX_TREE_DEPTH + 64;

export interface HubClient {
  readonly peer: Peer<HubMethods>;
  /** The hub's start: another value, another run. */
  readonly boot: string;
  /** The session whose socket this is; null for the user. */
  readonly agent: string | null;
  close(): void;
}

export interface HubClientOptions {
  readonly socket: string;
  readonly client: 'tui' | 'cli';
  /** What an attached terminal does when the hub tells it something. */
  readonly handlers?: Handlers<ViewEvents>;
  /** Called once, when an established connection ends, however it does. */
  readonly onClose?: () => void;
  readonly onError?: (error: Error) => void;
}

/** Connects and shakes hands. Rejects when nobody answers, or speaks another protocol. */
export async function connectHub(options: HubClientOptions): Promise<HubClient> {
  const socket = createConnection(options.socket);
  const transport = { send: (text: string) => void socket.write(`${text}\n`), close: () => socket.end() };
  const onError = options.onError ?? (() => {});
  const { handlers } = options;
  const peer = handlers
    ? createPeer({ transport, ours: viewEvents, handlers, theirs: hubMethods, onError, maxDepth: MAX_DEPTH })
    : createPeer({ transport, ours: {}, handlers: {}, theirs: hubMethods, onError });
  const read = createLineReader(MAX_LINE_BYTES, (line) => peer.receive(line));
  await openSocket(socket, read);
  const lost = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void lost.then(() => peer.closed('the hub closed the connection'));
  const { boot, agent } = await peer.call('hello', { protocol: { ...HUB_PROTOCOL }, client: options.client });
  void lost.then(() => options.onClose?.());
  return { peer, boot, agent, close: () => socket.destroy() };
}
