// Which session is given which size, and when.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PaneArea } from '../../src/tui/painter/painted.ts';
import { createPaneSizes, type PaneSizes } from '../../src/tui/pane-sizes.ts';

let given: string[];
let sizes: PaneSizes;
beforeEach(() => {
  vi.useFakeTimers();
  given = [];
  sizes = createPaneSizes((agent, { columns, rows }) => given.push(`${agent} ${columns}x${rows}`));
});
afterEach(() => {
  sizes.close();
  vi.useRealTimers();
});

const pane = (agent: string, width: number, height: number): PaneArea => {
  const rect = { x: 0, y: 0, width, height };
  return { agent, cursor: true, rect, visible: rect };
};

test('a session that comes into view is sized at once, one that is resized when that is over', () => {
  sizes.set([pane('a', 80, 24)]);
  expect(given).toEqual(['a 80x24']);
  for (const width of [81, 82, 83]) sizes.set([pane('a', width, 24)]);
  expect(given).toEqual(['a 80x24']);
  vi.runAllTimers();
  expect(given).toEqual(['a 80x24', 'a 83x24']);
  sizes.set([pane('a', 83, 24)]);
  vi.runAllTimers();
  expect(given).toHaveLength(2);
});

test('typing into a session that another terminal resized takes it back', () => {
  sizes.set([pane('a', 80, 24), pane('b', 10, 5)]);
  given = [];
  sizes.used('a', { columns: 80, rows: 24 });
  sizes.used('c', { columns: 1, rows: 1 });
  expect(given).toEqual([]);
  sizes.used('a', { columns: 40, rows: 12 });
  expect(given).toEqual(['a 80x24']);
});

test('while a resize settles, typing asks for nothing', () => {
  sizes.set([pane('a', 80, 24)]);
  sizes.set([pane('a', 100, 24)]);
  given = [];
  sizes.used('a', { columns: 80, rows: 24 });
  expect(given).toEqual([]);
});

test('asserting gives every session its size again', () => {
  sizes.set([pane('a', 80, 24), pane('b', 10, 5)]);
  given = [];
  sizes.assert();
  expect(given).toEqual(['a 80x24', 'b 10x5']);
});
