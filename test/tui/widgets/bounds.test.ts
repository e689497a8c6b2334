// What a tree may cost: too much of anything is left out to the end, and said.
import { expect, test } from 'vitest';
import type { TreeNode } from '../../../src/core/tree.ts';
import { boundCells, boundTree, firstParts } from '../../../src/tui/widgets/bounds.ts';
import { parseSize } from '../../../src/tui/widgets/size.ts';
import { column, randomFrom, randomTree, text } from './trees.ts';

test('a tree within the bounds is the same object', () => {
  const random = randomFrom(3);
  for (let i = 0; i < 50; i++) {
    const tree = randomTree(random);
    expect(boundTree(tree)).toEqual({ tree, problem: null });
    expect(boundTree(tree).tree).toBe(tree);
  }
});

test('what is left out is left out to the end; what is before it keeps its place', () => {
  const many = column(...Array.from({ length: 4_997 }, (_, i) => text(`${i}`)));
  const { tree, problem } = boundTree(column(text('first'), many, text('over'), text('after')));
  expect(problem).toBe('more than 5000 widgets');
  expect(tree.children?.length).toBe(2);
  expect(tree.children?.[1]).toBe(many);
});

test('what came of a tree is not walked again, and what is wrong with it stays known', () => {
  const tree = column(...Array.from({ length: 6_000 }, () => text('')));
  const once = boundTree(tree);
  expect(boundTree(once.tree)).toBe(once);
  expect(boundTree(tree)).toBe(once);
  expect(once.problem).toBe('more than 5000 widgets');
});

test.each([
  [200, null],
  [201, 'more than 200 levels of widgets'],
])('%i levels', (levels, problem) => {
  let tree: TreeNode = text('deepest');
  for (let level = 1; level < levels; level++) tree = column(tree);
  expect(boundTree(tree).problem).toBe(problem);
});

test('text and spans of the whole tree', () => {
  const latin = text('x'.repeat(50_000));
  expect(boundTree(column(...Array.from({ length: 8 }, () => latin))).problem).toBeNull();
  expect(boundTree(column(...Array.from({ length: 9 }, () => latin))).problem).toBe('too much text');
  expect(boundTree(text('宽'.repeat(50_000))).problem).toBe('too much text');
  const spans = Array.from({ length: 20_001 }, () => ({ text: '' }));
  expect(boundTree({ type: 'text', spans }).problem).toBe('more than 20000 spans of text');
});

test('what is no tree at all is left for the error card', () => {
  const odd = { type: 'column', children: [null, 'text', 7] } as unknown as TreeNode;
  expect(boundTree(odd)).toEqual({ tree: odd, problem: null });
});

test('numbers that no screen needs', () => {
  expect([Number.NaN, 1e308, -1e308, Number.POSITIVE_INFINITY, 7].map(boundCells)).toEqual([
    0, 1e5, -1e5, 1e5, 7,
  ]);
  expect(parseSize('99999999999%')).toEqual({ kind: 'percent', amount: 100_000 });
  expect(parseSize(1e300)).toEqual({ kind: 'cells', amount: 100_000 });
  expect(firstParts(Array.from({ length: 2000 }, (_, i) => i)).length).toBe(1000);
});
