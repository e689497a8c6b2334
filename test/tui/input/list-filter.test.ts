// Finding a row of a list by typing: which rows fit, which is marked, what is taken.
import { describe, expect, test } from 'vitest';
import type { TreeNode } from '../../../src/core/tree.ts';
import { initialInput } from '../../../src/tui/input/input-state.ts';
import { openFilter } from '../../../src/tui/input/list-filter.ts';
import { filteredRows, markedIn } from '../../../src/tui/widgets/filtered.ts';
import { contextOf, effectsOf, mouse, typed } from './harness.ts';

const list: TreeNode = {
  type: 'list',
  rows: [
    { spans: [{ text: '~/api' }], header: true },
    { spans: [{ text: '1 ' }, { text: 'claude' }], search: 'claude /home/u/api working' },
    { spans: [{ text: '2 codex' }], search: 'codex /home/u/web blocked' },
    { spans: 'shell', search: 'shell /srv idle' },
  ],
};
const table: TreeNode = {
  type: 'table',
  rows: [
    [[{ text: 'a1' }], [{ text: 'main' }]],
    [[{ text: 'b2' }], []],
  ],
};

describe('rows that fit', () => {
  const rows: readonly (readonly [string, TreeNode, string, readonly number[]])[] = [
    ['all but headings without a query', list, '', [1, 2, 3]],
    ['by letters of what is shown', list, 'cdx', [2]],
    ['by what is not shown', list, 'web', [2]],
    ['what is shown before what is not', list, 'o', [2, 1]],
    ['every word', list, 'c api', [1]],
    ['none', list, 'zz', []],
    ['any cell of a table', table, 'mn', [0]],
    ['words in several cells', table, 'a main', [0]],
  ];
  test.each(rows)('%s', (_name, node, query, expected) => {
    expect(filteredRows(node, query).map(({ index }) => index)).toEqual(expected);
  });

  test('the letters found are marked, across spans', () => {
    const [found] = filteredRows(list, 'clde');
    expect(markedIn([{ text: '1 ' }, { text: 'claude', style: { fg: 'red' } }], found!.at[0])).toEqual([
      { text: '1 ' },
      { text: 'c', style: { fg: 'red', bold: true, underline: true } },
      { text: 'l', style: { fg: 'red', bold: true, underline: true } },
      { text: 'au', style: { fg: 'red' } },
      { text: 'd', style: { fg: 'red', bold: true, underline: true } },
      { text: 'e', style: { fg: 'red', bold: true, underline: true } },
    ]);
  });
});

describe('typing', () => {
  const context = contextOf({ lists: [{ path: '0.1', node: list, isInModal: false }] });
  const open = openFilter(initialInput, context);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['c d x enter', ['widget 0.1 select 3']],
    ['enter', ['widget 0.1 select 2']],
    ['down down down enter', ['widget 0.1 select 4']],
    ['z z enter', []],
    ['z ctrl+u s h enter', ['widget 0.1 select 4']],
    ['x escape y', ['a < y']],
    ['x backspace backspace y', ['a < y']],
  ];
  test.each(rows)('%s', (keys, expected) => {
    expect(effectsOf(context, keys, open)).toEqual(expected);
  });

  test('a paste is part of it', () => {
    const { state } = typed(context, [{ type: 'paste', text: 'co\ndex' }], open);
    expect(state.filter!.line.value).toBe('co dex');
  });

  test('it goes with its list, and with a click', () => {
    expect(effectsOf(contextOf(), 'x', open)).toEqual(['a < x']);
    const region = {
      kind: 'node',
      path: '0.1',
      on: ['select'],
      row: 3,
      x: 0,
      y: 0,
      columns: 5,
      rows: 1,
    } as const;
    const clicked = typed({ ...context, regions: [region] }, [mouse(1, 0)], open);
    expect(clicked).toMatchObject({ state: { filter: null }, effects: [{ event: 'select', args: 3 }] });
  });

  test('that of a modal comes first; without any list nothing opens', () => {
    const lists = [...context.lists!, { path: '0.2', node: table, isInModal: true }];
    expect(openFilter(initialInput, contextOf({ lists })).filter!.path).toBe('0.2');
    expect(openFilter(initialInput, contextOf()).filter).toBe(null);
  });
});
