// Agents, and what agent-written files may do to them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine();
  engine.setAgents([
    { id: 'a1', name: 'shell' },
    { id: 'b2', name: 'claude', unread: true, status: 'exited', cwd: '/y' },
  ]);
  engine.setView({ focus: 'a1', selected: 'b2' });
});
afterEach(() => engine.close());

/** Runs `code` where it may wait: as a key. */
function inKey(code: string): void {
  engine.load('user/key.lua', `keymap.set("normal", "t", function(ctx) ${code} end, { desc = "t" })`);
  engine.press('normal', 't');
}

describe('agents', () => {
  it('are found by id, beginning of an id, or name, and filtered', () => {
    expect(
      engine.user(
        'return map({ "a1", "b", "claude", "nobody" }, function(r) local a = agents.get(r) return a and a.id or "-" end)',
      ),
    ).toEqual(['a1', 'b2', 'b2', '-']);
    expect(
      engine.user(
        'return { #agents.list(), #agents.list{ unread = true }, #agents.list{ name = "sh*" }, #agents.list{ status = "running", cwd = "/y" } }',
      ),
    ).toEqual([2, 1, 1, 0]);
    expect(engine.user('return { agents.selected().name, agents.focused().name }')).toEqual([
      'claude',
      'shell',
    ]);
  });

  it('are copies: changing one changes nothing', () => {
    expect(engine.user('local a = agents.get("a1") a.name = "x" return agents.list()[1].name')).toBe('x');
    expect(engine.run('return rt.app.agents[1].name')).toBe('shell');
  });

  it('are asked things without waiting', () => {
    expect(
      engine.user(
        'local a = agents.get("a1") return { a:send("ls", { enter = true }), a:rename("sh"), a:kill{ force = true }, agents.restart("claude") }',
      ),
    ).toEqual([true, true, true, true]);
    expect(engine.effects().map(({ name, params }) => ({ name, params }))).toEqual([
      { name: 'agents.send', params: { id: 'a1', text: 'ls', enter: true } },
      { name: 'agents.rename', params: { id: 'a1', name: 'sh' } },
      { name: 'agents.kill', params: { id: 'a1', force: true } },
      { name: 'agents.restart', params: { id: 'b2' } },
    ]);
  });

  it('that do not exist are a failure, not an error', () => {
    expect(
      engine.user('local ok, err = agents.kill("nobody") return { ok == nil, err.code, tostring(err) }'),
    ).toEqual([true, 'not_found', "no agent is called 'nobody'"]);
  });

  it('are focused and selected in the view, or through the hub where there is none', () => {
    engine.user('agents.select("a1") agents.focus("claude") return 1');
    expect(engine.view()).toMatchObject({ selected: 'b2', focus: 'b2', mode: 'terminal' });
    engine.setView(null);
    engine.user('agents.focus("a1") return 1');
    expect(engine.effects()).toMatchObject([{ name: 'agents.focus', params: { id: 'a1' } }]);
    expect(() => engine.user('mode.get()')).toThrow('needs a view');
  });

  it.each([
    ['"claude --resume x"', ['claude', '--resume', 'x']],
    ['{ cmd = "vim", args = { "a b" } }', ['vim', 'a b']],
    ['{ cmd = { "a", "b c" } }', ['a', 'b c']],
    ['{ "make && ls" }', ['sh', '-c', 'make && ls']],
    ['{ cmd = "FOO=1 make" }', ['sh', '-c', 'FOO=1 make']],
    ['{ cmd = [[grep "a b" x]] }', ['grep', 'a b', 'x']],
    ['{ cmd = "" }', undefined],
  ])('spawn %s', (opts, argv) => {
    engine.user(`return agents.spawn(${opts})`);
    const [effect] = engine.effects();
    expect(effect).toMatchObject({ name: 'agents.spawn', params: { focus: true, cwd: '/home/u/project' } });
    expect(effect!.params.argv).toEqual(argv);
  });

  it('come back from spawn where it can wait, and say what is on their screen', () => {
    inKey(
      'local made, err = agents.spawn("vim") state.set("got", made and made.name or tostring(err)) state.set("out", agents.output("a1", { lines = 2 })) state.set("met", agents.wait("a1", { text = "ok" }))',
    );
    engine.run('rt.answer({ id = "a1" })');
    engine.run('rt.answer("two\\nlines")');
    engine.run('rt.answer(true)');
    expect(engine.run('return rt.state["user/key.lua"]')).toEqual({
      got: 'shell',
      out: 'two\nlines',
      met: true,
    });
    expect(
      engine.effects().map((effect) => [effect.name, effect.params.until ?? effect.params.lines ?? null]),
    ).toEqual([
      ['agents.spawn', null],
      ['agents.output', 2],
      ['agents.wait', 'text:ok'],
    ]);
    expect(() =>
      engine.load('user/o.lua', 'hooks.register("on_agent_spawn", "x", function() agents.output("a1") end)'),
    ).not.toThrow();
  });
});

describe('rights', () => {
  const refusal =
    "improvements/x.lua:1: agents.kill needs capability 'agents.kill' (not granted to improvements/x.lua)";

  it('of agent-written files end where a grant is needed', () => {
    expect(engine.load('improvements/x.lua', 'agents.kill("a1")')).toBe(refusal);
    expect(engine.load('improvements/x.lua', 'hub:kill_agent("a1")')).toMatch(
      /hub\.kill_agent needs capability/,
    );
    expect(engine.load('improvements/x.lua', 'agents.list()[1]:send("x")')).toMatch(
      /agent:send needs capability 'agents\.send'/,
    );
    expect(engine.load('improvements/x.lua', 'agents.select("a1")')).toBeNull();
    engine.run('rt.grants = { ["agents.kill"] = true }');
    expect(engine.load('improvements/x.lua', 'agents.kill("a1")')).toBeNull();
  });

  it('are not lent by actions, commands or fed keys of others', () => {
    engine.load(
      'user/a.lua',
      'action.register("end", function() agents.kill("a1") end) command.register("end", function() agents.kill("a1") end) keymap.set("normal", "e", function() agents.kill("a1") end, { desc = "e" }) keymap.set("normal", "f", "end", { desc = "f" })',
    );
    for (const code of ['action.run("end")', 'command.run("end")']) {
      expect(engine.load('improvements/x.lua', code)).toMatch(/agents\.kill needs capability/);
    }
    engine.load('improvements/x.lua', 'keymap.feed("e") keymap.feed("f")');
    expect(engine.errors().map((error) => error.message)).toEqual([
      expect.stringMatching(/needs capability/),
      expect.stringMatching(/needs capability/),
    ]);
    expect(engine.effects()).toEqual([]);
    expect(engine.user('action.run("end") keymap.feed("e") return 1')).toBe(1);
    expect(engine.effects()).toHaveLength(2);
  });
});
