// Waiting for something to happen to an agent: `exited`, `quiet[:SECONDS]`, `text:REGEX`. Driven by what
// the host reports; nothing is asked again and again.
import type { Agent, AgentState } from '../core/agent.ts';
import { refuse } from '../protocol/rpc.ts';
import { createPlainText } from './plain-text.ts';
import { compilePattern, PatternError } from './safe-match.ts';
import type { Subscription, TailListener } from './tails.ts';

export type Condition =
  | { readonly kind: 'exited' }
  | { readonly kind: 'quiet'; readonly seconds: number }
  | { readonly kind: 'state'; readonly state: WaitableState }
  | { readonly kind: 'text'; readonly match: (text: string) => string | null };

/** What an agent can be waited for to do. */
export type WaitableState = Exclude<AgentState, 'unknown'>;
const waitable: readonly string[] = ['working', 'blocked', 'done', 'idle'] satisfies WaitableState[];

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
  if (waitable.includes(text)) return { kind: 'state', state: text as WaitableState };
  const quiet = /^quiet(?::(\d+(?:\.\d+)?))?$/.exec(text);
  if (quiet) return { kind: 'quiet', seconds: Number(quiet[1] ?? DEFAULT_QUIET_SECONDS) };
  if (text.startsWith('text:')) {
    try {
      return { kind: 'text', match: compilePattern(text.slice('text:'.length)) };
    } catch (error) {
      throw refuse('usage', `--until ${text}: ${(error as Error).message}`);
    }
  }
  throw refuse(
    'usage',
    `--until "${text}": working, blocked, done, idle, exited, quiet[:SECONDS] or text:REGEX expected`,
  );
}

/** Whether an agent that ends has done what is waited for. */
export function isMetByEnd(condition: Condition): boolean {
  if (condition.kind === 'state') return condition.state === 'idle' || condition.state === 'done';
  return condition.kind !== 'text';
}

/** What a wait needs to know of the agent. */
export interface Watched {
  isRunning(): boolean;
  /** What it does now. */
  doing(): Pick<Agent, 'state' | 'question'>;
  /** Calls `listener` when it does something else; returns the function that ends it. */
  onDoing(listener: () => void): () => void;
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

/** Whether that is what is waited for. Somebody who looks on makes `idle` of what would have been `done`. */
function isState(wanted: WaitableState, now: Agent['state'], before: Agent['state']): boolean {
  if (now === wanted) return true;
  if (wanted === 'idle') return now === 'done';
  return wanted === 'done' && now === 'idle' && (before === 'working' || before === 'blocked');
}

const ENDED: Outcome = { met: true, text: 'exited' };

const watchers: { readonly [K in Condition['kind']]: Watcher<K> } = {
  exited: (_condition, _watched, finish) => ({
    start() {},
    output() {},
    ended: () => finish(ENDED),
    close() {},
  }),

  state({ state: wanted }, watched, finish) {
    let before = watched.doing().state;
    const look = (): void => {
      const { state, question } = watched.doing();
      const isMet = isState(wanted, state, before);
      before = state;
      if (isMet) finish({ met: true, text: question ?? state! });
    };
    const stop = watched.onDoing(look);
    return {
      start: look,
      output() {},
      ended: () => finish({ met: isMetByEnd({ kind: 'state', state: wanted }), text: 'exited' }),
      close: stop,
    };
  },

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
