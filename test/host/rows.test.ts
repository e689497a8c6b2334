// Rows of the terminal as cells: the invariants of core/cell.ts hold whatever a program draws.
import { expect, test } from 'vitest';
import {
  BLANK,
  BOLD,
  COMBINED,
  cellWidth,
  MODE_256,
  MODE_RGB,
  normalizeColor,
  UNDERLINE,
  WIDTH_1,
  WIDTH_2,
  WORDS,
} from '../../src/core/cell.ts';
import { packRow } from '../../src/host/rows.ts';
import { createScreen, type Screen } from '../../src/host/screen.ts';
import { quietScreen, randomFrom, randomText, write } from './drawing.ts';

function row(screen: Screen, y: number) {
  const { columns } = screen.size();
  const cells = new Uint32Array(columns * WORDS);
  const clusters = new Map<number, string>();
  packRow(screen.line(0, y), columns, cells, 0, (x, text) => clusters.set(x, text));
  return { cells, clusters, word: (x: number, word: number) => cells[x * WORDS + word]! };
}

function drawn(text: string, columns = 10) {
  const screen = createScreen({ ...quietScreen, columns, rows: 4 });
  write(screen, text);
  return row(screen, 0);
}

const code = (text: string) => text.codePointAt(0)!;
/** The underline style in bits 26 to 28 of word 3. */
const style = (n: number) => n << 26;

test('cells that were never drawn are blanks in default colours', () => {
  const { cells } = drawn('');
  expect([...cells]).toEqual(Array.from({ length: 10 }, () => [BLANK, 0, 0, 0]).flat());
});

test.each([
  ['a letter', 'a', [code('a') | WIDTH_1, 0, 0, 0]],
  ['bold', '\x1b[1ma', [code('a') | WIDTH_1, BOLD, 0, 0]],
  ['a 256 colour', '\x1b[38;5;200ma', [code('a') | WIDTH_1, MODE_256 | 200, 0, 0]],
  ['a true colour', '\x1b[48;2;1;2;3ma', [code('a') | WIDTH_1, 0, MODE_RGB | 0x010203, 0]],
  ['colours taken back', '\x1b[38;2;1;2;3;48;2;4;5;6mx\r\x1b[0ma', [code('a') | WIDTH_1, 0, 0, 0]],
  [
    'a palette colour after a true one',
    '\x1b[38;2;1;2;3m\x1b[38;5;7ma',
    [code('a') | WIDTH_1, MODE_256 | 7, 0, 0],
  ],
  ['a protected cell', '\x1b[1"qa', [code('a') | WIDTH_1, 0, 0, 0]],
  ['an underline', '\x1b[4ma', [code('a') | WIDTH_1, UNDERLINE, 0, style(1)]],
  ['a curly underline', '\x1b[4:3ma', [code('a') | WIDTH_1, UNDERLINE, 0, style(3)]],
  ['a coloured underline', '\x1b[4:3;58;5;9ma', [code('a') | WIDTH_1, UNDERLINE, 0, style(3) | MODE_256 | 9]],
  ['an underline colour without underline', '\x1b[58;5;9ma', [code('a') | WIDTH_1, 0, 0, 0]],
])('%s', (_name, text, expected) => {
  const { cells } = drawn(text);
  expect([...cells.subarray(0, WORDS)]).toEqual(expected.map((word) => word >>> 0));
});

test('a wide character is followed by an empty cell', () => {
  const { word } = drawn('中a');
  expect([word(0, 0), word(1, 0), word(2, 0)]).toEqual([code('中') | WIDTH_2, 0, code('a') | WIDTH_1]);
});

test.each([
  ['👍', 2],
  ['👍🏽', 2],
  ['👨‍👩‍👧', 2],
  ['❤️', 2],
  ['e\u0301', 1],
  ['🇫🇷', 2],
  ['한', 2],
])('%s covers %i columns', (text, width) => {
  const { word, clusters } = drawn(`${text}|`);
  expect(cellWidth(word(0, 0))).toBe(width);
  expect(word(width, 0)).toBe(code('|') | WIDTH_1);
  expect(word(0, 0) & COMBINED ? clusters.get(0) : String.fromCodePoint(word(0, 0) & 0x1fffff)).toBe(text);
});

test('a wide character cut in half by a resize is a blank', () => {
  const screen = createScreen({ ...quietScreen, columns: 6, rows: 2 });
  write(screen, '\x1b[?1049habc中');
  screen.resize({ columns: 4, rows: 2 });
  expect(row(screen, 0).word(3, 0)).toBe(BLANK);
});

test.each([11, 12, 13, 14])('the invariants hold for random output, seed %i', (seed) => {
  const random = randomFrom(seed);
  const screen = createScreen({ ...quietScreen, columns: 20, rows: 5 });
  const wrong: number[][] = [];
  for (let step = 0; step < 300; step++) {
    if (random(12) === 0) screen.resize({ columns: 2 + random(25), rows: 1 + random(6) });
    else write(screen, randomText(random, 1 + random(8)));
    const { columns, rows } = screen.size();
    for (let y = 0; y < rows; y++) wrong.push(...brokenIn(row(screen, y), columns).map((x) => [step, y, x]));
  }
  expect(wrong).toEqual([]);
});

/** Columns of cells that break an invariant. */
function brokenIn({ word, clusters }: ReturnType<typeof row>, columns: number): number[] {
  return Array.from({ length: columns }, (_, x) => x).filter((x) => {
    const [content, fg, bg, under] = [word(x, 0), word(x, 1), word(x, 2), word(x, 3)];
    const halves =
      cellWidth(content) === 2
        ? x + 1 < columns && word(x + 1, 0) === 0
        : content !== 0 || (x > 0 && cellWidth(word(x - 1, 0)) === 2);
    const text = clusters.has(x) === ((content & COMBINED) !== 0);
    const looks = fg === normalizeColor(fg) && bg === normalizeColor(bg) && (fg & UNDERLINE || under === 0);
    return !(halves && text && looks);
  });
}
