// What is selected in copy mode, and the text that it comes to.
import { expect, test } from 'vitest';
import { copyIn, numbered } from './copying.ts';

async function copied(text: string, ...commands: string[]) {
  const copy = copyIn(text, { columns: 20 });
  const { copied } = await copy.all('top', ...commands);
  return copied?.text;
}

test.each([
  ['hello world', ['select-char', 'word-end', 'selection'], 'hello'],
  ['hello world', ['line-end', 'select-char', 'previous-word', 'selection'], 'world'],
  ['one\ntwo  \nthree', ['right', 'select-char', 'down', 'down', 'selection'], 'ne\ntwo\nth'],
  ['one\ntwo\nthree', ['select-line', 'down', 'selection'], 'one\ntwo'],
  ['abcd\nefgh\nijkl', ['right', 'select-block', 'right', 'down', 'down', 'selection'], 'bc\nfg\njk'],
  ['a long line that wraps here', ['line'], 'a long line that wraps here'],
  [
    'a long line that wraps here\nx',
    ['select-char', 'down', 'line-end', 'selection'],
    'a long line that wraps here',
  ],
  ['a long line that wraps here\nx', ['select-line', 'selection'], 'a long line that wraps here'],
  ['中文 x', ['select-char', 'right', 'selection'], '中文'],
  ['中文 x', ['select-block', 'right', 'selection'], '中文'],
  ['e\u0301a', ['select-char', 'right', 'selection'], 'e\u0301a'],
  // It does not fit into the last column, and leaves a blank there.
  ['1234567890123456789中x', ['line'], '1234567890123456789中x'],
  ['one two', ['next-word', 'select-word', 'selection'], 'two'],
  ['nothing selected', ['selection'], undefined],
  ['one two', ['select-char', 'word-end', 'select-char', 'selection'], undefined],
  ['one two', ['select-char', 'word-end', 'clear', 'selection'], undefined],
  ['one two', ['next-word', 'select-char', 'other-end', 'right', 'other-end', 'word-end', 'selection'], 'wo'],
] as [string, string[], string | undefined][])('%j %j copies %j', async (text, commands, expected) => {
  expect(await copied(text, ...commands)).toBe(expected);
});

test('what is clicked twice stays whole while the pointer moves on', async () => {
  const copy = copyIn('one two three\nfour five', { columns: 20 });
  await copy.run('word-at', undefined, { line: 0, x: 5 });
  await copy.run('drag', undefined, { line: 0, x: 9 });
  expect((await copy.run('selection-stay')).copied?.text).toBe('two three');
  await copy.run('word-at', undefined, { line: 0, x: 5 });
  await copy.run('drag', undefined, { line: 0, x: 1 });
  expect((await copy.run('selection-stay')).copied?.text).toBe('one two');
  await copy.run('line-at', undefined, { line: 0, x: 5 });
  await copy.run('drag', undefined, { line: 1, x: 2 });
  expect((await copy.run('selection-stay')).copied?.text).toBe('one two three\nfour five');
});

test.each([
  ['see src/host/copy/moves.ts:12: it', 6, 'src/host/copy/moves.ts:12'],
  ['open https://example.org/a?b=1#c.', 20, 'https://example.org/a?b=1#c'],
  ['run --no-daemon (now)', 6, '--no-daemon'],
  ['run --no-daemon (now)', 18, 'now'],
  ['the end.', 7, 'end.'],
  ['a  b', 1, '  '],
])('two clicks into %j at %i take %j', async (text, x, expected) => {
  const copy = copyIn(text, { columns: 60 });
  await copy.run('word-at', undefined, { line: 0, x });
  expect((await copy.run('selection-stay')).copied?.text).toBe(expected);
});

test('a copy beyond what fits into an answer is cut, and says so', async () => {
  const copy = copyIn(`${'x'.repeat(200)}\n`.repeat(2000), { columns: 200, rows: 5, scrollback: 2000 });
  const { copied } = await copy.all('top', 'select-line', 'bottom', 'selection');
  expect([copied?.text.length, copied?.isCut]).toEqual([250_000, true]);
});

test('output that streams moves neither the view nor the selection, until the lines are gone', async () => {
  const copy = copyIn(numbered(30), { scrollback: 40 });
  await copy.all('up', 'select-line', 'up');
  const before = [copy.top(), copy.line()];
  copy.print(numbered(8, 'more'));
  expect([copy.top(), copy.line()]).toEqual(before);
  expect((await copy.all('selection-stay')).copied?.text).toBe('line 29\nline 30');
  copy.print(numbered(100, 'flood'));
  expect((await copy.all('up')).problem).toBeUndefined();
  expect(copy.line()).toBe(copy.top());
});
