// Timers are ours, not a world's: named by file and key. A new world that sets the same one again adopts it
// with the time it has left; what it does not set is gone. One clock runs for the earliest, none without.

export interface TimerSpec {
  readonly unit: string;
  readonly key: string;
  /** Seconds. */
  readonly delay: number;
  readonly repeat: boolean;
}

export interface Timers {
  set(spec: TimerSpec): void;
  cancel(unit: string, key: string): void;
  /** Exactly these from now on: those known keep their due time. */
  adopt(specs: readonly TimerSpec[]): void;
  count(): number;
  close(): void;
}

interface Timer extends TimerSpec {
  /** On the clock of `now`, milliseconds. */
  due: number;
}

const SHORTEST_S = 0.01;
const SHORTEST_UNTRUSTED_S = 0.25;
/** What setTimeout can wait at most. */
const LONGEST_MS = 2 ** 31 - 1;

/** `fire` is called when a timer is due; it is due again only after the promise it returns is settled. */
export function createTimers(
  fire: (unit: string, key: string) => Promise<void>,
  now: () => number = () => performance.now(),
): Timers {
  const timers = new Map<string, Timer>();
  const firing = new Set<string>();
  let clock: NodeJS.Timeout | undefined;

  const run = (): void => {
    const due = [...timers].filter(([name, timer]) => timer.due <= now() && !firing.has(name));
    for (const [name, timer] of due) {
      if (timer.repeat) timer.due = nextDue(timer, now());
      else timers.delete(name);
      firing.add(name);
      void fire(timer.unit, timer.key).finally(() => {
        firing.delete(name);
        wind();
      });
    }
    wind();
  };
  const wind = (): void => {
    clearTimeout(clock);
    clock = undefined;
    const waiting = [...timers].filter(([name]) => !firing.has(name));
    if (waiting.length === 0) return;
    const earliest = Math.min(...waiting.map(([, timer]) => timer.due));
    clock = setTimeout(run, Math.min(LONGEST_MS, Math.max(0, Math.ceil(earliest - now()))));
    clock.unref();
  };
  const make = (spec: TimerSpec): Timer => ({ ...spec, due: now() + 1000 * timerSeconds(spec) });

  return {
    set(spec) {
      timers.set(nameOf(spec), make(spec));
      wind();
    },
    cancel(unit, key) {
      timers.delete(nameOf({ unit, key }));
      wind();
    },
    adopt(specs) {
      const next = specs.map((spec) => {
        const known = timers.get(nameOf(spec));
        return known ? { ...spec, due: known.due } : make(spec);
      });
      timers.clear();
      for (const timer of next) timers.set(nameOf(timer), timer);
      wind();
    },
    count: () => timers.size,
    close() {
      timers.clear();
      clearTimeout(clock);
    },
  };
}

function nameOf({ unit, key }: { readonly unit: string; readonly key: string }): string {
  return `${unit}\0${key}`;
}

/** How long a timer runs: those of files written by agents not too short. */
export function timerSeconds({ unit, delay }: TimerSpec): number {
  return Math.max(unit.startsWith('improvements/') ? SHORTEST_UNTRUSTED_S : SHORTEST_S, delay);
}

/** The next beat after `now`: what was missed is not made up for. */
function nextDue(timer: Timer, now: number): number {
  const period = 1000 * timerSeconds(timer);
  return timer.due + period * (Math.floor((now - timer.due) / period) + 1);
}
