import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText } from '../../../src/tui/widgets/clean.ts';
import { inkColor, textProps } from '../../../src/tui/widgets/color.ts';
import { cursorSpans } from '../../../src/tui/widgets/edited-text.tsx';
import { childPath, nodeAt, parseHit, rowHit } from '../../../src/tui/widgets/paths.ts';
import { transformOf } from '../../../src/tui/widgets/sgr.ts';
import { keepInView } from '../../../src/tui/widgets/window.ts';
import { column, row, text } from './trees.ts';

describe('keepInView', () => {
  it.each([
    ['stays when the row is in view', [5, 7, 10, 100], 5],
    ['moves down just enough', [0, 10, 10, 100], 1],
    ['moves up just enough', [20, 15, 10, 100], 15],
    ['leaves no gap after the last row', [95, null, 10, 100], 90],
    ['shows all that fits', [3, 2, 10, 5], 0],
    ['shows the end for a row past it', [0, 500, 10, 100], 90],
    ['is at the top of nothing', [4, 0, 0, 0], 0],
  ] as const)('%s', (_, [first, selected, height, count], expected) => {
    expect(keepInView(first, selected, height, count)).toBe(expected);
  });
});

describe('paths', () => {
  it('joins, splits and follows', () => {
    expect(childPath('', 2)).toBe('2');
    expect(childPath('0.2', 1)).toBe('0.2.1');
    expect(parseHit(rowHit('0.1', 4))).toEqual({ path: '0.1', row: 4 });
    expect(parseHit('')).toEqual({ path: '' });
    const tree = column(text('a'), row(text('b'), text('c')));
    expect(nodeAt(tree, '')).toBe(tree);
    expect(nodeAt(tree, '1.1')).toEqual(text('c'));
    expect(nodeAt(tree, '1.7.0')).toBeNull();
  });
});

describe('inkColor', () => {
  it.each([
    ['red', 'red'],
    ['bright_red', 'redBright'],
    ['redBright', 'redBright'],
    ['grey', 'blackBright'],
    ['#0af', '#0af'],
    ['#00aaff', '#00aaff'],
    [208, 'ansi256(208)'],
    ['208', 'ansi256(208)'],
    [256, undefined],
    ['bold', undefined],
    ['constructor', undefined],
    ['#zzz', undefined],
    [null, undefined],
  ])('%j', (color, expected) => {
    expect(inkColor(color)).toBe(expected);
  });

  it('leaves out what a style does not say', () => {
    expect(textProps({ fg: 'red', bold: true, dim: false })).toEqual({ color: 'red', bold: true });
  });
});

describe('transformOf', () => {
  it.each([
    [{ fg: 'red', inverse: true }, '\u001b[31m\u001b[7mx\u001b[27m\u001b[39m'],
    [{ bg: 'bright_blue' }, '\u001b[104mx\u001b[49m'],
    [{ fg: 208, bg: '#0af' }, '\u001b[48;2;0;170;255m\u001b[38;5;208mx\u001b[39m\u001b[49m'],
    [{ bold: true, dim: true }, '\u001b[1m\u001b[2mx\u001b[22m\u001b[22m'],
  ])('%j', (style, text) => {
    expect(transformOf(style)!('x')).toBe(text);
  });

  it('is one function for equal styles, none for no style', () => {
    expect(transformOf({ bold: true })).toBe(transformOf({ bold: true, dim: false }));
    expect(transformOf({ fg: 'no such colour' })).toBeUndefined();
  });
});

describe('cleanText', () => {
  it.each([
    ['a\u001b[31mred\u001b[0m', 'ared'],
    ['\u001b]0;title\u0007x', 'x'],
    ['a\u202eb\u2066c', 'abc'],
    ['a\tb\rc\u0000', 'a  bc'],
    ['two\nlines', 'two\nlines'],
    ['宽 👍 é', '宽 👍 é'],
    [undefined, ''],
    [12, '12'],
  ])('%j', (dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
  });

  it('makes one line of several', () => {
    expect(cleanLine('a\nb')).toBe('a b');
  });
});

describe('cursorSpans', () => {
  it.each([
    ['at the end', { value: 'ab', cursor: 2 }, ['ab', ' ', '']],
    ['within', { value: 'abc', cursor: 1 }, ['a', 'b', 'c']],
    ['on a cluster', { value: 'a👩‍👩‍👧b', cursor: 1 }, ['a', '👩‍👩‍👧', 'b']],
  ] as const)('puts the cursor %s', (_, editor, expected) => {
    expect(cursorSpans(editor, true).map((span) => span.text)).toEqual(expected);
  });

  it('masks by cluster', () => {
    expect(cursorSpans({ value: 'a👍', cursor: 0 }, false, '•')).toEqual([{ text: '••' }]);
  });
});
