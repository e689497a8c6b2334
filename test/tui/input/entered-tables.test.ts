// Key tables that a view has entered: what they say of unknown keys, when they are left, and which keys and
// clicks Lua is told of that nothing else takes.
import { describe, expect, test } from 'vitest';
import { type EnteredTable, enteredTables } from '../../../src/core/key-stack.ts';
import type { InputContext } from '../../../src/tui/input/input-state.ts';
import { compileKeymap } from '../../../src/tui/input/keymap.ts';
import { contextOf, effectsOf, mouse } from './harness.ts';
import { type BindingRow, table, usual } from './tables.ts';

const rows: readonly BindingRow[] = [
  ...usual,
  ['resize', 'h', 'narrower'],
  ['resize', 'l', 'local:scroll down'],
];
const modes = [...table([]).modes, { name: 'resize', desc: '', fallback: { mode: 'normal' } as const }];

function entered(more: Partial<EnteredTable>, from = 'terminal', asks = {}): InputContext {
  const keymap = compileKeymap(table(rows, { modes, ...asks }));
  return contextOf({ keymap, mode: 'resize', entered: [{ name: 'resize', from, ...more }] });
}

describe('a table that was entered', () => {
  test.each([
    ['falls back as its mode says', {}, 'normal', 'c', ['lua normal c']],
    ['with prevent_fallback knows no other keys', { prevent_fallback: true }, 'normal', 'c', []],
    [
      'with until_unknown sends on to where it came from, and is left',
      { until_unknown: true },
      'terminal',
      'c',
      ['local mode.set terminal', 'a < c'],
    ],
    [
      'with until_unknown leaves with a local key found below',
      { until_unknown: true },
      'normal',
      'i',
      ['local mode.set normal', 'local mode.set terminal'],
    ],
    ['lets Lua leave it for keys that Lua has', { until_unknown: true }, 'normal', 'c', ['lua normal c']],
    ['stays for its own keys', { until_unknown: true }, 'normal', 'l', ['local scroll down']],
    [
      'with one_shot is left with its first key',
      { one_shot: true },
      'normal',
      'l',
      ['local mode.set normal', 'local scroll down'],
    ],
    ['with a time limit tells Lua of every key', { timeout: 1 }, 'normal', 'l', ['lua resize l']],
  ] as const)('%s', (_name, more, from, keys, expected) => {
    expect(effectsOf(entered(more, from), keys)).toEqual(expected);
  });

  test('counts only while the view is in it', () => {
    const fields = { key_stack: [{ name: 'resize', from: 'normal', one_shot: true }] };
    expect(enteredTables({ mode: 'resize', fields })).toEqual(fields.key_stack);
    expect(enteredTables({ mode: 'normal', fields })).toEqual([]);
    expect(enteredTables({ mode: 'resize', fields: { key_stack: 'nonsense' } })).toEqual([]);
    expect(enteredTables({ mode: 'resize', fields: { key_stack: [7, null, {}] } })).toEqual([]);
  });
});

describe('keys that nothing binds', () => {
  const asking = { keymap: compileKeymap(table(usual, { unbound: true })) };
  test('are told to Lua when it asks, and only then', () => {
    expect(effectsOf(contextOf({ mode: 'normal' }), 'f9')).toEqual([]);
    expect(effectsOf(contextOf({ ...asking, mode: 'normal' }), 'f9')).toEqual(['lua normal f9']);
    expect(effectsOf(contextOf({ ...asking, mode: 'normal' }), 'g f9')).toEqual(['lua normal g f9']);
  });
  test('stay with the program in terminal mode', () => {
    expect(effectsOf(contextOf(asking), 'f9')).toEqual(['a < f9']);
    expect(effectsOf(contextOf(asking), 'ctrl+b f9')).toEqual(['lua terminal ctrl+b f9']);
  });
});

describe('clicks that no widget takes', () => {
  const region = { kind: 'node' as const, path: '0.1', on: [], x: 2, y: 1, columns: 5, rows: 2 };
  const asking = { keymap: compileKeymap(table(usual, { mouse: true })), regions: [region] };
  test('are told to Lua when it asks, and only then', () => {
    expect(effectsOf(contextOf({ regions: [region] }), [mouse(3, 2)])).toEqual([]);
    const args = { type: 'click', x: 1, y: 1, button: 'left' };
    expect(effectsOf(contextOf(asking), [mouse(3, 2)])).toEqual([`widget 0.1 mouse ${JSON.stringify(args)}`]);
    const wheel = { type: 'wheel', x: 9, y: 9, button: 'down' };
    expect(effectsOf(contextOf(asking), [mouse(9, 9, { button: 5 })])).toEqual([
      `widget  mouse ${JSON.stringify(wheel)}`,
    ]);
  });
  test('are not told twice', () => {
    const taking = { ...region, on: ['click'] };
    const [first, ...rest] = effectsOf(contextOf({ ...asking, regions: [taking] }), [mouse(3, 2)]);
    expect(first).toContain('widget 0.1 click');
    expect(rest).toEqual([]);
  });
});
