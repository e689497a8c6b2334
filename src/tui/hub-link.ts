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
  close(): void;
}

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
  const connection = keepConnected<{ link: HubClient; attached: Attached }>({
    async connect(lost) {
      await ensureDaemon('hub', { home, entries: entryDirectory(), ...(safe ? { args: ['--safe'] } : {}) });
      const link = await connectHub({
        socket: runtimePaths(home).hubSocket,
        client: 'tui',
        handlers: options.handlers,
        onClose: lost,
      });
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
    },
    onDown() {
      client = null;
      options.onDown();
    },
    onFailed: options.onFailed,
  });
  return {
    client: () => client,
    close() {
      connection.close();
      client?.close();
    },
  };
}
