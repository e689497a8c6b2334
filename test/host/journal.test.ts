// The journal under floods: what programs say makes room for what happened to them, and marks of one
// prompt are all told.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createJournal } from '../../src/host/journal.ts';
import { MAX_JSON_BYTES } from '../../src/protocol/frames.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('clipboards without end leave exits in place, and all of it fits into one answer', () => {
  const journal = createJournal();
  const base64 = 'a'.repeat(64 * 1024);
  journal.add('early', 'exited', { exit_code: 0, signal: null });
  for (let i = 0; i < 100; i++) {
    journal.add('loud', 'clipboard', { base64 });
    vi.advanceTimersByTime(100);
  }
  journal.add('late', 'exited', { exit_code: 1, signal: null });
  const entries = journal.after(0);
  expect(JSON.stringify(entries).length).toBeLessThan(MAX_JSON_BYTES);
  expect(entries.filter(({ type }) => type === 'exited').map(({ session }) => session)).toEqual([
    'early',
    'late',
  ]);
  expect(entries.filter(({ type }) => type === 'clipboard').length).toBeGreaterThan(5);
  expect(entries.map(({ seq }) => seq)).toEqual([...entries.map(({ seq }) => seq)].sort((a, b) => a - b));
});

test('starts and exits without end are bounded too', () => {
  const journal = createJournal();
  for (let i = 0; i < 20_000; i++) journal.add(`${i}`, 'exited', { exit_code: 0, signal: null });
  expect(journal.after(0).length).toBeLessThanOrEqual(5000);
  expect(journal.after(0).at(-1)!.session).toBe('19999');
});

test('the marks of one prompt are told at once, each of them', () => {
  const journal = createJournal();
  journal.add('s', 'mark', { mark: 'D', exit_code: 1 });
  journal.add('s', 'mark', { mark: 'A' });
  journal.add('s', 'mark', { mark: 'B' });
  expect(journal.after(0).map(({ data }) => data['mark'])).toEqual(['D', 'A', 'B']);
});

test('a bell in a loop is heard ten times a second', () => {
  const journal = createJournal();
  for (let ms = 0; ms < 1000; ms++) {
    journal.add('s', 'bell', {});
    vi.advanceTimersByTime(1);
  }
  expect(journal.seq()).toBeLessThanOrEqual(11);
  expect(journal.seq()).toBeGreaterThanOrEqual(9);
});

test('of a session that is gone nothing more is told', () => {
  const journal = createJournal();
  journal.add('s', 'bell', {});
  journal.add('s', 'bell', {});
  journal.forget('s');
  vi.runAllTimers();
  expect(journal.seq()).toBe(1);
});
