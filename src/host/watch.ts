// Tells one client which of the sessions it watches may show something else. While none does, nothing runs.
import type { Session } from './session.ts';

/** A client is told this often at most, of all its sessions at once. */
const TELL_MS = 100;

export interface Watch {
  /** Watches these, and no others. Of one that is new it is told at once. */
  follow(sessions: readonly Session[]): void;
  close(): void;
}

export function createWatch(tell: (ids: string[]) => void): Watch {
  const watched = new Map<Session, () => void>();
  const moved = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let last = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    timer = undefined;
    last = performance.now();
    tell([...moved]);
    moved.clear();
  };
  const note = (id: string): void => {
    moved.add(id);
    timer ??= setTimeout(flush, Math.max(0, last + TELL_MS - performance.now()));
  };
  const follow = (sessions: readonly Session[]): void => {
    const wanted = new Set(sessions);
    for (const [session, stop] of watched) {
      if (wanted.has(session)) continue;
      stop();
      watched.delete(session);
    }
    for (const session of wanted) {
      if (watched.has(session)) continue;
      watched.set(
        session,
        session.change.listen(() => note(session.id)),
      );
      note(session.id);
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
