// The bundle of a bug report: nothing secret passes the mask, and the archive is what other programs open.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMask } from '../../src/commands/bundle/mask.ts';
import { environmentText } from '../../src/commands/bundle/parts.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';

/** Letters and digits without a meaning: what stands for a secret here. */
const noise = (length: number, from = 'q7Rz2LmX9vKd4TbN8wYc3HsJ6pGf5A'): string =>
  from.repeat(Math.ceil(length / from.length)).slice(0, length);

/** What must not be seen, and the line of a log where it stands. */
const secrets: readonly (readonly [secret: string, line: string])[] = (
  [
    [`sk-ant-api03-${noise(40)}`, (s) => `request failed with ${s} (401)`],
    [`sk-${noise(32)}`, (s) => `{"msg":"key ${s} is wrong"}`],
    [`ghp_${noise(36)}`, (s) => `remote: ${s}`],
    [`github_pat_${noise(40)}`, (s) => `using ${s}.`],
    [`glpat-${noise(20)}`, (s) => `gitlab ${s}`],
    [`xoxb-${noise(12)}-${noise(20)}`, (s) => `slack ${s}`],
    [`AKIA${noise(16, 'Q7RZ2LMX9VKD4TBN')}`, (s) => `aws ${s}`],
    [noise(40, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYz'), (s) => `aws_secret_access_key = ${s}`],
    [noise(40, 'kJalrXUtnFEMI/K7MDENG/bPxRfiCYz'), (s) => `second try with ${s} failed`],
    [`AIza${noise(35)}`, (s) => `https://maps.example/api?x=1&k=${s}`],
    [`npm_${noise(36)}`, (s) => `//registry.example/:_authToken=${s}`],
    [`hf_${noise(30)}`, (s) => `hub ${s}`],
    [`SG.${noise(16)}.${noise(24)}`, (s) => `mail ${s}`],
    [`sk_live_${noise(24)}`, (s) => `pay ${s}`],
    [`eyJ${noise(20)}.eyJ${noise(30)}.${noise(20)}`, (s) => `jwt=${s}`],
    [`12345678:${noise(35)}`, (s) => `bot ${s}`],
    ['correct horse', (s) => `password: "${s}"`],
    ['hunter2', (s) => `DB_PASSWORD=${s} npm test`],
    ['open\\"sesame', (s) => `{"passphrase":"${s}","n":1}`],
    ['inner-1', (s) => `{"body":"{\\"client_secret\\":\\"${s}\\"}"}`],
    ['letmein', (s) => `mysql --password ${s} -u me`],
    ['swordfish', (s) => `curl --api-key=${s}`],
    ['abc.def-123', (s) => `Authorization: Bearer ${s}`],
    ['dXNlcjpwYXNz', (s) => `"authorization":"Basic ${s}"`],
    ['sid=abc; theme=dark', (s) => `Set-Cookie: ${s}`],
    ['v1-plain', (s) => `x-api-key: ${s}`],
    ['me:p@ss/word', (s) => `postgres://${s}@db.example/app`],
    ['onlytoken', (s) => `git clone https://${s}@git.example/a.git`],
    ['q1w2e3', (s) => `GET /cb?code=1&access_token=${s}&x=2`],
    [
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${noise(30)}\n${noise(12)}\n-----END OPENSSH PRIVATE KEY-----`,
      (s) => `key:\n${s}\nafter`,
    ],
    ['AGE-SECRET-KEY-1QQPQZZLX9', (s) => `age ${s}`],
    ['plain words of mine', (s) => `the value ${s} of a variable`],
    ['jane.doe@mail.example', (s) => `author ${s}`],
    ['/home/jane/src', (s) => `cd ${s}`],
    ['someone', (s) => `cd /Users/${s}/src`],
  ] as readonly [string, (secret: string) => string][]
).map(([secret, line]) => [secret, line(secret)] as const);

const mask = createMask({
  home: '/home/jane',
  env: { MY_TOKEN: 'plain words of mine', PWD: '/opt/botster' },
});

test.each(secrets)('%j does not pass', (secret, line) => {
  const masked = mask(line);
  for (const piece of secret.split('\n')) expect(masked).not.toContain(piece);
  expect(masked).toMatch(/\[masked\]|~/);
});

test('all of them in one text, none passes', () => {
  const masked = mask(secrets.map(([, line]) => line).join('\n'));
  expect(secrets.filter(([secret]) => masked.includes(secret))).toEqual([]);
});

test.each([
  '2026-01-02T03:04:05.678Z [INF] host: session 0t4adt0d9j started, pid 4711, 80x24',
  "user/layout.lua:12: attempt to index a nil value (field 'panes')",
  'error: ENOENT: no such file or directory, open /tmp/x/settings.lua',
  'see https://example.com/a/b?page=2#top',
  '{"registered":{"key":12,"hook":2}}',
  'at Object.<anonymous> (file:///opt/botster/dist/hub.js:120:7)',
])('what is none stays: %s', (line) => {
  expect(mask(line)).toBe(line);
});

test('a long line without an end takes no longer than it has letters', () => {
  const line = 'a1'.repeat(100_000);
  expect(mask(line)).toBe('[masked]');
  expect(mask(`${'a.'.repeat(50_000)}`).length).toBe(100_000);
});

test('variables are named; only what is harmless has its value', () => {
  expect(environmentText({ TERM: 'xterm', MY_PLAN: 'x', EMPTY: '', LC_TOKEN: 'y' })).toBe(
    'EMPTY=\nLC_TOKEN=[masked]\nMY_PLAN=[masked]\nTERM=xterm\n',
  );
});

let hub: FakeHub;
beforeAll(async () => {
  hub = await createFakeHub();
  for (const folder of ['logs', 'user']) mkdirSync(join(hub.home, folder));
  writeFileSync(join(hub.home, 'logs', 'hub.log'), secrets.map(([, line]) => `${line}\n`).join(''));
  writeFileSync(join(hub.home, 'user', 'layout.lua'), `local token = "hunter2"\n`);
  writeFileSync(join(hub.home, 'state.db'), 'hunter2');
});
afterAll(() => hub.dispose());

const unpacked = (file: string, name: string): string =>
  execFileSync('tar', ['-xzOf', join(hub.home, file), name], { encoding: 'utf8' });

test('the archive is private and opened by tar, and holds what was printed', async () => {
  hub.answer({ 'lua.errors': () => ({ errors: [] }), 'lua.list': () => ({ units: [], left_out: [] }) });
  const { code, out } = await hub.run('doctor', '--bundle', 'a.tar.gz', '--json');
  expect(code).toBe(0);
  const { file, parts } = JSON.parse(out) as { file: string; parts: { name: string; bytes: number }[] };
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const listed = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n');
  expect(listed).toEqual(parts.map(({ name }) => name));
  expect(listed).toEqual([
    'versions.txt',
    'doctor.txt',
    'environment.txt',
    'files.txt',
    'logs/hub.log',
    'lua-errors.json',
    'lua-list.json',
  ]);
  const log = unpacked('a.tar.gz', 'logs/hub.log');
  // The last two are of another home than this one.
  expect(secrets.slice(0, 31).filter(([secret]) => log.includes(secret))).toEqual([]);
  expect(unpacked('a.tar.gz', 'files.txt')).toMatch(/^[0-9a-f]{64} {2}24 {2}user\/layout\.lua\n$/);
});

test('files go in only when asked for, masked; what is there already is kept', async () => {
  expect(await hub.run('doctor', '--bundle', '--with-files', 'b.tar.gz')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/files\/user\/layout\.lua +\d+ B +a file of yours\n/),
  });
  expect(unpacked('b.tar.gz', 'files/user/layout.lua')).toBe('local token = "[masked]"\n');
  const before = readFileSync(join(hub.home, 'b.tar.gz'));
  expect(await hub.run('doctor', '--bundle', 'b.tar.gz')).toMatchObject({
    code: 1,
    err: expect.stringContaining('b.tar.gz is there already, and is kept: name another file'),
  });
  expect(readFileSync(join(hub.home, 'b.tar.gz'))).toEqual(before);
});

test.each([
  [['doctor', 'x.tar.gz'], '"x.tar.gz" goes with --bundle'],
  [['doctor', '--with-files'], '--with-files and --with-frame go with --bundle'],
])('%j is a usage error', async (argv, message) => {
  expect(await hub.run(...argv)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
});
