// What is to happen when Lua does not say in time whether it may.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEvents } from '../../src/hub/events.ts';
import type { LuaHost } from '../../src/hub/lua-host.ts';
import type { DispatchResult, LuaWorld } from '../../src/lua/types.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function eventsOver(world: Partial<LuaWorld>, host: Partial<LuaHost> = {}) {
  const lua = {
    isLua: () => true,
    hasOwnFiles: () => true,
    ready: async () => {},
    world: () => world,
    ...host,
  } as LuaHost;
  const errors: string[] = [];
  const events = createEvents(
    () => lua,
    () => {},
    (error) => errors.push(error.message),
  );
  return { events, errors };
}

const silent = (): Promise<DispatchResult> => new Promise(() => {});
const ask = (events: ReturnType<typeof createEvents>) => events.before('agent:before_kill', {}, 'x');

test('it goes on after a second, where nobody must answer', async () => {
  const { events } = eventsOver({ emit: silent, mustAnswer: () => false });
  const outcome = ask(events);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await outcome).toEqual({});
});

test('it is refused, where somebody must', async () => {
  const mustAnswer = (event: string): boolean => event === 'agent:before_kill';
  const { events } = eventsOver({ emit: silent, mustAnswer });
  const outcome = ask(events);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await outcome).toEqual({ cancelled: true, reason: 'Lua did not answer in time' });
});

test('an answer is an answer, and a failure is told and holds nothing up', async () => {
  const value = { cancelled: true, reason: 'no' };
  const { events } = eventsOver({ emit: async () => ({ ok: true, dirty: false, value }) });
  expect(await ask(events)).toEqual(value);
  const failing = eventsOver({ emit: () => Promise.reject(new Error('lost')) });
  expect(await ask(failing.events)).toEqual({});
  expect(failing.errors).toEqual(['lost']);
});

test('nobody is asked where there is no Lua and could be none', async () => {
  const { events } = eventsOver({ emit: silent }, { isLua: () => false, hasOwnFiles: () => false });
  expect(await ask(events)).toEqual({});
});
