// Key notation: what is read, what is written, and what is refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chord, formatChord, KeyError, namedKeys, parseChord, parseKeys } from '../../src/core/key.ts';

test.each([
  ['a', 'a'],
  ['A', 'A'],
  ['shift+a', 'A'],
  ['S-a', undefined],
  ['ctrl+c', 'ctrl+c'],
  ['Ctrl+C', 'ctrl+c'],
  ['control+c', 'ctrl+c'],
  ['ctrl+shift+p', 'ctrl+shift+p'],
  ['shift+ctrl+P', 'ctrl+shift+p'],
  ['alt+x', 'alt+x'],
  ['meta+x', 'alt+x'],
  ['option+X', 'alt+X'],
  ['alt+shift+x', 'alt+X'],
  ['super+a', 'super+a'],
  ['cmd+A', 'shift+super+a'],
  ['?', '?'],
  ['+', 'plus'],
  ['ctrl++', 'ctrl+plus'],
  ['plus', 'plus'],
  [' ', 'space'],
  ['F5', 'f5'],
  ['f35', 'f35'],
  ['f36', undefined],
  ['Return', 'enter'],
  ['shift+enter', 'shift+enter'],
  ['PgUp', 'pageup'],
  ['page-down', 'pagedown'],
  ['kp5', 'kp5'],
  ['é', 'é'],
  ['中', '中'],
  ['<C-x>', 'ctrl+x'],
  ['<C-S-x>', 'ctrl+shift+x'],
  ['<M-x>', 'alt+x'],
  ['<D-x>', 'super+x'],
  ['<CR>', 'enter'],
  ['<lt>', '<'],
  ['<C-->', 'ctrl+-'],
  ['<', '<'],
  ['-', '-'],
])('parseChord %j is %j', (text, written) => {
  if (written === undefined) expect(() => parseChord(text)).toThrow(KeyError);
  else expect(formatChord(parseChord(text))).toBe(written);
});

test.each([
  ['', '"": no key is called ""'],
  ['hyper+a', '"hyper+a": "hyper" is no modifier (ctrl, alt, shift, super)'],
  ['ctrl+nokey', '"ctrl+nokey": no key is called "nokey"'],
  ['ctrl+', '"ctrl+": no key is called ""'],
  ['<C-nokey>', '"<C-nokey>": no key is called "nokey"'],
])('parseChord refuses %j', (text, message) => {
  expect(() => parseChord(text)).toThrow(new KeyError(message));
});

test.each([
  ['ctrl+b ctrl+d', ['ctrl+b', 'ctrl+d']],
  ['<C-b>d', ['ctrl+b', 'd']],
  ['gg', ['g', 'g']],
  ['enter', ['enter']],
  ['ESC', ['escape']],
  ['  a   b ', ['a', 'b']],
  ['<C-w><C-w>', ['ctrl+w', 'ctrl+w']],
  ['<', ['<']],
  ['é中', ['é', '中']],
])('parseKeys %j is %j', (text, written) => {
  expect(parseKeys(text).map(formatChord)).toEqual(written);
});

test.each([
  ['', 'empty key'],
  [' ', '" ": write space for the space bar'],
  ['ctrl+b hyper+d', '"hyper+d": "hyper" is no modifier (ctrl, alt, shift, super)'],
])('parseKeys refuses %j', (text, message) => {
  expect(() => parseKeys(text)).toThrow(new KeyError(message));
});

test('what is written is read as the same chord, alone and in a sequence', () => {
  const key = fc.constantFrom(...namedKeys, ...'abzABZ09?!-=[]{}\\|/.,;:<>\'"`~@#$%^&*()_éЖ中');
  const flag = fc.boolean();
  const raw = fc.record({ key, ctrl: flag, alt: flag, shift: flag, super: flag });
  fc.assert(
    fc.property(raw, (value) => {
      const chord: Chord = parseChord(formatChord(value));
      const text = formatChord(chord);
      expect(parseChord(text)).toEqual(chord);
      expect(parseKeys(text)).toEqual([chord]);
    }),
    { seed: 1, numRuns: 1000 },
  );
});
