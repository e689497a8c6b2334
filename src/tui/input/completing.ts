// A line while Tab makes something of it: what all words begin with is put in at once, then each in turn. Pure.
import type { Completion, CompletionAsk } from '../../core/completion.ts';
import { type LineState, setText } from './line-editor.ts';

/** Words to choose from, and the place of the one in the line; -1 while it is none of them. */
export interface Completing {
  readonly completion: Completion;
  readonly at: number;
}

export interface Completed {
  readonly line: LineState;
  /** Null where there is nothing to choose. */
  readonly completing: Completing | null;
}

/** What is asked by Tab at a line. */
export function askCompletion({ value, cursor }: LineState): CompletionAsk {
  return { complete: true, before: value.slice(0, cursor), after: value.slice(cursor) };
}

/** The line with an answer; as it is where it was changed meanwhile. */
export function takeCompletion(line: LineState, completion: Completion): Completed {
  const { items, value, head, tail, suffix = '' } = completion;
  if (line.value !== value || items.length === 0) return { line, completing: null };
  const typed = value.slice(head.length, value.length - tail.length);
  if (items.length === 1) {
    const [only = ''] = items;
    return { line: put(line, completion, only.endsWith('/') ? only : only + suffix), completing: null };
  }
  const common = commonStart(items);
  const next = common.length > typed.length ? put(line, completion, common) : line;
  return { line: next, completing: { completion, at: -1 } };
}

/** The next word (or, by -1, the one before) in the line. */
export function nextWord(line: LineState, { completion, at }: Completing, by: number): Completed {
  const { items } = completion;
  const next = at < 0 && by < 0 ? items.length - 1 : (at + by + items.length) % items.length;
  return pickWord(line, completion, next);
}

/** A word by its place. */
export function pickWord(line: LineState, completion: Completion, at: number): Completed {
  const word = completion.items[at];
  if (word === undefined) return { line, completing: null };
  return { line: put(line, completion, word), completing: { completion, at } };
}

function put(line: LineState, { head, tail }: Completion, word: string): LineState {
  return setText(line, head + word + tail, head.length + word.length);
}

function commonStart(words: readonly string[]): string {
  let [common = ''] = words;
  for (const word of words) {
    let length = 0;
    while (length < common.length && common[length] === word[length]) length++;
    common = common.slice(0, length);
  }
  // Not within a character of two halves.
  return /[\ud800-\udbff]$/.test(common) ? common.slice(0, -1) : common;
}
