// Waiting for something to happen to an agent: `exited`, `quiet[:SECONDS]`, `text:REGEX`. Driven by what
// the host reports; nothing is asked again and again.
import { refuse } from '../protocol/rpc.ts';

export type Condition =
  | { readonly kind: 'exited' }
  | { readonly kind: 'quiet'; readonly seconds: number }
  | { readonly kind: 'text'; readonly pattern: RegExp };

const DEFAULT_QUIET_SECONDS = 2;

/** The condition written as `text`. Throws RpcError `usage` that says what can be waited for. */
export function parseCondition(text: string): Condition {
  if (text === 'exited') return { kind: 'exited' };
  const quiet = /^quiet(?::(\d+(?:\.\d+)?))?$/.exec(text);
  if (quiet)
    return { kind: 'quiet', seconds: quiet[1] === undefined ? DEFAULT_QUIET_SECONDS : Number(quiet[1]) };
  if (text.startsWith('text:')) {
    try {
      return { kind: 'text', pattern: new RegExp(text.slice('text:'.length), 'm') };
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
  quietFor(): number;
  /** Calls back on output and on exit; returns the function that ends it. */
  onEvent(listener: (event: 'output' | 'exited') => void): () => void;
}

/** How soon after output the screen is looked at: a program rarely prints a line in one piece. */
const LOOK_MS = 30;

/** Resolves when the condition is met, or after `timeoutMs`, or (not for `exited`) when the agent ends. */
export function waitFor(
  condition: Condition,
  watched: Watched,
  timeoutMs: number | undefined,
): Promise<{ met: boolean; text?: string }> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const limit = timeoutMs === undefined ? undefined : setTimeout(() => finish({ met: false }), timeoutMs);
    const stop = watched.onEvent((event) => (event === 'exited' ? ended() : output()));

    const finish = (result: { met: boolean; text?: string }): void => {
      clearTimeout(timer);
      clearTimeout(limit);
      stop();
      resolve(result);
    };
    const look = async (): Promise<boolean> => {
      if (condition.kind !== 'text') return false;
      const line = matchIn(await watched.read(), condition.pattern);
      if (line !== null) finish({ met: true, text: line });
      return line !== null;
    };
    const check = (): void => {
      timer = undefined;
      look().catch(reject);
    };
    const output = (): void => {
      if (condition.kind === 'quiet') {
        clearTimeout(timer);
        timer = setTimeout(() => finish({ met: true, text: 'quiet' }), condition.seconds * 1000);
      } else if (condition.kind === 'text') timer ??= setTimeout(check, LOOK_MS);
    };
    const ended = (): void => {
      if (condition.kind === 'exited') finish({ met: true, text: 'exited' });
      else if (condition.kind === 'quiet') finish({ met: true, text: 'exited' });
      else look().then((met) => met || finish({ met: false, text: 'exited' }), reject);
    };

    if (!watched.isRunning()) ended();
    else if (condition.kind === 'quiet') {
      const left = condition.seconds * 1000 - watched.quietFor();
      timer = setTimeout(() => finish({ met: true, text: 'quiet' }), Math.max(0, left));
    } else if (condition.kind === 'text') check();
  });
}

function matchIn(lines: readonly string[], pattern: RegExp): string | null {
  const found = pattern.exec(lines.join('\n'));
  if (!found) return null;
  return found[0];
}
