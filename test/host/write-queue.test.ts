// Input that does not fit waits in order, bounded, and is offered again without spinning.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWriteQueue } from '../../src/host/write-queue.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A terminal that takes `room` bytes, then says EAGAIN until given more. */
function terminal(room: number) {
  const taken: number[] = [];
  const state = { room, attempts: 0, error: 'EAGAIN' };
  const write = (_fd: number, bytes: Uint8Array, offset: number, length: number): number => {
    state.attempts++;
    if (state.room === 0) throw Object.assign(new Error(state.error), { code: state.error });
    const count = Math.min(state.room, length);
    taken.push(...bytes.subarray(offset, offset + count));
    state.room -= count;
    return count;
  };
  return { state, taken, queue: createWriteQueue(7, write) };
}

const count = (n: number) => Uint8Array.from({ length: n }, (_, i) => i % 251);

test('what fits is written at once, the rest in order when there is room', () => {
  const { state, taken, queue } = terminal(3);
  queue.write(Uint8Array.of(1, 2, 3, 4, 5));
  queue.write(Uint8Array.of(6));
  expect(taken).toEqual([1, 2, 3]);
  state.room = 100;
  vi.runAllTimers();
  expect(taken).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a program that does not read is tried seldom', () => {
  const { state, queue } = terminal(0);
  queue.write(count(10));
  vi.advanceTimersByTime(10_000);
  expect(state.attempts).toBeLessThan(250);
  expect(state.attempts).toBeGreaterThan(100);
});

test('once it reads again the waiting times start anew', () => {
  const { state, taken, queue } = terminal(0);
  queue.write(count(10));
  vi.advanceTimersByTime(1000);
  state.room = 4;
  vi.advanceTimersByTime(50);
  expect(taken.length).toBe(4);
  state.room = 100;
  vi.advanceTimersByTime(1);
  expect(taken.length).toBe(10);
});

test('it takes four megabytes, then nothing; one write of any size when nothing waits', () => {
  const { queue } = terminal(0);
  const megabyte = new Uint8Array(1 << 20);
  let accepted = 0;
  while (queue.write(megabyte)) accepted++;
  expect(accepted).toBe(4);
  expect(terminal(0).queue.write(new Uint8Array(6 << 20))).toBe(true);
});

test('after it is closed nothing is written, also not what waited', () => {
  const { state, taken, queue } = terminal(0);
  queue.write(count(3));
  queue.close();
  state.room = 10;
  expect(queue.write(count(3))).toBe(true);
  vi.runAllTimers();
  expect(taken).toEqual([]);
});

test('an error other than a full buffer ends it', () => {
  const { state, queue } = terminal(0);
  state.error = 'EIO';
  queue.write(count(3));
  vi.advanceTimersByTime(10_000);
  expect(state.attempts).toBe(1);
});
