// A pattern from outside, matched in bounded time: one that backtracks for ever would stop the hub.
import { createContext, Script } from 'node:vm';

const LIMIT_MS = 50;

interface Scope {
  text: string;
  found: string | null;
}
/** Made for the first pattern: it takes 10 ms. */
let shared: Scope | undefined;

export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/**
 * Returns a function that gives the part of a text that `source` matches (a JavaScript regular expression,
 * `^` and `$` at every line), or null. Throws PatternError for a malformed pattern; the function throws it
 * for one that takes too long.
 */
export function compilePattern(source: string): (text: string) => string | null {
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, 'm');
  } catch (error) {
    throw new PatternError((error as Error).message);
  }
  shared ??= createContext({ text: '', found: null }) as unknown as Scope;
  const scope = shared;
  const script = new Script(`found = (${pattern}.exec(text) ?? [null])[0]`);
  return (text) => {
    scope.text = text;
    try {
      script.runInContext(scope, { timeout: LIMIT_MS });
    } catch {
      throw new PatternError(`/${source}/ takes over ${LIMIT_MS} ms on this screen: make it simpler`);
    }
    return scope.found;
  };
}
