// What tests of the handoff share: a host that is replaced, and programs that outlive it.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { HostClient, HostClientOptions } from '../../src/protocol/host-client.ts';
import { startTestHost, type TestHost } from '../helpers/host.ts';
import { until } from '../helpers/until.ts';

export interface HandingHost extends TestHost {
  /** Replaces the host; returns a client of the new one, once the old one is gone. */
  replaced(options?: Partial<HostClientOptions>): Promise<HostClient>;
  /** Rows of the screen, or with the history. */
  lines(client: HostClient, session: string, what?: 'screen' | 'all'): Promise<string[]>;
  /** Waits until a row of the screen is `text`. */
  shows(client: HostClient, session: string, text: string): Promise<void>;
}

export async function startHandingHost(): Promise<HandingHost> {
  const host = await startTestHost();
  const lines: HandingHost['lines'] = async (client, session, what = 'screen') =>
    (await client.peer.call('read', { session, what })).lines;
  return {
    ...host,
    async replaced(options) {
      const old = await host.connect();
      const { pid } = await old.peer.call('handoff', {});
      await until('the old host is gone', () => !isAlive(old.host.pid));
      const client = await host.connect(options);
      if (client.host.pid !== pid) throw new Error(`pid ${client.host.pid} answers, not ${pid}`);
      return client;
    },
    lines,
    async shows(client, session, text) {
      let now: string[] = [];
      await until(
        `session shows "${text}"`,
        async () => {
          now = await lines(client, session);
          return now.includes(text);
        },
        { detail: () => now.join('\n') },
      );
    },
    async dispose() {
      if (host.home.daemons().host === undefined) return host.dispose();
      try {
        // Programs that were taken over are nobody's children: only their host can end them.
        const client = await host.connect();
        const { pid } = client.host;
        await client.peer.call('shutdown', {});
        await until('the host has ended', () => !isAlive(pid));
      } finally {
        await host.dispose();
      }
    },
  };
}

/** Whether it runs: a zombie that nobody has waited for does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Terminals that a process has open, from the side of who started the program. */
export function openTerminals(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).endsWith('/ptmx');
    } catch {
      return false;
    }
  }).length;
}
