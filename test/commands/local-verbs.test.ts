// Verbs that need no hub: init, logs, doctor.
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTerminal } from '../../src/commands/doctor-checks.ts';
import { initialize } from '../../src/commands/init.ts';
import { lineTime, mergeLogs, parseLog } from '../../src/commands/log-lines.ts';
import { createLogReader } from '../../src/commands/logs.ts';
import { checkNode } from '../../src/health/machine.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

let hub: FakeHub;
beforeEach(async () => {
  hub = await createFakeHub({ listening: false });
});
afterEach(() => hub.dispose());

describe('init', () => {
  test('makes the files, and keeps them the next time', async () => {
    const first = await hub.run('init');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out.match(/^made/gm)).toHaveLength(3);
    for (const name of ['init.lua', 'layout.lua']) {
      const text = readFileSync(join(hub.home, 'user', name), 'utf8');
      expect(text.split('\n').every((line) => line === '' || line.startsWith('--'))).toBe(true);
    }
    const layout = join(hub.home, 'user', 'layout.lua');
    writeFileSync(layout, 'mine');
    const second = await hub.run('init', '--json');
    expect(JSON.parse(second.out).map((result: { action: string }) => result.action)).toEqual([
      'kept',
      'kept',
      'kept',
    ]);
    expect(readFileSync(layout, 'utf8')).toBe('mine');
  });

  test('keeps what is set in .luarc.json, and moves the library to where the package is', () => {
    const settings = join(hub.home, '.luarc.json');
    writeFileSync(
      settings,
      JSON.stringify({ 'runtime.version': 'LuaJIT', 'workspace.library': ['/old/lua/types', '/mine'] }),
    );
    expect(initialize(hub.home, '/opt/b')[0]).toEqual({ path: settings, action: 'updated' });
    expect(JSON.parse(readFileSync(settings, 'utf8'))).toEqual({
      'runtime.version': 'LuaJIT',
      'workspace.library': ['/mine', '/opt/b/lua/types'],
    });
    writeFileSync(settings, '{ // a comment\n}');
    expect(initialize(hub.home, '/opt/b')[0]).toEqual({ path: settings, action: 'kept' });
  });
});

describe('logs', () => {
  test.each([
    ['2026-01-02T03:04:05.678Z text', Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
    ['2026-01-02 03:04:05.678 +00:00 [INF] text', Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
    ['2026-01-02 05:04:05 +0200 text', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['{"timestamp":"2026-01-02T03:04:05Z","m":1}', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['    at main.ts:1', undefined],
    ['12:00 lunch', undefined],
  ])('the time of %j', (line, at) => {
    expect(lineTime(line)).toBe(at);
  });

  test('lines without a time belong to the entry above', () => {
    const a = parseLog('a', '2026-01-01T00:00:02Z two\n  at x\n2026-01-01T00:00:04Z four\n');
    const b = parseLog('b', '2026-01-01T00:00:01Z one\n2026-01-01T00:00:03Z three');
    expect(mergeLogs([a, b]).map((entry) => entry.text.slice(21))).toEqual([
      'one',
      'two\n  at x',
      'three',
      'four',
    ]);
  });

  test('prints all files by time, each line with its source', async () => {
    mkdirSync(join(hub.home, 'logs'));
    writeFileSync(join(hub.home, 'logs', 'host.log'), '2026-01-01T00:00:02Z b\n');
    writeFileSync(join(hub.home, 'logs', 'hub.log'), '2026-01-01T00:00:03Z c\n  more\n');
    writeFileSync(join(hub.home, 'logs', 'hub.log.1'), '2026-01-01T00:00:01Z a\n');
    expect((await hub.run('logs')).out).toBe(
      'hub 2026-01-01T00:00:01Z a\nhost 2026-01-01T00:00:02Z b\nhub 2026-01-01T00:00:03Z c\nhub   more\n',
    );
  });

  test('without logs it fails with one line', async () => {
    expect(await hub.run('logs')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there are no logs'),
    });
  });

  test('a second reading gives only what is new: whole lines, through a rotation and a new start', () => {
    const directory = join(hub.home, 'logs');
    const file = join(directory, 'hub.log');
    mkdirSync(directory);
    const read = createLogReader(directory);
    const texts = () => read().map((entry) => entry.text.slice(21));
    appendFileSync(file, '2026-01-01T00:00:01Z a\n2026-01-01T00:00:02Z b');
    expect(texts()).toEqual(['a']);
    appendFileSync(file, 'c\n');
    expect(texts()).toEqual(['bc']);
    expect(texts()).toEqual([]);
    renameSync(file, join(directory, 'hub.log.1'));
    appendFileSync(file, '2026-01-01T00:00:03Z d\n');
    expect(texts()).toEqual(['d']);
    writeFileSync(file, '2026-01-01T00:00:04Z\n');
    expect(read().map((entry) => entry.text)).toEqual(['2026-01-01T00:00:04Z']);
  });
});

describe('doctor', () => {
  const checksOf = async (): Promise<{ level: string; name: string; text: string; fix?: string }[]> =>
    JSON.parse((await hub.run('doctor', '--json')).out).checks;

  test('names versions, paths and processes, a line each', async () => {
    const { out, err } = await hub.run('doctor');
    expect(err).toBe('');
    for (const name of ['version', 'node', 'package', 'home', 'runtime', 'terminal', 'host', 'hub']) {
      expect(out).toMatch(new RegExp(`^(ok|warn|error) +${name} `, 'm'));
    }
    expect(out).toMatch(/host +not running/);
  });

  test('a home open to others is a warning, a runtime directory open to others an error, each with its fix', async () => {
    chmodSync(hub.home, 0o777);
    const runtime = process.env['BOTSTER_RUNTIME_DIR']!;
    expect(existsSync(runtime)).toBe(true);
    chmodSync(runtime, 0o755);
    const checks = await checksOf();
    expect(checks.find(({ name }) => name === 'home')).toMatchObject({
      level: 'warn',
      fix: `chmod go-w ${hub.home}`,
    });
    expect(checks.find(({ name }) => name === 'runtime')).toMatchObject({
      level: 'error',
      fix: expect.stringContaining('chmod 700'),
    });
    expect((await hub.run('doctor')).code).toBe(1);
  });

  test.each([
    ['18.20.0', 'error'],
    ['20.18.3', 'error'],
    ['20.19.0', 'ok'],
    ['22.0.0', 'ok'],
  ])('Node %s is %s', (version, level) => {
    expect(checkNode(version).level).toBe(level);
  });

  test.each([
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' }, 'ok', 'colours truecolor, 80x24'],
    [{ TERM: 'screen', LANG: 'de_DE.utf8' }, 'ok', 'colours 16'],
    [{ TERM: 'xterm', NO_COLOR: '1', LANG: 'C.UTF-8' }, 'ok', 'colours none'],
    [{ TERM: 'dumb', LANG: 'C.UTF-8' }, 'warn', 'TERM=dumb'],
    [{}, 'warn', 'TERM=(unset)'],
    [{ TERM: 'xterm', LANG: 'C' }, 'warn', 'locale "C"'],
  ])('the terminal %j is %s', (env, level, text) => {
    const check = checkTerminal(env, 80, 24);
    expect(check.level).toBe(level);
    expect(check.text).toContain(text);
  });
});
