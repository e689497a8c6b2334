// Coroutines that wait for the hub: each answer goes back into the world that asked, if that still lives.
import type { ReplyHeader } from './worker-protocol.ts';

type Request = NonNullable<ReplyHeader['requests']>[number];

/** How a coroutine goes on. */
export type Answer =
  | { readonly co: number; readonly ok: true; readonly value: unknown }
  | { readonly co: number; readonly ok: false; readonly err: string; readonly code: string };

export interface Requests {
  start(requests: readonly Request[]): void;
  /** How many wait. */
  count(): number;
  /** The world that asked is gone: answers are dropped and those asked are told. */
  abandon(): void;
}

/** `ask` gets a signal that aborts when nobody waits any more; `answer` is called once for each request. */
export function createRequests(
  ask: (request: Request, signal: AbortSignal) => Promise<unknown>,
  answer: (answer: Answer) => void,
): Requests {
  let controller = new AbortController();
  let waiting = 0;
  return {
    start(requests) {
      const { signal } = controller;
      for (const request of requests) {
        waiting++;
        const { co } = request;
        ask(request, signal).then(
          (value) => settle(signal, { co, ok: true, value: value ?? null }),
          (error: unknown) => settle(signal, { co, ok: false, ...describe(error) }),
        );
      }
    },
    count: () => waiting,
    abandon() {
      waiting = 0;
      const gone = controller;
      controller = new AbortController();
      gone.abort();
    },
  };

  function settle(signal: AbortSignal, given: Answer): void {
    if (signal.aborted) return;
    waiting--;
    answer(given);
  }
}

function describe(error: unknown): { err: string; code: string } {
  const { message, code } = error as { message?: string; code?: unknown };
  return { err: message ?? String(error), code: typeof code === 'string' ? code : 'failed' };
}

/** A sleep that ends early when nobody waits for it. */
export function sleep(seconds: number, signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), Math.max(0, seconds) * 1000);
    timer.unref();
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
}
