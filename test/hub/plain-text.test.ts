// Output as text: sequences removed whole, wherever a piece ends.
import { expect, test } from 'vitest';
import { createPlainText } from '../../src/hub/plain-text.ts';

const cases: readonly (readonly [string, string, string])[] = [
  ['colours', '\x1b[1;31mred\x1b[0m!', 'red!'],
  ['a title ended by BEL', 'a\x1b]0;title\x07b', 'ab'],
  ['a title ended by ST', 'a\x1b]0;title\x1b\\b', 'ab'],
  ['a device control string', 'a\x1bP1$r0m\x1b\\b', 'ab'],
  ['an application command', 'a\x1b_Gi=1;AAAA\x1b\\b', 'ab'],
  ['a character set', 'a\x1b(Bb', 'ab'],
  ['a single C1 control sequence', 'a\u009b31mb', 'ab'],
  ['line ends', 'a\r\nb\r\r\nc', 'a\nb\nc'],
  ['a line that is written over', '10%\r20%\r\n', '10%\n20%\n'],
  ['tabs stay, bells go', 'a\tb\x07c\x00', 'a\tbc'],
  ['wide and combined characters', 'å 日本 👩‍👩‍👧 e\u0301', 'å 日本 👩‍👩‍👧 e\u0301'],
  ['private modes', '\x1b[?25l\x1b[?2004hx\x1b[>4;1m', 'x'],
];

test.each(cases)('%s', (_name, output, text) => {
  expect(createPlainText()(Buffer.from(output))).toBe(text);
});

test.each(cases)('%s, byte by byte', (_name, output, text) => {
  const toText = createPlainText();
  const pieces = [...Buffer.from(output)].map((byte) => toText(Buffer.from([byte])));
  expect(pieces.join('')).toBe(text);
});

test('a string that never ends is let go', () => {
  const toText = createPlainText();
  toText(Buffer.from(`\x1b]0;${'x'.repeat(5000)}`));
  expect(toText(Buffer.from('after\n'))).toContain('after');
});

test('invalid UTF-8 becomes replacement characters', () => {
  expect(createPlainText()(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
});
