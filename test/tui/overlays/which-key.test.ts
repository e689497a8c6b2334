// What the which-key panel makes of many keys.
import { expect, test } from 'vitest';
import { foldEntries } from '../../../src/tui/overlays/which-key.ts';

const folded = (...rows: string[]): string[] =>
  foldEntries(rows.map((row) => ({ keys: row.split(' ')[0]!, desc: row.slice(row.indexOf(' ') + 1) }))).map(
    ({ keys, desc }) => `${keys}: ${desc}`,
  );

test.each([
  [
    'what is done by several keys, by the first',
    ['j next', 'tab next', 'k previous'],
    ['j: next', 'k: previous'],
  ],
  [
    'opposites, whichever comes first',
    ['o next pane', ') next tab', '{ swap back', '( previous tab', '} swap on', 'y on'],
    ['o: next pane', ') (: next/prev tab', '{ }: swap on/back', 'y: on'],
  ],
  ['numbers', ['x end', '1 agent 1', '2 agent 2', '3 agent 3'], ['x: end', '1-3: agent 1-3']],
  [
    'all four arrows',
    ['left pane left', 'down pane down', 'up pane up', 'right pane right'],
    ['arrows: pane'],
  ],
  ['some arrows', ['left pane left', 'right pane right'], ['left right: pane left right']],
  ['one alone stays as it is', ['1 agent 1', 'left pane left'], ['1: agent 1', 'left: pane left']],
  ['letters are told apart', ['a do a', 'b do b'], ['a: do a', 'b: do b']],
  [
    'a word that is the stem of others',
    ['a agent', '1 agent 1', '2 agent 2'],
    ['a: agent', '1-2: agent 1-2'],
  ],
])('%s', (_name, rows, expected) => {
  expect(folded(...rows)).toEqual(expected);
});
