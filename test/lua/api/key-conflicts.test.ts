// Keys that two files want, and keys that can never be typed: who is told what.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Binding, KeyTable } from '../../../src/core/key-table.ts';
import { createEngine, type Engine } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine({ defaults: true });
});
afterEach(() => {
  expect(engine.errors()).toEqual([]);
  engine.close();
});

const bind = (lhs: string, more = '') =>
  `keymap.set("normal", "${lhs}", function() end, { desc = "${lhs}"${more} })`;

function bound(keys: string, mode = 'normal'): Binding | undefined {
  const { bindings } = engine.dispatch('keys', {}) as KeyTable;
  return bindings.find((one) => one.mode === mode && one.keys.join(' ') === keys);
}

/** The warnings of one look at the keys. */
function warnings(): string[] {
  engine.dispatch('keys', {});
  return engine.warnings();
}

it('two files of a layer bind the same keys: both owners are named, once', () => {
  engine.load('user/a.lua', `\n${bind('f5')}`);
  engine.load('user/b.lua', bind('f5'));
  expect(warnings()).toEqual([
    "user/b.lua:1: keymap.set: 'f5' in mode normal is bound by user/a.lua:2 too; the one here is in force",
  ]);
  expect(warnings()).toHaveLength(1);
  expect(bound('f5')).toMatchObject({ owner: 'user/b.lua:1', conflict: 'user/a.lua:2' });
  expect(bound('ctrl+b f5', 'terminal')).toMatchObject({ conflict: 'user/a.lua:2' });
  expect(engine.user('return keymap.get("normal", "f5").conflict')).toBe('user/a.lua:2');
  expect(engine.user('return botster.who("normal f5")')).toEqual([
    {
      kind: 'key',
      name: 'normal f5',
      owner: 'user/b.lua:1',
      layer: 'user',
      in_force: true,
      desc: 'f5',
      conflict: 'user/a.lua:2',
    },
    { kind: 'key', name: 'normal f5', owner: 'user/a.lua:2', layer: 'user', in_force: false, desc: 'f5' },
  ]);
});

it('a condition makes no difference: one binding of a mode and keys is in force', () => {
  engine.load('user/a.lua', bind('f5', ', when = { focused = true }'));
  engine.load('user/b.lua', bind('f5', ', when = { focused = false }'));
  expect(warnings()).toEqual([expect.stringContaining('is bound by user/a.lua:1 too')]);
});

it.each([
  ['a higher layer over a lower one', { 'plugins/a.lua': bind('f5'), 'user/b.lua': bind('f5') }],
  ['the defaults replaced', { 'user/a.lua': bind('n') }],
  ['a file over itself', { 'user/a.lua': `${bind('f5')}\n${bind('f5')}` }],
  [
    'the other deleted first',
    { 'user/a.lua': bind('f5'), 'user/b.lua': `keymap.del("normal", "f5")\n${bind('f5')}` },
  ],
  ['another mode', { 'user/a.lua': bind('f5'), 'user/b.lua': bind('f5').replace('normal', 'scroll') }],
  ['a family of keys replaced by one', { 'plugins/a.lua': bind('f5 x'), 'user/b.lua': bind('f5') }],
  [
    'a beginning that is not always bound',
    { 'user/a.lua': bind('f5', ', when = { focused = true }'), 'user/b.lua': bind('f5 x') },
  ],
  ['a beginning that was deleted', { 'user/a.lua': `keymap.del("normal", "g")\n${bind('g x')}` }],
])('no conflict: %s', (_, files) => {
  for (const [unit, text] of Object.entries(files)) engine.load(unit, text);
  expect(warnings()).toEqual([]);
  expect((engine.dispatch('keys', {}) as KeyTable).bindings.filter(({ conflict }) => conflict)).toEqual([]);
});

it('keys that go on from those of a whole binding can never be typed', () => {
  engine.load('user/a.lua', bind('f5 x'));
  engine.load('user/b.lua', bind('f5'));
  engine.load('user/c.lua', bind('g x'));
  const [own, shipped, ...rest] = warnings();
  expect(rest).toEqual([]);
  expect(own).toBe(
    `user/a.lua:1: keymap.set: 'f5 x' in mode normal can never be typed: 'f5' of user/b.lua:1 acts first; bind other keys, or keymap.del("normal", "f5")`,
  );
  expect(shipped).toMatch(/^user\/c\.lua:1: .*'g x'.*'g' of keybindings\/default\.lua:\d+ acts first/);
  expect(bound('f5 x')!.conflict).toBe('user/b.lua:1');
  expect(bound('f5')!.conflict).toBe('user/a.lua:1');
});

it('what takes a key away again ends the conflict', () => {
  engine.load('user/a.lua', bind('f5'));
  engine.load('user/b.lua', bind('f5'));
  expect(bound('f5')!.conflict).toBe('user/a.lua:1');
  engine.load('user/c.lua', 'keymap.del("normal", "f5")');
  expect(bound('f5')).toBeUndefined();
  engine.load('user/d.lua', bind('f5'));
  expect(bound('f5')!.conflict).toBeUndefined();
});
