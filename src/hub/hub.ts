// The hub: joins host, agents, views and clients. Holds mechanisms only; each part is its own file.
import type { Agent } from '../core/agent.ts';
import type { KeyTable } from '../core/key-table.ts';
import type { Overlays } from '../core/overlay.ts';
import type { ViewState } from '../core/view.ts';
import type { JournalEntry } from '../protocol/host-api.ts';
import type { RuntimePaths } from '../protocol/runtime-paths.ts';
import { type Agents, createAgents } from './agents.ts';
import type { Client } from './client.ts';
import { fallbackKeys } from './fallback-keys.ts';
import { fallbackTree } from './fallback-tree.ts';
import { type HostLink, linkHost } from './host-link.ts';
import { createOutputWatch, type OutputWatch } from './output-watch.ts';
import { createSessionSockets } from './session-sockets.ts';
import type { Store } from './store.ts';
import { createViews, type Views } from './views.ts';

export interface Hub {
  readonly home: string;
  readonly paths: RuntimePaths;
  readonly boot: string;
  readonly safe: boolean;
  readonly agents: Agents;
  readonly views: Views;
  readonly host: HostLink;
  readonly output: OutputWatch;
  readonly clients: Set<Client>;
  keys(): KeyTable;
  overlays(): Overlays;
  /** JSON text of the view's tree, at its size or another. */
  tree(view: ViewState): string;
  log(text: string): void;
  /** Serves a new connection; `agent` is whose socket it came on, null for the user's. */
  stop(all: boolean): Promise<void>;
}

export interface HubOptions {
  readonly home: string;
  readonly entries: string;
  readonly paths: RuntimePaths;
  readonly safe: boolean;
  readonly store: Store;
  readonly log: (text: string) => void;
  /** Listens on a session's own socket; returns the function that ends it. */
  readonly listenFor: (agent: string) => () => void;
  /** Ends the process. */
  readonly exit: () => void;
}

export function createHub(options: HubOptions): Hub {
  const { home, entries, paths, safe, store, log } = options;
  const clients = new Set<Client>();
  const keys = fallbackKeys();
  const sockets = createSessionSockets(options.listenFor);
  let scheduled = false;

  /** Many changes at once are shown at once: after the turn in which they happened. */
  const refresh = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      const list = agents.list();
      for (const client of clients) client.show(list);
    });
  };

  const agents = createAgents(refresh);
  const views = createViews(store.views(), (view) => {
    store.saveView(view);
    refresh();
  });
  const host: HostLink = linkHost({
    home,
    entries,
    socket: paths.hostSocket,
    onSessions(sessions) {
      const known = new Set(sessions.map((session) => session.id));
      for (const agent of agents.list()) if (!known.has(agent.id)) forget(agent.id);
      for (const session of sessions) {
        agents.update(session);
        sockets.open(session.id);
      }
      views.agentsAre(agents.list().map((agent) => agent.id));
    },
    onJournal: (journal) => {
      for (const entry of journal) void take(entry);
    },
    onTail: (chunk) => output.take(chunk),
    log,
  });
  const output = createOutputWatch(host, (id) => agents.get(id)?.status === 'running');

  const forget = (id: string): void => {
    agents.remove(id);
    sockets.close(id);
  };

  const take = async (entry: JournalEntry): Promise<void> => {
    const { session: id, type, data } = entry;
    if (type === 'title') agents.setTitle(id, String(data['title'] ?? ''));
    if (type === 'bell' && !isShown(id)) agents.setUnread(id, true);
    if (type !== 'started' && type !== 'exited') return;
    const sessions = (
      await host
        .now()
        ?.peer.call('list', {})
        .catch(() => null)
    )?.sessions;
    const session = sessions?.find((candidate) => candidate.id === id);
    if (!session) return;
    agents.update(session);
    sockets.open(id);
    if (type === 'exited') output.exited(id);
  };

  const isShown = (id: string): boolean =>
    views.list().some((view) => view.focus === id && views.isAttached(view.id));

  return {
    home,
    paths,
    boot: `${process.pid}-${Date.now().toString(36)}`,
    safe,
    agents,
    views,
    host,
    output,
    clients,
    keys: () => keys,
    overlays: () => ({ banners: [], toasts: [], prompt: null }),
    tree: (view) => JSON.stringify(fallbackTree(agents.list() as readonly Agent[], view, keys.prefix)),
    log,
    async stop(all) {
      log(all ? 'stopping everything' : 'stopping');
      for (const client of clients) client.leave(all ? 'everything was stopped' : 'the hub was stopped');
      if (all)
        await host
          .now()
          ?.peer.call('shutdown', {})
          .catch(() => {});
      host.close();
      sockets.closeAll();
      store.close();
      // After the answer to whoever asked is on its way.
      setTimeout(options.exit, 50);
    },
  };
}
