// A repository's own Lua in the real engine: it configures the agents of that repository, and nothing else.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScreenForDetector } from '../../../src/lua/types.ts';
import { agent, closeWorlds, openWorld, said, type TestWorld } from '../world-helper.ts';

let world: TestWorld;
const unit = 'project/app/a.lua';
const worktree = { repo: '/home/u/app', path: '/home/u/wt/fix', branch: 'fix' };

beforeAll(async () => {
  world = await openWorld();
  world.sync({
    agents: [
      agent('in', { cwd: '/home/u/app/src' }),
      agent('tree', { cwd: '/home/u/wt/fix', worktree }),
      agent('linked', { cwd: '/elsewhere/app' }),
      agent('beside', { cwd: '/home/u/app2' }),
      agent('inner', { cwd: '/home/u/app/vendor/lib' }),
    ],
    projects: {
      '/home/u/app/src': '/home/u/app',
      '/home/u/wt/fix': '/home/u/app',
      '/elsewhere/app': '/home/u/app',
      '/home/u/app2': '/home/u/app2',
      '/home/u/app/vendor/lib': '/home/u/app/vendor/lib',
    },
  });
});
afterAll(closeWorlds);

const all = ['in', 'tree', 'linked', 'beside', 'inner'];
async function live(text: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  world.logs.length = 0;
  const outcome = await world.save({ [unit]: text, ...more });
  expect(outcome.errors).toEqual([]);
}

describe('what it may', () => {
  it('hears of its own agents, in worktrees too, and of no others', async () => {
    await live(`
hooks.register("on_agent_exited", "note", function(agent, code) log.info("%s %d", agent.name, code) end)
events.on("agent:title", function(event, ctx) ctx:log("info", event.agent.name .. " " .. event.title) end)
events.on("agent:state", function() for _, one in ipairs(agents.list()) do log.info("mine %s", one.name) end end, { pattern = "in" })
log.info("at %s", project.root)`);
    for (const id of all) await world.world.emit('agent:exited', { agent: id, code: 3 });
    for (const id of all) await world.world.emit('agent:title', { agent: id, title: 'T' });
    await world.world.emit('agent:state', { agent: 'in', state: 'idle', previous: 'working' });
    expect(said(world)).toEqual([
      'at /home/u/app',
      ...['in', 'tree', 'linked'].map((id) => `${id} 3`),
      ...['in', 'tree', 'linked'].map((id) => `${id} T`),
      ...['in', 'tree', 'linked'].map((id) => `mine ${id}`),
    ]);
    expect(await world.eval('agents.get("beside").name')).toBe('"beside"');
  });

  it('gives variables to what is started there, and may refuse or change that', async () => {
    await live(`
project.env { API = "http://localhost:1", MODE = "test" }
hooks.register("agent:before_spawn", "no_rm", function(event)
  if event.argv[1] == "rm" then return false, "not in this project" end
end)`);
    const asked = async (spec: object): Promise<object> =>
      (await world.world.emit('agent:before_spawn', spec)).value as object;
    const inside = await asked({ argv: ['sh'], cwd: '/home/u/app', env: { API: 'x', KEPT: '1' } });
    expect(inside).toMatchObject({
      payload: { env: { API: 'http://localhost:1', MODE: 'test', KEPT: '1' } },
    });
    expect(await asked({ argv: ['rm'], cwd: '/home/u/app/src' })).toMatchObject({ cancelled: true });
    for (const cwd of ['/home/u/app2', '/home/u', '/', '/home/u/app/vendor/lib'])
      expect(await asked({ argv: ['rm'], cwd })).toMatchObject({ payload: { argv: ['rm'], cwd } });
  });

  it('says how its agents look: state, row, snippets', async () => {
    await live(`
detector.register("build", { match = "sh", rules = { { rule = "building", state = "working", test = function() return true end } } })
project.row(function(agent) if agent.name ~= "tree" then return "row of " .. agent.name end end)
project.snippet("review", "Review {file} as CONTRIBUTING.md says.")`);
    const screen = (id: string): ScreenForDetector => ({
      ...{ id, lines: ['$'], title: '', progress: null, alt: false, columns: 80, rows: 24, content_seq: 1 },
      cursor: { x: 0, y: 0, visible: true },
    });
    const verdicts = (await world.world.detect!(all.map(screen))).value as { detector: string }[];
    expect(verdicts.map(({ detector }) => detector)).toEqual(['build', 'build', 'build', 'shell', 'shell']);
    expect(await world.eval('project.row_of("in"), project.row_of("tree"), project.row_of("beside")')).toBe(
      '"row of in"\tnil\tnil',
    );
    const text = await world.text();
    expect(text).toContain('row of linked');
    expect(text).not.toContain('row of beside');
    expect(await world.eval('project.snippets("linked").review, project.snippets("beside").review')).toBe(
      '"Review {file} as CONTRIBUTING.md says."\tnil',
    );
    expect(await world.eval('project.root')).toBe('nil');
  });

  it('is what the guide shows', async () => {
    const guide = readFileSync(new URL('../../../lua/guide/modules.md', import.meta.url), 'utf8');
    const [shown] = [...guide.matchAll(/```lua project\n([\s\S]*?)```/g)].map((match) => match[1]!);
    await live(shown!);
    world.effects.length = 0;
    for (const id of ['in', 'beside']) await world.world.emit('agent:exited', { agent: id, code: 2 });
    const notes = world.effects.filter(({ name, unit: by }) => name === 'notify' && by === unit);
    expect(notes.map(({ params }) => params['text'])).toEqual(['in ended with 2']);
  });

  it('requires files beside it, and two projects do not meet', async () => {
    await live('log.info("helps: %s", require("helper").word)', {
      'project/app/helper.lua': 'return { word = "yes" }',
      'project/app2/a.lua':
        'hooks.register("agent:exited", "note", function(event) log.info("app2 %s", event.agent.name) end) detector.register("build", { match = "sh", detect = function() return "idle" end })',
    });
    await world.save({
      [unit]:
        'hooks.register("agent:exited", "note", function(event) log.info("app %s", event.agent.name) end) detector.register("build", { match = "sh", detect = function() return "working" end })',
    });
    for (const id of all) await world.world.emit('agent:exited', { agent: id, code: 0 });
    expect(said(world)).toEqual(['helps: yes', 'app in', 'app tree', 'app linked', 'app2 beside']);
    await world.save({ 'project/app/helper.lua': null, 'project/app2/a.lua': null });
  });
});

describe('what it may not raises at its line, with why', () => {
  const refused: readonly (readonly [code: string, what: string, why: string])[] = [
    ['keymap.set("normal", "x", function() end)', 'keymap.set', "no keys or commands, which are everyone's"],
    [
      'command.register("x", function() end)',
      'command.register',
      "no keys or commands, which are everyone's",
    ],
    ['function App:render() end', 'App.render', "no layout, which is everyone's"],
    ['local base = App.render', 'App.render', "no layout, which is everyone's"],
    ['ui.slot("sidebar", function() end)', 'ui.slot', "no layout, which is everyone's"],
    ['http.get("https://example.org")', 'http.get', 'no network'],
    ['ws.connect("wss://example.org")', 'ws.connect', 'no network'],
    ['fs.read("x")', 'fs.read', 'no files'],
    ['glob("user/*.lua")', 'glob', 'no files'],
    ['dofile("user/a.lua")', 'dofile', 'no files'],
    ['pty.spawn("sh")', 'pty.spawn', 'no programs'],
    ['keyring.get("a", "b")', 'keyring.get', 'no secrets'],
    ['agents.spawn("sh")', 'agents.spawn', 'agents.list and agents.get alone'],
    ['agents.send("beside", "rm -rf /")', 'agents.send', 'agents.list and agents.get alone'],
    ['hooks.unregister("agent:exited", "x")', 'hooks.unregister', 'hooks.register alone'],
    ['events.emit("custom:x", {})', 'events.emit', 'events.on, events.once and events.off alone'],
    ['approve.register("x", function() end)', 'approve.register', 'no hand in what agents are told'],
    ['botster.open_command = "evil"', 'botster.open_command', 'what concerns their own agents alone'],
    ['botster.http.get("x")', 'botster.http', 'what concerns their own agents alone'],
    ['state.get("x")', 'state.get', 'what concerns their own agents alone'],
    ['require("core.http").get("x")', 'http.get', 'no network'],
    ['load("http.get()")()', 'http.get', 'no network'],
    ['agents.get("in"):send("x")', 'agent:send', 'no hand in what agents are told'],
    ['agents.get("in"):kill()', 'agent:kill', 'no hand in what agents are told'],
  ];
  const wrong: readonly (readonly [code: string, why: string])[] = [
    ['events.on("mode:changed", function() end)', 'mode:changed is about no agent'],
    ['hooks.register("on_notify", "x", function() end)', 'on_notify is about no agent'],
    ['events.on("custom:x", function() end)', 'custom:x is about no agent'],
    ['require("default.palette")', "there is no file 'default.palette'"],
    ['require("user.secret")', "there is no file 'user.secret'"],
    ['project.env { ["A B"] = "x" }', 'project.env: names and texts expected'],
    ['project.env { A = 1 }', 'project.env: names and texts expected'],
  ];

  it(`all ${refused.length + wrong.length} of them`, async () => {
    const tries = [...refused, ...wrong].map(
      ([code]) => `\nlog.info("%s", select(2, pcall(function() ${code} end)))`,
    );
    await live(tries.join(''), { 'user/secret.lua': 'return "theirs"' });
    const told = said(world);
    const wanted = [
      ...refused.map(([code, what, why]) => [code, `${what} is not for a project's files: they have ${why}`]),
      ...wrong,
    ] as const;
    expect(told.length).toBe(wanted.length);
    for (const [index, [code, why]] of wanted.entries()) {
      expect(told[index], code).toContain(why);
      if (!code.startsWith('load')) expect(told[index], code).toMatch(`${unit}:${index + 2}: `);
    }
    const outcome = await world.save({ [unit]: '\nkeymap.set("normal", "x", function() end)' });
    expect(outcome.errors[0]).toMatchObject({ unit, line: 2, file: '/home/u/app/.botster/a.lua' });
  });

  it('and what is for projects alone raises elsewhere', async () => {
    const outcome = await world.save({
      [unit]: '-- nothing',
      'user/b.lua': '\nproject.snippet("a", "b")',
      'user/c.lua': '\nrequire("project.app.a")',
    });
    expect(outcome.errors.map(({ unit: at, line, message }) => [at, line, message])).toEqual([
      ['user/b.lua', 2, 'project.snippet is for the files of a project (<repo>/.botster/*.lua)'],
      ['user/c.lua', 2, expect.stringContaining('there is no file')],
    ]);
    await world.save({ 'user/b.lua': null, 'user/c.lua': null, 'user/secret.lua': null });
  });

  it('a handler that throws, or a row that does, is told and costs nobody else', async () => {
    await live(
      'project.row(function(a) if a.title == "broken" then error("row broke") end end) events.on("agent:title", function() error("hook broke") end)',
    );
    await world.world.emit('agent:title', { agent: 'in', title: 'T' });
    world.sync({ agents: world.app.agents.map((one) => ({ ...one, title: 'broken' })) });
    expect(await world.text()).toContain('linked');
    expect(
      world.world
        .errors()
        .map(({ message }) => message)
        .sort(),
    ).toEqual(['hook broke', 'row broke']);
  });
});
