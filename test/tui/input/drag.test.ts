// Dragging with the mouse: the border of a split, a widget that asks for it, and what is not to be dragged.
import { expect, test } from 'vitest';
import type { InputContext } from '../../../src/tui/input/input-state.ts';
import type { Region } from '../../../src/tui/input/region.ts';
import { contextOf, effectsOf, mouse } from './harness.ts';

const up = { action: 'release' } as const;
const move = { action: 'move' } as const;

type Box = readonly [x: number, y: number, columns: number, rows: number];

const node = (path: string, [x, y, columns, rows]: Box, more: object = {}): Region => ({
  kind: 'node',
  path,
  on: [],
  x,
  y,
  columns,
  rows,
  ...more,
});
const pane = (agent: string, [x, y, columns, rows]: Box): Region => ({
  kind: 'pane',
  agent,
  x,
  y,
  columns,
  rows,
  modes: 0,
});

/** Boxes at 0 to 9 and 10 to 19; the second is cut again, between rows 4 and 5. */
const boxes: InputContext = contextOf({
  regions: [
    node('', [0, 0, 20, 10], { on: ['resize'], beside: true }),
    node('0', [0, 0, 10, 10]),
    pane('a', [1, 1, 8, 8]),
    node('1', [10, 0, 10, 10], { on: ['resize'], beside: false }),
    node('1.0', [10, 0, 10, 5]),
    pane('b', [11, 1, 8, 3]),
    node('1.1', [10, 5, 10, 5]),
    pane('c', [11, 6, 8, 3]),
  ],
});

test.each([
  ['the border of the first half', [9, 3], [4, 3], 'drag  resize {"ratio":0.25,"done":false}'],
  ['the border of the second half', [10, 2], [15, 2], 'drag  resize {"ratio":0.75,"done":false}'],
  ['the border of the inner split', [14, 5], [14, 7], 'drag 1 resize {"ratio":0.7,"done":false}'],
  ['beyond the edge', [9, 3], [40, 3], 'drag  resize {"ratio":0.98,"done":false}'],
])('%s', (_name, [x, y], [toX, toY], expected) => {
  expect(effectsOf(boxes, [mouse(x!, y!), mouse(toX!, toY!, move)])).toEqual([expected]);
});

test('the last word is where the button went up; then nothing is held', () => {
  const told = effectsOf(boxes, [mouse(9, 3), mouse(7, 3, move), mouse(6, 3, up), mouse(2, 3, move)]);
  expect(told).toEqual([
    'drag  resize {"ratio":0.4,"done":false}',
    'drag  resize {"ratio":0.35,"done":true}',
  ]);
});

test('a line of its own is the border, and the boxes beside it are not', () => {
  const context = contextOf({
    regions: [
      node('', [0, 0, 21, 10], { on: ['resize'], beside: true }),
      node('0', [0, 0, 10, 10]),
      node('1', [11, 0, 10, 10]),
    ],
  });
  expect(effectsOf(context, [mouse(10, 1), mouse(15, 1, move)])).toEqual([
    'drag  resize {"ratio":0.75,"done":false}',
  ]);
  expect(effectsOf(context, [mouse(9, 1), mouse(15, 1, move)])).toEqual([]);
});

test('other buttons, a pane, what is above the split, and a split without a handler drag nothing', () => {
  expect(effectsOf(boxes, [mouse(9, 3, { button: 1 }), mouse(4, 3, { ...move, button: 1 })])).toEqual([]);
  expect(effectsOf(boxes, [mouse(8, 3), mouse(4, 3, move)])).toEqual(['copy press a 7,2', 'copy drag a 3,2']);
  const below = boxes.regions.map((one) => ('path' in one ? { ...one, path: `0.${one.path}` } : one));
  const under = contextOf({ regions: [...below, node('1', [5, 1, 10, 8])] });
  expect(effectsOf(under, [mouse(9, 3), mouse(4, 3, move)])).toEqual([]);
  const plain = contextOf({
    regions: boxes.regions.map(({ ...one }) => ({ ...one, beside: undefined }) as never),
  });
  expect(effectsOf(plain, [mouse(9, 3), mouse(4, 3, move)])).toEqual([]);
});

test('a widget with a drag handler hears where in it the mouse is, whatever is drawn meanwhile', () => {
  const context = contextOf({ regions: [node('0', [5, 2, 10, 4], { on: ['drag'] })] });
  expect(effectsOf(context, [mouse(14, 3), mouse(20, 3, up)])).toEqual([
    'drag 0 drag {"x":15,"y":1,"from_x":9,"from_y":1,"width":10,"height":4,"done":true}',
  ]);
});
