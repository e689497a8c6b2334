// `new --preset` and `presets`: an agent with all that is made for it, from the command line.
import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';

let program: Program;
let repo: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
const git = (...args: string[]): string => execFileSync('git', args, { cwd: repo, encoding: 'utf8' }).trim();

beforeAll(() => {
  program = createProgram();
  repo = join(realpathSync(program.home), 'code/app');
  write(join(repo, 'file'), 'text');
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('-c', 'user.name=Ann', '-c', 'user.email=a@example.org', 'commit', '-q', '-m', 'First');
  const user = join(program.home, 'user/agents');
  write(
    join(user, 'robot.lua'),
    'return { cmd = "cat", prompt_args = { "-u" }, setup = { "echo ready > made" } }',
  );
  write(join(user, 'wrong.lua'), 'return {\n  cmd = "cat",\n  copy = "x",\n}');
  write(join(user, 'code.lua'), 'return { cmd = ("x"):rep(9) }');
  write(join(repo, '.botster/agents/theirs.lua'), 'return { cmd = "cat" }');
});
afterAll(() => program.dispose());

test('presets are listed with where they come from, and what is wrong with a file by its line', async () => {
  await program.ok(['new', '--', 'sleep', '1000']);
  const { stdout, stderr } = await program.runCli(['presets', '--json'], { cwd: repo });
  const listed = JSON.parse(stdout) as { presets: { name: string }[] };
  expect(listed.presets).toEqual(
    expect.arrayContaining([
      { name: 'robot', from: join(program.home, 'user/agents/robot.lua'), trusted: true },
      { name: 'theirs', from: join(repo, '.botster/agents/theirs.lua'), trusted: false },
      { name: 'shell', desc: 'a shell', from: 'built in', trusted: true },
    ]),
  );
  expect(stderr.split('\n').filter(Boolean).sort()).toEqual([
    `${join(program.home, 'user/agents/code.lua')}:1: a call: only data is expected here, return { … }`,
    `${join(program.home, 'user/agents/wrong.lua')}:3: copy: a list of texts expected, got "x"`,
  ]);
});

test('the id comes when it runs, the stages on stderr; labels find it again', async () => {
  const started = await program.runCli(
    ['new', '--preset', 'robot', '--worktree', 'fix', '--prompt', 'go', '--label', 'urgent'],
    { cwd: repo },
  );
  expect(started).toMatchObject({ code: 0, stderr: expect.stringContaining('setup: echo ready > made\n') });
  const agents = JSON.parse(await program.ok(['ls', '--label', 'urgent', '--json'])) as object[];
  expect(agents).toMatchObject([
    {
      id: started.stdout.trim(),
      argv: ['cat', '-u'],
      worktree: { branch: 'fix', base: 'main', own_branch: true },
    },
  ]);
  expect(await program.ok(['ls', '--label', 'other', '--json'])).toBe('[]');
});

test('what fails names its stage, exits with 1 and leaves nothing', async () => {
  const fails = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await program.runCli(['new', ...args], { cwd: repo });
    expect([code, stdout]).toEqual([1, '']);
    return stderr.trim().split('\n').at(-1)!.replace('botster-tui new: ', '');
  };
  expect(await fails('--preset', 'theirs')).toContain("is the project's, and nobody has allowed it as it is");
  expect(await fails('--preset', 'gone')).toContain("there is no preset 'gone', but ");
  expect(await fails('--worktree', 'a b', '--', 'cat')).toBe(
    'cat did not start: worktree: "a b" is no name of a branch: letters, digits, - and / are safe',
  );
  expect(git('for-each-ref', '--format=%(refname:short)', 'refs/heads')).toBe('fix\nmain');
  const { code, stderr } = await program.runCli(['new', '--label', 'x'], { cwd: repo });
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('either --preset or a command after -- is needed'),
  ]);
});

test("a project's files are shown and allowed from a shell, by a person, until they change", async () => {
  const theirs = join(repo, '.botster/agents/theirs.lua');
  const asked = await program.runCli(['trust'], { cwd: repo });
  expect(asked).toMatchObject({ code: 2, stdout: '' });
  expect(asked.stderr).toContain(`${theirs}\n    return { cmd = "cat" }`);
  expect(asked.stderr).toContain('nothing was allowed');
  await program.ok(['new', '--name', 'sly', '--cwd', repo, '--', 'botster-tui', 'trust', '--yes']);
  await program.ok(['wait', 'sly', '--until', 'exited', '--timeout', '10']);
  expect(await program.ok(['read', 'sly'])).toContain('is for the person to say');
  expect(await program.ok(['trust', theirs, '--yes'])).toBe(theirs);
  expect(await program.ok(['trust', '--list'])).toBe(theirs);
  write(theirs, 'return { cmd = "cat -u" }');
  expect((await program.runCli(['trust', repo])).stderr).toContain('(changed since it was allowed)');
  expect(await program.ok(['untrust', repo])).toBe(theirs);
  expect((await program.runCli(['untrust', repo])).stderr).toContain('was allowed (trust --list)');
});

test('a workspace that is started with nobody at a screen has its layout for the next terminal, or says why not', async () => {
  const pane = (name: string) => ({ agent: { name, argv: ['cat'] } });
  const panes = { direction: 'row', ratio: 0.5, a: { ...pane('front'), current: true }, b: pane('back') };
  write(join(program.home, 'layouts/two.json'), JSON.stringify({ version: 1, tabs: [{ panes }] }));
  const workspace = (layout: string): string =>
    `return { cwd = "/", agents = { { cmd = "cat", name = "front" }, { cmd = "cat", name = "back" } }, layout = "${layout}" }`;
  write(join(program.home, 'user/workspaces/site.lua'), workspace('two'));
  expect((await program.ok(['workspace', 'start', 'site'])).trim()).toBe('front\nback');
  // Two panes beside the list, whatever messages lie above their titles.
  expect(await program.ok(['frame', '--columns', '100', '--rows', '20'])).toMatch(/▌. ● front .*││ +││ +│/);

  write(join(program.home, 'user/workspaces/site.lua'), workspace('nowhere'));
  const without = await program.runCli(['workspace', 'start', 'site']);
  expect(without.code).toBe(1);
  expect(without.stderr).toMatch(/site runs without its layout nowhere: .*nowhere/);
});
