// What happens between one tree and the next.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TreeNode } from '../../../src/core/tree.ts';
import { InputsContext } from '../../../src/tui/widgets/contexts.ts';
import { registry } from '../../../src/tui/widgets/registry.ts';
import { createTicker } from '../../../src/tui/widgets/ticker.ts';
import { TreeView } from '../../../src/tui/widgets/tree-view.tsx';
import { type Drawing, drawElement, drawTree } from './draw.tsx';
import { column, list, text } from './trees.ts';

let drawing: Drawing | undefined;
afterEach(() => {
  drawing?.close();
  drawing = undefined;
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const copy = (tree: TreeNode): TreeNode => JSON.parse(JSON.stringify(tree)) as TreeNode;

/** Counts how often the text widget is drawn. */
function countTexts(): { count: number } {
  const counter = { count: 0 };
  const entry = registry.text!;
  const Drawn = entry.component as (props: object) => never;
  vi.spyOn(registry as Record<string, typeof entry>, 'text', 'get').mockReturnValue({
    ...entry,
    component: (props) => {
      counter.count++;
      return Drawn(props);
    },
  });
  return counter;
}

describe('TreeView', () => {
  it('draws only what changed', () => {
    const counter = countTexts();
    const tree = column(text('a'), text('b'), text('c'));
    drawing = drawTree(tree, 20, 4);
    expect(counter.count).toBe(3);
    drawing.update(<TreeView tree={copy(tree)} />);
    expect(counter.count).toBe(3);
    drawing.update(<TreeView tree={column(text('a'), text('B'), text('c'))} />);
    expect(counter.count).toBe(4);
    expect(drawing.lines()).toEqual(['a', 'B', 'c', '']);
  });

  it('shows a card for a widget that throws, until its node changes', () => {
    const entry = registry.badge!;
    vi.spyOn(registry as Record<string, typeof entry>, 'badge', 'get').mockReturnValue({
      ...entry,
      component: ({ node }) => {
        if (node.text === 'bad') throw new Error('boom');
        return null;
      },
    });
    drawing = drawTree(
      column(text('above'), { type: 'badge', text: 'bad', at: 'x.lua:1' }, text('below')),
      40,
      4,
    );
    expect(drawing.lines()).toEqual(['above', '✗ x.lua:1: badge: boom', 'below', '']);
    drawing.update(<TreeView tree={column(text('above'), { type: 'badge', text: 'good' }, text('below'))} />);
    expect(drawing.lines()).toEqual(['above', 'below', '', '']);
  });

  it('keeps the selection in view while a neighbour takes room', () => {
    drawing = drawTree(column(list(20, 10), text('one')), 20, 8);
    expect(drawing.lines()).toContain('row 10');
    const tall = text('1\n2\n3\n4\n5');
    drawing.update(<TreeView tree={column(list(20, 10), tall)} />);
    expect(drawing.lines().slice(0, 3)).toEqual(['row 8', 'row 9', 'row 10']);
  });

  it('moves a list no more than the selection asks for', () => {
    const at = (selected: number): string => {
      const tree = list(20, selected);
      if (drawing) drawing.update(<TreeView tree={tree} />);
      else drawing = drawTree(tree, 20, 5);
      return drawing.lines()[0]!;
    };
    expect([at(1), at(5), at(6), at(3), at(1), at(20), at(17)]).toEqual([
      'row 1',
      'row 1',
      'row 2',
      'row 2',
      'row 1',
      'row 16',
      'row 16',
    ]);
  });

  it('marks the selected row over its whole width', () => {
    drawing = drawTree(list(3, 2), 8, 3);
    expect(drawing.attributes()).toEqual(['........', 'iiiiiiii', '........']);
  });

  it('shows a heading above the first row of its group', () => {
    const rows = [
      { spans: [{ text: 'GROUP' }], header: true },
      ...Array.from({ length: 9 }, (_, i) => ({ spans: [{ text: `r${i}` }] })),
    ];
    drawing = drawTree({ type: 'list', rows, selected: 10 }, 10, 4);
    drawing.update(<TreeView tree={{ type: 'list', rows, selected: 2 }} />);
    expect(drawing.lines().slice(0, 2)).toEqual(['GROUP', 'r0']);
    expect(drawing.rects().has('#1')).toBe(false);
  });

  it('hides what is not visible', () => {
    drawing = drawTree(column(text('a', { visible: false }), text('b')), 10, 2);
    expect(drawing.lines()).toEqual(['b', '']);
  });

  it('draws children with the same key once each', () => {
    drawing = drawTree(column(text('a', { key: 'k' }), text('b', { key: 'k' })), 10, 2);
    expect(drawing.lines()).toEqual(['a', 'b']);
  });
});

describe('text_input', () => {
  it('shows the text being edited, and a cursor where it has the keys', () => {
    const tree: TreeNode = { type: 'text_input', value: 'from lua' };
    const inputs = { editors: { '': { value: 'typed', cursor: 2 } }, focused: '' };
    drawing = drawElement(
      <InputsContext.Provider value={inputs}>
        <TreeView tree={tree} />
      </InputsContext.Provider>,
      10,
      1,
    );
    expect(drawing.lines()).toEqual(['typed']);
    expect(drawing.attributes()).toEqual(['..i.......']);
  });
});

describe('spinners', () => {
  it('turn only while one is drawn', () => {
    vi.useFakeTimers();
    drawing = drawTree(column({ type: 'spinner' }, { type: 'spinner' }), 5, 2);
    expect(vi.getTimerCount()).toBe(1);
    drawing.update(<TreeView tree={text('done')} />);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('share a clock that stops with its last listener', () => {
    vi.useFakeTimers();
    const ticker = createTicker(100);
    const seen: string[] = [];
    const stopA = ticker.subscribe(() => seen.push('a'));
    const stopB = ticker.subscribe(() => seen.push('b'));
    vi.advanceTimersByTime(200);
    stopA();
    vi.advanceTimersByTime(100);
    stopB();
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual(['a', 'b', 'a', 'b', 'b']);
    expect(ticker.now()).toBe(3);
    expect(vi.getTimerCount()).toBe(0);
  });
});
