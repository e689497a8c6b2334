// At most so many things at once; the rest wait in line.

export interface Limiter {
  /** Runs `work` when it is its turn. Rejects with the signal's reason where it aborts before that. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createLimiter(most: number): Limiter {
  const line: (() => void)[] = [];
  let running = 0;

  const turn = (signal?: AbortSignal): Promise<void> => {
    if (running < most) {
      running++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        line.splice(line.indexOf(start), 1);
        reject(signal?.reason);
      };
      line.push(start);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  };
  const next = (): void => {
    const start = line.shift();
    if (start) start();
    else running--;
  };

  return {
    async run(work, signal) {
      signal?.throwIfAborted();
      await turn(signal);
      try {
        return await work();
      } finally {
        next();
      }
    },
  };
}
