// The terminal's connection to the host: screens of the sessions in view, and the keys that go to them.
// Comes back by itself when it is lost, starting a host where there is none.
import type { CopyState } from '../core/copy-mode.ts';
import type { Size } from '../core/size.ts';
import { ensureDaemon, entryDirectory } from '../protocol/daemon.ts';
import { connectHost, type HostClient } from '../protocol/host-client.ts';
import { runtimePaths } from '../protocol/runtime-paths.ts';
import { keepConnected } from './connection.ts';
import type { PaneLink, Panes } from './panes/panes.ts';

export interface HostLink {
  /** The client, while there is one. */
  client(): HostClient | null;
  resize(agent: string, size: Size): void;
  close(): void;
}

export function linkHost(options: {
  readonly home: string;
  readonly panes: Panes;
  /** Copy mode of a channel is at another place. */
  readonly onCopy: (channel: number, state: CopyState) => void;
  readonly onUp: (client: HostClient) => void;
  readonly onDown: () => void;
  readonly onFailed: (error: Error) => void;
}): HostLink {
  const { home, panes } = options;
  let client: HostClient | null = null;

  const connection = keepConnected<HostClient>({
    async connect(lost) {
      await ensureDaemon('host', { home, entries: entryDirectory() });
      return connectHost({
        socket: runtimePaths(home).hostSocket,
        client: 'tui',
        onUpdate: (update) => panes.receive(update),
        onCopy: options.onCopy,
        onClose: lost,
      });
    },
    onUp(link) {
      client = link;
      panes.connect(paneLink(link));
      options.onUp(link);
    },
    onDown() {
      client = null;
      panes.connect(null);
      options.onDown();
    },
    onFailed: options.onFailed,
  });

  return {
    client: () => client,
    resize: (agent, { columns, rows }) => panes.resize(agent, columns, rows),
    close() {
      connection.close();
      client?.close();
    },
  };
}

/** What panes need, in calls of the host. A call that fails tells of a session that is gone. */
function paneLink({ peer, sendInput, acknowledge }: HostClient): PaneLink {
  const ignore = (): void => {};
  return {
    subscribe: async (session, scroll) => (await peer.call('subscribe', { session, scroll })).channel,
    unsubscribe: (channel) => void peer.call('unsubscribe', { channel }).catch(ignore),
    scroll: async (channel, scroll) => (await peer.call('scroll', { channel, scroll })).scroll,
    copy: (channel, request) => peer.call('copy', { channel, ...request }),
    linkAt: async (channel, x, y) => (await peer.call('link_at', { channel, x, y })).link,
    resize: (session, columns, rows) => void peer.call('resize', { session, columns, rows }).catch(ignore),
    input: (channel, modes, items) => sendInput({ channel, modes, items }),
    acknowledge,
  };
}
