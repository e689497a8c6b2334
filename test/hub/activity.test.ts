// Whether somebody is there, with a clock of the test's own.
import { expect, test } from 'vitest';
import { createActivity, IDLE_MS } from '../../src/hub/activity.ts';
import type { SessionInfo } from '../../src/protocol/host-api.ts';

function open() {
  const told: string[] = [];
  const inputs = new Map<string, number>();
  const clock = { now: 1_000_000, used: 0, asked: 0, hasHost: true };
  let tick: (() => void) | null = null;
  const activity = createActivity(
    {
      async sessions() {
        clock.asked++;
        if (!clock.hasHost) return null;
        return [...inputs].map(([id, last_input_at]) => ({ id, last_input_at }) as SessionInfo);
      },
      lastUse: () => clock.used,
      isAgent: (id) => id !== 'pty',
      emit: (event, payload) => void told.push(`${event} ${JSON.stringify(payload)}`),
      now: () => clock.now,
    },
    (_ms, act) => {
      tick = act;
      return () => {
        tick = null;
      };
    },
  );
  return {
    activity,
    inputs,
    clock,
    isTicking: () => tick !== null,
    /** Time passes, and the clock strikes. */
    async pass(ms: number): Promise<string[]> {
      clock.now += ms;
      tick?.();
      await new Promise((resolve) => setImmediate(resolve));
      return told.splice(0);
    },
  };
}

test('nobody is asked while nobody listens', async () => {
  const { activity, clock, isTicking, pass } = open();
  expect(isTicking()).toBe(false);
  activity.follow(['lua:loaded']);
  expect(isTicking()).toBe(false);
  activity.follow(['agent:input']);
  expect(isTicking()).toBe(true);
  await pass(2000);
  expect(clock.asked).toBe(2);
  activity.follow([]);
  expect(isTicking()).toBe(false);
  activity.follow(['app:idle']);
  activity.close();
  expect(isTicking()).toBe(false);
});

test('typing is told once, of agents only, and not what was before', async () => {
  const { activity, inputs, clock, pass } = open();
  inputs.set('a', clock.now - 5000).set('pty', 0);
  activity.follow(['agent:input']);
  expect(await pass(0)).toEqual([]);
  inputs.set('a', clock.now).set('pty', clock.now);
  expect(await pass(2000)).toEqual([`agent:input {"agent":"a","at":${inputs.get('a')! / 1000}}`]);
  expect(await pass(2000)).toEqual([]);
  inputs.set('b', clock.now);
  expect(await pass(2000)).toEqual([`agent:input {"agent":"b","at":${inputs.get('b')! / 1000}}`]);
});

test('typing into a host that started since the last look is told', async () => {
  const { activity, inputs, clock, pass } = open();
  clock.hasHost = false;
  activity.follow(['agent:input']);
  expect(await pass(2000)).toEqual([]);
  clock.hasHost = true;
  inputs.set('a', clock.now + 500);
  expect(await pass(2000)).toEqual([`agent:input {"agent":"a","at":${inputs.get('a')! / 1000}}`]);
});

test('a minute without anybody is told once, and again after somebody was there', async () => {
  const { activity, inputs, clock, pass } = open();
  activity.follow(['app:idle']);
  expect(await pass(IDLE_MS - 1)).toEqual([]);
  expect(await pass(1)).toEqual(['app:idle {"seconds":60}']);
  expect(await pass(IDLE_MS)).toEqual([]);
  clock.used = clock.now;
  expect(await pass(2000)).toEqual([]);
  inputs.set('a', clock.now);
  expect(await pass(IDLE_MS - 1)).toEqual([]);
  expect(await pass(1)).toEqual(['app:idle {"seconds":60}']);
});
