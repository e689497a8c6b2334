// Tells one client which of the sessions it watches may show something else. While none does, nothing runs.
import type { Session } from './session.ts';

/** A client is told this often at most, of all its sessions at once. */
const TELL_MS = 100;
/**
 * A session that somebody types into is told of in the pauses, so that no look comes in between a key and its
 * echo; but so often at least.
 */
const TYPING_MS = 250;
const TYPED_LONG_MS = 1000;

export interface Watch {
  /** Watches these, and no others. Of one that is new it is told at once. */
  follow(sessions: readonly Session[]): void;
  close(): void;
}

export function createWatch(tell: (ids: string[]) => void): Watch {
  const watched = new Map<Session, () => void>();
  /** With the time of the first change that was not told yet. */
  const moved = new Map<Session, number>();
  let timer: NodeJS.Timeout | undefined;
  let last = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    timer = undefined;
    const now = Date.now();
    const due = [...moved].flatMap(([session, since]) => (isTypedInto(session, since, now) ? [] : [session]));
    for (const session of due) moved.delete(session);
    if (due.length > 0) {
      last = now;
      tell(due.map(({ id }) => id));
    }
    if (moved.size > 0) timer = setTimeout(flush, TELL_MS);
  };
  const note = (session: Session): void => {
    const now = Date.now();
    if (!moved.has(session)) moved.set(session, now);
    timer ??= setTimeout(flush, Math.max(0, last + TELL_MS - now));
  };
  const follow = (sessions: readonly Session[]): void => {
    const wanted = new Set(sessions);
    for (const [session, stop] of watched) {
      if (wanted.has(session)) continue;
      stop();
      watched.delete(session);
      moved.delete(session);
    }
    for (const session of wanted) {
      if (watched.has(session)) continue;
      watched.set(
        session,
        session.change.listen(() => note(session)),
      );
      note(session);
    }
  };
  return {
    follow,
    close() {
      follow([]);
      clearTimeout(timer);
    },
  };
}

function isTypedInto(session: Session, since: number, now: number): boolean {
  return now - session.typedAt < TYPING_MS && now - since < TYPED_LONG_MS;
}
