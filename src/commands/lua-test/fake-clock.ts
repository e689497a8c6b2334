// A clock that stands still but where it is told to go on: timers, sleeps and everything else that waits for
// time in a program under test is due by it. Nothing here ever waits for real.
import { type TimerSpec, type Timers, timerSeconds } from '../../lua/timers.ts';

/** 2026-01-01 00:00:00 UTC, in epoch seconds; lua/testing/world/testing_clock.lua begins there too. */
export const START = 1_767_225_600;

export interface FakeClock {
  /** Epoch seconds. */
  now(): number;
  /** Calls `act` when `seconds` have passed; returns what calls it off. */
  after(seconds: number, act: () => unknown): () => void;
  /**
   * Lets time pass: what is due is called in order, at its moment, each once `settle` says that all that the
   * one before led to has happened. Rejects where that never ends.
   */
  advance(seconds: number, settle: () => Promise<void>): Promise<void>;
  /** The timers of a Lua world (src/lua/timers.ts), by this clock. */
  timers(fire: (unit: string, key: string) => Promise<void>): Timers;
  sleep(seconds: number, signal: AbortSignal): Promise<null>;
  /** Nothing is due any more, now or later. */
  stop(): void;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly act: () => unknown;
}

/** What a second of ticking may run at most; then something makes itself due again and again. */
const MOST_AT_ONCE = 10_000;

export function createFakeClock(): FakeClock {
  const waiting = new Set<Due>();
  let now = START;
  let order = 0;
  let stopped = false;

  const after = (seconds: number, act: () => unknown): (() => void) => {
    const due: Due = { at: now + Math.max(0, seconds), order: order++, act };
    if (!stopped) waiting.add(due);
    return () => void waiting.delete(due);
  };
  const next = (until: number): Due | undefined => {
    let first: Due | undefined;
    for (const due of waiting) {
      if (due.at > until + 1e-9) continue;
      if (!first || due.at < first.at || (due.at === first.at && due.order < first.order)) first = due;
    }
    return first;
  };

  return {
    now: () => now,
    after,
    async advance(seconds, settle) {
      const until = now + seconds;
      for (let count = 0; ; count++) {
        const due = next(until);
        if (!due) break;
        if (count === MOST_AT_ONCE) throw new Error(`more than ${MOST_AT_ONCE} timers in one tick`);
        waiting.delete(due);
        now = Math.max(now, due.at);
        await due.act();
        await settle();
      }
      now = until;
      await settle();
    },
    stop() {
      stopped = true;
      waiting.clear();
    },
    timers: (fire) => createFakeTimers(after, () => now, fire),
    sleep: (seconds, signal) =>
      new Promise((resolve) => {
        const stop = after(seconds, () => resolve(null));
        signal.addEventListener('abort', () => {
          stop();
          resolve(null);
        });
      }),
  };
}

interface Running {
  readonly spec: TimerSpec;
  readonly due: number;
  stop(): void;
}

function createFakeTimers(
  after: FakeClock['after'],
  now: () => number,
  fire: (unit: string, key: string) => Promise<void>,
): Timers {
  const running = new Map<string, Running>();
  const nameOf = (unit: string, key: string): string => `${unit}\0${key}`;

  const drop = (name: string): void => {
    running.get(name)?.stop();
    running.delete(name);
  };
  const start = (spec: TimerSpec, seconds: number): void => {
    const { unit, key } = spec;
    const name = nameOf(unit, key);
    drop(name);
    const stop = after(seconds, () => {
      running.delete(name);
      if (spec.repeat) start(spec, timerSeconds(spec));
      return fire(unit, key);
    });
    running.set(name, { spec, due: now() + seconds, stop });
  };

  return {
    set: (spec) => start(spec, timerSeconds(spec)),
    cancel: (unit, key) => drop(nameOf(unit, key)),
    adopt(specs) {
      const before = new Map([...running].map(([name, { due }]) => [name, due]));
      for (const name of before.keys()) drop(name);
      for (const spec of specs) {
        const due = before.get(nameOf(spec.unit, spec.key));
        start(spec, due === undefined ? timerSeconds(spec) : Math.max(0, due - now()));
      }
    },
    count: () => running.size,
    close() {
      for (const name of [...running.keys()]) drop(name);
    },
  };
}
