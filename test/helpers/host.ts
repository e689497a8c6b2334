// A real host process for a test, and a client of it.
import { ensureDaemon } from '../../src/protocol/daemon.ts';
import { connectHost, type HostClient, type HostClientOptions } from '../../src/protocol/host-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createPrivateHome, dist, type PrivateHome } from './private-home.ts';
import { until } from './until.ts';

export interface TestHost {
  readonly home: PrivateHome;
  connect(options?: Partial<HostClientOptions>): Promise<HostClient>;
  /** Starts `sh -c script` and returns its session id. */
  sh(client: HostClient, script: string, size?: { columns: number; rows: number }): Promise<string>;
  /** Waits until the session has ended; returns its info. */
  exited(
    client: HostClient,
    id: string,
  ): Promise<{ exit_code?: number | null | undefined; signal?: string | null | undefined }>;
  dispose(): Promise<void>;
}

export async function startTestHost(): Promise<TestHost> {
  const home = createPrivateHome();
  const runtime = process.env['BOTSTER_RUNTIME_DIR'];
  process.env['BOTSTER_RUNTIME_DIR'] = home.env['BOTSTER_RUNTIME_DIR'];
  await ensureDaemon('host', { home: home.home, entries: dist });
  const socket = runtimePaths(home.home).hostSocket;
  const clients: HostClient[] = [];
  return {
    home,
    async connect(options = {}) {
      const client = await connectHost({ socket, client: 'cli', ...options });
      clients.push(client);
      return client;
    },
    async sh(client, script, size = { columns: 80, rows: 24 }) {
      const env = { PATH: process.env['PATH']!, PS1: '$ ', LANG: 'C.UTF-8' };
      const session = await client.peer.call('spawn', {
        argv: ['/bin/sh', '-c', script],
        cwd: home.home,
        env,
        ...size,
      });
      return session.id;
    },
    async exited(client, id) {
      let info: Awaited<ReturnType<TestHost['exited']>> & { status?: string } = {};
      await until(`session ${id} has exited`, async () => {
        info = (await client.peer.call('list', {})).sessions.find((session) => session.id === id)!;
        return info.status === 'exited';
      });
      return info;
    },
    async dispose() {
      for (const client of clients) client.close();
      await home.dispose();
      if (runtime === undefined) delete process.env['BOTSTER_RUNTIME_DIR'];
      else process.env['BOTSTER_RUNTIME_DIR'] = runtime;
    },
  };
}
