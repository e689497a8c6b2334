// A new agent in a worktree, in two keys; what fails leaves nothing behind; what is closed loses nothing unasked.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { type Sitting, sitDown } from './sitting.ts';

const CTRL_B = '\x02';
const DOWN = '\x1b[B';
let sitting: Sitting;
let repo: string;

const git = (directory: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd: directory, encoding: 'utf8' }).trim();
const commit = (directory: string, name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
  git(directory, 'add', name);
  git(directory, 'commit', '-q', '-m', `${name}: ${text}`);
};
const tree = (branch: string): string => join(`${repo}.worktrees`, branch);
const branches = (): string[] =>
  git(repo, 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');

beforeAll(async () => {
  sitting = await sitDown({
    columns: 110,
    rows: 30,
    files: {
      // What an agent does is no matter here, and takes its time to be known.
      'user/init.lua': `function App:state_mark() return nil end
function App:state_counts() return "" end
function App:group_heading(name) return name end`,
      'user/agents/robot.lua':
        'return { desc = "a robot", cmd = { "sh", "-c", "echo robot got: $1; exec cat", "robot" }, worktree = true }',
    },
  });
  repo = join(realpathSync(sitting.program.home), 'code/app');
  mkdirSync(join(repo, '.botster/agents'), { recursive: true });
  git(repo, 'init', '-q', '-b', 'main');
  git(repo, 'config', 'user.name', 'Ann');
  git(repo, 'config', 'user.email', 'ann@example.org');
  commit(repo, 'file', 'first');
  const command = ['env', 'PS1=desk> ', 'sh'];
  await sitting.program.ok(['new', '--name', 'desk', '--cwd', repo, '--focus', '--', ...command]);
  await sitting.shows(/─ desk ─[\s\S]*desk>/);
});
afterAll(() => sitting.leave());

test('two keys: an agent runs in a worktree of its own', async () => {
  const { type, shows, looksLike } = sitting;
  type(`${CTRL_B}n`);
  await shows(/Agent +robot {2}a robot[\s\S]*Where +new worktree[\s\S]*enter start/);
  await looksLike('new-agent-form');
  type('\r');
  await shows(/─ robot ─[\s\S]*robot got:/);
  expect(git(tree('robot'), 'branch', '--show-current')).toBe('robot');
});

test('a prompt names the branch and is given to the agent', async () => {
  const { type, shows } = sitting;
  type(`${CTRL_B}n`);
  await shows('enter start');
  type('\t');
  await shows('› Prompt');
  type('--help Fix the login!');
  await shows('--help Fix the login!');
  type('\r');
  await shows(/robot got: +--help Fix the login!/);
  expect(existsSync(tree('help-fix-the-login'))).toBe(true);
});

test('what nobody else has is lost only to one who types the name of the branch', async () => {
  const { type, shows, hides, looksLike } = sitting;
  writeFileSync(join(tree('help-fix-the-login'), 'new'), 'work');
  type(`${CTRL_B}x`);
  await shows('only there: 1 new file');
  await looksLike('closing-a-worktree');
  type(`${DOWN}\r`);
  await shows('remove the worktree ─');
  type('login\r');
  await shows('type help-fix-the-login to lose: 1 new file');
  expect(readFileSync(join(tree('help-fix-the-login'), 'new'), 'utf8')).toBe('work');
  type(`\x15help-fix-the-login\r`);
  await shows('the worktree is removed and the branch');
  expect(existsSync(tree('help-fix-the-login'))).toBe(false);
  expect(branches()).toEqual(['main', 'robot']);
  await hides('remove the worktree ─');
});

test('a merge with conflicts is given up and says where; one without gives the base all of it', async () => {
  const { type, shows, hides } = sitting;
  commit(tree('robot'), 'file', 'robot');
  commit(repo, 'file', 'main');
  const before = git(repo, 'rev-parse', 'main', 'robot');
  type(`${CTRL_B}3`);
  await shows('─ robot ─');
  type(`${CTRL_B}x`);
  await shows('merge robot into main, remove the worktree');
  type(`${DOWN}\r`);
  await shows(/robot and main both changed file/);
  expect(git(repo, 'rev-parse', 'main', 'robot')).toBe(before);
  expect(git(repo, 'status', '--porcelain', '--untracked-files=no')).toBe('');
  await shows(/3 ● robot/);

  git(repo, 'reset', '-q', '--hard', 'HEAD~1');
  type(`${CTRL_B}x`);
  await shows('merge robot into main, remove the worktree');
  type(`${DOWN}\r`);
  await until('the branch is removed', () => branches().length === 1);
  expect(readFileSync(join(repo, 'file'), 'utf8')).toBe('robot');
  expect(branches()).toEqual(['main']);
  await hides('merge robot into main');
});

test("a project's preset is looked at first; a setup that fails leaves its screen and nothing else", async () => {
  const { type, shows } = sitting;
  const file = join(repo, '.botster/agents/broken.lua');
  writeFileSync(file, 'return { cmd = "cat", worktree = true, setup = { "echo no such package; exit 7" } }');
  await shows('─ desk ─');
  type(`${CTRL_B}n`);
  await shows('enter start');
  type(' broken');
  await shows("(project's, not looked at)");
  type('\r');
  await shows('space list');
  type('\r');
  await shows(/from the project, new to you[\s\S]*setup +echo no such package; exit 7/);
  type('\r');
  await shows(/broken did not start[\s\S]*exit code 7[\s\S]*no such package/);
  await shows(/✗ broken +failed in setup/);
  expect(branches()).toEqual(['main']);
  expect(existsSync(tree('broken'))).toBe(false);
});

test("a project's own Lua is run once it is allowed, and asked about again when it changes", async () => {
  const { command, shows, type } = sitting;
  const file = join(repo, '.botster/own.lua');
  const own = (word: string): void =>
    writeFileSync(
      file,
      `project.row(function(agent) if agent.name == "desk" then return "${word}" end end)\n`,
    );
  own('at work');
  await shows(/app brings Lua of its own[\s\S]*Not run/);
  await command('trust');
  await shows(/run the Lua of [\s\S]*\.botster\/own\.lua[\s\S]*project\.row/);
  type('\r');
  await shows(/desk {2}at work/);
  own('at rest');
  await shows(/Changed since you allowed it/);
  await shows(/desk {2}at work/);
  rmSync(file);
  await sitting.hides('at work');
});

test('a command, in a directory that is found by some letters, is started in the same form', async () => {
  const { type, shows } = sitting;
  type(`${CTRL_B}n`);
  await shows('enter start');
  type(' comm\r');
  await shows(/Agent +a command[\s\S]*Command[\s\S]*Where +the folder itself/);
  type('\techo here: $PWD; exec cat\t/');
  await shows(/Project +\/[\s\S]*› \/ /);
  type('\r\r');
  await shows(/─ echo ─[\s\S]*here: \/ /);
});

test('agent-deck #217, AE #789: a hook of git that takes its time holds nobody up, and is seen', async () => {
  const { type, shows, program } = sitting;
  const [hook, begun, go] = ['hooks/post-checkout', 'begun', 'go'].map((name) => join(repo, '.git', name));
  const waits = `touch ${begun}; until [ -e ${go} ]; do sleep 0.05; done`;
  writeFileSync(hook!, `#!/bin/sh\n${waits}\n`, { mode: 0o755 });
  const started = program.runCli(['new', '--preset', 'robot', '--worktree', 'slow', '--name', 'first'], {
    cwd: repo,
  });
  await until('git runs its hook', () => existsSync(begun!));
  await shows(/worktree: slow/);
  type(`${CTRL_B}2`);
  await shows('─ desk ─');
  type('echo still $((40+2))\r');
  await shows('still 42');
  writeFileSync(go!, '');
  expect(await started).toMatchObject({ code: 0, stderr: expect.stringContaining('worktree') });

  // ccmanager #254, workmux #4: another in the same worktree.
  await program.ok(['new', '--name', 'second', '--cwd', tree('slow'), '--', 'cat']);
  await shows(/first {2}⎇ slow[\s\S]*second/);
  for (const name of ['first', 'second']) await program.ok(['kill', name]);
  git(repo, 'worktree', 'remove', '--force', tree('slow'));
  git(repo, 'branch', '-D', 'slow');
  rmSync(hook!);
});

test('a hub that is killed while setup runs: the next one takes back what was begun', async () => {
  const { type, shows, program } = sitting;
  type(`${CTRL_B}2`);
  await shows('─ desk ─');
  writeFileSync(
    join(repo, '.botster/agents/broken.lua'),
    'return { cmd = "cat", worktree = true, setup = { "cat" } }',
  );
  type(`${CTRL_B}n`);
  await shows('enter start');
  type(' broken');
  await shows('not looked at');
  type('\r');
  await shows('space list');
  type('\r');
  await shows('changed since you allowed it');
  type('\r');
  await shows(/broken-?\d? +setup: cat/);
  await until('the worktree is there', () => existsSync(tree('broken')));
  process.kill(program.daemons().hub!, 'SIGKILL');
  await shows('the hub ended meanwhile');
  await until('it is taken back', () => !existsSync(tree('broken')) && branches().length === 1);
});
