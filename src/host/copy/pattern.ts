// What is searched for, in a list of texts, in bounded time: a pattern that backtracks for ever would stop every
// agent of this host.
import { createContext, Script } from 'node:vm';

/** Time for one list of texts, which takes a millisecond or two: a busy machine is no bad pattern. */
const LIMIT_MS = 250;
/** Matches of one text: a pattern that fits everywhere has enough of them. */
const MAX_IN_TEXT = 1000;

interface Scope {
  texts: readonly string[];
  found: readonly (readonly [text: number, at: number, length: number])[];
}

/** Made for the first pattern: it takes 10 ms. */
let shared: Scope | undefined;

export class PatternError extends Error {
  override readonly name = 'PatternError';
}

export type Find = (texts: readonly string[]) => Scope['found'];

/**
 * Finds matches of `source`, a JavaScript regular expression, or where it is none the text as it stands. Upper and
 * lower case are the same unless it has a capital. The function returns index, place and length of each match that
 * is not empty, and throws PatternError for a pattern that takes too long.
 */
export function compileFind(source: string): Find {
  const pattern = expressionOf(source);
  shared ??= createContext({ texts: [], found: [] }) as unknown as Scope;
  const scope = shared;
  const script = new Script(`
    found = [];
    for (let i = 0; i < texts.length; i++) {
      let count = 0;
      for (const match of texts[i].matchAll(${pattern})) {
        if (match[0] !== '') found.push([i, match.index, match[0].length]);
        if (++count >= ${MAX_IN_TEXT}) break;
      }
    }`);
  return (texts) => {
    scope.texts = texts;
    try {
      script.runInContext(scope, { timeout: LIMIT_MS });
    } catch {
      throw new PatternError(`/${source}/ takes over ${LIMIT_MS} ms: make it simpler`);
    } finally {
      scope.texts = [];
    }
    return scope.found;
  };
}

function expressionOf(source: string): RegExp {
  const flags = /\p{Lu}/u.test(source.replace(/\\./g, '')) ? 'g' : 'gi';
  try {
    return new RegExp(source, flags);
  } catch {
    // Half a pattern while it is typed, or text that was never meant as one.
    return new RegExp(escaped(source), flags);
  }
}

/** `text` as a pattern that matches it. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
