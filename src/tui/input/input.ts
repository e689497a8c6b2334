// The one owner of what is typed: bytes in, effects out, in order. Holds the clocks that the pure parts
// have not: how long an escape byte waits, how long typing waits for Lua, when to show what keys follow.
import type { LocalAction } from '../../core/key-table.ts';
import type { InputEvent } from './event.ts';
import { restoreFields } from './fields.ts';
import {
  type Effect,
  type InputContext,
  type InputState,
  initialInput,
  isBarrier,
  type Step,
} from './input-state.ts';
import { hasOverlay, reopenPrompt } from './overlay-keys.ts';
import { createInputParser } from './parser.ts';
import { isForProgram, reconcile, route, runLocal } from './router.ts';

/**
 * How long typing waits for the answer to a binding that runs Lua. Lua that hangs is ended after 100 ms, which is an
 * answer too; beyond that only a machine under load is slow, and what reached an agent too early stays with it.
 */
export const BARRIER_MS = 400;
/** A lone escape byte is the escape key when nothing follows for so long. */
export const ESCAPE_MS = 25;
/** For a program it is passed on as soon as the terminal has had the chance to finish its sequence. */
export const ESCAPE_TO_PROGRAM_MS = 1;
/** A sequence that was cut goes on within this time, even from far away. */
export const SEQUENCE_MS = 100;
/** After so long the keys that may follow a prefix are shown. */
export const WHICH_KEY_MS = 400;
/** More events than a person makes in BARRIER_MS: they are not held back. */
const MAX_QUEUED = 4096;

export interface Clock {
  /** Calls `act` in `ms`; returns what calls it off. */
  after(ms: number, act: () => void): () => void;
}

export interface Input {
  feed(chunk: Buffer): void;
  /** One of the tui's own actions, asked for by Lua. */
  local(action: LocalAction, argument?: string): void;
  /** The screen or what the hub holds has changed: what is gone from it has no keys. */
  refresh(): void;
  /** Texts that were being edited in another terminal, by path: they are in their fields again. */
  restore(drafts: Readonly<Record<string, string>>): void;
  state(): InputState;
  /** Chords wait for the next, long enough for what may follow to be shown. */
  showsWhichKey(): boolean;
  close(): void;
}

export interface InputOptions {
  /** The rest of the terminal, asked for anew with every event. */
  readonly context: () => InputContext;
  /**
   * Does what was decided. For an effect that Lua answers, the promise settles when its answer has been
   * taken over; what is typed meanwhile waits for that, BARRIER_MS at most.
   */
  readonly perform: (effect: Effect) => Promise<unknown> | undefined;
  /** What is to be seen of the state has changed. */
  readonly onChange: () => void;
  /** Answers to queries are under way: an escape byte is most likely the start of one. */
  readonly isProbing?: () => boolean;
  readonly clock?: Clock;
}

export const realClock: Clock = {
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

export function createInput(options: InputOptions): Input {
  const { context, perform, onChange, isProbing = () => false, clock = realClock } = options;
  const parser = createInputParser();
  const queue: InputEvent[] = [];
  let state = initialInput;
  let showsWhichKey = false;
  /** Counts barriers, so that a late answer does not lift a later one; null while there is none. */
  let held: number | null = null;
  let count = 0;
  let stopFlush = (): void => {};
  let stopBarrier = (): void => {};
  let stopWhichKey = (): void => {};

  const take = (events: readonly InputEvent[]): void => {
    for (const event of events) {
      // An answer of the terminal is nobody's typing.
      if (event.type === 'reply') void perform({ type: 'reply', raw: event.raw });
      else queue.push(event);
    }
    if (queue.length > MAX_QUEUED) held = null;
    drain();
  };

  const drain = (): void => {
    while (held === null && queue.length > 0) apply(route(state, context(), queue.shift()!));
  };

  const apply = ({ state: next, effects }: Step): void => {
    become(next);
    const answers = effects.flatMap((effect) => {
      const answer = perform(effect);
      if (!answer) return [];
      answer.catch(() => {
        // A question whose answer did not get through is open again.
        if (effect.type === 'prompt') become(reopenPrompt(state));
      });
      return isBarrier(effect) ? [answer] : [];
    });
    if (answers.length > 0) hold(answers);
  };

  const become = (next: InputState): void => {
    if (next === state) return;
    const before = state;
    state = next;
    if (next.chords !== before.chords) chordsChanged();
    if (isSeenDifferent(before, next)) onChange();
  };

  const chordsChanged = (): void => {
    stopWhichKey();
    const wasShown = showsWhichKey;
    showsWhichKey = wasShown && state.chords.length > 0;
    if (state.chords.length === 0 || hasOverlay(state) || wasShown) return;
    stopWhichKey = clock.after(WHICH_KEY_MS, () => {
      showsWhichKey = true;
      onChange();
    });
  };

  const hold = (answers: readonly Promise<unknown>[]): void => {
    const mine = ++count;
    held = mine;
    const release = (): void => {
      if (held !== mine) return;
      stopBarrier();
      held = null;
      drain();
    };
    stopBarrier = clock.after(BARRIER_MS, release);
    void Promise.allSettled(answers).then(release);
  };

  const flushDelay = (pending: 'escape' | 'sequence'): number => {
    if (isProbing() || pending === 'sequence') return SEQUENCE_MS;
    return held === null && isForProgram(state, context()) ? ESCAPE_TO_PROGRAM_MS : ESCAPE_MS;
  };

  return {
    feed(chunk) {
      stopFlush();
      take(parser.feed(chunk));
      const pending = parser.pending();
      if (pending) stopFlush = clock.after(flushDelay(pending), () => take(parser.flush()));
    },
    local: (action, argument) => apply(runLocal(state, context(), action, argument)),
    refresh: () => become(reconcile(state, context())),
    restore: (drafts) => become(restoreFields(state, context(), drafts)),
    state: () => state,
    showsWhichKey: () => showsWhichKey,
    close() {
      for (const stop of [stopFlush, stopBarrier, stopWhichKey]) stop();
      queue.length = 0;
    },
  };
}

/** What a picture is made from: the rest of the state is nobody's to see. */
function isSeenDifferent(a: InputState, b: InputState): boolean {
  return (
    a.prompt !== b.prompt ||
    a.help !== b.help ||
    a.details !== b.details ||
    a.filter !== b.filter ||
    a.fields !== b.fields ||
    a.field !== b.field ||
    (a.chords !== b.chords && a.chords.length + b.chords.length > 0)
  );
}
