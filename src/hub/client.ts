// One client of the hub: a terminal, or a verb of the command line. What it sends is read line by line; a
// bad line is answered with an error, and only a client that floods or never reads is closed.
import type { Socket } from 'node:net';
import {
  type HubMethods,
  hubMethods,
  MAX_LINE_BYTES,
  type ViewEvents,
  viewEvents,
} from '../protocol/hub-api.ts';
import { createLineReader } from '../protocol/lines.ts';
import { createPeer, type Handlers, INVALID_REQUEST, type Peer, refuse } from '../protocol/rpc.ts';
import { createHandlers } from './api/handlers.ts';
import type { Hub } from './hub.ts';
import { leaveView } from './leave-view.ts';

export interface Client {
  /** The session whose socket it came through; null for the user. */
  readonly agent: string | null;
  readonly peer: Peer<ViewEvents>;
  /** Aborts when the connection is gone. */
  readonly gone: AbortSignal;
  /** The view its terminal shows, once it has attached. */
  view: string | null;
  /** Its terminal has the focus, as far as it says. */
  isFocused: boolean;
  /** Sends an event's parameters, JSON text, to a terminal that does not have them already. */
  push(event: keyof ViewEvents & string, params: string): void;
  /** Takes it that the terminal has these parameters. */
  has(event: keyof ViewEvents & string, params: string): void;
  /** Tells it to go and start nothing again. */
  leave(reason: string): void;
  /** Closes it when what was sent is written. */
  end(): void;
}

/** What may wait for a client that does not read. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Serves `socket` until it closes. `agent` is whose socket it came on. */
export function serveClient(socket: Socket, hub: Hub, agent: string | null): void {
  const sent = new Map<string, string>();
  const gone = new AbortController();
  const send = (text: string): void => {
    if (socket.destroyed) return;
    socket.write(`${text}\n`);
    if (socket.writableLength > MAX_WAITING_BYTES) socket.destroy(new Error('the client does not read'));
  };
  const peer = createPeer({
    transport: { send, close: () => socket.end() },
    ours: hubMethods,
    theirs: viewEvents,
    handlers: afterHello(createHandlers(hub, () => client)),
    onError: (error) => hub.log('warn', `client: ${error.message}`),
  });
  const client: Client = {
    agent,
    peer,
    gone: gone.signal,
    view: null,
    isFocused: true,
    push(event, params) {
      if (client.view === null || sent.get(event) === params) return;
      sent.set(event, params);
      peer.notifyRaw(event, params);
    },
    has: (event, params) => void sent.set(event, params),
    leave(reason) {
      if (client.view !== null) peer.notify('view.leave', { reason });
    },
    end: () => socket.end(),
  };

  const read = createLineReader(MAX_LINE_BYTES, (line) => peer.receive(line));
  hub.clients.add(client);
  socket.on('data', (chunk) => {
    try {
      read(chunk);
    } catch (error) {
      // Where one line ends is not known any more: this connection, and no other, is of no use now.
      const { message } = error as Error;
      send(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: INVALID_REQUEST, message } }));
      socket.end();
      socket.removeAllListeners('data').resume();
    }
  });
  socket.on('error', (error) => {
    hub.log('warn', `client closed: ${error.message}`);
    socket.destroy();
  });
  socket.on('close', () => {
    gone.abort();
    hub.clients.delete(client);
    leaveView(hub, client);
    peer.closed('the client closed the connection');
  });
}

/** The handlers, each of which refuses until `hello` has been answered. */
function afterHello(handlers: Handlers<HubMethods>): Handlers<HubMethods> {
  let greeted = false;
  const guarded = Object.entries(handlers).map(([method, handle]) => [
    method,
    (params: never) => {
      if (!greeted && method !== 'hello') throw refuse('hello', 'say hello first');
      const result = (handle as (params: never) => unknown)(params);
      if (method === 'hello') greeted = true;
      return result;
    },
  ]);
  return Object.fromEntries(guarded) as Handlers<HubMethods>;
}
