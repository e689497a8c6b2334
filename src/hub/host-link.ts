// The hub's connection to the host: starts one where there is none, adopts the sessions it runs, follows
// its journal, and comes back by itself.
import { ensureDaemon } from '../protocol/daemon.ts';
import type { JournalEntry, SessionInfo } from '../protocol/host-api.ts';
import { connectHost, type HostClient, type TailChunk } from '../protocol/host-client.ts';
import { refuse } from '../protocol/rpc.ts';

const RETRY_MS = [20, 50, 100, 250, 500, 1000];

export interface HostLink {
  /** The connected client, waiting for it for a while; rejects with RpcError `failed` where there is none. */
  ready(): Promise<HostClient>;
  now(): HostClient | null;
  close(): void;
}

/** How long a call waits for a host that is starting or coming back. */
const PATIENCE_MS = 5000;

export function linkHost(options: {
  readonly home: string;
  readonly entries: string;
  readonly socket: string;
  /** The sessions that run, after every connect: whatever else was known is gone. */
  readonly onSessions: (sessions: readonly SessionInfo[]) => void;
  readonly onJournal: (entries: readonly JournalEntry[]) => void;
  readonly onTail: (chunk: TailChunk) => void;
  readonly log: (text: string) => void;
}): HostLink {
  let client: HostClient | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let seen = { boot: '', seq: 0 };
  const waiting = new Set<(client: HostClient) => void>();

  const connect = async (failures: number): Promise<void> => {
    if (closed) return;
    try {
      await ensureDaemon('host', { home: options.home, entries: options.entries });
      const next = await connectHost({
        socket: options.socket,
        client: 'hub',
        onJournal: (entries) => take(entries),
        onTail: options.onTail,
        onClose: () => {
          client = null;
          options.log('lost the host');
          void connect(0);
        },
      });
      // A journal belongs to one run of the host: another boot starts again at 1.
      if (next.host.boot !== seen.boot) seen = { boot: next.host.boot, seq: 0 };
      const missed = await next.peer.call('journal', { after: seen.seq });
      const { sessions } = await next.peer.call('list', {});
      client = next;
      options.onSessions(sessions);
      take(missed.entries);
      for (const resolve of waiting) resolve(next);
      waiting.clear();
    } catch (error) {
      options.log(`no host: ${(error as Error).message}`);
      timer = setTimeout(() => void connect(failures + 1), RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
    }
  };

  const take = (entries: readonly JournalEntry[]): void => {
    const fresh = entries.filter((entry) => entry.seq > seen.seq);
    if (fresh.length === 0) return;
    seen = { ...seen, seq: fresh.at(-1)!.seq };
    options.onJournal(fresh);
  };

  void connect(0);
  return {
    now: () => client,
    ready() {
      if (client) return Promise.resolve(client);
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(take);
          reject(refuse('failed', 'the host does not answer (botster-tui logs tells why)'));
        }, PATIENCE_MS);
        const take = (found: HostClient): void => {
          clearTimeout(late);
          resolve(found);
        };
        waiting.add(take);
      });
    },
    close() {
      closed = true;
      clearTimeout(timer);
      client?.close();
    },
  };
}
