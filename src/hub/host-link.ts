// The hub's connection to the host: starts one where there is none, adopts the sessions it runs, follows
// its journal from where the last hub left off, and comes back by itself.
import { ensureDaemon } from '../protocol/daemon.ts';
import type { JournalEntry, SessionInfo } from '../protocol/host-api.ts';
import { connectHost, type HostClient, type TailChunk } from '../protocol/host-client.ts';
import { refuse } from '../protocol/rpc.ts';

/** How far a host's journal was read. Another boot is another host: its journal begins again. */
export interface JournalPlace {
  readonly boot: string;
  readonly seq: number;
}

export interface HostLink {
  /** The connected client, waiting for it for a while; rejects with RpcError `failed` where there is none. */
  ready(): Promise<HostClient>;
  now(): HostClient | null;
  close(): void;
}

export interface HostLinkOptions {
  readonly home: string;
  readonly entries: string;
  readonly socket: string;
  /** How far the journal was read by the last hub. */
  readonly place: JournalPlace;
  readonly savePlace: (place: JournalPlace) => void;
  /** What the host runs, after every connect; `isSame` where it is the host that was followed before. */
  readonly onSessions: (sessions: readonly SessionInfo[], isSame: boolean) => void;
  readonly onJournal: (entries: readonly JournalEntry[]) => void;
  readonly onTail: (chunk: TailChunk) => void;
  /** Sessions that are watched may show something else. */
  readonly onMoved: (sessions: readonly string[]) => void;
  /** Why there is no host now; null when there is one again. */
  readonly onTrouble: (message: string | null) => void;
}

const RETRY_MS = [20, 50, 100, 250, 500, 1000];
/** How long a call waits for a host that is starting or coming back. */
const PATIENCE_MS = 5000;

export function linkHost(options: HostLinkOptions): HostLink {
  let client: HostClient | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let place = options.place;
  const waiting = new Set<(client: HostClient) => void>();

  const take = (entries: readonly JournalEntry[]): void => {
    const fresh = entries.filter((entry) => entry.seq > place.seq);
    if (fresh.length === 0) return;
    place = { ...place, seq: fresh.at(-1)!.seq };
    options.onJournal(fresh);
    options.savePlace(place);
  };

  const lost = (failures: number): void => {
    client = null;
    if (closed) return;
    timer = setTimeout(() => void connect(failures), RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
  };

  const connect = async (failures: number): Promise<void> => {
    // Entries that come while the sessions are being listed wait, so that each is told of what is known.
    let early: JournalEntry[] | null = [];
    try {
      await ensureDaemon('host', { home: options.home, entries: options.entries });
      const next = await connectHost({
        socket: options.socket,
        client: 'hub',
        onJournal: (entries) => (early ? early.push(...entries) : take(entries)),
        onTail: options.onTail,
        onMoved: options.onMoved,
        onClose: () => {
          if (client === next) lost(0);
        },
      });
      if (closed) return next.close();
      const isSame = next.host.boot === place.boot;
      if (!isSame) place = { boot: next.host.boot, seq: 0 };
      const missed = await next.peer.call('journal', { after: place.seq });
      const { sessions } = await next.peer.call('list', {});
      client = next;
      options.onSessions(sessions, isSame);
      take([...missed.entries, ...early]);
      early = null;
      options.savePlace(place);
      options.onTrouble(null);
      for (const resolve of waiting) resolve(next);
      waiting.clear();
    } catch (error) {
      options.onTrouble((error as Error).message);
      lost(failures + 1);
    }
  };

  void connect(0);
  return {
    now: () => client,
    ready() {
      if (client) return Promise.resolve(client);
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(found);
          reject(refuse('failed', 'the host does not answer (botster-tui logs tells why)'));
        }, PATIENCE_MS);
        const found = (connected: HostClient): void => {
          clearTimeout(late);
          resolve(connected);
        };
        waiting.add(found);
      });
    },
    close() {
      closed = true;
      clearTimeout(timer);
      client?.close();
      client = null;
    },
  };
}
