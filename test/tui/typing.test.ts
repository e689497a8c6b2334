// Who gets what is typed, and what is typed before a program has begun.
import { expect, test } from 'vitest';
import { compileKeymap } from '../../src/tui/input/keymap.ts';
import { NOT_BEGUN } from '../../src/tui/key-taker.ts';
import { focusOf, initialState, receiversOf, type UiState } from '../../src/tui/state.ts';
import { createTyping } from '../../src/tui/typing.ts';
import { agent, view } from '../lua/world-helper.ts';
import { contextOf, effectsOf } from './input/harness.ts';
import { table, usual } from './input/tables.ts';

const ui = (receivers: readonly string[] | null, change: Partial<UiState> = {}): UiState => ({
  ...initialState,
  keymap: compileKeymap(table(usual)),
  agents: [agent('a1'), agent('a2'), agent('a3'), agent('over', { status: 'exited' })],
  view: view('v1', { focus: 'a2', receivers }),
  ...change,
});

test('the agent in focus is typed into, and after it the receivers of the view that run', () => {
  expect(receiversOf(ui(null))).toEqual(['a2']);
  expect(receiversOf(ui(['a1', 'a2', 'a3']))).toEqual(['a2', 'a1', 'a3']);
  expect(receiversOf(ui(['a9', 'over', 'a3']))).toEqual(['a2', 'a3']);
  expect(focusOf(ui(['a1', 'a3']))).toBe('a2');
});

test('without an agent in focus nobody is', () => {
  expect(receiversOf({ ...ui(null), view: null })).toEqual([]);
  expect(receiversOf(ui(['a1'], { view: view('v1', { focus: null, receivers: ['a1'] }) }))).toEqual([]);
});

test('a program in front has the keys alone', () => {
  expect(receiversOf(ui(['a1', 'a3'], { taker: 's1' }))).toEqual(['s1']);
});

test('keys and pastes go to each receiver, the prefix to none, and the mouse and the focus as always', () => {
  const context = contextOf({ receivers: ['a', 'b'] });
  expect(effectsOf(context, 'x ctrl+b c y')).toEqual([
    'a < x',
    'b < x',
    'lua terminal ctrl+b c',
    'a < y',
    'b < y',
  ]);
  expect(effectsOf(context, [{ type: 'paste', text: 'p' }])).toEqual(['a < paste:p', 'b < paste:p']);
  expect(effectsOf(context, [{ type: 'focus', focused: true }])[0]).toBe('a < focus-in');
});

test('what is typed into a program that has not begun comes to it in order, once it has', () => {
  const log: string[] = [];
  const typing = createTyping(
    {
      input: (id, _modes, items) => void log.push(`${id} ${items.map((item) => item.type).join()}`),
      need: (ids) => void log.push(`need ${ids.join()}`),
    },
    () => 0,
  );
  typing.changed(['a1'], [NOT_BEGUN]);
  typing.send(NOT_BEGUN, 0, [{ type: 'paste', text: 'a' }]);
  typing.send(NOT_BEGUN, 0, [{ type: 'key', key: 'enter', raw: Buffer.of(13) }]);
  typing.changed([NOT_BEGUN], ['s1']);
  typing.send('s1', 0, [{ type: 'paste', text: 'b' }]);
  expect(log).toEqual(['need ', 'a1 focus', 'need s1', 's1 focus', 's1 paste', 's1 key', 's1 paste']);
});
