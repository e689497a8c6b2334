// The terminal's connection to the hub: attaches a view, keeps its copy of what the hub says, and takes
// the same view up again after the connection was lost.

import type { Size } from '../core/size.ts';
import { ensureDaemon, entryDirectory } from '../protocol/daemon.ts';
import type { HubMethods, ViewEvents } from '../protocol/hub-api.ts';
import { connectHub, type HubClient } from '../protocol/hub-client.ts';
import type { Handlers, Result } from '../protocol/rpc.ts';
import { runtimePaths } from '../protocol/runtime-paths.ts';
import { keepConnected } from './connection.ts';

export type Attached = Result<HubMethods, 'view.attach'>;

export interface HubLink {
  client(): HubClient | null;
  /** The hub, as soon as it is there; null if that takes longer than a person waits. */
  reached(): Promise<HubClient | null>;
  close(): void;
}

/** After so long it would surprise to see what was pressed take effect. */
const PATIENCE_MS = 2000;

export function linkHub(options: {
  readonly home: string;
  readonly safe: boolean;
  readonly size: () => Size;
  /** The view that was attached before, to be taken up again. */
  readonly view: () => string | undefined;
  readonly handlers: Handlers<ViewEvents>;
  readonly onAttached: (attached: Attached, client: HubClient) => void;
  readonly onDown: () => void;
  readonly onFailed: (error: Error) => void;
}): HubLink {
  const { home, safe } = options;
  let client: HubClient | null = null;
  const waiting = new Set<(client: HubClient | null) => void>();
  /** What the hub said right after its answer to the attach, which is to be taken over first. */
  const early: (() => void)[] = [];
  const inOrder = (handle: (params: never) => unknown) => (params: never) =>
    client
      ? handle(params)
      : new Promise((resolve, reject) => {
          early.push(() => {
            try {
              resolve(handle(params));
            } catch (error) {
              reject(error);
            }
          });
        });
  const handlers = Object.fromEntries(
    Object.entries(options.handlers).map(([event, handle]) => [event, inOrder(handle)]),
  ) as Handlers<ViewEvents>;
  const connection = keepConnected<{ link: HubClient; attached: Attached }>({
    async connect(lost) {
      await ensureDaemon('hub', { home, entries: entryDirectory(), ...(safe ? { args: ['--safe'] } : {}) });
      const link = await connectHub({
        socket: runtimePaths(home).hubSocket,
        client: 'tui',
        handlers,
        onClose: lost,
      });
      early.length = 0;
      const view = options.view();
      const attached = await link.peer.call('view.attach', {
        ...options.size(),
        safe,
        ...(view === undefined ? {} : { view }),
      });
      return { link, attached };
    },
    onUp({ link, attached }) {
      client = link;
      options.onAttached(attached, link);
      for (const take of early.splice(0)) take();
      for (const go of waiting) go(link);
      waiting.clear();
    },
    onDown() {
      client = null;
      options.onDown();
    },
    onFailed: options.onFailed,
  });
  return {
    client: () => client,
    async reached() {
      if (client) return client;
      return new Promise((resolve) => {
        const go = (reached: HubClient | null): void => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve(reached);
        };
        const timer = setTimeout(() => go(null), PATIENCE_MS);
        waiting.add(go);
      });
    },
    close() {
      for (const go of waiting) go(null);
      connection.close();
      client?.close();
    },
  };
}
