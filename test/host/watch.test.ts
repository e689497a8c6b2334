// Watching: a client is told which screens moved, now and then, and what they show when it asks.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../src/host/session.ts';
import { createSignal } from '../../src/host/signal.ts';
import { createWatch } from '../../src/host/watch.ts';
import { startTestHost, type TestHost } from '../helpers/host.ts';
import { until } from '../helpers/until.ts';

describe('what is told', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const session = (id: string) =>
    ({ id, change: createSignal(), typedAt: 0 }) as unknown as Session & { typedAt: number };

  test('all that moved at once, every 100 ms at most, and nothing while all is still', async () => {
    const told: string[][] = [];
    const watch = createWatch((ids) => void told.push(ids));
    const [a, b] = [session('a'), session('b')];
    watch.follow([a, b]);
    await vi.advanceTimersByTimeAsync(0);
    expect(told.splice(0)).toEqual([['a', 'b']]);
    for (let i = 0; i < 10; i++) {
      a.change.tell();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(told.splice(0)).toEqual([['a']]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    b.change.tell();
    await vi.advanceTimersByTimeAsync(0);
    expect(told.splice(0)).toEqual([['b']]);
    watch.follow([b]);
    a.change.tell();
    await vi.advanceTimersByTimeAsync(200);
    expect(told).toEqual([]);
    watch.close();
    b.change.tell();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('one that is typed into is told of when the typing pauses, or has gone on for a second; others wait for nothing', async () => {
    const told: string[][] = [];
    const watch = createWatch((ids) => void told.push(ids));
    const [typed, other] = [session('typed'), session('other')];
    watch.follow([typed, other]);
    await vi.advanceTimersByTimeAsync(500);
    told.length = 0;
    const type = async (times: number) => {
      for (let i = 0; i < times; i++) {
        typed.typedAt = Date.now();
        typed.change.tell();
        await vi.advanceTimersByTimeAsync(50);
      }
    };
    await type(4);
    other.change.tell();
    await vi.advanceTimersByTimeAsync(100);
    expect(told.splice(0)).toEqual([['other']]);
    await vi.advanceTimersByTimeAsync(300);
    expect(told.splice(0)).toEqual([['typed']]);
    await type(60);
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.length).toBeLessThanOrEqual(3);
    await vi.advanceTimersByTimeAsync(1000);
    expect(vi.getTimerCount()).toBe(0);
    watch.close();
  });
});

describe('a look', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await startTestHost();
  });
  afterAll(() => host.dispose());

  test('shows the screen, what the program told its terminal, and which program has the keyboard', async () => {
    const moved = new Set<string>();
    const client = await host.connect({
      onMoved(ids) {
        for (const id of ids) moved.add(id);
      },
    });
    const id = await host.sh(
      client,
      "printf '\\033]0;a title\\007\\033]9;4;1;40\\007\\033]133;D;3\\007hello'; exec cat",
    );
    await client.peer.call('watch', { sessions: [id, 'nobody'] });
    const look = async () => (await client.peer.call('look', { sessions: [id, 'nobody'] })).looks;
    await until('it has said hello, and is cat', async () => {
      const [now] = await look();
      return now?.lines[0] === 'hello' && now.foreground?.argv[0] === 'cat';
    });
    const [now, ...others] = await look();
    expect(others).toEqual([]);
    expect(now).toMatchObject({
      session: id,
      title: 'a title',
      progress: { state: 1, value: 40 },
      mark: { mark: 'D', exit_code: 3 },
      alternate: false,
      cursor: { x: 5, y: 0 },
    });
    expect(now!.foreground!.pid).toBe(now!.pid);
    await until('that it moved is told', () => moved.has(id));
    moved.clear();
    await client.peer.call('input', { session: id, text: 'more\r' });
    await until('so is what comes later', () => moved.has(id));
  });
});
