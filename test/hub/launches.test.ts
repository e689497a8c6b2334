// Agents in the making, with real git and a real host: what is made, and that all of it is taken back.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Launch } from '../../src/core/launch.ts';
import { launchRequest } from '../../src/hub/launches/request.ts';
import { until } from '../helpers/until.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

const ENV = { PATH: process.env['PATH']!, HOME: '/nonexistent' };
let hubTest: TestHub;
let root: string;
let repo: string;

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=a@example.org', ...args], {
    cwd: repo,
    encoding: 'utf8',
  }).trim();
const branches = (): string[] => git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
const trees = (): string[] =>
  git('worktree', 'list', '--porcelain')
    .split('\n')
    .flatMap((line) => (line.startsWith('worktree ') ? [line.slice(9)] : []));
const start = (params: Record<string, unknown>): Launch =>
  hubTest.hub.launches.start(launchRequest({ argv: ['cat'], cwd: repo, ...params }, ENV), null);
const over = (launch: Launch): Promise<Launch> =>
  hubTest.hub.launches.changed(launch.id, Number.POSITIVE_INFINITY, new AbortController().signal);
const agent = (id: string | undefined) => hubTest.hub.agents.get(id ?? '');

beforeAll(async () => {
  hubTest = await startTestHub();
  await hubTest.hub.host.ready();
  root = realpathSync(hubTest.home.home);
  repo = join(root, 'code/app');
  mkdirSync(join(repo, 'sub'), { recursive: true });
  writeFileSync(join(repo, 'file'), 'text');
  writeFileSync(join(repo, 'sub/file'), 'text');
  writeFileSync(join(repo, '.gitignore'), '.env*\nnode_modules\n');
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'First');
  writeFileSync(join(repo, '.env'), 'SECRET=1');
  writeFileSync(join(repo, '.env.local'), 'LOCAL=1');
  mkdirSync(join(repo, 'node_modules'));
});
afterAll(() => hubTest?.dispose());

test('a worktree is made, files are brought, setup runs there, and the agent knows where it is', async () => {
  const done = await over(
    start({
      cwd: join(repo, 'sub'),
      name: 'fix',
      preset: 'mine',
      labels: ['back'],
      worktree: { branch: 'feature/fix', fresh: true },
      copy: ['.env*'],
      link: ['node_modules'],
      setup: ['cat ../.env > seen', 'test "$BOTSTER_WORKTREE" = "$(git rev-parse --show-toplevel)"'],
    }),
  );
  expect(done).toMatchObject({ status: 'done', branch: 'feature/fix' });
  const path = join(root, 'code/app.worktrees/feature-fix');
  expect(agent(done.agent)).toMatchObject({
    name: 'fix',
    cwd: join(path, 'sub'),
    status: 'running',
    preset: 'mine',
    labels: ['back'],
    worktree: { repo, path, branch: 'feature/fix', base: 'main' },
  });
  expect(readFileSync(join(path, 'sub/seen'), 'utf8')).toBe('SECRET=1');
  expect(existsSync(join(path, '.env.local'))).toBe(true);
  expect(readlinkSync(join(path, 'node_modules'))).toBe(join(repo, 'node_modules'));
  // What has ended well is no row any more.
  expect(hubTest.hub.agents.list().map(({ name }) => name)).toEqual(['fix']);
  expect(hubTest.hub.launches.list()).toEqual([]);

  const second = await over(start({ worktree: { branch: 'feature/fix', fresh: true } }));
  expect(second).toMatchObject({ status: 'done', branch: 'feature/fix-2' });
  const again = await over(start({ worktree: { branch: 'feature/fix' }, setup: ['false'] }));
  expect(agent(again.agent)).toMatchObject({ cwd: path, worktree: { path, base: 'main' } });
});

test('a setup that fails leaves its screen and nothing else', async () => {
  const [branchesBefore, treesBefore] = [branches(), trees()];
  const failed = await over(
    start({
      name: 'bad',
      worktree: { branch: 'bad', fresh: true },
      setup: ['echo made > new; echo no such package; exit 7'],
    }),
  );
  expect(failed).toMatchObject({
    status: 'failed',
    stage: 'setup',
    error: 'setup: echo made > new; echo no such package; exit 7: exit code 7',
    lines: ['no such package'],
  });
  expect(agent(failed.agent)).toMatchObject({ name: 'bad:setup', status: 'exited', exit_code: 7 });
  expect([branches(), trees()]).toEqual([branchesBefore, treesBefore]);
  expect(existsSync(join(root, 'code/app.worktrees/bad'))).toBe(false);
  expect(await hubTest.hub.launches.cancel(failed.id)).toMatchObject({ status: 'failed' });
  expect(hubTest.hub.launches.list()).toEqual([]);
});

test('what cannot be done is named, and what existed stays', async () => {
  const before = branches();
  const errors = [
    { argv: ['no-such-program-here'], worktree: { branch: 'x', fresh: true } },
    { worktree: { branch: '--force' } },
    { worktree: { branch: 'x', base: 'nowhere' } },
    { worktree: { branch: 'y' }, copy: ['../secret'] },
    { cwd: join(root, 'user'), worktree: { branch: 'x' } },
    { cwd: join(root, 'gone') },
  ].map(async (params) => (await over(start(params))).error);
  expect(await Promise.all(errors)).toEqual([
    'worktree: no-such-program-here: there is no such program on the PATH',
    'worktree: "--force" is no name of a branch: letters, digits, - and / are safe',
    `worktree: "nowhere" is no branch or commit of ${repo}`,
    'copy: "../secret": a path within the project expected',
    `worktree: ${join(root, 'user')} is in no git repository: choose a plain folder instead`,
    `start: ${join(root, 'gone')} is no directory`,
  ]);
  expect(branches()).toEqual(before);
});

test('a branch that got a commit, or was there before, is not taken back', async () => {
  git('branch', 'old');
  const commit = 'git -c user.name=A -c user.email=a@b commit -q --allow-empty -m mine';
  await over(start({ worktree: { branch: 'old' }, setup: ['exit 1'] }));
  await over(start({ worktree: { branch: 'kept', fresh: true }, setup: [commit, 'exit 1'] }));
  expect(branches()).toEqual(expect.arrayContaining(['old', 'kept']));
  expect(trees().filter((path) => /old|kept/.test(path))).toEqual([]);
});

test('a plain folder needs no git; a launch that is given up is taken back', async () => {
  const plain = await over(start({ cwd: join(root, 'user') }));
  expect(agent(plain.agent)).toMatchObject({ cwd: join(root, 'user') });
  expect(agent(plain.agent)?.worktree).toBeUndefined();

  const waiting = start({ name: 'slow', worktree: { branch: 'slow' }, setup: ['cat'] });
  await until('its setup runs', () => hubTest.hub.launches.get(waiting.id).agent !== undefined);
  const { agent: session } = hubTest.hub.launches.get(waiting.id);
  expect(await hubTest.hub.launches.cancel(waiting.id)).toMatchObject({
    status: 'cancelled',
    error: 'cancelled in setup',
  });
  expect(agent(session)).toBeUndefined();
  expect(branches()).not.toContain('slow');
});

test('a hub that ends meanwhile: the next one takes back what was begun', async () => {
  const waiting = start({ name: 'cut', worktree: { branch: 'cut' }, setup: ['cat'] });
  await until('its setup runs', () => hubTest.hub.launches.get(waiting.id).agent !== undefined);
  expect(branches()).toContain('cut');
  const { home } = hubTest;
  await hubTest.leave();
  hubTest = await startTestHub({ home });
  await hubTest.hub.host.ready();
  await until('it is told', () => hubTest.hub.launches.list().length > 0);
  expect(hubTest.hub.launches.list()).toMatchObject([
    { name: 'cut', status: 'failed', error: 'setup: the hub ended meanwhile; what was made is taken back' },
  ]);
  expect(branches()).not.toContain('cut');
  expect(existsSync(join(root, 'code/app.worktrees/cut'))).toBe(false);
  expect(hubTest.hub.agents.list().filter(({ name }) => name.startsWith('cut'))).toEqual([]);
});
