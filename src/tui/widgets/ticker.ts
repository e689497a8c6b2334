// The one clock of everything that moves by itself. It runs only while somebody listens.

export interface Ticker {
  /** Ticks since the clock was made. */
  now(): number;
  /** Calls `listener` on each tick, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** A clock that ticks every `periodMs` milliseconds. */
export function createTicker(periodMs: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;
  const tick = (): void => {
    ticks++;
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => ticks,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        timer = setInterval(tick, periodMs);
        timer.unref();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}

/** Ten a second: a turning spinner looks alive, and costs one short repaint each. */
export const spinnerTicker = createTicker(100);
