// The listings of the first descriptions of the program that use its API, as they stand: what each call does.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { HandleSpec, HandleVoice } from '../../../src/lua/types.ts';
import { listings } from '../listings/table.ts';
import { answering, fileOf, listing, listingNames, openListings, valueIn } from '../listings/world.ts';
import { agent, closeWorlds, said, type TestWorld, until } from '../world-helper.ts';

interface Tree {
  readonly type: string;
  readonly at?: string;
  readonly children?: readonly Tree[];
  readonly [prop: string]: unknown;
}

const opened: { readonly spec: HandleSpec; readonly voice: HandleVoice; readonly acts: unknown[] }[] = [];
let world: TestWorld;

beforeAll(async () => {
  world = await openListings(
    (name) => !/^(goop|expansion-opportunities|rules-engine)\//.test(name),
    {
      'user/default_scheduler.lua':
        'hooks.register("on_agent_spawn", "default_scheduler", function() return false, "default" end)',
      'user/found.lua':
        'events.on("custom:search_completed", function(event) log.info("found %d", event.count) end)',
      'user/back.lua': 'return { text = "loaded once" }',
    },
    {
      onOpen(spec, voice) {
        const acts: unknown[] = [];
        opened.push({ spec, voice, acts });
        return {
          act(action, params) {
            acts.push([action, params]);
            return null;
          },
          close() {},
        };
      },
    },
  );
});
afterAll(closeWorlds);

/** What files log while `act` runs. */
async function logged(act: () => Promise<unknown>): Promise<string[]> {
  const before = said(world).length;
  await act();
  return said(world).slice(before);
}

function handle(kind: string, path?: string) {
  return opened.findLast(
    ({ spec }) => spec.kind === kind && (path === undefined || spec.params['path'] === path),
  )!;
}

function types(tree: Tree): unknown {
  return tree.children ? [tree.type, ...tree.children.map(types)] : tree.type;
}

function places(tree: Tree): unknown {
  return [tree.type, tree.at, ...(tree.children ?? []).map(places)];
}

test('every listing is in the table, and all of them load', () => {
  expect(Object.keys(listings).sort()).toEqual(listingNames());
  const counts: Record<string, number> = {};
  for (const name of listingNames()) {
    const [folder] = name.split('/') as [string];
    counts[folder] = (counts[folder] ?? 0) + 1;
  }
  expect(counts).toEqual({
    'architecture-vision': 12,
    'expansion-opportunities': 8,
    goop: 14,
    'plugin-api': 3,
    'rules-engine': 2,
  });
  const readme = listing('README.md');
  for (const name of listingNames()) expect(readme).toContain(`| \`${name}\` |`);
  for (const { how, stubs } of Object.values(listings)) {
    if (how === 'run' || how === 'loaded') expect(stubs).toBeUndefined();
    if (how === 'run with stubs') expect(stubs).toMatch(/later|reader|here/);
  }
  expect(world.world.errors()).toEqual([]);
});

describe('the primitives', () => {
  const answers = {
    'git.worktree_add': '/repo-x',
    'git.worktree_remove': true,
    'git.status': { branch: 'main' },
  };
  let asked: [string, unknown][];
  let lines: string[];
  beforeAll(async () => {
    const before = world.requests.length;
    lines = await logged(async () => {
      const press = async () => {
        await world.world.key('v1', 'normal', ['f9']);
        await until('it is done', () => said(world).at(-1) === 'done');
      };
      await answering(world, press, answers);
    });
    asked = world.requests.slice(before).map(({ effect }) => [effect.name, effect.params]);
  });

  it('pty: spawns, writes, resizes, kills; tells of output and of the end', async () => {
    const { spec, voice, acts } = handle('pty');
    expect(spec).toMatchObject({ unit: 'user/primitives.lua', params: { argv: ['sh'], env: {} } });
    expect(spec.params['cwd']).toBeUndefined();
    expect(acts).toEqual([
      ['write', { data: 'ls\n' }],
      ['resize', { columns: 100, rows: 30 }],
      ['kill', { force: false }],
      ['listen', {}],
    ]);
    const heard = await logged(async () => {
      await voice.tell('output', 'hello');
      voice.end('exit', { code: 3, signal: null });
      await until('its end is heard', () => said(world).at(-1) === 'called: 3');
    });
    expect(heard).toEqual(['called: hello', 'called: 3']);
  });

  it('term: draws above the layout', async () => {
    expect(await world.text()).toContain('drawn here');
  });

  it('events: a handler is called, one that was taken off is not', () => {
    expect(lines).toEqual(['called: 7', 'done']);
  });

  it('git: the hub is asked for each', () => {
    expect(asked.filter(([name]) => name.startsWith('git.'))).toEqual([
      ['git.worktree_add', expect.objectContaining({ repo: '/repo', path: '/repo-x', branch: 'x' })],
      ['git.worktree_remove', expect.objectContaining({ path: '/repo-x' })],
      ['git.status', expect.objectContaining({ path: '/repo-x' })],
    ]);
  });

  it('http, crypto and keyring: the hub is asked for each', () => {
    const of = (name: string) => asked.filter((one) => one[0].startsWith(name)).map(([, params]) => params);
    expect(of('http.')).toMatchObject([
      { method: 'GET', url: 'https://example.org', headers: {} },
      { method: 'POST', url: 'https://example.org', body: '{}' },
    ]);
    expect(asked.map(([name]) => name).filter((name) => /^(crypto|keyring)\./.test(name))).toEqual([
      'crypto.encrypt',
      'crypto.decrypt',
      'crypto.random_bytes',
      'keyring.get',
      'keyring.set',
    ]);
  });

  it('ws: connects, sends, hears and closes', () => {
    const { spec, acts } = handle('ws');
    expect(spec).toMatchObject({ unit: 'user/primitives.lua', params: { url: 'https://example.org' } });
    expect(acts).toContainEqual(['send', expect.anything()]);
  });

  it('watch: the handler is told', async () => {
    const changes = [{ path: '/repo-x/a.lua', event: 'modified' }];
    const heard = await logged(() => handle('watch', '/repo-x').voice.tell('changes', changes));
    expect(heard).toEqual(['called: /repo-x/a.lua']);
  });
});

describe('a layout', () => {
  const shown = async (name: string): Promise<Tree> => {
    const outcome = await world.save(fileOf(`architecture-vision/${name}`));
    expect(outcome.errors).toEqual([]);
    return (await world.tree()) as Tree;
  };
  afterAll(() => world.save({ 'user/layout.lua': null }));

  it('drawn into a frame', async () => {
    const tree = await shown('02-render-frame.lua');
    expect(types(tree)).toEqual([
      'stack',
      ['column', ['row', 'panel']],
      ['column', 'spacer', ['row', 'list']],
      ['column', 'spacer', ['row', 'text']],
    ]);
    expect(tree.children![0]!.children![0]!.children![0]).toMatchObject({
      title: [{ text: 'Botster Hub' }],
      at: 'user/layout.lua:4',
    });
    expect(await world.text()).toContain('Agents: 2');
    world.sync({ agents: [agent('a1'), agent('a2'), agent('a3')] });
    expect(await world.text()).toContain('Agents: 3');
    world.sync({ agents: [agent('a1'), agent('a2')] });
  });

  it('of a header, the agents and a status bar; a click on an agent focuses it', async () => {
    expect(types(await shown('03-app-render.lua'))).toEqual(['column', 'header', 'list', 'status_bar']);
    expect(await world.text()).toContain('Agents: 2');
    expect((await world.world.event('v1', '1', 'select', { index: 2 })).ok).toBe(true);
    expect(world.updates.at(-1)).toMatchObject({ view: 'v1', change: { selected: 'a2' } });
  });

  it("of a person's own, over the default one; every node tells its line", async () => {
    const at = (line: number) => `user/layout.lua:${line}`;
    expect(places(await shown('04-app-render-custom.lua'))).toEqual([
      'row',
      at(4),
      ['panel', at(5), ['list', at(5)]],
      ['panel', at(6), ['terminal', at(6)]],
    ]);
  });
});

describe('hooks and the hub', () => {
  it('routes list agents and end one', async () => {
    const routes = 'require("user.routes")';
    expect(await valueIn(world, `${routes}["GET /dashboard"]({ user = "ann" })`)).toEqual({
      template: 'dashboard.liquid',
      agents: 2,
      user: 'ann',
    });
    const killed = `${routes}["POST /agents/:id/kill"]({ params = { id = "a1" } })`;
    expect(await valueIn(world, killed, { 'agents.kill': true })).toEqual({ to: '/dashboard' });
    const asked = [...world.effects, ...world.requests.map(({ effect }) => effect)];
    expect(asked).toContainEqual(expect.objectContaining({ name: 'agents.kill', unit: 'user/routes.lua' }));
    expect(await valueIn(world, 'require("user.my_routes").page({})')).toBe('user/my_dashboard.liquid');
  });

  it('on_agent_spawned and on_agent_output have the agent, and what it printed', async () => {
    expect(world.swaps.at(-1)!.listensToOutput).toBe(true);
    const heard = await logged(async () => {
      await world.world.emit('agent:spawned', { agent: 'a1' });
      await world.world.emit('agent:output', { agent: 'a2', output: 'hello' });
    });
    expect(heard).toEqual([
      'append agents _agent_card.liquid of a1',
      'append terminal-a2 _terminal_output.liquid of hello',
    ]);
  });

  it('named hooks are in force, and one is taken away by name until the file is gone', async () => {
    const named = async (event: string) =>
      (await valueIn(
        world,
        `map(hooks.list("${event}"), function(one) return one.name or "" end)`,
      )) as string[];
    expect(await named('on_agent_exited')).toContain('my_notification');
    expect(await named('on_agent_output')).toContain('my_improvement');
    expect(await named('on_agent_spawn')).toContain('smarter_scheduler');
    const spawn = async () => (await world.world.emit('agent:before_spawn', { argv: ['vim'] })).value;
    expect(await spawn()).not.toMatchObject({ cancelled: true });
    await world.save({ 'improvements/mine.lua': null });
    expect(await spawn()).toMatchObject({ cancelled: true, reason: 'default' });
    await world.save(fileOf('architecture-vision/11-improvement-hooks.lua'));
    expect(await spawn()).not.toMatchObject({ cancelled: true });
  });

  it('a watch of the improvements has what was saved loaded, and nothing for what was deleted', async () => {
    const { voice } = handle('watch', '~/.botster/improvements');
    const before = world.requests.length;
    const change = (event: string) => ({ path: `/home/u/.botster/improvements/${event}.lua`, event });
    await voice.tell('changes', ['modified', 'deleted', 'created'].map(change));
    await until('two are asked for', () => world.requests.length === before + 2);
    const asked = world.requests.slice(before);
    for (const { answer } of asked) answer(true);
    expect(asked.map(({ effect }) => [effect.name, effect.params])).toEqual([
      ['hub.reload_file', { path: '/home/u/.botster/improvements/modified.lua' }],
      ['hub.reload_file', { path: '/home/u/.botster/improvements/created.lua' }],
    ]);
  });

  it('a reload written by hand keeps the state, and says what it did', async () => {
    await valueIn(world, 'require("user.reload").state.set("kept", { 1, 2 })');
    const lines = await logged(async () => {
      expect(await valueIn(world, 'require("user.reload").reload("user/back.lua")')).toBe(true);
      expect(await valueIn(world, 'require("user.reload").reload("user/nobody.lua")')).toBe(false);
    });
    expect(lines).toEqual([
      'Reloaded: user/back.lua',
      expect.stringMatching(/^Failed to load user\/nobody\.lua: .*none of the Lua files of this home/),
    ]);
    expect(await valueIn(world, 'require("user.reload").state.get("kept")')).toEqual([1, 2]);
  });

  it('the boot sequence runs to its end, in its order', () => {
    const boot = world.logs.filter((line) => line.startsWith('info user/init.lua: '));
    expect(boot.map((line) => line.replace(/^info user\/init\.lua: (requires )?/, '')).slice(0, 13)).toEqual([
      'core.runtime',
      'core.hooks',
      'core.agent',
      'core.tui',
      'core.web',
      'default.hooks',
      'default.layout',
      'default.keybindings',
      'default.web.routes',
      'user.hooks',
      'user.layout',
      'user.routes',
      'booted: improvements/mine.lua',
    ]);
  });
});

describe('a plugin', () => {
  it('with init(ctx): priorities, patterns, cancel, change, emit, now, log', async () => {
    const save = async (content: string) =>
      (await world.world.emit('note:before_save', { path: 'p', content })).value;
    expect(await save('')).toMatchObject({ cancelled: true, reason: 'Empty note not allowed' });
    expect(await save('text')).toMatchObject({
      payload: { path: 'p', content: expect.stringMatching(/^text\n<!-- modified: \d/) },
    });
    const lines = await logged(async () => {
      await world.world.emit('note:saved', { path: 'p' });
      await world.world.emit('tool:after', { name: 'search_web', result: { results: [1, 2] } });
      await world.world.emit('tool:after', { name: 'edit', result: { results: [1] } });
    });
    expect(lines).toEqual(['Saved: p', 'found 2']);
    expect(await valueIn(world, 'hooks.list("note:before_save")[1].owner')).toBe('plugins/notes.lua:50');
  });

  it('of a flow: what it defines, its guard and its handlers', async () => {
    const flow = 'require("user.flow")';
    expect(await valueIn(world, `${flow}.define().states.approved.type`)).toBe('final');
    const guarded = (user: string) =>
      `${flow}.canApprove({ currentUser = function() return "${user}" end, context = function() return { submitter = "you" } end }, {})`;
    expect(await valueIn(world, guarded('me'))).toBe(true);
    expect(await valueIn(world, guarded('you'))).toBe(false);
    const entered = `(function() local set = {} local ctx = { setContext = function(_, key, value) set[key] = value end, now = function() return 7 end, emit = function(_, event) set.event = event end, subject = function() return "note" end, currentUser = function() return "me" end } ${flow}.onEnterPending(ctx, {}) return set end)()`;
    expect(await valueIn(world, entered)).toEqual({
      submitted_at: 7,
      event: 'notification:review_requested',
    });
  });

  it('of a generation: what it defines, and its choice of options', async () => {
    const generation = 'require("user.generation")';
    expect(await valueIn(world, `${generation}.define().strategy.steps[2].parallelOn`)).toBe(
      'outline.sections',
    );
    const manager =
      '{ complete = function(_, prompt, o) return { prompt, o.model, o.maxTokens, o.includeContext, o.stream } end }';
    expect(await valueIn(world, `${generation}.simpleGenerate("hi", nil, ${manager})`)).toEqual([
      'hi',
      'default',
      1000,
      true,
      false,
    ]);
    expect(
      await valueIn(
        world,
        `${generation}.simpleGenerate("hi", { includeContext = false, model = "m" }, ${manager})`,
      ),
    ).toEqual(['hi', 'm', 1000, false, false]);
  });
});
