import { describe, expect, it } from 'vitest';
import { reuse } from '../../../src/tui/widgets/reuse.ts';
import { column, list, panel, randomFrom, randomTree, text } from './trees.ts';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('reuse', () => {
  it('gives back the tree before when nothing changed', () => {
    const before = column(panel('a', list(3)), text('b'));
    expect(reuse(before, copy(before))).toBe(before);
  });

  it('keeps the parts that did not change', () => {
    const before = column(panel('a', list(3)), text('b'));
    const after = reuse(before, column(panel('a', list(3)), text('c')));
    expect(after).not.toBe(before);
    expect(after.children![0]).toBe(before.children![0]);
    expect(after.children![1]).toEqual(text('c'));
  });

  it('finds children that moved by their key', () => {
    const before = column(text('a', { key: 'a' }), text('b', { id: 'b' }));
    const after = reuse(before, column(text('new', { key: 'n' }), ...copy(before.children!)));
    expect(after.children![1]).toBe(before.children![0]);
    expect(after.children![2]).toBe(before.children![1]);
  });

  it('sees props that came, went or changed their kind', () => {
    expect(reuse({ a: 1 }, { a: 1, b: undefined })).toEqual({ a: 1, b: undefined });
    expect(reuse({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(reuse({ a: [] }, { a: {} })).toEqual({ a: {} });
    expect(reuse([1, 2, 3], [1, 2])).toEqual([1, 2]);
  });

  it('always equals the new tree', () => {
    const random = randomFrom(7);
    let before = randomTree(random);
    for (let i = 0; i < 200; i++) {
      const next = randomTree(random);
      before = reuse(before, next);
      expect(before).toEqual(next);
    }
  });
});
