// Globs: what they match, and that none takes for ever.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { glob } from '../../../src/hub/primitives/glob.ts';
import { alternatives, segmentsOf } from '../../../src/hub/primitives/glob-pattern.ts';

function matches(pattern: string, name: string): boolean {
  const [segment] = segmentsOf(pattern);
  return segment!.kind === 'name' && segment!.matches(name);
}

describe('one segment', () => {
  test.each([
    ['a*c', 'abbbc', true],
    ['a*c', 'ac', true],
    ['a*c', 'acd', false],
    ['*', '', true],
    ['a?c', 'a€c', true],
    ['?', '😀', true],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[]x', '[]x', true],
    ['[a]]', 'a]', true],
    ['a.b', 'axb', false],
    ['*.*.lua', 'a.b.lua', true],
    ['(a|b)+$', '(a|b)+$', true],
  ])('%s and %s: %s', (pattern, name, expected) => {
    expect(matches(pattern, name)).toBe(expected);
  });

  test('of many stars ends', () => {
    expect(matches('*a'.repeat(200), `${'a'.repeat(250)}b`)).toBe(false);
    expect(matches('*a'.repeat(200), 'a'.repeat(250))).toBe(true);
  });
});

test('braces are alternatives, also one in another; too many are refused', () => {
  expect(alternatives('a{b,c{d,e}}f').sort()).toEqual(['abf', 'acdf', 'acef']);
  expect(alternatives('{a}{')).toEqual(['{a}{']);
  expect(() => alternatives('{a,b}'.repeat(10))).toThrow(/too many/);
});

describe('a tree', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'bt-glob-'));
    for (const path of [
      'a.md',
      'x/a.md',
      'x/y/a.md',
      'x/y/z/b.md',
      '.hidden/a.md',
      'x/.rc',
      'node_modules/p/a.md',
    ]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const find = (pattern: string): Promise<string[]> => glob(pattern, root, { enter: async (path) => path });

  test.each([
    ['**/a.md', ['a.md', 'x/a.md', 'x/y/a.md']],
    ['x/**/*.md', ['x/a.md', 'x/y/a.md', 'x/y/z/b.md']],
    ['x/**', ['x/a.md', 'x/y', 'x/y/a.md', 'x/y/z', 'x/y/z/b.md']],
    ['**/**/z/*', ['x/y/z/b.md']],
    ['*/*', ['node_modules/p', 'x/a.md', 'x/y']],
    ['.hidden/*', ['.hidden/a.md']],
    ['x/.*', ['x/.rc']],
    ['none/*', []],
    ['x/y/a.md', ['x/y/a.md']],
  ])('%s', async (pattern, expected) => {
    expect(await find(pattern)).toEqual(expected);
  });

  test('absolute patterns give absolute paths', async () => {
    expect(await find(`${root}/x/*.md`)).toEqual([join(root, 'x/a.md')]);
  });

  test('ends when nobody waits any more', async () => {
    const controller = new AbortController();
    controller.abort(new Error('nobody waits'));
    await expect(
      glob('**', root, { enter: async (path) => path, signal: controller.signal }),
    ).rejects.toThrow('nobody waits');
  });

  test('of too many files is refused', async () => {
    mkdirSync(join(root, 'many'));
    for (let i = 0; i < 5001; i++) writeFileSync(join(root, 'many', `${i}`), '');
    await expect(find('many/*')).rejects.toMatchObject({ code: 'too_large' });
  });
});
