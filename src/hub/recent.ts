// What was logged, what went wrong and what was told of lately, of each kind so much: for people and files that
// look (`log.recent`). Each kind has room of its own, so a storm of events does not wash the errors away.
import { errorHeadline, type LuaError } from '../core/lua-error.ts';
import type { HandleVoice, OpenHandle, ToldEvent } from '../lua/types.ts';
import type { Level } from './log.ts';
import { createFollower, type Follower } from './recent-follower.ts';

export type EntryKind = 'log' | 'error' | 'event';

/** As `log.recent` hands it out (lua/types/REFERENCE.md, `LogEntry`), but for the time of day. */
export interface Entry extends Partial<Omit<ToldEvent, 'text'>> {
  /** Numbers all entries, of every kind, in the order they came. */
  readonly seq: number;
  /** Epoch seconds. */
  readonly at: number;
  readonly kind: EntryKind;
  readonly level: Level;
  readonly text: string;
  /** The file that logged it or failed; `hub` for the program itself. */
  readonly unit?: string;
  readonly error?: LuaError;
}

export interface Recent {
  /** Writes a line of the log and notes it. `isDrawn`: it came of drawing a view, so whoever looks sees it with the next thing that happens. */
  log(level: Level, unit: string, text: string, isDrawn?: boolean): void;
  told(events: readonly ToldEvent[], dropped: number, isDrawn?: boolean): void;
  /** The unresolved errors are these: those that are new, or have happened again, are noted. */
  errors(errors: readonly LuaError[]): void;
  /** Entries later than number `after`, in order. */
  since(after: number): readonly Entry[];
  /** Number of the oldest entry of each kind that is still kept. */
  oldest(): Readonly<Record<EntryKind, number>>;
  /** Somebody looks: all there is is told, then what comes, in lists, as `entries`. */
  open(voice: HandleVoice): OpenHandle;
  close(): void;
}

const KEPT: Readonly<Record<EntryKind, number>> = { log: 1000, error: 200, event: 1000 };
/** What the program itself is called, as if it were a file. */
const PROGRAM = 'hub';
/** Characters of a line. */
const LONGEST = 2000;

/** `write` is the log of the program; `now` tells epoch milliseconds. */
export function createRecent(
  write: (level: Level, text: string) => void = () => {},
  now: () => number = Date.now,
): Recent {
  const kept: Record<EntryKind, Entry[]> = { log: [], error: [], event: [] };
  const followers = new Set<Follower>();
  /** How often each unresolved error has happened. */
  let known: ReadonlyMap<string, number> = new Map();
  let last = 0;

  const add = (entry: Omit<Entry, 'seq' | 'at'>): void => {
    const list = kept[entry.kind];
    list.push({ ...entry, seq: ++last, at: now() / 1000, text: entry.text.slice(0, LONGEST) });
    // Cut now and then, not with every entry.
    if (list.length >= KEPT[entry.kind] * 2) list.splice(0, list.length - KEPT[entry.kind]);
  };
  const news = (isDrawn: boolean): void => {
    if (!isDrawn) for (const follower of followers) follower.news();
  };
  const those = (kind: EntryKind): readonly Entry[] => kept[kind].slice(-KEPT[kind]);

  const recent: Recent = {
    log(level, unit, text, isDrawn = false) {
      write(level, unit === PROGRAM ? text : `${unit}: ${text}`);
      add({ kind: 'log', level, unit, text });
      news(isDrawn);
    },
    told(events, dropped, isDrawn = false) {
      for (const event of events) add({ kind: 'event', level: levelOf(event), ...event });
      if (dropped > 0)
        add({
          kind: 'event',
          level: 'warn',
          name: '…',
          text: `${dropped} more events at once are not listed`,
        });
      news(isDrawn);
    },
    errors(errors) {
      const before = known;
      known = new Map(errors.map((error) => [keyOf(error), error.count]));
      const fresh = errors.filter((error) => error.count > (before.get(keyOf(error)) ?? 0));
      for (const error of fresh)
        add({ kind: 'error', level: 'error', unit: error.unit, text: errorHeadline(error), error });
      if (fresh.length > 0) news(fresh.every(({ phase }) => phase === 'render'));
    },
    since: (after) =>
      [...those('log'), ...those('error'), ...those('event')]
        .filter(({ seq }) => seq > after)
        .sort((a, b) => a.seq - b.seq),
    oldest: () => ({
      log: those('log')[0]?.seq ?? 0,
      error: those('error')[0]?.seq ?? 0,
      event: those('event')[0]?.seq ?? 0,
    }),
    open(voice) {
      const follower = createFollower(recent, voice);
      followers.add(follower);
      return {
        act: () => follower.first,
        close() {
          followers.delete(follower);
          follower.close();
        },
      };
    },
    close() {
      for (const follower of followers) follower.close();
      followers.clear();
    },
  };
  return recent;
}

function levelOf({ cancelled_by: by, failed }: ToldEvent): Level {
  return by !== undefined || failed !== undefined ? 'warn' : 'info';
}

function keyOf(error: LuaError): string {
  return `${errorHeadline(error)}\0${error.where ?? ''}`;
}
