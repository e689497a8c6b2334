// A hub in the test's own process, over the real host, with a fake Lua world or none.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { serveClient } from '../../src/hub/client.ts';
import { createHub, type Hub } from '../../src/hub/hub.ts';
import type { CreateWorld } from '../../src/hub/lua-host.ts';
import { openStore } from '../../src/hub/store.ts';
import type { ViewEvents } from '../../src/protocol/hub-api.ts';
import { connectHub, type HubClient } from '../../src/protocol/hub-client.ts';
import { type Listener, listenOn } from '../../src/protocol/listen.ts';
import type { Handlers } from '../../src/protocol/rpc.ts';
import { ensureRuntimeDirectory, runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createPrivateHome, dist, type PrivateHome } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';

/** What a terminal was told, the newest last. */
export interface Told {
  readonly event: keyof ViewEvents;
  readonly params: Record<string, unknown>;
}

export interface Terminal {
  readonly client: HubClient;
  readonly told: Told[];
  /** The newest parameters of an event. */
  last(event: keyof ViewEvents): Record<string, unknown> | undefined;
}

export interface TestHub {
  readonly home: PrivateHome;
  readonly hub: Hub;
  readonly log: string[];
  readonly exits: () => number;
  connect(socket?: string): Promise<HubClient>;
  terminal(): Promise<Terminal>;
  /** Starts `sh -c script`; returns its id. */
  sh(client: HubClient, script: string, name?: string): Promise<string>;
  /** Writes a file below the home. */
  write(path: string, text: string): void;
  /** A connection that speaks for itself. */
  raw(): Promise<RawClient>;
  /** Ends this hub, but not its home. */
  leave(): Promise<void>;
  dispose(): Promise<void>;
}

export interface RawClient {
  readonly socket: Socket;
  send(text: string): void;
  /** The next line. */
  line(): Promise<Record<string, unknown>>;
  readonly closed: Promise<void>;
}

export async function startTestHub(
  options: { readonly world?: CreateWorld; readonly home?: PrivateHome; readonly safe?: boolean } = {},
): Promise<TestHub> {
  const home = options.home ?? createPrivateHome();
  const before = process.env['BOTSTER_RUNTIME_DIR'];
  process.env['BOTSTER_RUNTIME_DIR'] = home.env['BOTSTER_RUNTIME_DIR'];
  for (const folder of ['user', 'improvements', 'plugins', 'logs']) {
    mkdirSync(join(home.home, folder), { recursive: true });
  }
  const paths = runtimePaths(home.home);
  ensureRuntimeDirectory(paths);
  const log: string[] = [];
  const clients: HubClient[] = [];
  const listeners: Promise<Listener>[] = [];
  let exits = 0;
  let hub: Hub;
  const listen = (path: string, agent: string | null): Promise<Listener> => {
    const listener = listenOn(path, null, (socket) => serveClient(socket, hub, agent));
    listeners.push(listener);
    return listener;
  };
  hub = createHub({
    home: home.home,
    entries: dist,
    paths,
    safe: options.safe ?? false,
    openStore: (onTrouble) => openStore(home.home, { onTrouble }),
    createWorld: options.world ?? null,
    log: (level, text) => void log.push(`${level} ${text}`),
    listenFor(agent) {
      const listener = listen(paths.sessionSocket(agent), agent);
      listener.catch((error: Error) => log.push(`socket ${error.message}`));
      return () => void listener.then((one) => one.close());
    },
    exit: () => void exits++,
  });
  await listen(paths.hubSocket, null);

  const connect = async (socket = paths.hubSocket, handlers?: Handlers<ViewEvents>): Promise<HubClient> => {
    const client = await connectHub({ socket, client: 'tui', ...(handlers ? { handlers } : {}) });
    clients.push(client);
    return client;
  };
  const closeAll = async (): Promise<void> => {
    for (const client of clients) client.close();
    // A host that is still being started has no pid file yet: it would be left behind.
    if (exits === 0) await hub.host.ready().catch(() => {});
    await hub.stop(false);
    for (const listener of listeners) (await listener).close();
  };

  return {
    home,
    hub,
    log,
    exits: () => exits,
    connect,
    async terminal() {
      const told: Told[] = [];
      const note =
        (event: keyof ViewEvents) =>
        (params: object): null => {
          told.push({ event, params: params as Record<string, unknown> });
          return null;
        };
      const client = await connect(undefined, {
        'view.tree': note('view.tree'),
        'view.state': note('view.state'),
        'view.keys': note('view.keys'),
        'view.overlays': note('view.overlays'),
        'view.agents': note('view.agents'),
        'view.local': note('view.local'),
        'view.notify': note('view.notify'),
        'view.leave': note('view.leave'),
        'view.clipboard': note('view.clipboard'),
        'view.selection': () => ({ text: null }),
        'view.capture': () => {
          throw new Error('nothing is painted');
        },
      });
      return {
        client,
        told,
        last: (event) => told.filter((one) => one.event === event).at(-1)?.params,
      };
    },
    async sh(client, script, name) {
      const env = { PATH: process.env['PATH']!, PS1: '$ ' };
      const agent = await client.peer.call('agent.new', {
        argv: ['/bin/sh', '-c', script],
        cwd: home.home,
        env,
        ...(name === undefined ? {} : { name }),
      });
      return agent.id;
    },
    write(path, text) {
      const file = join(home.home, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    async raw() {
      const socket = createConnection(paths.hubSocket);
      let received = '';
      socket.setEncoding('utf8').on('data', (text: string) => {
        received += text;
      });
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.on('error', () => {});
      await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
      return {
        socket,
        closed,
        send: (text) => void socket.write(text),
        async line() {
          await until('a line from the hub', () => received.includes('\n'));
          const end = received.indexOf('\n');
          const line = received.slice(0, end);
          received = received.slice(end + 1);
          return JSON.parse(line) as Record<string, unknown>;
        },
      };
    },
    leave: closeAll,
    async dispose() {
      await closeAll();
      if (before === undefined) delete process.env['BOTSTER_RUNTIME_DIR'];
      else process.env['BOTSTER_RUNTIME_DIR'] = before;
      await home.dispose();
    },
  };
}
