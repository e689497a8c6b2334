// Which plugins of a home are loaded, and what is said of the others.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashContent } from '../../../src/hub/plugins/content.ts';
import { readHeader, sinceProblem } from '../../../src/hub/plugins/header.ts';
import { createPluginJudge, type PluginJudge } from '../../../src/hub/plugins/judge.ts';
import { changeLock, type Locked, readLock } from '../../../src/hub/plugins/lock.ts';
import { createSources, type Sources } from '../../../src/hub/sources.ts';

let home: string;
let sources: Sources;
let judge: PluginJudge;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bt-plugins-'));
  sources = createSources(home);
  judge = createPluginJudge(home);
});
afterEach(() => rmSync(home, { recursive: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};
const lock = (name: string, more: Partial<Locked> = {}): void => {
  const hash = hashContent(join(home, 'plugins', name));
  const from = { source: '/somewhere', subdir: null, rev: null, commit: null, hash };
  changeLock(home, name, { ...from, added_at: '2026-01-02T03:04:05.000Z', enabled: true, ...more });
};
const look = (): { readonly loaded: string[]; readonly said: string[] } => {
  sources.read(null, 1000);
  const { files, problems } = judge.filter(sources.set());
  return {
    loaded: files.map(({ unit }) => unit),
    said: problems.map(({ unit, line, message }) => `${unit}:${line}: ${message}`),
  };
};

test('what the lock knows is loaded, with all of its files but specs', () => {
  write('plugins/a/init.lua', 'return 1');
  write('plugins/a/lua/util.lua', 'return 2');
  write('plugins/a/a_spec.lua', 'return 3');
  write('plugins/a/README.md', 'four');
  write('user/b.lua', 'return 5');
  lock('a');
  expect(look()).toEqual({
    loaded: ['plugins/a/init.lua', 'plugins/a/lua/util.lua', 'user/b.lua'],
    said: [],
  });
});

test('what no lock knows is not loaded and says so, and neither is a file that is no folder', () => {
  write('plugins/a/init.lua', 'return 1');
  write('plugins/loose.lua', 'return 2');
  write('user/b.lua', 'return 3');
  expect(look()).toEqual({
    loaded: ['user/b.lua'],
    said: [
      'plugins/a/init.lua:1: is not loaded: plugins.lock.json does not know it',
      'plugins/loose.lua:1: is not loaded: a plugin is a folder with an init.lua',
    ],
  });
});

test.each([
  ['a Lua file', 'plugins/a/init.lua'],
  ['a file that it only reads', 'plugins/a/words.json'],
  ['a file that is new', 'plugins/a/lua/new.lua'],
])('content that was changed by hand is not loaded: %s', (_, path) => {
  write('plugins/a/init.lua', 'return 1');
  write('plugins/a/words.json', '[]');
  write('plugins/b/init.lua', 'return 2');
  lock('a');
  lock('b');
  expect(look().loaded).toEqual(['plugins/a/init.lua', 'plugins/b/init.lua']);
  write(path, 'changed');
  judge.forget();
  expect(look()).toEqual({
    loaded: ['plugins/b/init.lua'],
    said: ['plugins/a/init.lua:1: is not loaded: its files are not those of plugins.lock.json'],
  });
});

test('a lock that was changed by hand', () => {
  for (const name of ['a', 'b', 'c']) {
    write(`plugins/${name}/init.lua`, `return "${name}"`);
    lock(name);
  }
  expect(look().loaded).toHaveLength(3);
  const { plugins } = readLock(home);
  const tampered = { ...plugins, a: { ...plugins['a'], hash: 'f'.repeat(64) }, b: { source: 1 }, '../c': {} };
  write('plugins.lock.json', JSON.stringify(tampered));
  judge.forget();
  expect(look()).toEqual({
    loaded: ['plugins/c/init.lua'],
    said: [
      'plugins/a/init.lua:1: is not loaded: its files are not those of plugins.lock.json',
      'plugins/b/init.lua:1: is not loaded: plugins.lock.json: entry "b": source: a text expected',
    ],
  });
  write('plugins.lock.json', '{ "a": ');
  judge.forget();
  const { loaded, said } = look();
  expect(loaded).toEqual([]);
  expect(said).toHaveLength(3);
  expect(said[0]).toMatch(/^plugins\/a\/init.lua:1: is not loaded: plugins.lock.json: .*JSON/);
  expect(() => changeLock(home, 'a', null)).toThrow(/nothing was changed/);
});

test('while an update is under way the old and the new content are good', () => {
  write('plugins/a/init.lua', 'new');
  const next = hashContent(join(home, 'plugins/a'));
  write('plugins/a/init.lua', 'old');
  lock('a', { next_hash: next });
  expect(look().loaded).toEqual(['plugins/a/init.lua']);
  write('plugins/a/init.lua', 'new');
  expect(look().loaded).toEqual(['plugins/a/init.lua']);
});

test('one that is off is silent; one for a newer program says where it says so', () => {
  write('plugins/off/init.lua', 'x');
  write('plugins/new/init.lua', '--- @name new\n--- @since 99.0.0\nreturn 1');
  write('plugins/old/init.lua', '--- @since 0.1.0');
  lock('off', { enabled: false });
  lock('new');
  lock('old');
  const { loaded, said } = look();
  expect(loaded).toEqual(['plugins/old/init.lua']);
  expect(said).toEqual([
    expect.stringMatching(
      /^plugins\/new\/init.lua:2: is not loaded: needs botster-tui 99.0.0 or later, this is /,
    ),
  ]);
});

test('a link is loaded where the lock says that it is one, and leads where it says', () => {
  const linked = { linked: true, hash: null } as const;
  write('there/init.lua', 'return 1');
  write('elsewhere/init.lua', 'return 1');
  mkdirSync(join(home, 'plugins'));
  symlinkSync(join(home, 'there'), join(home, 'plugins/a'));
  symlinkSync(join(home, 'elsewhere'), join(home, 'plugins/b'));
  symlinkSync(join(home, 'there'), join(home, 'plugins/c'));
  lock('a', { ...linked, source: join(home, 'there') });
  lock('b', { ...linked, source: join(home, 'there') });
  lock('c');
  const { loaded, said } = look();
  // Through each link the same folder: it is read once, as the first of them.
  expect(loaded).toEqual(['plugins/a/init.lua']);
  expect(said.join('\n')).toContain('plugins/b/init.lua:1: is not loaded: plugins/b leads to');
  write('there/init.lua', 'return 2');
  expect(look().loaded).toEqual(['plugins/a/init.lua']);
});

test('a link within a plugin is no content', () => {
  write('plugins/a/init.lua', 'return 1');
  write('secret', 'x');
  lock('a');
  symlinkSync(join(home, 'secret'), join(home, 'plugins/a/data'));
  expect(look().said).toEqual(['plugins/a/init.lua:1: is not loaded: data: is a link']);
});

test('the header is the comment at the top', () => {
  const text = `#!ignored`;
  expect(readHeader(text).name).toBeNull();
  const header = `-- A clock.
--- @name clock
--- @version 1.2.0
--- @since 0.1.0
--- @desc Shows the time
--- @capability http
--- @capability http

return 1 --- @name no`;
  expect(readHeader(header)).toEqual({
    ...{ name: 'clock', version: '1.2.0', since: '0.1.0', sinceLine: 4, desc: 'Shows the time' },
    capabilities: ['http'],
  });
});

test.each([
  ['0.1.0', null],
  ['0.0.9', null],
  ['v0.1', null],
  ['0.1.1', /needs botster-tui 0.1.1 or later/],
  ['1', /needs/],
  ['soon', /a version like 0.1.0 expected/],
])('@since %s on 0.1.0', (since, expected) => {
  const problem = sinceProblem({ since }, '0.1.0');
  if (expected === null) expect(problem).toBeNull();
  else expect(problem).toMatch(expected);
});
