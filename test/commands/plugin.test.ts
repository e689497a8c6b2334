// The plugin verbs where nothing runs: files and the lock alone, with repositories of this machine.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keptSource, readSource } from '../../src/commands/plugin/source.ts';
import type { Locked } from '../../src/hub/plugins/lock.ts';
import { dist } from '../helpers/private-home.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

vi.mock('../../src/protocol/daemon.ts', async (original) => ({
  ...(await original<object>()),
  entryDirectory: () => dist,
}));

let hub: FakeHub;
beforeEach(async () => {
  hub = await createFakeHub({ listening: false });
});
afterEach(() => hub.dispose());

const at = (...path: string[]) => join(hub.home, ...path);
const write = (path: string, text: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const read = (path: string): string => readFileSync(at(path), 'utf8');
const lock = (): Record<string, Locked> => JSON.parse(read('plugins.lock.json'));
const clock = (version: string, more = '') =>
  `--- @name clock\n--- @version ${version}\n--- @since 0.1.0\n--- @desc Tells the time\n${more}return 1\n`;

/** Files of folder `repo`, committed; returns the commit. */
const commit = (files: Readonly<Record<string, string | null>>, repo = 'repo'): string => {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd: at(repo),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  mkdirSync(at(repo), { recursive: true });
  if (!existsSync(at(repo, '.git'))) git('init', '-q', '-b', 'main');
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(at(repo, path));
    else write(`${repo}/${path}`, text);
  }
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
  return git('rev-parse', 'HEAD');
};
const url = (path = 'repo') => `file://${at(path)}`;
const plugin = (...argv: string[]) => hub.run('plugin', ...argv);
const leftovers = () => readdirSync(at('plugins')).filter((name) => /^\.(new|gone)/.test(name));

describe('add', () => {
  test('shows a repository before it asks, and without a terminal to ask at adds nothing', async () => {
    const id = commit({ 'init.lua': clock('1.0.0', '--- @capability http\n'), 'lua/face.lua': 'return 2' });
    const { code, err, out } = await plugin('add', url());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`clock 1.0.0  Tells the time\n  from    ${url()}, commit ${id.slice(0, 12)}`);
    expect(err).toMatch(/uses {4}http \(says its header\)/);
    expect(err).toMatch(/init\.lua {6}\d+ B\n {10}lua\/face\.lua {2}8 B/);
    expect(err).toContain('A plugin may do what your own Lua files may');
    expect(err).toContain('--yes, expected; nothing was changed');
    expect(existsSync(at('plugins/clock'))).toBe(false);
    expect(existsSync(at('plugins.lock.json'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test('keeps in the lock where it is from, its commit and its hash', async () => {
    const id = commit({ 'init.lua': clock('1.0.0'), '.github/x.yml': 'hidden' });
    const { code, out } = await plugin('add', url(), '--yes');
    expect({ code, out }).toEqual({ code: 0, out: 'clock is added, loaded with the next start\n' });
    expect(lock()['clock']).toEqual({
      ...{ source: url(), subdir: null, rev: null, commit: id, enabled: true },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      added_at: expect.any(String),
    });
    expect(readdirSync(at('plugins/clock'))).toEqual(['init.lua']);
    const [row] = JSON.parse((await plugin('list', '--json')).out);
    expect(row).toMatchObject({ name: 'clock', version: '1.0.0', state: 'installed', commit: id });
    expect((await plugin('add', url(), '--yes')).err).toMatch(/there is a plugin "clock" already/);
  });

  test('the hash is what its description in content.ts prints', async () => {
    write('here/init.lua', 'return 1');
    write('here/lua/a b.lua', 'return 2');
    await plugin('add', './here', '--yes');
    const script =
      "find . -type f -not -path '*/.*' -printf '%P\\n' | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum";
    const printed = execFileSync('sh', ['-c', script], { cwd: at('plugins/here'), encoding: 'utf8' });
    expect(printed.split(' ')[0]).toBe(lock()['here']!.hash);
  });

  test('a revision is a tag, a branch or a commit', async () => {
    const old = commit({ 'init.lua': clock('1.0.0') });
    execFileSync('git', ['tag', 'v1'], { cwd: at('repo') });
    commit({ 'init.lua': clock('2.0.0') });
    await plugin('add', url(), '--rev', 'v1', '--yes');
    expect(lock()['clock']).toMatchObject({ rev: 'v1', commit: old });
    await plugin('add', url(), '--rev', old, '--name', 'other', '--yes');
    expect(lock()['other']).toMatchObject({ rev: old, commit: old });
    const none = await plugin('add', url(), '--rev', 'nope', '--name', 'third', '--yes');
    expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/at nope: git fetch: .*nope/) });
    expect((await plugin('add', url(), '--rev', '--upload-pack=x', '--yes')).code).toBe(2);
  });

  test('a folder of a repository; none above it, and none that a link makes of it', async () => {
    commit({ 'plugins/clock/init.lua': clock('1.0.0'), 'init.lua': 'return "not me"' });
    write('secret/init.lua', 'return "mine"');
    symlinkSync(at('secret'), at('repo/linked'));
    commit({ x: '1' });
    await plugin('add', `${url()}:plugins/clock`, '--yes');
    expect(lock()['clock']).toMatchObject({ subdir: 'plugins/clock' });
    expect(read('plugins/clock/init.lua')).toBe(clock('1.0.0'));
    for (const within of ['../secret', 'plugins/../..', '/etc', '.git', '', 'plugins//clock'])
      expect(await plugin('add', `${url()}:${within}`, '--yes')).toMatchObject({
        code: 2,
        err: expect.stringMatching(/a folder within the repository expected/),
      });
    expect(await plugin('add', `${url()}:linked`, '--yes')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/there is no folder linked in/),
    });
    expect(Object.keys(lock())).toEqual(['clock']);
  });

  test('links that lead out of the plugin are refused, of a repository and of a folder; those within are files', async () => {
    write('secret', 'mine');
    commit({ 'init.lua': clock('1.0.0'), 'lua/a.lua': 'return 1' });
    symlinkSync('a.lua', at('repo/lua/b.lua'));
    commit({});
    await plugin('add', url(), '--yes');
    expect(read('plugins/clock/lua/b.lua')).toBe('return 1');
    symlinkSync('../../secret', at('repo/lua/c.lua'));
    commit({});
    for (const source of [url(), './repo'])
      expect(await plugin('add', source, '--name', 'bad', '--yes')).toMatchObject({
        code: 1,
        err: expect.stringMatching(/lua\/c\.lua: a link that leads to no file of the plugin/),
      });
    expect(existsSync(at('plugins/bad'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test('nothing of a repository is run: no hook, no filter, no submodule', async () => {
    const ran = at('ran');
    commit({ 'init.lua': clock('1.0.0'), '.gitattributes': '*.lua filter=evil\n' });
    for (const name of ['post-checkout', 'post-merge', 'post-fetch', 'reference-transaction']) {
      write(`repo/.git/hooks/${name}`, `#!/bin/sh\ntouch ${ran}\n`);
      chmodSync(at(`repo/.git/hooks/${name}`), 0o755);
    }
    const set = (...args: string[]) => execFileSync('git', ['config', ...args], { cwd: at('repo') });
    set('filter.evil.smudge', `touch ${ran}`);
    write('repo/.gitmodules', `[submodule "x"]\n path = x\n url = file://${at('repo')}\n`);
    commit({}, 'repo');
    rmSync(ran, { force: true });
    expect((await plugin('add', url(), '--yes')).code).toBe(0);
    expect(existsSync(ran)).toBe(false);
    expect(readdirSync(at('plugins/clock'))).toEqual(['init.lua']);
  });

  test('what is no plugin, is too new or has no good name is refused, and nothing is left', async () => {
    write('empty/readme', 'x');
    write('new/init.lua', '--- @name new\n--- @since 9.0.0');
    write('Bad Name/init.lua', 'return 1');
    expect((await plugin('add', './empty', '--yes')).err).toMatch(/an init.lua expected, there is none/);
    expect((await plugin('add', './new', '--yes')).err).toMatch(/init.lua:2: needs botster-tui 9.0.0/);
    write('user-layer/init.lua', '--- @name user');
    expect((await plugin('add', './user-layer', '--yes')).err).toMatch(/is the name of a layer/);
    expect((await plugin('add', '--link', './user-layer', '--name', '../x', '--yes')).err).toMatch(/no name/);
    expect(existsSync(at('plugins.lock.json'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test('too much is refused: of a folder and of a repository', async () => {
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`lua/f${n}.lua`, '']));
    commit({ 'init.lua': clock('1.0.0'), ...many });
    for (const source of [url(), './repo'])
      expect((await plugin('add', source, '--yes')).err).toMatch(/more than 500 files/);
    commit({ 'init.lua': clock('1.0.0'), 'data.bin': 'x'.repeat(8 * 1024 * 1024) }, 'large');
    for (const source of [url('large'), './large'])
      expect((await plugin('add', source, '--yes')).err).toMatch(/more than 8 MB/);
    expect(existsSync(at('plugins.lock.json'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test('a linked folder stays where it is, and removing it takes the link alone', async () => {
    write('mine/init.lua', clock('1.0.0'));
    expect((await plugin('add', '--link', './mine', '--yes')).code).toBe(0);
    expect(lock()['clock']).toMatchObject({ linked: true, hash: null, source: at('mine') });
    expect((await plugin('list')).out).toMatch(/clock +1\.0\.0 +installed, linked/);
    expect((await plugin('update', 'clock', '--yes')).err).toMatch(/is linked/);
    expect((await plugin('remove', 'clock', '--yes')).code).toBe(0);
    expect(existsSync(at('mine/init.lua'))).toBe(true);
    expect(lock()).toEqual({});
  });
});

describe('update', () => {
  beforeEach(async () => {
    commit({ 'init.lua': clock('1.0.0'), 'lua/old.lua': 'return 1' });
    await plugin('add', url(), '--yes');
  });

  test('shows what changes, keeps the version before, and revert goes back and forth', async () => {
    const first = lock()['clock']!;
    expect((await plugin('update')).out).toMatch(/^clock is as it is at file:/);
    const second = commit({
      'init.lua': clock('1.1.0', '--- @capability http\n'),
      'lua/old.lua': null,
      'lua/new.lua': 'return 1\nreturn 2',
    });
    const asked = await plugin('update', 'clock');
    expect(asked.code).toBe(2);
    expect(asked.err).toContain('clock 1.0.0 -> 1.1.0');
    expect(asked.err).toContain('uses    now also http');
    expect(asked.err).toMatch(
      /changed {2}init\.lua {5}\+2 -1\n {2}new {6}lua\/new\.lua {2}\+2\n {2}gone {5}lua\/old\.lua {2}-1/,
    );
    expect(lock()['clock']).toEqual(first);
    expect((await plugin('update', 'clock', '--yes')).out).toMatch(/^clock is updated/);
    expect(lock()['clock']).toMatchObject({
      commit: second,
      previous: { commit: first.commit, hash: first.hash },
    });
    expect(existsSync(at('plugins/clock/lua/old.lua'))).toBe(false);
    expect((await plugin('revert', 'clock')).out).toMatch(/^clock is 1\.0\.0 again/);
    expect(lock()['clock']).toMatchObject({
      commit: first.commit,
      hash: first.hash,
      previous: { commit: second },
    });
    expect(read('plugins/clock/lua/old.lua')).toBe('return 1');
    expect((await plugin('revert', 'clock')).out).toMatch(/^clock is 1\.1\.0 again/);
    expect((await plugin('list', '--json')).out).toContain('"installed"');
    expect(leftovers()).toEqual([]);
  });

  test('one that fails half way leaves the old version and its lock', async () => {
    const before = { lock: lock(), text: read('plugins/clock/init.lua') };
    commit({ 'init.lua': clock('1.1.0') });
    // Where the old version would be kept is no folder.
    write('plugins/.previous', 'in the way');
    expect((await plugin('update', 'clock', '--yes')).code).toBe(1);
    expect({ lock: lock(), text: read('plugins/clock/init.lua') }).toEqual(before);
    rmSync(at('plugins/.previous'));
    // What is there now is none that can be loaded.
    commit({ 'init.lua': '--- @name clock\n--- @since 9.9.9' });
    expect(await plugin('update', '--yes')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/needs botster-tui 9\.9\.9/),
    });
    expect({ lock: lock(), text: read('plugins/clock/init.lua') }).toEqual(before);
    // And one whose repository is gone.
    rmSync(at('repo'), { recursive: true });
    expect((await plugin('update', 'clock', '--yes')).code).toBe(1);
    expect({ lock: lock(), text: read('plugins/clock/init.lua') }).toEqual(before);
    expect((await plugin('list')).out).toMatch(/clock +1\.0\.0 +installed/);
    expect(leftovers()).toEqual([]);
  });

  test('content changed by hand is not loaded; update fetches it anew, trust accepts it', async () => {
    write('plugins/clock/init.lua', 'return "mine"');
    expect((await plugin('list')).out).toMatch(/blocked.*its files are not those of plugins\.lock\.json/);
    const { err } = await plugin('update', 'clock', '--yes');
    expect(err).toContain('Its files were changed by hand: they are kept for plugin revert.');
    expect((await plugin('list')).out).toMatch(/clock +1\.0\.0 +installed/);
    await plugin('revert', 'clock');
    expect(read('plugins/clock/init.lua')).toBe('return "mine"');
    write('plugins/clock/init.lua', 'return "mine again"');
    expect((await plugin('trust', 'clock')).code).toBe(2);
    expect((await plugin('trust', 'clock', '--yes')).out).toBe(
      'clock is accepted, loaded with the next start\n',
    );
    expect(lock()['clock']).toMatchObject({ commit: null, source: url() });
  });
});

test('a plugin that was put there by hand is accepted by trust; disable and enable change the lock alone', async () => {
  write('plugins/mine/init.lua', 'return 1');
  expect((await plugin('list')).out).toMatch(/mine +blocked.*does not know it/);
  expect((await plugin('enable', 'mine')).err).toMatch(/plugin trust mine accepts it/);
  await plugin('trust', 'mine', '--yes');
  expect(lock()['mine']).toMatchObject({ source: 'by hand' });
  expect((await plugin('disable', 'mine')).out).toBe('mine is disabled\n');
  expect((await plugin('list')).out).toMatch(/mine +disabled/);
  expect((await plugin('enable', 'mine')).out).toBe('mine is enabled, loaded with the next start\n');
  expect((await plugin('remove', 'mine')).code).toBe(2);
  expect((await plugin('remove', 'mine', '--yes')).out).toBe('mine is removed\n');
  expect(existsSync(at('plugins/mine'))).toBe(false);
  expect((await plugin('remove', 'mine', '--yes')).err).toMatch(/there is no plugin "mine"/);
});

test('a lock that is no JSON is never written over', async () => {
  write('plugins/mine/init.lua', 'return 1');
  write('plugins.lock.json', '{ oops');
  write('other/init.lua', 'return 1');
  expect((await plugin('list')).out).toMatch(/mine +blocked.*plugins\.lock\.json: .*JSON/);
  for (const argv of [
    ['add', './other', '--yes'],
    ['trust', 'mine', '--yes'],
    ['disable', 'mine'],
  ])
    expect((await plugin(...argv)).code).toBe(1);
  expect(read('plugins.lock.json')).toBe('{ oops');
});

test('logs prints the entries of one plugin', async () => {
  write('plugins/mine/init.lua', 'return 1');
  write('logs/hub.log', '2026-01-01 00:00:01.000 +00:00 [INF] plugins/mine/init.lua: hello\n');
  write('logs/host.log', '2026-01-01 00:00:02.000 +00:00 [INF] plugins/other/init.lua: no\n');
  expect((await plugin('logs', 'mine')).out).toMatch(/^hub 2026.*plugins\/mine\/init\.lua: hello\n$/);
});

test('Tab completes the names of plugins', async () => {
  write('plugins/mine/init.lua', '--- @version 1.0');
  expect((await hub.run('complete', '--', 'plugin', 'remove', '')).out).toContain('mine');
});

test('the examples that come with the program are added like any other', async () => {
  const { out } = await plugin('list', '--examples');
  expect(out.match(/^[a-z-]+/gm)).toEqual(['board', 'git-branch', 'notes', 'pomodoro']);
  expect((await plugin('add', '--example', 'notes', '--yes')).code).toBe(0);
  expect(lock()['notes']).toMatchObject({ source: 'example:notes', commit: null });
  expect((await plugin('update', 'notes')).out).toBe('notes is as it is at example:notes\n');
  expect((await plugin('add', '--example', 'none', '--yes')).err).toMatch(
    /there is none \(there are board, /,
  );
});

describe('sources', () => {
  test.each([
    ['o/r', { kind: 'git', url: 'https://github.com/o/r', subdir: null }],
    ['o/r.nvim:a/b', { kind: 'git', url: 'https://github.com/o/r.nvim', subdir: 'a/b' }],
    ['https://h:8443/o/r.git:a', { kind: 'git', url: 'https://h:8443/o/r.git', subdir: 'a' }],
    ['ssh://git@h:22/o/r', { kind: 'git', url: 'ssh://git@h:22/o/r', subdir: null }],
    ['git@h:o/r:a', { kind: 'git', url: 'git@h:o/r', subdir: 'a' }],
    ['./a', { kind: 'folder', path: '/cwd/a' }],
    ['..', { kind: 'folder', path: '/' }],
    ['/x/y', { kind: 'folder', path: '/x/y' }],
  ])('%s', (word, expected) => {
    expect(readSource(word, '/cwd')).toEqual(expected);
  });

  test.each([
    ['http://h/o/r'],
    ['git://h/o'],
    ['ext::sh -c x'],
    ['https://u:secret@h/o/r'],
    ['ssh://-oProxyCommand=x/y'],
    ['-x/y'],
    ['word'],
    ['o/r:../x'],
    ['a\u202eb/c'],
  ])('%s is refused', (word) => {
    expect(() => readSource(word, '/cwd')).toThrow();
  });

  test('what the lock keeps is fetched from the same place', () => {
    expect(keptSource('https://github.com/o/r', 'a/b')).toEqual(readSource('o/r:a/b', '/'));
    expect(keptSource('/x', null)).toEqual({ kind: 'folder', path: '/x' });
    expect(keptSource('example:clock', null)).toEqual({ kind: 'example', name: 'clock' });
  });
});
