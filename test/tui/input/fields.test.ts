// Text inputs of a layout: which has the keys, what is told of them, and which values of Lua's are taken.
import { expect, test } from 'vitest';
import type { Field, InputContext } from '../../../src/tui/input/input-state.ts';
import { initialInput } from '../../../src/tui/input/input-state.ts';
import { reconcile } from '../../../src/tui/input/router.ts';
import { contextOf, effectsOf, typed } from './harness.ts';

const field = (path: string, change: Partial<Field> = {}): Field => ({
  path,
  value: '',
  on: ['submit', 'change', 'focus', 'blur'],
  isInModal: false,
  ...change,
});
const withFields = (...fields: Field[]): InputContext => contextOf({ mode: 'normal', fields });
const inField = (path: string) => ({ ...initialInput, field: path });

const one = withFields(field('0'));
const two = withFields(field('0'), field('1', { on: ['focus'] }));
const silent = withFields(field('0', { on: [] }));

test.each([
  ['a key is its', one, 'h i', ['draft 0 "h" reported', 'draft 0 "hi" reported']],
  ['untold where nobody listens', silent, 'h', ['draft 0 "h"']],
  ['a key that changes nothing tells nothing', one, 'left', []],
  ['enter hands its text over', one, 'h enter', ['draft 0 "h" reported', 'widget 0 submit "h"']],
  ["enter where nobody listens is the table's", silent, 'enter', []],
  ['escape leaves it', one, 'escape c', ['widget 0 blur', 'lua normal c']],
  ['tab goes to the next', two, 'tab', ['widget 0 blur', 'widget 1 focus']],
  ['and round', two, 'tab tab', ['widget 0 blur', 'widget 1 focus', 'widget 0 focus']],
  ['shift+tab goes back', two, 'shift+tab', ['widget 0 blur', 'widget 1 focus']],
  ["a key it does not know is the table's", one, 'alt+enter', []],
  ['the prefix is not text', withFields(field('0')), 'ctrl+b ctrl+d', ['reserved detach']],
] as const)('%s', (_name, context, keys, expected) => {
  expect(effectsOf(context, keys, inField('0'))).toEqual(expected);
});

test('a paste goes into it', () => {
  expect(effectsOf(one, [{ type: 'paste', text: 'two words' }], inField('0'))).toEqual([
    'draft 0 "two words" reported',
  ]);
});

test('editing begins with what the tree says', () => {
  expect(effectsOf(withFields(field('0', { value: 'ab' })), 'c', inField('0'))).toEqual([
    'draft 0 "abc" reported',
  ]);
});

test('the first field of a modal gets the keys when it appears, once', () => {
  const modal = withFields(field('0'), field('1.0', { isInModal: true }));
  const context = { ...modal, modal: '1' };
  const opened = reconcile(initialInput, context);
  expect(opened.field).toBe('1.0');
  const left = { ...opened, field: null };
  expect(reconcile(left, context).field).toBeNull();
  expect(effectsOf(context, 'escape', opened)).toEqual(['widget 1 close']);
});

test('a field that is gone has no keys', () => {
  expect(reconcile(inField('0'), withFields())).toMatchObject({ field: null, fields: {} });
  expect(effectsOf(withFields(), 'c', inField('0'))).toEqual(['lua normal c']);
});

test('nothing new makes no new state', () => {
  const { state } = typed(one, 'h', inField('0'));
  expect(reconcile(state, one)).toBe(state);
});

test('a value made from what was told is no news; any other is taken', () => {
  const { state } = typed(one, 'a b c', inField('0'));
  const value = (text: string, from = state) => reconcile(from, withFields(field('0', { value: text })));
  // Lua's tree of two keys ago: what is typed since stays.
  expect(value('a').fields['0']!.line.value).toBe('abc');
  // Told values before it will not come back: such a value is Lua's own.
  expect(value('', value('a')).fields['0']!.line.value).toBe('');
  expect(value('A').fields['0']!.line).toMatchObject({ value: 'A', cursor: 1 });
});
