// Layout as drawings: what a person would see.
import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../../../src/core/tree.ts';
import { drawTree, linesOf } from './draw.tsx';
import { column, list, panel, randomFrom, randomTree, row, terminal, text } from './trees.ts';

const base = row({ ...panel('agents', list(30, 20)), width: 12 }, panel('shell', terminal()));
const bar: TreeNode = { type: 'status_bar', left: [{ text: 'normal' }], right: [{ text: '3 agents' }] };
const draw = (tree: TreeNode, columns: number, rows: number): string =>
  `\n${linesOf(tree, columns, rows).join('\n')}\n`;

describe('layout', () => {
  it('fills the screen and keeps the selected row in view', () => {
    expect(draw(base, 30, 6)).toBe(`
╭─ agents ─╮╭─ shell ────────╮
│row 17    ││▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒│
│row 18    ││▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒│
│row 19    ││▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒│
│row 20    ││▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒│
╰──────────╯╰────────────────╯
`);
  });

  it('shrinks a wrapped root so that both are seen', () => {
    expect(draw(column(base, text('below'), bar), 30, 6)).toBe(`
╭─ agents ─╮╭─ shell ────────╮
│row 19    ││▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒│
│row 20    ││▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒│
╰──────────╯╰────────────────╯
below
normal                3 agents
`);
  });

  it('puts a modal above live panes', () => {
    const modal: TreeNode = { type: 'modal', title: 'Sure?', width: 20, children: [text('Kill it?')] };
    expect(draw({ type: 'stack', children: [terminal(), modal] }, 30, 5)).toBe(`
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
▒▒▒▒▒╭─ Sure? ──────────╮▒▒▒▒▒
▒▒▒▒▒│ Kill it?         │▒▒▒▒▒
▒▒▒▒▒╰──────────────────╯▒▒▒▒▒
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
`);
  });

  it('splits by ratio, with a line between panes without borders', () => {
    const right: TreeNode = { type: 'split', direction: 'down', children: [text('b'), text('c')] };
    expect(draw({ type: 'split', ratio: 0.3, children: [text('a'), right] }, 21, 5)).toBe(`
a     │b
      │
      │──────────────
      │c
      │
`);
  });

  it('shares out sizes', () => {
    const cell = (name: string, width: string | number): TreeNode => ({ ...panel(name), width });
    expect(draw(row(cell('a', 8), cell('b', '1fr'), cell('c', '2fr')), 32, 2)).toBe(`
╭─ a ──╮╭─ b ──╮╭─ c ──────────╮
╰──────╯╰──────╯╰──────────────╯
`);
    expect(draw(row(cell('a', 'max:10'), cell('b', 'min:6')), 26, 2)).toBe(`
╭─ a ────╮╭─ b ──────────╮
╰────────╯╰──────────────╯
`);
    expect(draw(column({ ...cell('a', 'max:10'), height: 2 }), 26, 2)).toBe(`
╭─ a ────╮
╰────────╯
`);
  });

  it('wraps, cuts and aligns text inside its parent', () => {
    expect(
      draw(
        column(
          text('one two three four', { max_lines: 2 }),
          text('one two three', { wrap: 'truncate' }),
          text('one two three', { wrap: 'truncate_start' }),
          text('one two three', { wrap: 'none' }),
          text('ab\ncdef', { align: 'right' }),
        ),
        10,
        8,
      ),
    ).toBe(`
one two
three four
one two t…
…two three
one two th
        ab
      cdef

`);
  });

  it('gives the left of a status bar way first', () => {
    const tight: TreeNode = {
      type: 'status_bar',
      left: [{ text: 'a very long left part' }],
      right: [{ text: 'right' }],
    };
    expect(draw(tight, 20, 1)).toBe('\na very long l… right\n');
  });

  it('leaves out hints that do not fit', () => {
    const hints = [
      { keys: 'n', desc: 'new' },
      { keys: 'x', desc: 'kill' },
      { keys: '?', desc: 'help' },
    ];
    expect(draw({ type: 'keyhints', hints }, 16, 2)).toBe('\nn new  x kill\n\n');
  });

  it('draws the small widgets', () => {
    expect(
      draw(
        column(
          { type: 'header', title: 'T', subtitle: 'sub', right: 'r' },
          { type: 'tabs', labels: ['a', 'b'], selected: 2, children: [text('A'), text('B')] },
          { type: 'progress', value: 5, max: 10 },
          { type: 'badge', text: 'new' },
          { type: 'button', label: 'go' },
          { type: 'divider', title: 'more' },
          { type: 'text_input', placeholder: 'type' },
          {
            type: 'table',
            columns: [{ title: 'A' }, { title: 'B', width: '1fr', align: 'right' }],
            rows: [[[{ text: 'aaa' }], [{ text: 'b' }]]],
          },
        ),
        20,
        10,
      ),
    ).toBe(`
T  sub             r
 a   b
B
██████████░░░░░░░░░░
 new
[ go ]
more ───────────────
type
A                  B
aaa                b
`);
  });

  it('keeps a card in the place of what cannot be drawn', () => {
    const lines = draw(
      column(
        text('above'),
        { type: 'pannel', at: 'user/layout.lua:3' },
        { type: 'list', rows: 'x' },
        text('below'),
      ),
      60,
      5,
    );
    expect(lines).toContain("✗ user/layout.lua:3: unknown widget 'pannel'");
    expect(lines).toContain('✗ list: \'rows\' should be a list of rows, not "x"');
    expect(lines).toMatch(/above[\s\S]*below/);
  });

  it.each([
    null,
    'text',
    3,
    [],
    { type: 7 },
    { type: 'column', children: 'x' },
    { type: 'column', children: [null] },
    { type: 'text', width: '3px' },
  ])('draws a card for %j', (tree) => {
    expect(linesOf(tree as unknown as TreeNode, 60, 3).join('')).toContain('✗');
  });

  it('takes the deepest tree there may be', () => {
    let tree: TreeNode = text('deep');
    for (let i = 0; i < 199; i++) tree = column(tree);
    expect(linesOf(tree, 20, 2)[0]).toBe('deep');
    expect(linesOf(column(tree), 40, 2)[1]).toContain('more than 200 levels');
  });

  it('carries hits for nodes and rows', () => {
    const drawing = drawTree(base, 30, 6);
    const rects = drawing.rects();
    expect(rects.get('0')).toEqual({ x: 0, y: 0, width: 12, height: 6 });
    expect(rects.get('0.0#20')).toEqual({ x: 1, y: 4, width: 10, height: 1 });
    expect(rects.get('1.0')).toEqual({ x: 13, y: 1, width: 16, height: 4 });
    drawing.close();
  });

  it('draws any tree at any size', () => {
    const random = randomFrom(11);
    const sizes = [
      [1, 1],
      [2, 1],
      [3, 3],
      [5, 5],
      [20, 5],
      [80, 24],
      [120, 40],
    ] as const;
    for (let i = 0; i < 70; i++) {
      const [columns, rows] = sizes[i % sizes.length]!;
      expect(linesOf(randomTree(random), columns, rows)).toHaveLength(rows);
    }
  });
});
