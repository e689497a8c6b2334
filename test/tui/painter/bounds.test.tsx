// No tree, however large or absurd its sizes, makes laying out and painting do more than a bounded amount of
// work: counted in cells written, in cells made of text, and in text handed to the libraries that wrap it.
import type { ReactElement } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { rowText } from '../../../src/core/grid.ts';
import type { TreeNode } from '../../../src/core/tree.ts';
import { paintDom } from '../../../src/tui/painter/dom-painter.ts';
import { mountInk } from '../../../src/tui/painter/ink-root.ts';
import { ScreenSize } from '../../../src/tui/widgets/contexts.ts';
import { Box } from '../../../src/tui/widgets/host.ts';
import { TreeView } from '../../../src/tui/widgets/tree-view.tsx';
import { text } from '../widgets/trees.ts';
import { countingGrid, counts, resetCounts } from './counting.ts';
import { randomFrom } from './random-tree.tsx';

vi.mock('../../../src/tui/painter/ansi-cells.ts', async (original) => {
  const module = await original<typeof import('../../../src/tui/painter/ansi-cells.ts')>();
  const counter = await import('./counting.ts');
  return {
    ...module,
    lineCells: (line: string) => {
      const cells = module.lineCells(line);
      counter.counts.cells += cells.width;
      return cells;
    },
  };
});
vi.mock('wrap-ansi', async (original) => (await import('./counting.ts')).counted(await original()));
vi.mock('cli-truncate', async (original) => (await import('./counting.ts')).counted(await original()));

const [columns, rows] = [80, 24];

beforeEach(resetCounts);

interface Drawing {
  readonly lines: string[];
  /** Elements that have a rectangle. */
  readonly elements: number;
  readonly words: number;
  readonly cells: number;
  readonly laidOut: number;
}

function draw(tree: TreeNode): Drawing {
  const size = { columns, rows };
  const element: ReactElement = (
    <ScreenSize.Provider value={size}>
      <Box style={{ width: columns, height: rows, flexShrink: 0 }}>
        <TreeView tree={tree} />
      </Box>
    </ScreenSize.Provider>
  );
  const ink = mountInk(element, size, () => {});
  const grid = countingGrid(columns, rows);
  paintDom(ink.root, grid, () => {});
  const drawing = {
    lines: Array.from({ length: rows }, (_, y) => rowText(grid, y)),
    elements: countElements(ink.root),
    ...counts,
  };
  ink.unmount();
  return drawing;
}

function countElements(node: {
  readonly childNodes: readonly object[];
  readonly yogaNode?: unknown;
}): number {
  let count = node.yogaNode ? 1 : 0;
  for (const child of node.childNodes)
    if ('childNodes' in child) count += countElements(child as Parameters<typeof countElements>[0]);
  return count;
}

/** The screen's cells: each element can cover it twice (background, border), and it is cleared first. */
function expectBounded({ elements, words, cells }: Drawing): void {
  const screen = columns * rows;
  expect(words).toBeLessThanOrEqual((2 * elements + 2) * screen * 4);
  // Of a text no more lines are made than fit, of which what is cut off is not long.
  expect(cells).toBeLessThanOrEqual(elements * (screen + rows * 5_000));
}

const sizes = [
  0,
  1,
  7,
  1000,
  1e6,
  1e9,
  1e38,
  1e308,
  Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  -1,
  -1e9,
  '50%',
  '100%',
  '1000%',
  '99999999%',
  '1fr',
  '1000000fr',
  '99999999999999999999',
  'min:99999999',
  'max:99999999',
  'auto',
  undefined,
];

/** A tree of containers and leaves with absurd numbers wherever a number may stand. */
function absurdTree(random: (limit: number) => number, depth: number): TreeNode {
  const pick = <T,>(items: readonly T[]): T => items[random(items.length)]!;
  const numbers = () => pick(sizes.filter((size) => typeof size === 'number'));
  const common = {
    width: pick(sizes),
    height: pick(sizes),
    margin: pick([undefined, numbers(), [numbers(), numbers()], { x: numbers() }]),
    padding: pick([undefined, numbers(), { top: numbers(), left: numbers() }]),
    gap: pick([undefined, numbers()]),
    grow: pick([undefined, numbers()]),
    border: pick([undefined, true, 'double']),
    style: pick([undefined, { bg: 'red' }, { inverse: true }]),
    title: pick([undefined, 'title', 'long title '.repeat(1000)]),
  };
  const props = Object.fromEntries(Object.entries(common).filter(([, value]) => value !== undefined));
  if (depth === 0 || random(4) === 0) {
    return pick<TreeNode>([
      text(pick(['x', 'words '.repeat(2000), 'x\n'.repeat(2000), '宽'.repeat(1500)]), {
        wrap: pick(['wrap', 'truncate', 'truncate_start', 'none']),
        align: pick(['left', 'center']),
        max_lines: pick([undefined, numbers()]),
        ...props,
      }),
      { type: 'list', rows: Array.from({ length: 2000 }, () => ({ spans: [{ text: 'row' }] })), ...props },
      { type: 'progress', value: numbers(), max: numbers(), ...props },
      { type: 'terminal', agent: 'a1', ...props },
      { type: 'divider', ...props },
      { type: 'tabs', labels: Array.from({ length: 3000 }, () => 'label'), ...props },
    ]);
  }
  return {
    type: pick(['column', 'row', 'stack', 'panel', 'split', 'scroll', 'modal']),
    offset: numbers(),
    ratio: numbers(),
    children: Array.from({ length: 1 + random(3) }, () => absurdTree(random, depth - 1)),
    ...props,
  };
}

test.each([1, 2])('absurd sizes, seed %i', (seed) => {
  const random = randomFrom(seed);
  for (let i = 0; i < 12; i++) {
    resetCounts();
    expectBounded(draw(absurdTree(random, 5)));
  }
});

test('boxes wider than any screen are made as wide as the screen', () => {
  const box = (width: number): TreeNode => ({
    type: 'row',
    width,
    height: 3,
    border: true,
    style: { bg: 'red' },
  });
  const drawing = draw({ type: 'column', children: [1e4, 1e6, 1e300, 9e9, 99_999].map(box) });
  expectBounded(drawing);
  // A line of background, two of border, and their sides.
  expect(drawing.cells).toBeLessThanOrEqual(drawing.elements * (3 * columns + 2));
  expect(drawing.lines.join('').length).toBeGreaterThan(10 * columns);
});

test('percentages of percentages', () => {
  let tree: TreeNode = text('deep', { style: { bg: 'blue' } });
  for (let level = 0; level < 150; level++) {
    const type = level % 2 ? 'row' : 'column';
    tree = { type, width: '300%', height: '300%', border: true, style: { bg: 'red' }, children: [tree] };
  }
  expectBounded(draw(tree));
});

test('10,000 children: the first 5,000 nodes are drawn, and it is said', () => {
  const children = Array.from({ length: 10_000 }, (_, i) => text(`child ${i}`, { height: 1 }));
  const drawing = draw({ type: 'column', children: [{ type: 'scroll', children }] });
  expectBounded(drawing);
  expect(drawing.lines[0]).toBe('child 0');
  expect(drawing.lines[rows - 1]).toContain('more than 5000 widgets: the rest is left out');
  expect(drawing.elements).toBeLessThan(20_000);
});

test('100,000 levels: the first 200 are drawn, and it is said', () => {
  let tree: TreeNode = text('deepest');
  for (let level = 0; level < 100_000; level++) tree = { type: 'column', children: [tree] };
  const drawing = draw(tree);
  expectBounded(drawing);
  expect(drawing.lines[rows - 1]).toContain('more than 200 levels');
});

test('a list and a table of 100,000 rows draw what fits', () => {
  const list = {
    type: 'list',
    selected: 99_999,
    rows: Array.from({ length: 1e5 }, (_, i) => ({ spans: `r${i}` })),
  };
  const table = {
    type: 'table',
    columns: Array.from({ length: 3000 }, () => ({ title: 'c', width: '1fr' })),
    rows: Array.from({ length: 1e5 }, () => ['x']),
  };
  const drawing = draw({ type: 'row', children: [list, { ...table, columns: table.columns.slice(0, 3) }] });
  expectBounded(drawing);
  expect(drawing.elements).toBeLessThan(2_000);
  expect(drawing.lines.join('\n')).toContain('r99998');
});

const texts = {
  words: 'word '.repeat(20_000),
  'one word': 'x'.repeat(100_000),
  CJK: '宽字'.repeat(50_000),
  emoji: '👨‍👩‍👧'.repeat(12_500),
  marks: `e${'\u0301'.repeat(100_000)}`,
  lines: '\n'.repeat(100_000),
  'zero width': '\u200b'.repeat(100_000),
  thai: 'ก็'.repeat(50_000),
  sequences: '\x1b[31mx\x1b[39m'.repeat(10_000),
};

test.each(Object.entries(texts))('100 kB of text: %s', (_, words) => {
  for (const wrap of ['wrap', 'truncate', 'truncate_start', 'truncate_middle', 'none']) {
    for (const props of wrap === 'wrap' ? [{}, { align: 'center' }, { width: 1 }] : [{}]) {
      resetCounts();
      const drawing = draw({ type: 'column', children: [text(words, { wrap, ...props })] });
      expectBounded(drawing);
      // Wrapped at each width that Yoga asks about, and never a whole text that is slow to wrap.
      expect(drawing.laidOut).toBeLessThanOrEqual(drawing.elements * 5 * 25_000);
    }
  }
});

test('more text in one tree than can be laid out: the rest is left out, and it is said', () => {
  const children = Array.from({ length: 400 }, (_, i) => text('宽😀'.repeat(500), { key: `k${i}` }));
  const drawing = draw({ type: 'scroll', children });
  expect(drawing.lines[rows - 1]).toContain('too much text');
  expect(drawing.laidOut).toBeLessThanOrEqual(3_000_000);
});

test('a text in 100,000 spans', () => {
  const spans = Array.from({ length: 100_000 }, () => ({ text: 'x', style: { bold: true } }));
  const drawing = draw({ type: 'column', children: [{ type: 'text', spans }] });
  expect(drawing.lines[rows - 1]).toContain('more than 20000 spans');
});
