// Keys of copy mode lead where they lead in Vim.
import { expect, test } from 'vitest';
import { copyIn, numbered } from './copying.ts';

const TEXT = 'one two.three  (four)\n\n  five six\nseven';

async function after(...commands: string[]) {
  const copy = copyIn(TEXT);
  await copy.all('top', ...commands);
  return copy.at();
}

test.each([
  [['next-word'], [0, 4]],
  [
    ['count 2', 'next-word'],
    [0, 7],
  ],
  [
    ['count 4', 'next-word'],
    [0, 15],
  ],
  [
    ['count 2', 'next-big-word'],
    [0, 15],
  ],
  [
    ['count 3', 'next-big-word'],
    [1, 0],
  ],
  [
    ['count 4', 'next-big-word'],
    [2, 2],
  ],
  [['word-end'], [0, 2]],
  [
    ['count 3', 'word-end'],
    [0, 7],
  ],
  [
    ['count 2', 'big-word-end'],
    [0, 12],
  ],
  [['line-end'], [0, 20]],
  [
    ['line-end', 'previous-word'],
    [0, 16],
  ],
  [
    ['line-end', 'previous-big-word'],
    [0, 15],
  ],
  [
    ['count 2', 'down', 'previous-word'],
    [1, 0],
  ],
  [
    ['line-end', 'left', 'left'],
    [0, 18],
  ],
  [['left'], [0, 0]],
  [
    ['line-end', 'right'],
    [0, 20],
  ],
  [
    ['line-end', 'down', 'down'],
    [2, 9],
  ],
  [
    ['line-end', 'down', 'down', 'up', 'up'],
    [0, 20],
  ],
  [
    ['count 2', 'down', 'line-end', 'line-text'],
    [2, 2],
  ],
  [
    ['count 2', 'down', 'line-end', 'count 0'],
    [2, 0],
  ],
  [['next-paragraph'], [1, 0]],
  [
    ['next-paragraph', 'next-paragraph'],
    [3, 4],
  ],
  [
    ['bottom', 'previous-paragraph'],
    [1, 0],
  ],
  [['find e'], [0, 2]],
  [
    ['find e', 'find-again'],
    [0, 11],
  ],
  [
    ['find e', 'find-again', 'find-reverse'],
    [0, 2],
  ],
  [
    ['count 2', 'find e'],
    [0, 11],
  ],
  [['till e'], [0, 1]],
  [
    ['till e', 'find-again'],
    [0, 10],
  ],
  [
    ['line-end', 'find-back t'],
    [0, 8],
  ],
  [['find z'], [0, 0]],
  [['bracket'], [0, 20]],
  [
    ['bracket', 'bracket'],
    [0, 15],
  ],
  [
    ['count 3', 'bottom'],
    [2, 0],
  ],
  [
    ['count 1', 'count 0', 'right'],
    [0, 10],
  ],
  [['view-bottom'], [3, 0]],
] as [string[], [number, number]][])('%j leads to %j', async (commands, place) => {
  expect(await after(...commands)).toEqual(place);
});

test('a page keeps two lines, half a page the row; what is out of view is brought in', async () => {
  const copy = copyIn(numbered(40));
  expect(copy.at()).toEqual([9, 0]);
  await copy.all('page-up');
  expect([copy.top(), copy.line()]).toEqual(['line 24', 'line 33']);
  await copy.all('half-down');
  expect([copy.top(), copy.line()]).toEqual(['line 29', 'line 38']);
  await copy.all('top');
  expect([copy.top(), copy.line()]).toEqual(['line 1', 'line 1']);
  await copy.all('count 1', 'count 2', 'down');
  expect([copy.top(), copy.line()]).toEqual(['line 4', 'line 13']);
  await copy.all('scroll-down', 'scroll-down');
  expect([copy.top(), copy.line()]).toEqual(['line 6', 'line 13']);
  await copy.all('view-top', 'scroll-down');
  expect([copy.top(), copy.line()]).toEqual(['line 7', 'line 7']);
});

test('a line that wrapped is one line, and wide characters are whole', async () => {
  const copy = copyIn('abcdefghijklmnop\n中文字 x\n', { columns: 10 });
  await copy.all('top', 'line-end');
  expect(copy.at()).toEqual([1, 5]);
  await copy.all('count 0');
  expect(copy.at()).toEqual([0, 0]);
  await copy.all('count 2', 'down', 'right');
  expect(copy.at()).toEqual([2, 2]);
  await copy.all('down', 'up', 'find x');
  expect(copy.at()).toEqual([2, 7]);
});
