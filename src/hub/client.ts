// One client of the hub: a terminal, or a verb of the command line. What it sends is read line by line; a
// bad line is answered with an error, and only a client that floods or never reads is closed.
import type { Socket } from 'node:net';
import type { Agent } from '../core/agent.ts';
import { hubMethods, MAX_LINE_BYTES, type ViewEvents, viewEvents } from '../protocol/hub-api.ts';
import { createLineReader } from '../protocol/lines.ts';
import { createPeer, type Peer } from '../protocol/rpc.ts';
import { createHandlers } from './api/handlers.ts';
import type { Hub } from './hub.ts';

export interface Client {
  /** The session whose socket it came through; null for the user. */
  readonly agent: string | null;
  readonly peer: Peer<ViewEvents>;
  /** The view its terminal shows, once it has attached. */
  view: string | null;
  /** Sends what is to be seen of the agents and the view, as far as it changed. */
  show(agents: readonly Agent[]): void;
  /** Tells it to go and start nothing again. */
  leave(reason: string): void;
}

/** What may wait for a client that does not read. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Serves `socket` until it closes. */
export function serveClient(socket: Socket, hub: Hub, agent: string | null): void {
  const send = (text: string): void => {
    if (socket.destroyed) return;
    socket.write(`${text}\n`);
    if (socket.writableLength > MAX_WAITING_BYTES) socket.destroy();
  };
  const peer = createPeer({
    transport: { send, close: () => socket.end() },
    ours: hubMethods,
    theirs: viewEvents,
    handlers: createHandlers(hub, () => client),
    onError: (error) => hub.log(`client: ${error.message}`),
  });
  const sent = { tree: '', state: '', agents: '' };
  let number = 0;

  const client: Client = {
    agent,
    peer,
    view: null,
    show(agents) {
      const view = client.view === null ? undefined : hub.views.get(client.view);
      if (!view) return;
      const agentsText = JSON.stringify(agents);
      if (agentsText !== sent.agents) peer.notifyRaw('view.agents', `{"agents":${agentsText}}`);
      const stateText = JSON.stringify(view);
      if (stateText !== sent.state) peer.notifyRaw('view.state', `{"state":${stateText}}`);
      const tree = hub.tree(view);
      const { columns, rows } = view.size;
      if (tree !== sent.tree)
        peer.notifyRaw(
          'view.tree',
          `{"number":${++number},"columns":${columns},"rows":${rows},"tree":${tree}}`,
        );
      Object.assign(sent, { tree, state: stateText, agents: agentsText });
    },
    leave(reason) {
      if (client.view !== null) peer.notify('view.leave', { reason });
    },
  };

  const read = createLineReader(MAX_LINE_BYTES, (line) => peer.receive(line));
  hub.clients.add(client);
  socket.on('data', (chunk) => {
    try {
      read(chunk);
    } catch (error) {
      hub.log(`client closed: ${(error as Error).message}`);
      socket.destroy();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    hub.clients.delete(client);
    if (client.view !== null) hub.views.release(client.view);
    peer.closed('the client closed the connection');
  });
}
