// Keeps one connection up: connects, and when it is lost connects again, until closed.

/** Waits between attempts, milliseconds; the last repeats. */
const RETRY_MS = [20, 50, 100, 250, 500, 1000];

export interface Connection {
  close(): void;
}

/**
 * Calls `connect` until it succeeds, then `onUp`; when `lost` is called, `onDown` and all over again.
 * `connect` may start what is missing. `onFailed` is told of each attempt that failed.
 */
export function keepConnected<T>(options: {
  readonly connect: (lost: () => void) => Promise<T>;
  readonly onUp: (link: T) => void;
  readonly onDown: () => void;
  readonly onFailed: (error: Error) => void;
}): Connection {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const attempt = async (count: number): Promise<void> => {
    let over = false;
    const lost = (): void => {
      if (over || closed) return;
      over = true;
      options.onDown();
      void attempt(0);
    };
    try {
      const link = await options.connect(lost);
      if (!closed && !over) options.onUp(link);
    } catch (error) {
      over = true;
      if (closed) return;
      options.onFailed(error instanceof Error ? error : new Error(String(error)));
      timer = setTimeout(() => void attempt(count + 1), RETRY_MS[Math.min(count, RETRY_MS.length - 1)]);
    }
  };

  void attempt(0);
  return {
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
