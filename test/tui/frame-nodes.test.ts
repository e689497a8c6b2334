// Painted areas as data: which widget, and which line of Lua made it.
import { expect, test } from 'vitest';
import type { TreeNode } from '../../src/core/tree.ts';
import { frameNodes } from '../../src/tui/frame-nodes.ts';

const rect = { x: 0, y: 0, width: 3, height: 1 };
const tree: TreeNode = {
  type: 'column',
  at: 'user/layout.lua:2',
  children: [{ type: 'list', id: 'agents', at: 'user/layout.lua:3' }, { type: 'text' }],
};

test.each([
  ['', { id: '', type: 'column', rect, file: 'user/layout.lua', line: 2 }],
  ['0', { id: 'agents', type: 'list', rect, file: 'user/layout.lua', line: 3 }],
  ['0#4', { id: 'agents', type: 'list.row', rect, file: 'user/layout.lua', line: 3 }],
  ['1', { id: '1', type: 'text', rect }],
  ['7.7', { id: '7.7', type: '7.7', rect }],
  ['banner:lua:x', { id: 'banner:lua:x', type: 'banner', rect }],
  ['help', { id: 'help', type: 'help', rect }],
])('%j', (path, node) => {
  expect(frameNodes({ panes: [], hits: [{ path, rect }] }, tree)).toEqual([node]);
});
