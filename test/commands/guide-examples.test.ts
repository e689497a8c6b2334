// Every Lua snippet of the guide, in the real engine: it loads as a file of improvements/, every view is
// drawn with it, and its keys, timers, commands and handlers run without an error.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { WorldEvents } from '../../src/lua/types.ts';
import { createProgram } from '../helpers/program.ts';
import { agent, closeWorlds, openWorld, type TestWorld, view } from '../lua/world-helper.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const unit = 'improvements/x.lua';

interface Snippet {
  readonly title: string;
  readonly code: string;
}

function snippets(): Snippet[] {
  const folder = join(root, 'lua/guide');
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return [...text.matchAll(/```lua\n([\s\S]*?)```/g)].map((match, index) => ({
      title: `${name} ${index + 1}`,
      code: match[1]!,
    }));
  });
}

test('the tests that the guide shows pass, and can fail', async () => {
  const program = createProgram();
  try {
    const text = readFileSync(join(root, 'lua/guide/testing.md'), 'utf8');
    const [shown] = [...text.matchAll(/```lua test\n([\s\S]*?)```/g)].map((match) => match[1]!);
    const file = join(program.home, 'badge_test.lua');
    writeFileSync(file, shown!);
    expect(await program.ok(['test', file], { timeout: 60_000 })).toContain('1');
    writeFileSync(file, shown!.replace('"1 over"', '"2 over"'));
    expect(await program.runCli(['test', file], { timeout: 60_000 })).toMatchObject({ code: 1 });
  } finally {
    await program.dispose();
  }
});

describe('every snippet', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await openWorld({}, undefined, { onOpen });
  });
  afterAll(closeWorlds);

  /** Whatever it waits for is answered: a prompt is left, a screen is one line. */
  const answerRequests = async (): Promise<void> => {
    while (world.requests.length > 0) {
      const { effect, answer } = world.requests.shift()!;
      answer(answers[effect.name] ?? null);
      await settled();
    }
  };
  const settled = async (): Promise<unknown> => world.eval('return 1');

  it.each(snippets().map(({ title, code }) => [title, code] as const))('%s', async (_title, code) => {
    world.effects.length = 0;
    world.logs.length = 0;
    const asked = [...code.matchAll(/^--- @capability (\S+)/gm)].map((match) => match[1]!);
    world.sync({ grants: { [unit]: asked } });
    const outcome = await world.save({ [unit]: code });
    expect(outcome.errors).toEqual([]);
    expect(outcome.warnings).toEqual([]);
    expect(world.world.units().find(({ path }) => path === unit)).toMatchObject({ status: 'live' });
    for (const shape of [
      { size: { columns: 120, rows: 40 } },
      { size: { columns: 40, rows: 10 }, mode: 'terminal' },
    ]) {
      world.sync({ views: [view('v1', shape)] });
      expect(await world.tree()).toMatchObject({ type: expect.any(String) });
    }
    world.sync({ agents: [] });
    await world.tree();
    world.sync({
      agents: [agent('a1', { unread: true, title: 'vim' }), agent('a2', { status: 'exited', exit_code: 1 })],
    });
    await world.tree();

    // A timer's function is run by a key instead.
    if (code.includes('timer.every'))
      expect((await world.save({ [unit]: `${timersAsKeys} ${code}` })).errors).toEqual([]);
    const bound = json<[string, string][]>(
      await world.eval(
        `local mine = {} for _, row in ipairs(keymap.list()) do if row.owner:find("${unit}", 1, true) then mine[#mine + 1] = { row.mode, row.lhs } end end return json.encode(json.array(mine))`,
      ),
    );
    for (const [mode, lhs] of bound) {
      world.sync({ views: [view('v1', { mode })] });
      await world.world.key('v1', mode, lhs.split(' '));
      await answerRequests();
    }
    await world.eval(
      `for _, row in ipairs(command.list()) do if row.owner:find("${unit}", 1, true) then command.run(row.name) end end`,
    );
    for (const [event, payload] of events) await world.world.emit(event, payload);
    await answerRequests();
    await world.tree();
    expect(world.world.errors()).toEqual([]);
    expect(world.logs.filter((line) => /error|capability/i.test(line))).toEqual([]);
  });
});

/** What an expression is whose value is JSON text: the console shows that text in quotes. */
function json<T>(shown: string): T {
  return JSON.parse(JSON.parse(shown) as string) as T;
}

/** What the world outside says; whatever else is asked is answered with nothing: prompts are left. */
const answers: Readonly<Record<string, unknown>> = {
  'agents.output': 'password: (y/n)',
  'git.status': { branch: 'main', clean: false },
  'workspace.glob': ['a_test.lua'],
  'workspace.root': '/project',
  'http.request': { status: 200, ok: true, headers: {}, body: '{"version":"1.3.0"}' },
  'fs.read': '# Title\ntext',
};

/** What is kept open says what it has at once. */
const onOpen: NonNullable<WorldEvents['onOpen']> = ({ kind }, voice) => {
  queueMicrotask(() => {
    if (kind === 'watch') void voice.tell('changes', [{ path: '/project/a.lua', event: 'modified' }]);
    else if (kind === 'ws')
      void voice
        .tell('open', { protocol: '' })
        .then(() => voice.tell('message', { data: 'green', binary: false }))
        .then(() => voice.tell('lost', { code: 1006, reason: '', again_in: 1 }));
    else void voice.tell('output', 'a.lua').then(() => voice.end('exit', { code: 0 }));
  });
  return { act: () => null, close: () => {} };
};

const timersAsKeys =
  'local timer = setmetatable({ every = function(_, run) keymap.set("normal", "f12", run, { desc = "t" }) end }, { __index = timer })';

const events: readonly [string, Readonly<Record<string, unknown>>][] = [
  ['agent:exited', { agent: 'a2', code: 1 }],
  ['agent:output', { agent: 'a1', output: 'password:' }],
  ['agent:before_kill', { agent: 'a1' }],
  ['agent:before_spawn', { argv: ['sh'], cwd: '/', name: 'x' }],
];
