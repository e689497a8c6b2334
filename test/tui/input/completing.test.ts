// Tab in a line: what all words begin with at once, then one after another.
import { describe, expect, test } from 'vitest';
import type { Completion } from '../../../src/core/completion.ts';
import type { FormField } from '../../../src/core/form.ts';
import type { Prompt } from '../../../src/core/overlay.ts';
import { takeCompletion } from '../../../src/tui/input/completing.ts';
import { createLine } from '../../../src/tui/input/line-editor.ts';
import { promptKey, startPrompt, takePrompt } from '../../../src/tui/input/prompt-keys.ts';

const completion = (value: string, head: string, items: readonly string[], more = {}): Completion => ({
  ...{ value, head, tail: '', items },
  ...more,
});

test.each([
  ['the only word, with what follows it', completion('the', '', ['theme'], { suffix: ' ' }), 'theme ', false],
  ['a directory goes on', completion('ls sr', 'ls ', ['src/'], { suffix: ' ' }), 'ls src/', false],
  ['what all begin with', completion('s', '', ['spawn', 'spare']), 'spa', true],
  ['nothing more in common', completion('spa', '', ['spawn', 'spare']), 'spa', true],
  ['what stands behind stays', completion('a c', '', ['ab'], { tail: ' c' }), 'ab c', false],
  ['nothing fits', completion('x', '', []), 'x', false],
])('%s', (_name, given, expected, hasWords) => {
  const { line, completing } = takeCompletion(createLine(given.value), given);
  expect(line.value).toBe(expected);
  expect(completing !== null).toBe(hasWords);
});

test('an answer to what has been changed meanwhile changes nothing', () => {
  const { line, completing } = takeCompletion(createLine('them'), completion('the', '', ['theme']));
  expect([line.value, completing]).toEqual(['them', null]);
});

const input: Prompt = { id: 'p', kind: 'input', title: ':', completes: true };
const pressed = (prompt: Prompt, keys: string, from = startPrompt(prompt)) => {
  let state = from;
  let told: unknown;
  for (const key of keys.split(' ')) {
    const step = promptKey(prompt, state, key);
    if ('answer' in step) throw new Error(`answered ${JSON.stringify(step.answer)}`);
    state = step.state;
    told = step.told;
  }
  return { state, told };
};

describe('at a line', () => {
  test('Tab asks, then goes through the words; typing on ends it', () => {
    const { state, told } = pressed(input, 's p left tab');
    expect(told).toEqual({ complete: true, before: 's', after: 'p' });
    const words = completion('sp', '', ['stop', 'start'], { tail: 'p' });
    const answered = takePrompt({ ...input, revision: 1, completion: words }, state);
    expect(answered.editor).toMatchObject({ value: 'stp', cursor: 2 });
    const values = ['tab', 'tab tab', 'tab tab tab', 'shift+tab'].map(
      (keys) => pressed(input, keys, answered).state.editor.value,
    );
    expect(values).toEqual(['stopp', 'startp', 'stopp', 'startp']);
    expect(pressed(input, 'tab x', answered).state).toMatchObject({ completing: null });
    expect(pressed(input, 'tab ctrl+z', answered).state.editor.value).toBe('stp');
  });

  test('a question without words has no use for Tab', () => {
    expect(pressed({ ...input, completes: false }, 's tab').told).toBeUndefined();
  });
});

describe('in a form', () => {
  const path: FormField = { name: 'where', label: 'Where', type: 'path', value: '/a', completes: true };
  const name: FormField = { name: 'name', label: 'Name', type: 'text', value: '' };
  const form: Prompt = { id: 'f', kind: 'form', title: 'new', fields: [path, name], revision: 0 };

  test('a path that was begun asks; one that was left as it is does not', () => {
    expect(pressed(form, 'tab').state.form?.focus).toBe('name');
    const { state, told } = pressed(form, 'b tab');
    expect(told).toMatchObject({ submitted: false, complete: 'where', before: '/ab', after: '' });
    const answered = (items: readonly string[]) => {
      const field = { ...path, completion: completion('/ab', '', items) };
      return takePrompt({ ...form, fields: [field, name], revision: 1 }, state);
    };
    expect(answered(['/abc/']).form?.lines['where']?.value).toBe('/abc/');
    const several = answered(['/abc/', '/abd/']);
    expect(pressed(form, 'tab tab', several).state.form?.lines['where']?.value).toBe('/abd/');
    // Nothing was found: the next Tab goes on.
    expect(pressed(form, 'tab', answered([])).state.form?.focus).toBe('name');
    // What was typed before in another field is no beginning of this one.
    expect(pressed({ ...form, fields: [name, path] }, 'x tab tab').state.form?.focus).toBe('');
  });

  test('a list in which any path can be typed has it too', () => {
    const list: FormField = { ...path, type: 'select', items: ['/a', '/b'], free: true };
    const of = { ...form, fields: [list, name] };
    expect(pressed(of, '/ u tab').told).toMatchObject({ complete: 'where', before: '/u' });
    expect(pressed(of, 'b tab').state.form?.focus).toBe('name');
  });
});
