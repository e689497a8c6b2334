// The events of late, for whoever follows them from outside: each asks for what came after the last one it has.
export interface LoggedEvent {
  /** Numbers all events since this hub started, from 1. */
  readonly seq: number;
  /** Epoch seconds. */
  readonly at: number;
  readonly type: string;
  readonly payload: unknown;
}

export interface EventPage {
  readonly events: readonly LoggedEvent[];
  /** Number of the latest event: what to ask for the rest with. */
  readonly last: number;
  /** Events that came after the one asked with, and are kept no more. */
  readonly missed: number;
}

export interface EventLog {
  note(type: string, payload: unknown): void;
  /**
   * What came after event number `after`, as soon as there is some; an empty page after `timeoutMs`, or when `signal`
   * aborts. Without `after` at once where the log stands.
   */
  next(
    after: number | undefined,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<EventPage>;
}

/** So many are kept for those who ask late. */
const KEPT = 1000;

/** `now` tells epoch milliseconds. */
export function createEventLog(now: () => number = Date.now): EventLog {
  let kept: LoggedEvent[] = [];
  let last = 0;
  const waiting = new Set<() => void>();

  const page = (after: number): EventPage => {
    const events = kept.slice(-KEPT).filter(({ seq }) => seq > after);
    return { events, last, missed: Math.max(0, last - after - events.length) };
  };

  return {
    note(type, payload) {
      kept.push({ seq: ++last, at: now() / 1000, type, payload });
      // Cut now and then, not with every event.
      if (kept.length >= KEPT * 2) kept = kept.slice(-KEPT);
      for (const wake of [...waiting]) wake();
    },
    next(after, { timeoutMs, signal }) {
      // Another hub counts anew.
      const from = after === undefined || after > last ? last : after;
      if (after === undefined || from < last || signal.aborted) return Promise.resolve(page(from));
      return new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          resolve(page(from));
        };
        const timer = setTimeout(wake, timeoutMs);
        signal.addEventListener('abort', wake);
        waiting.add(wake);
      });
    },
  };
}
