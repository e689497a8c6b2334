// Search in copy mode: while output streams, across lines that wrapped, and with patterns nobody should write.
import { expect, test } from 'vitest';
import { copyIn, numbered } from './copying.ts';

test('goes through the matches, round the ends, and says which of how many', async () => {
  const copy = copyIn(`${numbered(20)}end`);
  const search = async (...commands: string[]) => {
    const { state } = await copy.all(...commands);
    return [copy.line(), state.search?.current, state.search?.total];
  };
  expect(await search('search-begin', 'search-back line 1')).toEqual(['line 19', 11, 11]);
  expect(await search('search-next')).toEqual(['line 18', 10, 11]);
  expect(await search('search-previous')).toEqual(['line 19', 11, 11]);
  expect(await search('search-previous')).toEqual(['line 1', 1, 11]);
  expect(await search('count 3', 'search-previous')).toEqual(['line 12', 4, 11]);
  expect(await search('search-begin', 'search line 2')).toEqual(['line 20', 2, 2]);
  expect(await search('top', 'search-word')).toEqual(['line 2', 2, 20]);
  expect((await copy.all('search-begin', 'search nowhere')).problem).toBe('no match');
});

test('while a pattern is typed the cursor goes to the first match from where it was; escape goes back', async () => {
  const copy = copyIn('alpha\nbeta\nalphabet\nbest\n');
  await copy.all('top', 'search-begin', 'search b');
  expect(copy.at()).toEqual([1, 0]);
  await copy.all('search be', 'search bes');
  expect(copy.at()).toEqual([3, 0]);
  await copy.all('search be');
  expect(copy.at()).toEqual([1, 0]);
  const { state } = await copy.all('search-cancel');
  expect([copy.at(), state.search]).toEqual([[0, 0], null]);
});

test.each([
  ['error', ['Error', 'an error']],
  ['Error', ['Error']],
  ['a.c', ['abc']],
  ['(half', ['(half']],
  ['^n?o$', ['no']],
])('%s finds %j', async (pattern, expected) => {
  const copy = copyIn('Error\nan error\nabc\n(half\nno\n');
  const { state } = await copy.all('top', 'up', 'search-begin', `search-back ${pattern}`);
  expect(state.search?.total).toBe(expected.length);
});

test('a match in a line that wrapped is painted in both rows', async () => {
  const copy = copyIn('12345678needle90', { columns: 10 });
  const { state } = await copy.all('top', 'search-begin', 'search needle');
  expect(state.matches).toEqual([
    [0, 8, 2, 1],
    [1, 0, 4, 1],
  ]);
});

test('n finds what was printed since', async () => {
  const copy = copyIn('needle\n');
  await copy.all('top', 'search-begin', 'search-back needle');
  copy.print(`${numbered(20)}needle\n`);
  const { state } = await copy.all('search-previous');
  expect([copy.line(), state.search?.total]).toEqual(['needle', 2]);
  expect(copy.at()[0]).toBeGreaterThan(0);
});

test('a pattern that backtracks for ever is refused, and the next one works', async () => {
  const copy = copyIn(`${'a'.repeat(35)}!\n`, { columns: 80 });
  expect((await copy.all('search-begin', 'search-back (a+)+$')).problem).toMatch(/takes over 250 ms/);
  expect((await copy.all('search-begin', 'search-back a!')).state.search?.total).toBe(1);
});

test('a search gives up the one before it', async () => {
  const copy = copyIn(numbered(3000), { scrollback: 3000 });
  const [first, second] = await Promise.all([copy.run('search-back', '1'), copy.run('search-back', '12')]);
  expect(first.state.search?.total ?? 0).toBe(0);
  expect(second.state.search?.total).toBe(numbered(3000).match(/12/g)!.length);
});
