// Which Lua files count, and what is believed of them while they are being saved.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSources, readPackage, type Sources, unitOf } from '../../src/hub/sources.ts';
import { dist } from '../helpers/private-home.ts';

let home: string;
let sources: Sources;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bt-sources-'));
  sources = createSources(home);
});
afterEach(() => rmSync(home, { recursive: true }));

const write = (path: string, text: string | Buffer): void => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};
const read = (stillFor = 1000) => sources.read(null, stillFor);
const units = (): string[] => sources.set().files.map(({ unit }) => unit);
const textOf = (unit: string) => sources.set().files.find((file) => file.unit === unit)?.text;
const problems = (): string[] => sources.set().problems.map(({ unit, message }) => `${unit}: ${message}`);

test('Lua files of the home are units of their layers, whatever lies beside them', () => {
  write('user/layout.lua', 'return 1');
  write('user/lib/util.lua', 'return 2');
  write('improvements/badge.lua', 'return 3');
  write('plugins/p/init.lua', 'return 4');
  write('user/notes.txt', 'no');
  write('user/.#layout.lua', 'no');
  write('improvements/.status/badge.lua.json', '{}');
  write('improvements/.history/old.lua', 'no');
  write('other/x.lua', 'no');
  expect(read().changed.toSorted()).toEqual(units());
  expect(sources.set().files.map(({ unit, layer }) => `${layer} ${unit}`)).toEqual([
    'improvements improvements/badge.lua',
    'plugins plugins/p/init.lua',
    'user user/layout.lua',
    'user user/lib/util.lua',
  ]);
});

test('only what has other text has changed', () => {
  write('user/a.lua', 'one');
  read();
  write('user/a.lua', 'one');
  expect(read()).toEqual({ changed: [], moved: false, believesAfter: null });
  write('user/a.lua', 'two');
  expect(read()).toMatchObject({ changed: ['user/a.lua'], moved: true });
});

test('a quick read looks at the files that were named, and at all where one is not known', () => {
  write('user/a.lua', 'one');
  write('user/b.lua', 'one');
  read();
  const quick = (path: string) => sources.read(new Set([join(home, path)]), 0, true);
  write('user/a.lua', 'two');
  write('user/b.lua', 'two');
  expect(quick('user/b.lua').changed).toEqual(['user/b.lua']);
  expect([textOf('user/a.lua'), textOf('user/b.lua')]).toEqual(['one', 'two']);
  write('user/c.lua', 'one');
  expect(quick('user/c.lua').changed.toSorted()).toEqual(['user/a.lua', 'user/c.lua']);
  rmSync(join(home, 'user/a.lua'));
  expect(quick('user/a.lua')).toEqual({ changed: [], moved: true, believesAfter: 60 });
});

test('an empty file is believed when it held still for half a second', () => {
  write('user/a.lua', 'one');
  read();
  write('user/a.lua', '');
  expect(read(0)).toEqual({ changed: [], moved: true, believesAfter: 500 });
  expect(read(499)).toEqual({ changed: [], moved: false, believesAfter: 500 });
  expect(textOf('user/a.lua')).toBe('one');
  expect(read(500)).toEqual({ changed: ['user/a.lua'], moved: false, believesAfter: null });
  expect(textOf('user/a.lua')).toBe('');
});

test('a file that is gone is believed to be gone after 60 ms', () => {
  write('user/a.lua', 'one');
  read();
  rmSync(join(home, 'user/a.lua'));
  expect(read(0)).toMatchObject({ changed: [], believesAfter: 60 });
  expect(units()).toEqual(['user/a.lua']);
  expect(read(60)).toEqual({ changed: ['user/a.lua'], moved: false, believesAfter: null });
  expect(units()).toEqual([]);
});

test('links are followed in user, not in improvements', () => {
  write('elsewhere/real.lua', 'real');
  write('elsewhere/dir/inner.lua', 'inner');
  for (const folder of ['user', 'improvements']) {
    mkdirSync(join(home, folder), { recursive: true });
    symlinkSync(join(home, 'elsewhere/real.lua'), join(home, folder, 'linked.lua'));
    symlinkSync(join(home, 'elsewhere/dir'), join(home, folder, 'dir'));
    symlinkSync(join(home, folder), join(home, folder, 'loop'));
  }
  read();
  expect(units()).toEqual(['user/dir/inner.lua', 'user/linked.lua']);
  expect(problems()).toEqual([expect.stringMatching(/^improvements\/linked\.lua: is a symbolic link/)]);
  expect(sources.places()).toContain(join(home, 'elsewhere/real.lua'));
});

test.each([
  ['bytes that are no UTF-8', Buffer.from([0x61, 0xc3, 0x28]), /is not valid UTF-8/],
  ['a NUL', 'a\0b', /NUL character at offset 1/],
  ['over a megabyte', 'x'.repeat(1024 * 1024 + 1), /is too large: 1048577 bytes/],
])('a file with %s is a problem, and its last good text stays', (_name, text, message) => {
  write('user/a.lua', 'good');
  read();
  write('user/a.lua', text);
  read();
  expect(textOf('user/a.lua')).toBe('good');
  expect(problems()).toEqual([expect.stringMatching(message)]);
  const first = sources.set().problems[0]!;
  read();
  expect(sources.set().problems[0]).toEqual(first);
  write('user/a.lua', 'better');
  read();
  expect(problems()).toEqual([]);
  expect(textOf('user/a.lua')).toBe('better');
});

test('a pipe or a directory called so does not stop the reading', () => {
  mkdirSync(join(home, 'user/dir.lua'), { recursive: true });
  execFileSync('mkfifo', [join(home, 'user/pipe.lua')]);
  read();
  expect(units()).toEqual([]);
  expect(problems()).toEqual(['user/pipe.lua: is no regular file']);
});

test('a byte order mark is no part of the text', () => {
  write('user/a.lua', '\ufeffreturn 1');
  read();
  expect(textOf('user/a.lua')).toBe('return 1');
});

test('256 improvements are loaded; of the rest one problem tells', () => {
  for (let i = 0; i < 260; i++) write(`improvements/${String(i).padStart(3, '0')}.lua`, `return ${i}`);
  read();
  expect(units()).toHaveLength(256);
  expect(problems()).toEqual([expect.stringMatching(/first 256 .* 4 more .*improvements\/256\.lua/)]);
});

test('the package has its core, default and keys', () => {
  const files = readPackage(join(dist, '..'));
  const layers = new Map(files.map(({ unit, layer }) => [unit, layer]));
  expect(layers.get('core/ui.lua')).toBe('core');
  expect(layers.get('default/layout.lua')).toBe('default');
  expect(layers.get('keybindings/tmux.lua')).toBe('default');
  expect(() => readPackage(home)).toThrow(/no Lua files/);
});

test.each([
  ['user/layout.lua', 'user/layout.lua', 'user'],
  ['improvements/x/y.lua', 'improvements/x/y.lua', 'improvements'],
  ['/tmp/try.lua', 'user/try.lua', 'user'],
])('the unit of %s is %s', (path, unit, layer) => {
  expect(unitOf(path)).toEqual({ unit, layer });
});
