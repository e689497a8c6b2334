// What the mouse comes to, by what lies under it.
import { describe, expect, test } from 'vitest';
import type { TerminalModes } from '../../../src/core/modes.ts';
import type { Prompt } from '../../../src/core/overlay.ts';
import type { InputEvent } from '../../../src/tui/input/event.ts';
import { type InputContext, type InputState, initialInput } from '../../../src/tui/input/input-state.ts';
import type { Region } from '../../../src/tui/input/region.ts';
import { banner, luaError } from '../overlays/fixtures.ts';
import { contextOf, effectsOf, modesOf, mouse, noOverlays, typed } from './harness.ts';

const UP = { button: 4 };
const DOWN = { button: 5 };
const release = { action: 'release' } as const;
const move = { action: 'move' } as const;

/** Pane `a` at columns 10 to 19, pane `b` at 20 to 29, a list of rows at the left; ten lines each. */
function screen(
  a: Partial<TerminalModes> = {},
  change: Partial<InputContext> = {},
  isScrolled = false,
): InputContext {
  const pane = (agent: string, x: number, modes: number): Region => ({
    kind: 'pane',
    agent,
    x,
    y: 0,
    columns: 10,
    rows: 10,
    modes,
    isScrolled,
  });
  return contextOf({
    regions: [
      { kind: 'node', path: '', on: [], x: 0, y: 0, columns: 30, rows: 10 },
      { kind: 'node', path: '0', on: ['select', 'click'], x: 0, y: 1, columns: 10, rows: 9 },
      ...[1, 2, 3].map(
        (row): Region => ({
          kind: 'node',
          path: '0',
          on: ['select', 'click'],
          row,
          x: 0,
          y: row,
          columns: 10,
          rows: 1,
        }),
      ),
      pane('a', 10, modesOf(a)),
      pane('b', 20, 0),
    ],
    ...change,
  });
}

const normal = { mode: 'normal' };
const asks = (mouseTracking: TerminalModes['mouseTracking']): Partial<TerminalModes> => ({ mouseTracking });

describe('in panes', () => {
  test('Lua is told of a click that no program takes, if it asks, at the cell of the program', () => {
    const asking = (tracking: Partial<TerminalModes>, more: object = {}): InputContext => {
      const context = screen(tracking);
      const keymap = { ...context.keymap, table: { ...context.keymap.table, mouse: true } };
      const regions = context.regions.map((region) =>
        region.kind === 'pane' ? { ...region, path: '1', ...more } : region,
      );
      return { ...context, keymap, regions };
    };
    const told = 'widget 1 mouse {"type":"click","x":2,"y":3,"button":"left"}';
    expect(effectsOf(asking({}), [mouse(12, 3)])).toEqual(['copy press a 2,3', told]);
    expect(effectsOf(asking({}), [mouse(22, 3)])).toEqual(['focus b', 'copy press b 2,3', told]);
    expect(effectsOf(asking(asks('vt200')), [mouse(12, 3)])).toEqual(['a < press:0@2,3']);
    expect(effectsOf(asking({}), [mouse(12, 3, UP)])).toEqual(['scroll a 3']);
    expect(effectsOf(asking({}, { isProgram: true }), [mouse(22, 3)])).toEqual([told]);
  });

  const rows: readonly (readonly [string, InputContext, readonly InputEvent[], readonly string[]])[] = [
    ['a click on the pane in use may be the first of two', screen(), [mouse(12, 3)], ['copy press a 2,3']],
    ['a click takes the keys to another pane', screen(), [mouse(22, 3)], ['focus b', 'copy press b 2,3']],
    ['and back from normal mode', screen({}, normal), [mouse(12, 3)], ['focus a', 'copy press a 2,3']],
    [
      'a program that asked gets it in its own cells',
      screen(asks('vt200')),
      [mouse(12, 3)],
      ['a < press:0@2,3'],
    ],
    [
      'with its release, but no drag',
      screen(asks('vt200')),
      [mouse(12, 3), mouse(13, 3, move), mouse(13, 3, release)],
      ['a < press:0@2,3', 'a < release:0@3,3'],
    ],
    [
      'a drag belongs to the pane it began in, and stays within',
      screen(asks('drag')),
      [mouse(12, 3), mouse(25, 15, move), mouse(2, 0, release)],
      ['a < press:0@2,3', 'a < move:0@9,9', 'a < release:0@0,0'],
    ],
    [
      'a press elsewhere that ends over a program is not its',
      screen(asks('any')),
      [mouse(22, 3), mouse(12, 3, release)],
      ['focus b', 'copy press b 2,3', 'copy release b -8,3'],
    ],
    [
      'a drag selects, and goes on beyond the edges',
      screen(),
      [mouse(12, 3), mouse(15, 4, move), mouse(9, 40, { ...move, alt: true }), mouse(9, 40, release)],
      ['copy press a 2,3', 'copy drag a 5,4', 'copy drag a -1,40 block', 'copy release a -1,40'],
    ],
    [
      'with shift also where the program asked for the mouse',
      screen(asks('drag')),
      [mouse(12, 3, { shift: true }), mouse(15, 4, { ...move, shift: true }), mouse(15, 4, release)],
      ['copy press a 2,3', 'copy drag a 5,4', 'copy release a 5,4'],
    ],
    [
      'and in copy mode',
      screen(asks('any'), { copying: 'a' }),
      [mouse(12, 3), mouse(15, 4, move), mouse(15, 4, release), mouse(12, 3, UP)],
      ['copy press a 2,3', 'copy drag a 5,4', 'copy release a 5,4', 'local copy scroll-up 3'],
    ],
    [
      'moves without a button: who asked for any',
      screen(asks('any')),
      [mouse(12, 3, { ...move, button: 3 })],
      ['a < move:3@2,3'],
    ],
    ['not who asked for drags', screen(asks('drag')), [mouse(12, 3, { ...move, button: 3 })], []],
    [
      'and only the pane that has the focus',
      screen(asks('any'), { focus: 'b' }),
      [mouse(12, 3, { ...move, button: 3 })],
      [],
    ],
    [
      'the wheel scrolls history',
      screen(),
      [mouse(12, 3, UP), mouse(12, 3, DOWN)],
      ['scroll a 3', 'scroll a -3'],
    ],
    ['of the pane under it', screen(), [mouse(22, 3, UP)], ['scroll b 3']],
    ['or goes to a program that asked', screen(asks('vt200')), [mouse(12, 3, UP)], ['a < press:4@2,3']],
    ['not one that only knows presses', screen(asks('x10')), [mouse(12, 3, UP)], ['scroll a 3']],
    ['a pager gets arrows', screen({ alternateScreen: true }), [mouse(12, 3, UP)], ['a < up up up']],
    ['down, too', screen({ alternateScreen: true }), [mouse(12, 3, DOWN)], ['a < down down down']],
    [
      'who shows history scrolls it, whatever it asked for',
      screen(asks('any'), {}, true),
      [mouse(12, 3, DOWN)],
      ['scroll a -3'],
    ],
    ['sideways is nothing to history', screen(), [mouse(12, 3, { button: 6 })], []],
  ];
  test.each(rows)('%s', (_name, context, events, expected) => {
    expect(effectsOf(context, events)).toEqual(expected);
  });

  test("cells are the program's own where its pane is cut off", () => {
    const regions: Region[] = [
      {
        kind: 'pane',
        agent: 'a',
        x: 5,
        y: 5,
        columns: 4,
        rows: 4,
        origin: { x: 5, y: 2 },
        modes: modesOf(asks('vt200')),
      },
    ];
    expect(effectsOf(contextOf({ regions }), [mouse(6, 6)])).toEqual(['a < press:0@1,4']);
  });
});

describe('on widgets', () => {
  const rows: readonly (readonly [string, InputContext, InputEvent, readonly string[]])[] = [
    [
      'a row is chosen, and told where it was clicked',
      screen(),
      mouse(4, 2),
      ['widget 0 select 2', 'widget 0 click {"x":4,"y":1,"button":"left","index":2}'],
    ],
    [
      'another button chooses nothing',
      screen(),
      mouse(4, 2, { button: 2 }),
      ['widget 0 click {"x":4,"y":1,"button":"right","index":2}'],
    ],
    ['below the rows', screen(), mouse(4, 8), ['widget 0 click {"x":4,"y":7,"button":"left"}']],
    ['where nothing listens', screen(), mouse(4, 0), []],
    ['the wheel', screen(), mouse(4, 2, UP), []],
    ['outside of everything', screen(), mouse(99, 99), []],
  ];
  test.each(rows)('%s', (_name, context, event, expected) => {
    expect(effectsOf(context, [event])).toEqual(expected);
  });

  test('the wheel is for the nearest node that listens, in cells of it', () => {
    const regions: Region[] = [
      { kind: 'node', path: '0', on: ['wheel'], x: 1, y: 1, columns: 9, rows: 9 },
      { kind: 'node', path: '0.1', on: ['select'], row: 2, x: 2, y: 4, columns: 5, rows: 1 },
    ];
    expect(effectsOf(screen({}, { regions }), [mouse(3, 4, DOWN), mouse(3, 4, UP)])).toEqual([
      'widget 0 wheel {"x":2,"y":3,"lines":3}',
      'widget 0 wheel {"x":2,"y":3,"lines":-3}',
    ]);
  });

  test('a click goes out to the nearest node that listens', () => {
    const regions: Region[] = [
      { kind: 'node', path: '0', on: ['click'], x: 1, y: 1, columns: 9, rows: 9 },
      { kind: 'node', path: '0.1', on: [], x: 2, y: 2, columns: 3, rows: 3 },
      { kind: 'node', path: '1', on: ['click'], x: 20, y: 0, columns: 3, rows: 3 },
    ];
    expect(effectsOf(contextOf({ regions }), [mouse(3, 3)])).toEqual([
      'widget 0 click {"x":2,"y":2,"button":"left"}',
    ]);
  });

  test('a click on a text input gives it the keys, a click elsewhere takes them', () => {
    const field = { path: '1', value: '', on: ['focus', 'blur'], isInModal: false };
    const context = contextOf({
      ...normal,
      fields: [field],
      regions: [
        { kind: 'node', path: '1', on: ['focus', 'blur'], x: 0, y: 0, columns: 5, rows: 1 },
        { kind: 'pane', agent: 'a', x: 0, y: 1, columns: 5, rows: 5, modes: 0 },
      ],
    });
    const { state } = typed(context, [mouse(1, 0)]);
    expect(state.field).toBe('1');
    expect(effectsOf(context, [mouse(1, 0), mouse(1, 3)])).toEqual([
      'widget 1 focus',
      'widget 1 blur',
      'focus a',
      'copy press a 1,2',
    ]);
  });
});

describe('on what lies above', () => {
  const overlay = (name: string, row?: number): Region => ({
    kind: 'overlay',
    name,
    x: 0,
    y: 0,
    columns: 30,
    rows: 1,
    ...(row === undefined ? {} : { row }),
  });
  const above = (region: Region, prompt: Prompt | null = null): InputContext => {
    const base = screen();
    return {
      ...base,
      regions: [...base.regions, region],
      overlays: { ...noOverlays, banners: [{ ...banner, id: 'x:1', error: luaError }], prompt },
    };
  };
  const select: Prompt = { id: 'p', kind: 'select', title: 'Pick', items: ['one', 'two'] };
  const confirm: Prompt = { id: 'p', kind: 'confirm', title: 'Sure?' };
  const input: Prompt = { id: 'p', kind: 'input', title: 'Name' };

  const rows: readonly (readonly [string, InputContext, readonly string[]])[] = [
    ['a toast goes away', above(overlay('toast:t:1')), ['dismiss t:1']],
    ['a choice is made', above(overlay('prompt:p', 2), select), ['prompt p "two"']],
    ['yes', above(overlay('prompt:p', 1), confirm), ['prompt p true']],
    ['no', above(overlay('prompt:p', 2), confirm), ['prompt p false']],
    ['the box itself answers nothing', above(overlay('prompt:p'), confirm), []],
    ['nor does a line of text', above(overlay('prompt:p', 1), input), []],
    ['a banner under a prompt stays shut', above(overlay('banner:x:1'), input), []],
    ['which-key', above(overlay('which-key')), []],
  ];
  test.each(rows)('%s', (_name, context, expected) => {
    expect(effectsOf(context, [mouse(3, 0)])).toEqual(expected);
    expect(effectsOf(context, [mouse(3, 0, { button: 1 })])).toEqual([]);
  });

  test('a click on a banner opens its details', () => {
    const { state } = typed(above(overlay('banner:x:1')), [mouse(3, 0)]);
    expect(state.details).toEqual({ banner: 'x:1', offset: 0 });
  });

  test.each(['toast:t:1', 'banner:x:1'])('the wheel over %s is for what is under it', (name) => {
    const context = above({ ...overlay(name), rows: 9 });
    expect(effectsOf(context, [mouse(12, 3, UP), mouse(12, 3, DOWN)])).toEqual(['scroll a 3', 'scroll a -3']);
  });

  test('while something is open, clicks beside it do nothing', () => {
    expect(
      effectsOf(above(overlay('prompt:p'), confirm), [mouse(22, 5), mouse(4, 2), mouse(12, 3, UP)]),
    ).toEqual([]);
  });

  test('the wheel turns the pages of help, no farther than they go', () => {
    const context = above(overlay('help'));
    const open: InputState = { ...initialInput, help: { filter: '', offset: 0 } };
    const at = (events: readonly InputEvent[]) => typed(context, events, open).state.help!.offset;
    expect(at([mouse(3, 0, DOWN)])).toBe(3);
    expect(at([mouse(3, 0, DOWN), mouse(3, 0, UP), mouse(3, 0, UP)])).toBe(0);
    expect(at(Array.from({ length: 9 }, () => mouse(3, 0, DOWN)))).toBe(context.lastOffset);
  });
});
