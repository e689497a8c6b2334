// Presets as they are written, and what comes of one and of what a person fills in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

const data = async (expression: string): Promise<unknown> =>
  JSON.parse(JSON.parse(await world.eval(`return json.encode(json.array { ${expression} })`)) as string);
const parse = (text: string): Promise<unknown> =>
  data(`require("default.presets").parse(${JSON.stringify(text)}, "/p/mine.lua")`);
const options = async (preset: string, asked: string): Promise<Record<string, unknown>> =>
  (
    (await data(`require("default.launch_plan").options(${preset}, ${asked})`)) as Record<string, unknown>[]
  )[0]!;

test('a preset is data: what else is in it is named by its line', async () => {
  expect(await parse('-- (a comment)\nreturn { cmd = "do (it) while: x", setup = "npm ci" }')).toMatchObject([
    { name: 'mine', cmd: 'do (it) while: x', setup: ['npm ci'], from: '/p/mine.lua' },
  ]);
  const problems = [
    'return { cmd = "x",\n  env = (1) }',
    'local s = "x"\nreturn { cmd = s:rep"9" }',
    'while true do end',
    'return { cmd = [[a (b)]], name = function() end }',
    'return { cmd = "x",\n cmmd = 1 }',
    'return {\n  cmd = "x",\n  worktree = "yes" }',
    'return { desc = "no command" }',
    'return 1',
    'return {',
  ].map(
    async (text) =>
      (
        (await data(`select(2, require("default.presets").parse(${JSON.stringify(text)}, "f"))`)) as string[]
      )[0],
  );
  expect(await Promise.all(problems)).toEqual([
    'f:2: a call: only data is expected here, return { … }',
    'f:2: a call: only data is expected here, return { … }',
    'f:1: while: only data is expected here, return { … }',
    'f:1: function: only data is expected here, return { … }',
    expect.stringContaining('f:2: cmmd: there is no such field (base, cmd, '),
    'f:3: worktree: true, false, "ask" expected, got "yes"',
    'f:1: cmd: a command line, or a list of its words, expected',
    'f:1: return { … } expected, got number',
    expect.stringMatching(/^f:1: unexpected symbol|^f:1: '}' expected/),
  ]);
});

test('a prompt names the branch, goes through the template and is never an option', async () => {
  const made = await options(
    '{ name = "claude", cmd = "claude -c", prompt = "{name} on {branch}: {prompt} {other}", labels = { "a" } }',
    '{ prompt = "Fix the Login, now please {branch}!", project = "/p", where = "new", labels = { "b", "a" } }',
  );
  expect(made).toMatchObject({
    name: 'fix-the-login-now-please',
    cmd: 'claude -c',
    args: [
      'fix-the-login-now-please on fix-the-login-now-please: Fix the Login, now please {branch}! {other}',
    ],
    worktree: { branch: 'fix-the-login-now-please', fresh: true },
    labels: ['a', 'b'],
  });
  expect(
    (await options('{ name = "x", cmd = "x" }', '{ prompt = "--yes", project = "/p", where = "plain" }'))[
      'args'
    ],
  ).toEqual([' --yes']);
  const typed = await options(
    '{ name = "x", cmd = "x", prompt_via = "type" }',
    '{ prompt = "…", project = "/p", where = "new" }',
  );
  expect(typed).toMatchObject({ type: '…', worktree: { branch: 'x' } });
  expect(typed['args']).toBeUndefined();
});
