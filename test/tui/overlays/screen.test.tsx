// Whatever the layout is, what lies above it is seen.
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import type { Overlays } from '../../../src/core/overlay.ts';
import { Screen, type ScreenProps } from '../../../src/tui/overlays/screen.tsx';
import { drawElement } from '../widgets/draw.tsx';
import { column, randomFrom, randomTree, terminal, text } from '../widgets/trees.ts';
import { banner, confirm, keys, nothing, select, toast } from './fixtures.ts';

function linesOf(props: Partial<ScreenProps>, columns = 80, rows = 24): string[] {
  const element: ReactElement = (
    <Screen columns={columns} rows={rows} tree={terminal()} focus={null} overlays={nothing} {...props} />
  );
  const drawing = drawElement(element, columns, rows);
  const lines = drawing.lines();
  drawing.close();
  return lines;
}

const draw = (props: Partial<ScreenProps>, columns: number, rows: number): string =>
  `\n${linesOf(props, columns, rows).join('\n')}\n`;
const over = (overlays: Partial<Overlays>): Partial<ScreenProps> => ({
  overlays: { ...nothing, ...overlays },
});

describe('Screen', () => {
  it('puts banners at the top and toasts below them at the right', () => {
    expect(draw({ ...over({ banners: [banner], toasts: [toast] }), bannerKeys: 'e details' }, 50, 6)).toBe(`
 ✗ user/layout.lua:12: broken ×3        e details
▒▒▒▒▒▒╭─ ● done ─────────────────────────────────╮
▒▒▒▒▒▒│ claude finished                          │
▒▒▒▒▒▒╰──────────────────────────────────────────╯
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
`);
  });

  it('asks for a choice', () => {
    const promptState = { editor: { value: 'a', cursor: 1 }, selected: 1 };
    expect(draw({ ...over({ prompt: select }), promptState }, 40, 9)).toBe(`
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
╭─ Pick ───────────────────────────────╮
│ a                                    │
│   alpha                              │
│ › gamma                              │
│   beta                               │
│                                      │
│ 3 of 3 · enter choose · esc cancel   │
╰──────────────────────────────────────╯
`);
  });

  it('asks yes or no, the safe one marked', () => {
    expect(draw(over({ prompt: confirm }), 40, 7)).toBe(`
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
╭─ Kill? ──────────────────────────────╮
│               Yes   ▸ No             │
│                                      │
│ y yes · n no · enter takes the mark… │
╰──────────────────────────────────────╯
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
`);
  });

  it('opens which-key at the bottom', () => {
    const entries = ['a', 'b', 'c'].map((name) => ({ keys: name, desc: `do ${name}` }));
    expect(draw({ whichKey: { pending: 'ctrl+b', entries } }, 30, 8)).toBe(`
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
╭─ ctrl+b ───────────────────╮
│ a do a  b do b  c do c     │
╰────────────────────────────╯
`);
  });

  it('scrolls help and says where it is', () => {
    const lines = linesOf({ help: { table: keys, filter: '', offset: 2 } }, 60, 10);
    expect(lines.join('\n')).toContain('ctrl+b c');
    expect(lines.join('\n')).toContain('3–6 of 9');
  });

  it('shows details above the tree', () => {
    expect(linesOf({ details: { banner, offset: 0 } }).join('\n')).toContain(
      '▶ 12 │   local n = #self.agents.list',
    );
  });

  it('shows the bare pane of the focused agent before any tree', () => {
    expect(linesOf({ tree: null, focus: 'a1' }, 20, 5)).toEqual(Array(5).fill('▒'.repeat(20)));
    expect(linesOf({ tree: null }, 20, 5).join('')).toContain('starting…');
  });

  it('says that it is too small, and still shows banners', () => {
    expect(linesOf({}, 19, 24).join('')).toContain('too small');
    expect(linesOf(over({ banners: [banner] }), 19, 4)[0]).toBe(' ✗ user/layout.lua…');
  });

  it('shows that a connection is gone', () => {
    expect(linesOf({ notice: 'host gone, reconnecting…' }, 40, 5).at(-1)).toBe(
      '▒▒▒▒▒▒▒▒▒▒▒▒ ● host gone, reconnecting…',
    );
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 1],
    [5, 5],
    [80, 24],
    [120, 40],
    [200, 60],
  ])('draws everything at once at %ix%i', (columns, rows) => {
    const everything: Partial<ScreenProps> = {
      ...over({ banners: [banner, banner], toasts: [toast], prompt: select }),
      whichKey: { pending: 'ctrl+b', entries: [{ keys: 'a', desc: 'b' }] },
      help: { table: keys, filter: '', offset: 0 },
      details: { banner, offset: 0 },
      notice: 'connecting…',
      tree: column(text('x'), terminal()),
    };
    const lines = linesOf(everything, columns, rows);
    expect(lines).toHaveLength(rows);
    expect(lines[0]).not.toBe('');
  });

  it('loses none of them to any tree', () => {
    const random = randomFrom(23);
    for (let i = 0; i < 40; i++) {
      const lines = linesOf(
        { tree: randomTree(random), ...over({ banners: [banner], prompt: select, toasts: [toast] }) },
        80,
        24,
      );
      expect(lines[0]).toBe(' ✗ user/layout.lua:12: broken ×3');
      expect(lines.join('\n')).toContain('claude finished');
      expect(lines.join('\n')).toContain('│ › alpha                                                  │');
    }
  });
});
