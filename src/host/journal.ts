// What happened while perhaps no hub listened: numbered entries, bounded. Where room is short the oldest
// of what programs say goes first, and only then what happened to them.
import type { JournalEntry } from '../protocol/host-api.ts';

const MAX_ENTRIES = 5000;
/** As JSON: all of it has to fit into one answer. */
const MAX_BYTES = 700_000;
/** A program that rings or renames itself in a loop is heard this often, per session and type. */
const MIN_INTERVAL_MS = 100;
/** These are large, and each may be a question to a person. */
const CLIPBOARD_INTERVAL_MS = 1000;
const limited: ReadonlySet<string> = new Set([
  'bell',
  'title',
  'progress',
  'notification',
  'mark',
  'clipboard',
]);

export interface Journal {
  add(session: string, type: JournalEntry['type'], data: JournalEntry['data']): void;
  after(seq: number): JournalEntry[];
  seq(): number;
  /** Returns the function that ends the listening. */
  listen(listener: (entry: JournalEntry) => void): () => void;
  /** Forgets the limits of a session that is gone. */
  forget(session: string): void;
  /** All of it, for another process; what waits for its turn is told first. */
  capture(): JournalState;
}

export interface JournalState {
  readonly entries: readonly JournalEntry[];
  readonly seq: number;
}

/** A journal, going on where `from` ends. */
export function createJournal(now: () => number = Date.now, from?: JournalState): Journal {
  let entries = (from?.entries ?? []).map((entry) => ({ entry, bytes: sizeOf(entry) }));
  let bytes = entries.reduce((sum, { bytes: size }) => sum + size, 0);
  const listeners = new Set<(entry: JournalEntry) => void>();
  /** When a limited type was last told, and what waits for its turn. */
  const limits = new Map<string, { at: number; timer?: NodeJS.Timeout; waiting?: () => void }>();
  let seq = from?.seq ?? 0;

  const append = (session: string, type: JournalEntry['type'], data: JournalEntry['data']): void => {
    const entry = { seq: ++seq, at: now(), session, type, data };
    const size = sizeOf(entry);
    if (entries.length >= MAX_ENTRIES || bytes + size > MAX_BYTES) makeRoom();
    entries.push({ entry, bytes: size });
    bytes += size;
    for (const listener of listeners) listener(entry);
  };

  /** A tenth at once, since every removal goes through all. */
  const makeRoom = (): void => {
    for (const mayGo of [(type: JournalEntry['type']) => limited.has(type), () => true]) {
      let count = entries.length;
      entries = entries.filter(({ entry, bytes: size }) => {
        if ((count <= MAX_ENTRIES * 0.9 && bytes <= MAX_BYTES * 0.9) || !mayGo(entry.type)) return true;
        count--;
        bytes -= size;
        return false;
      });
    }
  };

  return {
    add(session, type, data) {
      if (!limited.has(type)) {
        append(session, type, data);
        return;
      }
      // Marks of one prompt come together, and each says something else.
      const key = `${session} ${type} ${type === 'mark' ? data['mark'] : ''}`;
      const limit = limits.get(key) ?? { at: Number.NEGATIVE_INFINITY };
      limits.set(key, limit);
      const interval = type === 'clipboard' ? CLIPBOARD_INTERVAL_MS : MIN_INTERVAL_MS;
      const wait = interval - (performance.now() - limit.at);
      limit.waiting = () => {
        limit.at = performance.now();
        append(session, type, data);
      };
      if (wait <= 0 && !limit.timer) {
        limit.waiting();
        return;
      }
      // The last of a burst is told, so that a title is never left stale.
      limit.timer ??= setTimeout(() => {
        delete limit.timer;
        limit.waiting?.();
      }, wait);
    },
    after: (from) => entries.map(({ entry }) => entry).filter((entry) => entry.seq > from),
    seq: () => seq,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forget(session) {
      for (const [key, { timer }] of limits) {
        if (!key.startsWith(`${session} `)) continue;
        clearTimeout(timer);
        limits.delete(key);
      }
    },
    capture() {
      for (const limit of limits.values()) {
        if (!limit.timer) continue;
        clearTimeout(limit.timer);
        delete limit.timer;
        limit.waiting?.();
      }
      return { entries: entries.map(({ entry }) => entry), seq };
    },
  };
}

function sizeOf(entry: JournalEntry): number {
  return Buffer.byteLength(JSON.stringify(entry));
}
