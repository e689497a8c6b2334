// Tells a world of what happened lately, for as long as somebody in it looks: in lists, one after the other,
// and so seldom that telling and drawing take a small part of the time, however much happens.
import type { HandleVoice } from '../lua/types.ts';
import type { Entry, Recent } from './recent.ts';

export interface Follower {
  /** There is more to tell. */
  news(): void;
  /** Settles when what there was at first has been told. */
  readonly first: Promise<void>;
  close(): void;
}

/** Told again at most this often; and this many times as long between as the telling took. */
const PAUSE_MS = 100;
const PAUSE_FACTOR = 10;
/** Entries in one list: a world takes them between two keys. */
const MOST_AT_ONCE = 250;

/** Begins at once. `recent` is asked for what has not been told yet. */
export function createFollower(recent: Pick<Recent, 'since' | 'oldest'>, voice: HandleVoice): Follower {
  let told = 0;
  let timer: NodeJS.Timeout | undefined;
  let isTelling = true;
  let isMore = false;
  let next = 0;
  let closed = false;

  const tell = async (): Promise<void> => {
    timer = undefined;
    isTelling = true;
    isMore = false;
    const began = performance.now();
    const entries = recent.since(told);
    told = entries.at(-1)?.seq ?? told;
    // The newest first: they are what is looked at.
    for (let end = entries.length; end > 0 && !closed; end -= MOST_AT_ONCE) {
      const piece = entries.slice(Math.max(0, end - MOST_AT_ONCE), end).map(withTime);
      // A world that is lost is told all in the next one.
      await voice.tell('entries', { entries: piece, oldest: recent.oldest() }).catch(() => {});
    }
    const ended = performance.now();
    next = ended + Math.max(PAUSE_MS, (ended - began) * PAUSE_FACTOR);
    isTelling = false;
    if (isMore) schedule();
  };
  const schedule = (): void => {
    if (closed) return;
    timer ??= setTimeout(() => void tell(), Math.max(0, next - performance.now()));
  };

  // Not in the turn of whoever opens it: a voice that is not known yet is not heard.
  const first = new Promise<void>((resolve) => {
    setImmediate(() => void (closed ? Promise.resolve() : tell()).then(resolve));
  });
  return {
    news() {
      if (isTelling) isMore = true;
      else schedule();
    },
    first,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** With the time of day where the program runs: `14:03:22`. */
function withTime(entry: Entry): Entry & { readonly time: string } {
  return { ...entry, time: new Date(entry.at * 1000).toTimeString().slice(0, 8) };
}
