// The clocks of the input: bytes in, effects out in order, with time that only the test moves.
import { expect, test } from 'vitest';
import {
  BARRIER_MS,
  createInput,
  ESCAPE_MS,
  ESCAPE_TO_PROGRAM_MS,
  SEQUENCE_MS,
  WHICH_KEY_MS,
} from '../../../src/tui/input/input.ts';
import type { Effect, InputContext } from '../../../src/tui/input/input-state.ts';
import { contextOf, noOverlays, showEffect } from './harness.ts';

function fakeClock() {
  let now = 0;
  const due = new Set<{ at: number; act: () => void }>();
  return {
    after(ms: number, act: () => void) {
      const timer = { at: now + ms, act };
      due.add(timer);
      return () => void due.delete(timer);
    },
    pass(ms: number) {
      now += ms;
      for (const timer of [...due].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)) {
        if (due.delete(timer)) timer.act();
      }
    },
    waiting: () => due.size,
  };
}

function setup(change: Partial<InputContext> = {}) {
  const clock = fakeClock();
  const done: string[] = [];
  const asked: { resolve(): void; reject(error: Error): void }[] = [];
  const told = { changes: 0, probing: false };
  let context = contextOf(change);
  const perform = (effect: Effect): Promise<unknown> | undefined => {
    done.push(showEffect(effect));
    if (effect.type === 'local' && effect.action === 'mode.set')
      context = { ...context, mode: effect.argument! };
    if (effect.type !== 'lua-key' && effect.type !== 'prompt') return undefined;
    return new Promise<void>((resolve, reject) => void asked.push({ resolve, reject }));
  };
  const input = createInput({
    context: () => context,
    perform,
    onChange: () => void told.changes++,
    isProbing: () => told.probing,
    clock,
  });
  return {
    clock,
    done,
    told,
    input,
    type: (text: string) => input.feed(Buffer.from(text)),
    become(next: Partial<InputContext>) {
      context = { ...context, ...next };
    },
    async answer() {
      asked.shift()!.resolve();
      await settle();
    },
    async fail() {
      asked.shift()!.reject(new Error('no hub'));
      await settle();
    },
  };
}

/** Lets promises that are settled be heard. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

test('typing waits for the answer to a binding that runs Lua, and keeps its order', async () => {
  const { type, done, become, answer } = setup();
  type('a\x02cb');
  type('d');
  expect(done).toEqual(['a < a', 'lua terminal ctrl+b c']);
  become({ focus: 'new' });
  await answer();
  expect(done.slice(2)).toEqual(['new < b', 'new < d']);
});

test('what is typed ahead of a mode change means what it means in the new mode', async () => {
  const { type, done, become, answer } = setup();
  type('\x02cic');
  become({ mode: 'normal' });
  await answer();
  // `i` leads back to the program; the `c` after it is no command any more.
  expect(done).toEqual(['lua terminal ctrl+b c', 'local mode.set terminal', 'a < c']);
});

test('a second binding typed ahead waits in its turn', async () => {
  const { type, done, answer } = setup();
  type('\x02c\x02cx');
  expect(done).toHaveLength(1);
  await answer();
  expect(done).toEqual(['lua terminal ctrl+b c', 'lua terminal ctrl+b c']);
  await answer();
  expect(done.at(-1)).toBe('a < x');
});

test('an answer that does not come holds typing back no longer than it may', () => {
  const { type, done, clock } = setup();
  type('\x02cx');
  clock.pass(BARRIER_MS - 1);
  expect(done).toHaveLength(1);
  clock.pass(1);
  expect(done.at(-1)).toBe('a < x');
});

test('a late answer does not lift the wait for the next one', async () => {
  const { type, done, clock, answer } = setup();
  type('\x02c');
  clock.pass(BARRIER_MS);
  type('\x02cx');
  await answer();
  expect(done).toEqual(['lua terminal ctrl+b c', 'lua terminal ctrl+b c']);
  clock.pass(BARRIER_MS);
  expect(done.at(-1)).toBe('a < x');
});

test('a binding that failed lets typing go on', async () => {
  const { type, done, fail } = setup();
  type('\x02cx');
  await fail();
  expect(done.at(-1)).toBe('a < x');
});

test('an answer of the terminal passes what waits', () => {
  const { type, done } = setup();
  type('\x02cx');
  type('\x1b[?62c');
  expect(done).toEqual(['lua terminal ctrl+b c', 'reply \x1b[?62c']);
});

test('more than a person types is not held back', () => {
  const { type, done } = setup();
  type('\x02c');
  type('x'.repeat(4200));
  expect(done.filter((one) => one === 'a < x')).toHaveLength(4200);
});

test('a prompt whose answer got lost is open again', async () => {
  const prompt = { id: 'p', kind: 'input', title: 'Name', value: 'ann' } as const;
  const { type, done, input, fail } = setup({ overlays: { ...noOverlays, prompt } });
  input.refresh();
  type('\r');
  expect(done).toEqual(['prompt p "ann"']);
  expect(input.state()).toMatchObject({ prompt: null, answered: 'p' });
  await fail();
  input.refresh();
  expect(input.state().prompt?.id).toBe('p');
});

test('which key may follow is shown after a while of waiting, and gone with the chord', () => {
  const { type, clock, input, told } = setup();
  type('\x02');
  clock.pass(WHICH_KEY_MS - 1);
  expect(input.showsWhichKey()).toBe(false);
  const before = told.changes;
  clock.pass(1);
  expect(input.showsWhichKey()).toBe(true);
  expect(told.changes).toBe(before + 1);
  // It stays while the sequence goes on.
  type('w');
  expect(input.showsWhichKey()).toBe(true);
  type('x');
  expect(input.showsWhichKey()).toBe(false);
  clock.pass(WHICH_KEY_MS);
  expect(input.showsWhichKey()).toBe(false);
});

test('a chord typed at once never shows it', () => {
  const { type, clock, input } = setup();
  type('\x02');
  clock.pass(WHICH_KEY_MS - 1);
  type('w');
  clock.pass(WHICH_KEY_MS - 1);
  type('x');
  clock.pass(WHICH_KEY_MS);
  expect(input.showsWhichKey()).toBe(false);
});

test.each([
  ['for a program, at once', {}, false, ESCAPE_TO_PROGRAM_MS, ['a < escape']],
  ['for us, when nothing follows', { mode: 'normal' }, false, ESCAPE_MS, []],
  ['while answers are under way, later', {}, true, SEQUENCE_MS, ['a < escape']],
] as const)('a lone escape: %s', (_name, change, probing, ms, expected) => {
  const { type, clock, done, told, input } = setup(change);
  told.probing = probing;
  if (expected.length === 0) input.local('help');
  type('\x1b');
  clock.pass(ms - 1);
  expect([done, input.state().help !== null]).toEqual([[], expected.length === 0]);
  clock.pass(1);
  expect([done, input.state().help]).toEqual([expected, null]);
});

test('an escape that goes on is no escape', () => {
  const { type, clock, done } = setup();
  type('\x1b');
  type('[A');
  clock.pass(SEQUENCE_MS);
  expect(done).toEqual(['a < up']);
});

test('a cut sequence is waited for', () => {
  const { type, clock, done } = setup();
  type('\x1b[1;');
  clock.pass(SEQUENCE_MS - 1);
  expect(done).toEqual([]);
  type('5A');
  expect(done).toEqual(['a < ctrl+up']);
});

test('Lua may ask for our own actions', () => {
  const { input, done, told } = setup();
  input.local('mode.set', 'normal');
  expect(done).toEqual(['local mode.set normal']);
  input.local('help');
  expect(input.state().help).not.toBeNull();
  expect(told.changes).toBe(1);
});

test('after close no clock runs and nothing queued is done', () => {
  const { type, clock, done, input } = setup();
  type('\x02cx\x1b');
  input.close();
  expect(clock.waiting()).toBe(0);
  clock.pass(1000);
  expect(done).toEqual(['lua terminal ctrl+b c']);
});
