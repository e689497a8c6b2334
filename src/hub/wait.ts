// Waiting for something to happen to an agent: `exited`, `quiet[:SECONDS]`, `text:REGEX`. Driven by what
// the host reports; nothing is asked again and again.
import { refuse } from '../protocol/rpc.ts';
import { createPlainText } from './plain-text.ts';
import { compilePattern, PatternError } from './safe-match.ts';
import type { Subscription, TailListener } from './tails.ts';

export type Condition =
  | { readonly kind: 'exited' }
  | { readonly kind: 'quiet'; readonly seconds: number }
  | { readonly kind: 'text'; readonly match: (text: string) => string | null };

export interface Outcome {
  readonly met: boolean;
  /** What was seen. */
  readonly text?: string;
}

const DEFAULT_QUIET_SECONDS = 2;
/** How soon after output the screen is looked at: a program rarely prints a line in one piece. */
const LOOK_MS = 30;
/** So much of what went by is looked through beside the screen. */
const PASSED_CHARACTERS = 16 * 1024;

/** The condition written as `text`. Throws RpcError `usage` that says what can be waited for. */
export function parseCondition(text: string): Condition {
  if (text === 'exited') return { kind: 'exited' };
  const quiet = /^quiet(?::(\d+(?:\.\d+)?))?$/.exec(text);
  if (quiet) return { kind: 'quiet', seconds: Number(quiet[1] ?? DEFAULT_QUIET_SECONDS) };
  if (text.startsWith('text:')) {
    try {
      return { kind: 'text', match: compilePattern(text.slice('text:'.length)) };
    } catch (error) {
      throw refuse('usage', `--until ${text}: ${(error as Error).message}`);
    }
  }
  throw refuse('usage', `--until "${text}": exited, quiet[:SECONDS] or text:REGEX expected`);
}

/** What a wait needs to know of the agent. */
export interface Watched {
  isRunning(): boolean;
  /** The screen's lines now. */
  read(): Promise<readonly string[]>;
  /** Milliseconds since the last output. */
  quietFor(): Promise<number>;
  listen(listener: TailListener): Subscription;
}

/**
 * Resolves when the condition is met; with `met: false` after `timeoutMs`, when `signal` aborts, or when
 * the agent ends first (which meets `exited` and `quiet`). Rejects where the screen cannot be read.
 */
export function waitFor(
  condition: Condition,
  watched: Watched,
  options: { readonly timeoutMs?: number | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    const end = (settle: () => void): void => {
      watch.close();
      tail.close();
      clearTimeout(limit);
      signal?.removeEventListener('abort', giveUp);
      settle();
    };
    const finish = (outcome: Outcome): void => end(() => resolve(outcome));
    const giveUp = (): void => finish({ met: false });
    const fail = (error: Error): void =>
      end(() => reject(error instanceof PatternError ? refuse('usage', error.message) : error));
    const watch = watchers[condition.kind](condition as never, watched, finish, fail);
    const tail = watched.listen({ output: (chunk) => watch.output(chunk.bytes), ended: () => watch.ended() });
    const limit =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(giveUp, Math.min(options.timeoutMs, 2 ** 31 - 1));
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    else if (!watched.isRunning()) watch.ended();
    else tail.ready.then(() => watch.start(), fail);
  });
}

interface Watch {
  start(): void;
  output(bytes: Buffer): void;
  ended(): void;
  close(): void;
}
type Watcher<K extends Condition['kind']> = (
  condition: Extract<Condition, { kind: K }>,
  watched: Watched,
  finish: (outcome: Outcome) => void,
  fail: (error: Error) => void,
) => Watch;

const ENDED: Outcome = { met: true, text: 'exited' };

const watchers: { readonly [K in Condition['kind']]: Watcher<K> } = {
  exited: (_condition, _watched, finish) => ({
    start() {},
    output() {},
    ended: () => finish(ENDED),
    close() {},
  }),

  quiet({ seconds }, watched, finish, fail) {
    let timer: NodeJS.Timeout | undefined;
    let heard = false;
    const within = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => finish({ met: true, text: 'quiet' }), Math.max(0, ms));
    };
    return {
      start() {
        watched.quietFor().then((ms) => heard || within(seconds * 1000 - ms), fail);
      },
      output(bytes) {
        if (bytes.length === 0) return;
        heard = true;
        within(seconds * 1000);
      },
      ended: () => finish(ENDED),
      close() {
        heard = true;
        clearTimeout(timer);
      },
    };
  },

  text({ match }, watched, finish, fail) {
    let timer: NodeJS.Timeout | undefined;
    let passed = '';
    let over = false;
    const toText = createPlainText();
    const look = async (): Promise<void> => {
      timer = undefined;
      const lines = await watched.read();
      if (over) return;
      const found = match(lines.join('\n')) ?? match(passed);
      if (found !== null) finish({ met: true, text: found });
    };
    return {
      start: () => void look().catch(fail),
      output(bytes) {
        passed = (passed + toText(bytes)).slice(-PASSED_CHARACTERS);
        timer ??= setTimeout(() => look().catch(fail), LOOK_MS);
      },
      ended() {
        look().then(() => over || finish({ met: false, text: 'exited' }), fail);
      },
      close() {
        over = true;
        clearTimeout(timer);
      },
    };
  },
};
