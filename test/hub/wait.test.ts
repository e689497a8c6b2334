// Waiting for an agent, with one that does as it is told.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Agent } from '../../src/core/agent.ts';
import type { TailListener } from '../../src/hub/tails.ts';
import { parseCondition, type Watched, waitFor } from '../../src/hub/wait.ts';

interface FakeAgent extends Watched {
  print(text: string, screen?: string): void;
  end(): void;
  /** It does something else. */
  turn(doing: Pick<Agent, 'state' | 'question'>): void;
  readonly listeners: Set<TailListener>;
}

function agent(options: { screen?: string; quietFor?: number; running?: boolean } = {}): FakeAgent {
  let { screen = '', running = true } = options;
  const listeners = new Set<TailListener>();
  const doingListeners = new Set<() => void>();
  let doing: Pick<Agent, 'state' | 'question'> = { state: 'idle' };
  return {
    listeners,
    isRunning: () => running,
    doing: () => doing,
    onDoing(listener) {
      doingListeners.add(listener);
      return () => void doingListeners.delete(listener);
    },
    turn(next) {
      doing = next;
      for (const listener of [...doingListeners]) listener();
    },
    read: async () => screen.split('\n'),
    quietFor: async () => options.quietFor ?? 0,
    listen(listener) {
      listeners.add(listener);
      return { ready: Promise.resolve(), close: () => void listeners.delete(listener) };
    },
    print(text, shown = screen + text) {
      screen = shown;
      for (const one of [...listeners]) {
        one.output({ channel: 1, at: 0, dropped: 0, bytes: Buffer.from(text) });
      }
    },
    end() {
      running = false;
      for (const one of [...listeners]) one.ended?.();
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a wait has come to by now. */
function outcomeOf(promise: Promise<unknown>): { now(): Promise<unknown> } {
  let outcome: unknown = 'waiting';
  promise.then(
    (value) => {
      outcome = value;
    },
    (error: Error) => {
      outcome = error.message;
    },
  );
  return {
    async now() {
      await vi.advanceTimersByTimeAsync(0);
      return outcome;
    },
  };
}

test('exited: met when it ends, or has ended', async () => {
  const one = agent();
  const wait = outcomeOf(waitFor(parseCondition('exited'), one));
  one.print('noise');
  expect(await wait.now()).toBe('waiting');
  one.end();
  expect(await wait.now()).toEqual({ met: true, text: 'exited' });
  expect(await waitFor(parseCondition('exited'), one)).toEqual({ met: true, text: 'exited' });
  expect(one.listeners.size).toBe(0);
});

test('quiet: counted from the last output, also from before the wait', async () => {
  const one = agent({ quietFor: 1500 });
  const wait = outcomeOf(waitFor(parseCondition('quiet'), one));
  await vi.advanceTimersByTimeAsync(400);
  expect(await wait.now()).toBe('waiting');
  one.print('x');
  await vi.advanceTimersByTimeAsync(1900);
  expect(await wait.now()).toBe('waiting');
  await vi.advanceTimersByTimeAsync(200);
  expect(await wait.now()).toEqual({ met: true, text: 'quiet' });
});

test('quiet:SECONDS: at once where it has been quiet for so long', async () => {
  const wait = outcomeOf(waitFor(parseCondition('quiet:0.5'), agent({ quietFor: 600 })));
  await vi.advanceTimersByTimeAsync(1);
  expect(await wait.now()).toEqual({ met: true, text: 'quiet' });
});

test('text: met by what is on the screen, now or later', async () => {
  expect(await waitFor(parseCondition('text:^do.e$'), agent({ screen: 'x\ndone\ny' }))).toEqual({
    met: true,
    text: 'done',
  });
  const one = agent({ screen: '$ ' });
  const wait = outcomeOf(waitFor(parseCondition('text:done'), one));
  expect(await wait.now()).toBe('waiting');
  one.print('done');
  await vi.advanceTimersByTimeAsync(30);
  expect(await wait.now()).toEqual({ met: true, text: 'done' });
  expect(one.listeners.size).toBe(0);
});

test('text: met by what scrolled away before the screen was looked at', async () => {
  const one = agent();
  const wait = outcomeOf(waitFor(parseCondition('text:needle'), one));
  await wait.now();
  one.print('\x1b[32mnee', '');
  one.print('dle\x1b[0m\r\nand more', 'and more');
  await vi.advanceTimersByTimeAsync(30);
  expect(await wait.now()).toEqual({ met: true, text: 'needle' });
});

test('text: not met by an agent that ends without it, met by its last words', async () => {
  const silent = agent();
  const vain = outcomeOf(waitFor(parseCondition('text:done'), silent));
  silent.end();
  expect(await vain.now()).toEqual({ met: false, text: 'exited' });
  const talking = agent();
  const wait = outcomeOf(waitFor(parseCondition('text:done'), talking));
  talking.print('done');
  talking.end();
  expect(await wait.now()).toEqual({ met: true, text: 'done' });
});

test('a timeout, or the end of who waits, ends it; nothing stays behind', async () => {
  const one = agent();
  const late = outcomeOf(waitFor(parseCondition('exited'), one, { timeoutMs: 100 }));
  const gone = new AbortController();
  const left = outcomeOf(waitFor(parseCondition('text:x'), one, { signal: gone.signal }));
  await vi.advanceTimersByTimeAsync(99);
  expect(await late.now()).toBe('waiting');
  gone.abort();
  expect(await left.now()).toEqual({ met: false });
  await vi.advanceTimersByTimeAsync(1);
  expect(await late.now()).toEqual({ met: false });
  expect(one.listeners.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test.each(['', 'gone', 'quiet:', 'quiet:x', 'quiet:-1', 'text:('])('"%s" is no condition', (text) => {
  expect(() => parseCondition(text)).toThrow(/--until/);
});

test('a pattern that never ends is refused, and the hub goes on', async () => {
  vi.useRealTimers();
  const one = agent({ screen: 'a'.repeat(60) });
  await expect(waitFor(parseCondition('text:(a+)+b'), one)).rejects.toThrow(/make it simpler/);
  expect(one.listeners.size).toBe(0);
});

test('a state: met by what it does, now or later; the question is told', async () => {
  expect(await waitFor(parseCondition('idle'), agent())).toEqual({ met: true, text: 'idle' });
  const one = agent();
  const wait = outcomeOf(waitFor(parseCondition('blocked'), one));
  one.turn({ state: 'working' });
  expect(await wait.now()).toBe('waiting');
  one.turn({ state: 'blocked', question: 'May I?' });
  expect(await wait.now()).toEqual({ met: true, text: 'May I?' });
});

test('done: met by rest after work, whether somebody looks on or not; not by rest from before', async () => {
  for (const rest of ['done', 'idle'] as const) {
    const one = agent();
    const wait = outcomeOf(waitFor(parseCondition('done'), one));
    expect(await wait.now()).toBe('waiting');
    one.turn({ state: 'working' });
    one.turn({ state: rest });
    expect(await wait.now()).toEqual({ met: true, text: rest });
  }
});

test('a state: an agent that ends is at rest, and neither works nor asks', async () => {
  for (const [state, met] of [
    ['done', true],
    ['working', false],
  ] as const) {
    const one = agent();
    const wait = outcomeOf(waitFor(parseCondition(state), one));
    await wait.now();
    one.end();
    expect(await wait.now()).toEqual({ met, text: 'exited' });
  }
});
