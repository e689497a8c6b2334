// What was painted, as what the mouse and the keyboard can be used on.
import { describe, expect, test } from 'vitest';
import type { TreeNode } from '../../../src/core/tree.ts';
import { chainAt, type NodeRegion, type Region, regionAt } from '../../../src/tui/input/region.ts';
import { fieldsOf, regionsOf } from '../../../src/tui/input/regions.ts';

const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const pane = (agent: string, area: ReturnType<typeof rect>, visible = area) => ({
  agent,
  cursor: true,
  rect: area,
  visible,
});
const facts = () => ({ modes: 7, scroll: 2 });
const show = (region: Region | null): string => {
  if (region === null) return 'nothing';
  const row = 'row' in region && region.row !== undefined ? `#${region.row}` : '';
  return region.kind === 'pane'
    ? `pane ${region.agent}`
    : `${region.kind === 'node' ? region.path : region.name}${row}`;
};

const tree: TreeNode = {
  type: 'column',
  children: [
    { type: 'list', on: ['select'] },
    { type: 'terminal', agent: 'a' },
  ],
};

describe('regions', () => {
  test('a pane takes the place of its terminal widget, rows lie on their list', () => {
    const regions = regionsOf(
      {
        hits: [
          { path: '', rect: rect(0, 0, 20, 10) },
          { path: '0', rect: rect(0, 0, 5, 10) },
          { path: '0#2', rect: rect(0, 1, 5, 1) },
          { path: '1', rect: rect(5, 0, 15, 10) },
          { path: 'toast:t#1', rect: rect(15, 0, 5, 1) },
        ],
        panes: [pane('a', rect(5, 0, 15, 10))],
      },
      tree,
      facts,
    );
    expect(regions.map(show)).toEqual(['', '0', '0#2', '1', 'pane a', 'toast:t#1']);
    expect(regions[2]).toMatchObject({ kind: 'node', on: ['select'], row: 2 });
    expect(regions[4]).toMatchObject({
      path: '1',
      isProgram: false,
      modes: 7,
      isScrolled: true,
      origin: { x: 5, y: 0 },
      columns: 15,
      rows: 10,
    });
    expect([
      show(regionAt(regions, 6, 5)),
      show(regionAt(regions, 16, 0)),
      show(regionAt(regions, 3, 1)),
    ]).toEqual(['pane a', 'toast:t#1', '0#2']);
    expect(regionAt(regions, 20, 5)).toBeNull();
  });

  test('a pane that is cut off keeps its own first cell', () => {
    const [region] = regionsOf(
      { hits: [], panes: [pane('a', rect(-3, -2, 10, 10), rect(0, 0, 7, 8))] },
      null,
      () => null,
    );
    expect(region).toMatchObject({
      x: 0,
      y: 0,
      columns: 7,
      rows: 8,
      origin: { x: -3, y: -2 },
      modes: 0,
      isScrolled: false,
    });
  });

  test('a pane without a widget lies below everything', () => {
    const regions = regionsOf(
      { hits: [{ path: 'help', rect: rect(0, 0, 9, 9) }], panes: [pane('a', rect(0, 0, 9, 9))] },
      null,
      facts,
    );
    expect(regions.map(show)).toEqual(['pane a', 'help']);
  });
});

describe('the chain at a cell', () => {
  const node = (
    path: string,
    area: { x: number; y: number; columns: number; rows: number },
    row?: number,
  ): NodeRegion => ({
    kind: 'node',
    path,
    on: [],
    ...area,
    ...(row === undefined ? {} : { row }),
  });
  const all = { x: 0, y: 0, columns: 10, rows: 10 };
  const regions = [
    node('', all),
    node('0', all),
    node('0.1', all),
    node('0.1', { ...all, rows: 1 }, 1),
    node('0.10', all),
    node('1', all),
  ];

  test('goes from a row by its widget to the root', () => {
    expect(chainAt(regions, regions[3]!, 0, 0).map(show)).toEqual(['0.1#1', '0.1', '0', '']);
  });

  test('a path that only begins alike is not around it', () => {
    expect(chainAt(regions, regions[4]!, 0, 0).map(show)).toEqual(['0.10', '0', '']);
  });

  test('who does not lie there is left out', () => {
    const narrow = [node('0', { x: 5, y: 5, columns: 1, rows: 1 }), node('0.1', all)];
    expect(chainAt(narrow, narrow[1]!, 0, 0).map(show)).toEqual(['0.1']);
  });
});

describe('text inputs of a tree', () => {
  const input = (change: Record<string, unknown> = {}): TreeNode => ({ type: 'text_input', ...change });

  test('in order, with the value that is newest', () => {
    const { fields, modal } = fieldsOf({
      type: 'column',
      children: [
        input({ value: 'v', on: ['submit'] }),
        { type: 'row', children: [input({ value: 'v', draft: 'd' })] },
      ],
    });
    expect(fields).toEqual([
      { path: '0', value: 'v', on: ['submit'], isInModal: false },
      { path: '1.0', value: 'd', on: [], isInModal: false },
    ]);
    expect(modal).toBeNull();
  });

  test('of modals, the last that can be closed', () => {
    const closable = (...children: TreeNode[]): TreeNode => ({ type: 'modal', on: ['close'], children });
    const made = fieldsOf({ type: 'stack', children: [closable(), closable(input()), { type: 'modal' }] });
    expect([made.modal, made.fields]).toEqual(['1', [{ path: '1.0', value: '', on: [], isInModal: true }]]);
  });

  test('what is not to be seen cannot be typed into', () => {
    const hidden: TreeNode = { type: 'modal', visible: false, on: ['close'], children: [input()] };
    expect(fieldsOf({ type: 'column', children: [hidden] })).toEqual({
      fields: [],
      lists: [],
      modal: null,
      wantsMotion: false,
    });
    expect(fieldsOf(null)).toEqual({ fields: [], lists: [], modal: null, wantsMotion: false });
  });
});
