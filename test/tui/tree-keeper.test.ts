// Which layout is shown while hubs come and go.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TreeNode } from '../../src/core/tree.ts';
import { createTreeKeeper, type TreeKeeper } from '../../src/tui/tree-keeper.ts';

const plain: TreeNode = { type: 'column' };
const lua = (at: string): TreeNode => ({ type: 'column', at });

let shown: [tree: string, isFirst: boolean][];
let trees: TreeKeeper;
beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  trees = createTreeKeeper((tree, isFirst) => shown.push([tree.at ?? 'plain', isFirst]), 5000);
  trees.attached();
});
afterEach(() => {
  trees.close();
  vi.useRealTimers();
});

test('the first hub’s built-in layout is shown at once: there is nothing else', () => {
  trees.take(plain);
  trees.take(lua('one'));
  trees.take(lua('two'));
  expect(shown).toEqual([
    ['plain', false],
    ['one', true],
    ['two', false],
  ]);
});

test('the next hub’s is not shown where Lua draws in time', () => {
  trees.take(lua('one'));
  trees.attached();
  trees.take(plain);
  vi.advanceTimersByTime(4999);
  trees.take(lua('two'));
  vi.advanceTimersByTime(60_000);
  expect(shown).toEqual([
    ['one', true],
    ['two', true],
  ]);
});

test('it is shown when Lua has not drawn for some seconds, and then follows what happens', () => {
  trees.take(lua('one'));
  trees.attached();
  trees.take(plain);
  vi.advanceTimersByTime(3000);
  // It dies as well.
  trees.attached();
  trees.take(plain);
  vi.advanceTimersByTime(4999);
  expect(shown).toHaveLength(1);
  vi.advanceTimersByTime(1);
  trees.take(plain);
  expect(shown).toEqual([
    ['one', true],
    ['plain', false],
    ['plain', false],
  ]);
});

test('safe mode is shown at once where the hub is the same', () => {
  trees.take(lua('one'));
  trees.take(plain);
  expect(shown.at(-1)).toEqual(['plain', false]);
});
