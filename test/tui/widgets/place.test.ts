import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../../../src/core/tree.ts';
import { place, sides, slot } from '../../../src/tui/widgets/place.ts';
import { column, list, row, terminal, text } from './trees.ts';

const inRow = slot('row', true, true, true);
const inColumn = slot('column', true, true, true);
const inFreeColumn = slot('column', true, false, true);
const t = (props: object): TreeNode => text('x', props);

describe('place', () => {
  it.each([
    ['a number is fixed along the flow', t({ width: 20 }), inRow, { width: 20, flexShrink: 0, flexGrow: 0 }],
    [
      'a number across the flow still shrinks along it',
      t({ width: 20 }),
      inColumn,
      { width: 20, flexShrink: 1 },
    ],
    ['percent', t({ width: '30%' }), inRow, { width: '30%', flexShrink: 1 }],
    ['shares start from nothing', t({ width: '2fr' }), inRow, { flexGrow: 2, flexBasis: 0, flexShrink: 1 }],
    ['min takes what is left', t({ width: 'min:10' }), inRow, { minWidth: 10, flexGrow: 1, flexBasis: 0 }],
    ['auto across the flow is not stretched', t({ width: 'auto' }), inColumn, { alignSelf: 'flex-start' }],
    ['text keeps its own size and shrinks', t({}), inColumn, { flexGrow: 0, flexShrink: 1 }],
    ['terminals take what is left', terminal(), inRow, { flexGrow: 1, flexBasis: 0 }],
    ['so does what holds one', row(text('x'), column(terminal())), inColumn, { flexGrow: 1, flexBasis: 0 }],
    ['a status bar is never squeezed', { type: 'status_bar' }, inColumn, { flexShrink: 0, flexGrow: 0 }],
    ['grow', t({ grow: 3 }), inRow, { flexGrow: 3, flexBasis: 0 }],
    [
      'layers cover their parent',
      t({}),
      slot('layers', true, true, true),
      { position: 'absolute', width: '100%', height: '100%' },
    ],
  ])('%s', (_, node, parent, style) => {
    expect(place(node, parent).style).toMatchObject(style);
  });

  it('grows nothing where the height follows the content', () => {
    expect(place(list(3), inFreeColumn).style).toMatchObject({ flexGrow: 0 });
    expect(place(list(3), inFreeColumn).style).not.toHaveProperty('flexBasis');
  });

  it('keeps upper bounds for Yoga', () => {
    expect(place(t({ width: 'max:80' }), inRow).limits).toEqual({ width: 80 });
  });

  it('gives equal slots the same identity', () => {
    expect(slot('row', true, true, true)).toBe(inRow);
  });
});

describe('sides', () => {
  it.each([
    [2, [2, 2, 2, 2]],
    [
      [1, 2],
      [1, 2, 1, 2],
    ],
    [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ],
    [{ x: 1, top: 3 }, [3, 1, 0, 1]],
    [undefined, [0, 0, 0, 0]],
  ])('reads %j', (value, expected) => {
    expect(sides(value)).toEqual(expected);
  });
});
