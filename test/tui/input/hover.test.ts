// What the mouse is over: seen, told to who asked, and no program's business unless it asked for every motion.
import { describe, expect, test } from 'vitest';
import type { TerminalModes } from '../../../src/core/modes.ts';
import type { Prompt } from '../../../src/core/overlay.ts';
import type { InputEvent } from '../../../src/tui/input/event.ts';
import type { InputContext } from '../../../src/tui/input/input-state.ts';
import type { Region } from '../../../src/tui/input/region.ts';
import { fieldsOf } from '../../../src/tui/input/regions.ts';
import { contextOf, effectsOf, modesOf, mouse, noOverlays, typed } from './harness.ts';

const over = (x: number, y: number): InputEvent => mouse(x, y, { action: 'move', button: 3 });

/** A list of three rows at the left, told of the mouse if `on` says so; pane `a` beside it, a button below. */
function screen(on: readonly string[], a: Partial<TerminalModes> = {}, more: object = {}): InputContext {
  const row = (index: number): Region => ({
    ...{ kind: 'node', path: '0', on, row: index },
    ...{ x: 0, y: index, columns: 10, rows: 1 },
  });
  return contextOf({
    regions: [
      { kind: 'node', path: '0', on, x: 0, y: 1, columns: 10, rows: 9 },
      ...[1, 2, 3].map(row),
      { kind: 'node', path: '1', on: ['click', 'hover'], x: 0, y: 12, columns: 10, rows: 1 },
      { kind: 'pane', agent: 'a', path: '2', x: 10, y: 0, columns: 10, rows: 10, modes: modesOf(a), ...more },
    ],
  });
}

describe('rows and buttons', () => {
  test('a row that can be chosen is seen, once however often the mouse moves in it', () => {
    expect(
      effectsOf(screen(['select']), [over(1, 2), over(2, 2), over(3, 2), over(3, 3), over(3, 9)]),
    ).toEqual(['hover 0 2', 'hover 0 3', 'hover nothing']);
    expect(effectsOf(screen([]), [over(1, 2), over(1, 3)])).toEqual([]);
  });

  test('who asked is told of the row, and of the end; between rows only of the next', () => {
    const { effects, state } = typed(screen(['hover', 'select']), [over(1, 2), over(1, 3), over(1, 12)]);
    expect(effects).toMatchObject([
      { type: 'tell', path: '0', args: 2 },
      { type: 'hover' },
      { type: 'tell', path: '0', args: 3 },
      { type: 'hover' },
      { type: 'tell', path: '0' },
      { type: 'tell', path: '1', args: true },
      { type: 'hover' },
    ]);
    expect(effects[4]).not.toHaveProperty('args');
    // Another window: nobody knows where the mouse is.
    const blurred = effectsOf(screen([]), [{ type: 'focus', focused: false }], state);
    expect(blurred).toEqual(['tell 1 hover', 'hover nothing', 'a < focus-out', 'terminal blurred']);
  });

  test('in a menu the choice follows the mouse', () => {
    const prompt: Prompt = { id: 'p', kind: 'select', title: 'Pick', items: ['one', 'two'] };
    const region: Region = { kind: 'overlay', name: 'prompt:p', row: 2, x: 0, y: 0, columns: 9, rows: 1 };
    const context = { ...screen(['select']), overlays: { ...noOverlays, prompt } };
    const { state, effects } = typed({ ...context, regions: [region] }, [over(1, 0)]);
    expect(state.prompt?.selected).toBe(1);
    expect(effects).toEqual([]);
    expect(effectsOf(context, [over(1, 2)])).toEqual([]);
  });
});

describe('panes', () => {
  test('herdr #1865: a program that did not ask hears nothing of it, and nothing is to be done', () => {
    const motions = Array.from({ length: 500 }, (_, i) => over(10 + (i % 10), i % 10));
    for (const mouseTracking of ['none', 'x10', 'vt200', 'drag'] as const)
      expect(effectsOf(screen(['select'], { mouseTracking }), motions)).toEqual([]);
    expect(effectsOf(screen(['select'], { mouseTracking: 'any' }), motions.slice(0, 1))).toEqual([
      'a < move:3@0,0',
    ]);
  });

  test('where links are of interest the one at each cell is asked for, until the mouse leaves', () => {
    const context = screen(['select'], {}, { hasLinks: true });
    expect(effectsOf(context, [over(12, 3), over(13, 3), over(1, 2)])).toEqual([
      'link hover a 2,3',
      'link hover a 3,3',
      'link leave a 0,0',
      'hover 0 2',
    ]);
  });

  test('ctrl and a click open a link; with shift also where the program has the mouse', () => {
    const click = (more: object): InputEvent[] => [mouse(12, 3, { ctrl: true, ...more })];
    const links = { hasLinks: true };
    expect(effectsOf(screen([], {}, links), click({}))).toEqual(['link open a 2,3']);
    expect(effectsOf(screen([], { mouseTracking: 'any' }, links), click({}))).toEqual(['a < press:0@2,3']);
    expect(effectsOf(screen([], { mouseTracking: 'any' }, links), click({ shift: true }))).toEqual([
      'link open a 2,3',
    ]);
    expect(effectsOf(screen([]), click({}))).toEqual(['copy press a 2,3']);
  });
});

test('every motion is asked of the terminal only while something has use for it', () => {
  const wants = (node: object): boolean =>
    fieldsOf({ type: 'column', children: [node as never] }).wantsMotion;
  const hover_style = { bg: 'blue' };
  expect(wants({ type: 'list', on: ['select'], hover_style })).toBe(true);
  expect(wants({ type: 'terminal', on: ['link', 'link_hover'] })).toBe(true);
  expect(wants({ type: 'text', on: ['hover'] })).toBe(true);
  expect(wants({ type: 'list', hover_style })).toBe(false);
  expect(wants({ type: 'list', on: ['select'] })).toBe(false);
  expect(wants({ type: 'list', on: ['select'], hover_style, visible: false })).toBe(false);
});
