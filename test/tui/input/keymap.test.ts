// Chords looked up: (mode, keys) to what they come to.
import { describe, expect, test } from 'vitest';
import { compileKeymap, type Lookup, lookUp, withReserved } from '../../../src/tui/input/keymap.ts';
import { followingRows } from '../../../src/tui/input/which-key.ts';
import { type BindingRow, nothing, table, usual } from './tables.ts';

function show(found: Lookup): string {
  switch (found.outcome) {
    case 'matched':
      return `${found.binding.mode}: ${found.binding.desc}`;
    case 'reserved':
      return `reserved ${found.action}`;
    case 'not-found':
      return found.fallback;
    default:
      return found.outcome;
  }
}

const keymap = compileKeymap(table(usual));
const look = (mode: string, keys: string, map = keymap, facts = nothing): string =>
  show(lookUp(map, mode, keys.split(' '), facts));

test.each([
  ['terminal', 'a', 'pty'],
  ['terminal', 'ctrl+b', 'pending'],
  ['terminal', 'ctrl+b c', 'terminal: does agent.new'],
  ['terminal', 'ctrl+b w', 'pending'],
  ['terminal', 'ctrl+b w s', 'terminal: does split'],
  ['terminal', 'ctrl+b w x', 'cancelled'],
  ['terminal', 'ctrl+b y', 'cancelled'],
  ['terminal', 'ctrl+b ctrl+b', 'terminal: send the prefix'],
  ['terminal', 'ctrl+b ctrl+d', 'reserved detach'],
  ['terminal', 'ctrl+b ctrl+s', 'reserved safe-mode'],
  ['terminal', 'ctrl+d', 'pty'],
  ['terminal', 'alt+enter', 'terminal: does agent.next'],
  ['normal', 'c', 'normal: does agent.new'],
  ['normal', 'y', 'swallow'],
  ['normal', 'g', 'pending'],
  ['normal', 'g g', 'normal: does local:scroll top'],
  ['normal', 'g c', 'cancelled'],
  ['normal', 'ctrl+b', 'pending'],
  ['normal', 'ctrl+b ctrl+d', 'reserved detach'],
  ['scroll', 'q', 'scroll: does local:mode.set terminal'],
  ['scroll', 'c', 'normal: does agent.new'],
  ['scroll', 'y', 'swallow'],
  ['gone', 'a', 'pty'],
  ['gone', 'ctrl+b c', 'terminal: does agent.new'],
])('in %s mode, %s: %s', (mode, keys, expected) => {
  expect(look(mode, keys)).toBe(expected);
});

test('a binding whose conditions do not hold is not there', () => {
  expect(look('normal', 'x')).toBe('swallow');
  expect(look('normal', 'x', keymap, { ...nothing, selected: true })).toBe('normal: does agent.kill');
  const deep = compileKeymap(table([['normal', 'z x', 'far', { scrolled: true }]]));
  expect(look('normal', 'z', deep)).toBe('swallow');
  expect(look('normal', 'z', deep, { ...nothing, scrolled: true })).toBe('pending');
  const not = compileKeymap(table([['normal', 'z', 'near', { alternate: false }]]));
  expect(look('normal', 'z', not)).toBe('normal: does near');
  expect(look('normal', 'z', not, { ...nothing, alternate: true })).toBe('swallow');
});

test('of two bindings of the same keys the later one counts, if its conditions hold', () => {
  const map = compileKeymap(
    table([
      ['normal', 'a', 'first'],
      ['normal', 'a', 'second', { focused: true }],
    ]),
  );
  expect(look('normal', 'a', map)).toBe('normal: does first');
  expect(look('normal', 'a', map, { ...nothing, focused: true })).toBe('normal: does second');
});

test('modes that fall back to each other end somewhere', () => {
  const map = compileKeymap(
    table([], {
      modes: [
        { name: 'a', desc: '', fallback: { mode: 'b' } },
        { name: 'b', desc: '', fallback: { mode: 'a' } },
      ],
    }),
  );
  expect(look('a', 'x', map)).toBe('swallow');
});

describe('the reserved chords', () => {
  const hostile: readonly (readonly [string, readonly BindingRow[], string])[] = [
    [
      'bindings of the same keys',
      [
        ['terminal', 'ctrl+b ctrl+d', 'mine'],
        ['terminal', 'ctrl+b ctrl+s', 'mine'],
      ],
      'ctrl+b',
    ],
    ['a binding of the prefix alone', [['terminal', 'ctrl+b', 'mine']], 'ctrl+b'],
    [
      'longer bindings',
      [
        ['terminal', 'ctrl+b ctrl+d x', 'mine'],
        ['terminal', 'ctrl+b ctrl+s x', 'mine'],
      ],
      'ctrl+b',
    ],
    ['another prefix', [], 'ctrl+a'],
    ['no prefix', [], ''],
    ['a prefix that is no chord', [], 'hyper+x'],
    ['an empty table', [], 'ctrl+b'],
  ];
  test.each(hostile)('work with %s', (_what, rows, prefix) => {
    const map = compileKeymap(table(rows, { prefix }));
    const typed = prefix === 'ctrl+a' ? prefix : 'ctrl+b';
    for (const mode of ['terminal', 'normal', 'scroll', 'gone']) {
      expect(look(mode, typed, map)).toBe('pending');
      expect(look(mode, `${typed} ctrl+d`, map)).toBe('reserved detach');
      expect(look(mode, `${typed} ctrl+s`, map)).toBe('reserved safe-mode');
    }
  });
});

test('an empty table gives everything to the program, but the prefix', () => {
  const map = compileKeymap(table([], { modes: [] }));
  for (const key of ['a', 'ctrl+c', 'f5', 'escape']) expect(look('terminal', key, map)).toBe('pty');
  expect(look('terminal', 'ctrl+b ctrl+b', map)).toBe('terminal: send the prefix');
});

describe('the keys that may follow', () => {
  const rows = (mode: string, pending: string[], facts = nothing) =>
    followingRows(keymap, mode, pending, facts).map(({ keys, desc }) => `${keys} ${desc}`);

  test('the prefix', () => {
    expect(rows('terminal', ['ctrl+b'])).toEqual([
      'c does agent.new',
      'd does local:detach',
      'escape does local:mode.set normal',
      'w +2 keys',
      '? does local:help',
      'ctrl+b send the prefix',
      'ctrl+d detach',
      'ctrl+s safe mode on/off',
    ]);
  });

  test('a longer beginning', () => {
    expect(followingRows(keymap, 'terminal', ['ctrl+b', 'w'], nothing)).toEqual([
      { keys: 's', desc: 'does split', group: '', owner: 'test.lua:1' },
      { keys: 'v', desc: 'does split', group: '', owner: 'test.lua:1' },
    ]);
  });

  test('nothing yet: the mode and those it falls back to, as far as conditions hold', () => {
    expect(rows('scroll', [])).toEqual([
      'q does local:mode.set terminal',
      'pageup does local:scroll page-up',
      'c does agent.new',
      'i does local:mode.set terminal',
      'e does local:banner.details',
      'g does local:scroll top',
    ]);
    expect(rows('normal', [], { ...nothing, selected: true })).toContain('x does agent.kill');
  });
});

test('the table for people has every binding, and the reserved chords', () => {
  const { bindings, modes } = withReserved(keymap);
  expect(modes.map(({ name }) => name)).toEqual(['terminal', 'normal', 'scroll', 'always']);
  expect(bindings).toHaveLength(usual.length + 2);
  expect(bindings.slice(-2).map(({ keys }) => keys.join(' '))).toEqual(['ctrl+b ctrl+d', 'ctrl+b ctrl+s']);
});
