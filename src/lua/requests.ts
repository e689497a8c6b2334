// Coroutines that wait for the hub: each answer goes back into the world that asked, if that still lives.
import type { ReplyHeader } from './worker-protocol.ts';

type Request = NonNullable<ReplyHeader['requests']>[number];

/** How a coroutine goes on. */
export type Answer =
  | { readonly co: number; readonly ok: true; readonly value: unknown }
  | { readonly co: number; readonly ok: false; readonly err: string; readonly code: string };

export interface Requests {
  start(requests: readonly Request[]): void;
  /**
   * Settles when those of `requests` that wait for nobody have been answered, and what went on with the answers
   * has come to rest. Undefined where there are none.
   */
  rest(requests: readonly Request[] | undefined): Promise<unknown> | undefined;
  /** How many wait. */
  count(): number;
  /** The world that asked is gone: answers are dropped and those asked are told. */
  abandon(): void;
}

/** Done as soon as the hub can; everything else may take as long as a person, a program or the clock. */
const QUICK = /^(?:agents\.(?!wait(?:_launch)?$)|hub\.|plugin\.|fs\.|trust\.|git\.worktree(?:s|_state)$)/;

/**
 * `ask` gets a signal that aborts when nobody waits any more, and a promise for the time when what went on with
 * its answer has come to rest. `answer` is called once for each request, and resolves then.
 */
export function createRequests(
  ask: (request: Request, signal: AbortSignal, rested: Promise<void>) => Promise<unknown>,
  answer: (answer: Answer) => Promise<void>,
): Requests {
  let controller = new AbortController();
  let waiting = 0;
  const quick = new Map<number, Promise<void>>();
  return {
    start(requests) {
      const { signal } = controller;
      for (const request of requests) {
        waiting++;
        const { co } = request;
        let rest = (): void => {};
        const rested = new Promise<void>((resolve) => {
          rest = resolve;
        });
        if (QUICK.test(request.name)) quick.set(co, rested);
        ask(request, signal, rested)
          .then(
            (value) => settle(signal, { co, ok: true, value: value ?? null }),
            (error: unknown) => settle(signal, { co, ok: false, ...describe(error) }),
          )
          .finally(() => {
            if (quick.get(co) === rested) quick.delete(co);
            rest();
          });
      }
    },
    rest(requests = []) {
      const under = requests.flatMap(({ co }) => quick.get(co) ?? []);
      return under.length > 0 ? Promise.all(under) : undefined;
    },
    count: () => waiting,
    abandon() {
      waiting = 0;
      quick.clear();
      const gone = controller;
      controller = new AbortController();
      gone.abort();
    },
  };

  async function settle(signal: AbortSignal, given: Answer): Promise<void> {
    if (signal.aborted) return;
    waiting--;
    await answer(given);
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
