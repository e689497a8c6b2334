// What an event comes to: state, context and event in; effects and state out.
import { describe, expect, test } from 'vitest';
import { KEY_MODE_BITS } from '../../../src/core/modes.ts';
import type { InputEvent } from '../../../src/tui/input/event.ts';
import { type InputContext, type InputState, initialInput } from '../../../src/tui/input/input-state.ts';
import { isForProgram, runLocal } from '../../../src/tui/input/router.ts';
import { banner } from '../overlays/fixtures.ts';
import { contextOf, effectsOf, key, modesOf, noOverlays, showEffect, typed } from './harness.ts';

const scrolling = contextOf({ mode: 'scroll' });
const normal = contextOf({ mode: 'normal' });
const nobody = contextOf({ focus: null });
const prompting = contextOf({
  overlays: { ...noOverlays, prompt: { id: 'p', kind: 'input', title: 'Name' } },
});
const withModal = contextOf({ mode: 'normal', modal: '0.1' });

describe('keys', () => {
  const rows: readonly (readonly [string, InputContext, string, readonly string[]])[] = [
    ['a key goes to the program', contextOf(), 'x', ['a < x']],
    ['keys that no table has, too', contextOf(), 'ctrl+c escape', ['a < ctrl+c', 'a < escape']],
    ['nobody has the focus', nobody, 'x', []],
    ['the prefix waits', contextOf(), 'ctrl+b', []],
    ['a binding after the prefix', contextOf(), 'ctrl+b c x', ['lua terminal ctrl+b c', 'a < x']],
    ['three chords', contextOf(), 'ctrl+b w v', ['lua terminal ctrl+b w v']],
    ['a direct binding', contextOf(), 'alt+enter', ['lua terminal alt+enter']],
    ['one of ours', contextOf(), 'ctrl+b escape', ['local mode.set normal']],
    ['the prefix twice sends it', contextOf(), 'ctrl+b ctrl+b', ['a < ctrl+b']],
    ['a chord that does not go on is dropped', contextOf(), 'ctrl+b y x', ['a < x']],
    ['reserved after the prefix', contextOf(), 'ctrl+b ctrl+d', ['reserved detach']],
    ['reserved, other', contextOf(), 'ctrl+b ctrl+s', ['reserved safe-mode']],
    ["reserved alone is the program's", contextOf(), 'ctrl+d', ['a < ctrl+d']],
    ['normal mode keeps what it does not know', normal, 'y z', []],
    ['normal mode', normal, 'c', ['lua normal c']],
    ['two chords in normal mode', normal, 'g g', ['local scroll top']],
    ['a mode that goes on to another', scrolling, 'q c y', ['local mode.set terminal', 'lua normal c']],
    ['reserved chords reach past a prompt', prompting, 'ctrl+b ctrl+d', ['reserved detach']],
    ['nothing typed at a prompt reaches a program', prompting, 'x alt+enter ctrl+b c', []],
    ['escape closes a modal', withModal, 'escape', ['widget 0.1 close']],
    ["but not where keys are the program's", contextOf({ modal: '0.1' }), 'escape', ['a < escape']],
  ];
  test.each(rows)('%s', (_name, context, keys, expected) => {
    expect(effectsOf(context, keys)).toEqual(expected);
  });

  test('the prefix is sent as it was typed', () => {
    const [effect] = typed(contextOf(), 'ctrl+b ctrl+b').effects;
    expect(effect).toMatchObject({ items: [{ type: 'key', key: 'ctrl+b', raw: Buffer.from('ctrl+b') }] });
  });
});

describe('other events', () => {
  const raw = (text: string): InputEvent => ({ type: 'raw', raw: Buffer.from(text, 'latin1') });
  const paste: InputEvent = { type: 'paste', text: 'hi' };
  const pane = (modes: number): InputContext =>
    contextOf({ regions: [{ kind: 'pane', agent: 'a', x: 0, y: 0, columns: 9, rows: 9, modes }] });

  const rows: readonly (readonly [string, InputContext, InputEvent, readonly string[]])[] = [
    ["a reply is nobody's typing", contextOf(), { type: 'reply', raw: Buffer.from('R') }, ['reply R']],
    ['focus is told', contextOf(), { type: 'focus', focused: false }, ['a < focus-out', 'terminal blurred']],
    [
      'focus, even at a prompt',
      prompting,
      { type: 'focus', focused: true },
      ['a < focus-in', 'terminal focused'],
    ],
    ['a paste', contextOf(), paste, ['a < paste:hi']],
    ['a paste in normal mode is not typed', normal, paste, []],
    ["a paste at a prompt is the prompt's", prompting, paste, []],
    ['unknown bytes, same keyboard', pane(0), raw('\x1b[1;2;3u'), ['a < raw:\x1b[1;2;3u']],
    ['unknown bytes, other keyboard', pane(KEY_MODE_BITS), raw('\x1b[1;2;3u'), []],
    ['unknown bytes that are no sequence', pane(KEY_MODE_BITS), raw('\x80'), ['a < raw:\x80']],
    ['unknown bytes in normal mode', normal, raw('\x80'), []],
  ];
  test.each(rows)('%s', (_name, context, event, expected) => {
    expect(effectsOf(context, [event])).toEqual(expected);
  });

  test('a paste ends a chord that was begun', () => {
    const { state } = typed(contextOf(), [key('ctrl+b'), paste]);
    expect(state.chords).toEqual([]);
    expect(effectsOf(contextOf(), [key('ctrl+b'), paste, key('c')])).toEqual(['a < paste:hi', 'a < c']);
  });
});

describe('releases', () => {
  const kitty = contextOf({ outerModes: modesOf({ kitty: 2 }) });

  test('go where their press went', () => {
    expect(effectsOf(kitty, 'x x:release')).toEqual(['a < x', 'a < x:release']);
    expect(effectsOf(kitty, 'ctrl+b ctrl+b:release c c:release x x:release')).toEqual([
      'lua terminal ctrl+b c',
      'a < x',
      'a < x:release',
    ]);
  });

  test('are known without their modifiers, which may be let go first', () => {
    expect(effectsOf(kitty, 'ctrl+b b:release')).toEqual([]);
  });

  test('of a key pressed in normal mode do not reach the program', () => {
    const { state } = typed({ ...kitty, mode: 'normal' }, 'c');
    expect(effectsOf(kitty, 'c:release c c:release', state)).toEqual(['a < c', 'a < c:release']);
  });
});

describe('our own actions', () => {
  const broken = contextOf({ overlays: { ...noOverlays, banners: [{ ...banner, id: 'old' }, banner] } });
  const run = (
    ...[action, argument]: [Parameters<typeof runLocal>[2], string?]
  ): readonly [InputState, string[]] => {
    const step = runLocal(initialInput, broken, action, argument);
    return [step.state, step.effects.map(showEffect)];
  };

  test('open and close what the terminal itself draws', () => {
    expect(run('help')).toEqual([{ ...initialInput, help: { filter: '', offset: 0 } }, []]);
    expect(run('banner.details')).toEqual([
      { ...initialInput, details: { banner: banner.id, offset: 0 } },
      [],
    ]);
    expect(run('banner.dismiss')).toEqual([initialInput, [`dismiss ${banner.id}`]]);
  });

  test('without a banner there is nothing to open or to dismiss', () => {
    for (const action of ['banner.details', 'banner.dismiss'] as const)
      expect(runLocal(initialInput, contextOf(), action)).toEqual({ state: initialInput, effects: [] });
  });

  test('the rest is handed on', () => {
    expect(run('scroll', 'top')[1]).toEqual(['local scroll top']);
    expect(run('redraw')[1]).toEqual(['local redraw']);
    expect(run('send-prefix')[1]).toEqual(['a < ctrl+b']);
  });
});

test("keys are the program's while nothing is open and nothing begun", () => {
  expect(isForProgram(initialInput, contextOf())).toBe(true);
  expect(isForProgram(initialInput, normal)).toBe(false);
  expect(isForProgram(typed(contextOf(), 'ctrl+b').state, contextOf())).toBe(false);
  expect(isForProgram({ ...initialInput, help: { filter: '', offset: 0 } }, contextOf())).toBe(false);
  expect(isForProgram({ ...initialInput, field: '0' }, contextOf())).toBe(false);
});
