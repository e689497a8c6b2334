// Simple text is measured and wrapped as the libraries do; cuts keep characters and sequences whole.
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { isSimple, simpleWidth, wrapSimple } from '../../../src/tui/painter/simple-text.ts';
import { cutEnd, cutMiddle, cutStart } from '../../../src/tui/painter/text-cuts.ts';
import { randomFrom } from './random-tree.tsx';

test('every simple character is a cluster of one, as wide as the libraries say', () => {
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (!isSimple(character)) continue;
    const width = simpleWidth(character);
    if (width !== stringWidth(character) || character.normalize() !== character)
      expect.fail(`U+${code.toString(16)} is ${stringWidth(character)} wide`);
  }
  for (const no of ['\n', '\x1b', '\x7f', '\u0301', '\u200d', '❤️', '😀', '\u00ad', '\u202e']) {
    expect(isSimple(no), JSON.stringify(no)).toBe(false);
  }
});

test.each([1, 2, 3])('wrapped as wrap-ansi does, seed %i', (seed) => {
  const random = randomFrom(seed);
  const characters = [...'aaaabcé│… 中字한かア'];
  for (let i = 0; i < 1000; i++) {
    const line = Array.from({ length: random(60) }, () =>
      random(5) === 0 ? ' ' : characters[random(characters.length)]!,
    ).join('');
    const columns = [1, 2, 3, 7, 20, 33.3, 0.5, 0, Number.NaN][random(9)]!;
    const wanted = wrapAnsi(line, columns, { trim: false, hard: true }).split('\n');
    expect(wrapSimple(line, columns), JSON.stringify([line, columns])).toEqual(wanted);
  }
});

test('cuts', () => {
  const styled = 'ab\x1b[38;2;1;2;3mcd';
  for (let units = 1; units < styled.length; units++) {
    const start = cutEnd(styled, units);
    expect(start).toMatch(/^a?b?(\x1b\[38;2;1;2;3m)?c?$/);
    expect(start.length).toBeGreaterThan(0);
    expect(cutStart(styled, units)).toMatch(/^b?(\x1b\[38;2;1;2;3m)?c?d?$/);
  }
  expect([cutEnd('😀😀', 3), cutStart('😀😀', 3), cutEnd('😀😀', 1)]).toEqual(['😀', '😀', '😀']);
  expect(cutEnd(styled.slice(2), 5)).toBe('\x1b[38;2;1;2;3m');
  expect(cutMiddle('abcdefgh', 4)).toBe('abgh');
  expect(cutEnd('short', 10)).toBe('short');
});
