// Editing a line: (before, keys, after), with the cursor as a bar.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLine, editLine, insertText, type LineState } from '../../../src/tui/input/line-editor.ts';

function line(text: string, history: readonly string[] = []): LineState {
  const cursor = text.indexOf('|');
  return { ...createLine(text.replace('|', ''), history), cursor };
}

function draw({ value, cursor }: LineState): string {
  return `${value.slice(0, cursor)}|${value.slice(cursor)}`;
}

function press(state: LineState, keys: string): LineState {
  return keys.split(' ').reduce((now, key) => editLine(now, key) ?? now, state);
}

test.each([
  ['|', 'h i', 'hi|'],
  ['|', 'A space plus kp5 é 中', 'A +5é中|'],
  ['ab|', 'left', 'a|b'],
  ['ab|', 'left left left', '|ab'],
  ['a|b', 'right right', 'ab|'],
  ['a👩‍👩‍👧b|', 'left left', 'a|👩‍👩‍👧b'],
  ['a👩‍👩‍👧|b', 'backspace', 'a|b'],
  ['a|👩‍👩‍👧b', 'delete', 'a|b'],
  ['e\u0301|', 'backspace', '|'],
  ['ab|cd', 'home', '|abcd'],
  ['ab|cd', 'ctrl+a x', 'x|abcd'],
  ['ab|cd', 'ctrl+e', 'abcd|'],
  ['|', 'backspace', '|'],
  ['ab|', 'delete', 'ab|'],
  ['ab|', 'ctrl+h', 'a|'],
  ['one two-three|', 'ctrl+left', 'one two-|three'],
  ['one two-three|', 'alt+b alt+b', 'one |two-three'],
  ['|one two', 'ctrl+right', 'one| two'],
  ['one| two', 'alt+f', 'one two|'],
  ['one two-three|', 'ctrl+w', 'one |'],
  ['one two-three|', 'alt+backspace', 'one two-|'],
  ['one  |', 'ctrl+w', '|'],
  ['one| two x', 'alt+d', 'one| x'],
  ['one |two', 'ctrl+k', 'one |'],
  ['one |two', 'ctrl+u', '|two'],
  ['one |two', 'ctrl+u end ctrl+y', 'twoone |'],
  ['ab|', 'ctrl+w ctrl+y ctrl+y', 'abab|'],
  ['ab|', 'ctrl+t', 'ba|'],
  ['a|bc', 'ctrl+t', 'ba|c'],
  ['|ab', 'ctrl+t', '|ab'],
  ['|', 'a b ctrl+_', '|'],
  ['|', 'a space b ctrl+_', 'a |'],
  ['|', 'a space b ctrl+_ ctrl+_ ctrl+_', '|'],
  ['ab|', 'ctrl+w ctrl+z', 'ab|'],
  ['ab|', 'ctrl+w ctrl+z alt+_', '|'],
  ['ab|', 'ctrl+w ctrl+z x alt+_', 'abx|'],
  ['ab|', 'left c ctrl+_', 'a|b'],
])('%j %s %j', (before, keys, after) => {
  expect(draw(press(line(before), keys))).toBe(after);
});

test.each([
  ['x|', 'up', 'two|'],
  ['x|', 'up up', 'one|'],
  ['x|', 'up up up', 'one|'],
  ['x|', 'up up down', 'two|'],
  ['x|', 'up down', 'x|'],
  ['x|', 'ctrl+p ctrl+p ctrl+n ctrl+n', 'x|'],
  ['x|', 'up ctrl+_', 'x|'],
  ['x|', 'down', 'x|'],
])('with a history, %j %s %j', (before, keys, after) => {
  expect(draw(press(line(before, ['two', 'one']), keys))).toBe(after);
});

test.each([
  'f5',
  'ctrl+x',
  'alt+x',
  'super+a',
  'up',
  'down',
  'enter',
  'escape',
  'tab',
  'pageup',
  'ctrl+alt+a',
])('%s means nothing to a line', (key) => {
  expect(editLine(line('ab|'), key)).toBeNull();
});

test.each([
  ['a\nb\r\nc\td', 'a b c d'],
  ['\x1b[31mred\x07\x9b', '[31mred'],
  ['x\u2028y', 'x y'],
])('a paste of %j is %j', (text, put) => {
  expect(draw(insertText(line('<|>'), text))).toBe(`<${put}|>`);
});

test('a paste is undone at once, and cannot make a line without end', () => {
  expect(draw(press(insertText(line('a|'), 'one two three'), 'ctrl+_'))).toBe('a|');
  expect(insertText(line('|'), 'x'.repeat(200_000)).value.length).toBe(100_000);
});

test('whatever is typed, the cursor is at the edge of a character, and undo goes back to the start', () => {
  const keys = fc.constantFrom(
    'a',
    'é',
    '\u0301',
    '👩',
    '\u200d',
    '🇩',
    '🇪',
    'space',
    'left',
    'right',
    'home',
    'end',
    'backspace',
    'delete',
    'ctrl+left',
    'ctrl+right',
    'ctrl+w',
    'ctrl+k',
    'ctrl+u',
    'ctrl+y',
    'ctrl+t',
    'alt+d',
  );
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 40 }), (typed) => {
      let now = createLine('start 👩‍👩‍👧');
      for (const key of typed) {
        now = editLine(now, key) ?? now;
        const edges = [...new Intl.Segmenter().segment(now.value)].map(({ index }) => index);
        expect([...edges, now.value.length]).toContain(now.cursor);
      }
      while (now.undo.length > 0) now = editLine(now, 'ctrl+_')!;
      expect(now.value).toBe('start 👩‍👩‍👧');
    }),
    { seed: 11, numRuns: 500 },
  );
});
