// The palette: what it offers, what typing leaves of it, and what choosing does.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { agent, closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

const FILES = {
  'user/mine.lua': `
    action.register("mine.report", function(ctx, arg) log.info("report in %s of %s", ctx.mode, tostring(arg)) end,
      { desc = "Tell the log", takes = "what of" })
    action.register("mine.plain", function(ctx) log.info("plain in %s", ctx.mode) end, { desc = "Plainly" })
    action.register("mine.asks", function() log.info("got %s", ui.input("What?") or "nothing") end)
    command.register("greet", function(args) log.info("hello %s", args[1]) end, { nargs = 1, desc = "say hello" })
    command.register("ping", function() log.info("pong") end, { nargs = 0, desc = "say pong" })
    keymap.set("normal", "m p", "mine.plain", { desc = "plainly" })
    keymap.set("normal", "m f", function() log.info("by key") end, { desc = "Function of mine" })`,
};

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly [prop: string]: unknown;
}
interface Row {
  readonly spans: readonly { text: string; style?: { underline?: boolean } }[];
  readonly right?: readonly { text: string }[];
}

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld(FILES);
  world.sync({ views: [{ ...world.app.views[0]!, size: { columns: 120, rows: 30 } }] });
});
afterAll(closeWorlds);
afterEach(async () => {
  if (mode() === 'palette') await key('palette', 'escape');
  expect(mode()).not.toBe('palette');
});

const mode = () => world.app.views[0]!.mode;
const key = async (where: string, ...keys: string[]) => (await world.world.key('v1', where, keys)).rest;

async function open(from = 'normal'): Promise<void> {
  world.sync({ views: [{ ...world.app.views[0]!, mode: from }] });
  await key(from, ...(from === 'terminal' ? ['ctrl+b', 'ctrl+p'] : ['ctrl+p']));
}

/** The overlay's first node of a type, and its path. */
async function find(type: string): Promise<{ node: Node; path: string }> {
  const search = (node: Node, path: readonly number[]): { node: Node; path: string } | undefined => {
    if (node.type === type) return { node, path: path.join('.') };
    const below = (node.children ?? []).entries();
    return [...below].map(([index, child]) => search(child, [...path, index])).find((found) => found);
  };
  const { children } = (await world.tree()) as Node;
  return search(children!.at(-1)!, [children!.length - 1])!;
}

const type = async (text: string) => world.world.event('v1', (await find('text_input')).path, 'change', text);
const enter = async (text: string) =>
  world.world.event('v1', (await find('text_input')).path, 'submit', text);
const shown = async () => (await find('list')).node['rows'] as Row[];
const textOf = (spans: readonly { text: string }[] = []) =>
  spans
    .map(({ text }) => text)
    .join('')
    .trim();
const names = async () => (await shown()).map(({ spans }) => textOf(spans).split('  ')[0]);
const logged = (text: string) =>
  until(`the log says "${text}"`, () => world.logs.some((line) => line.endsWith(text)));

it('opens from the list and from an agent, and goes back to it', async () => {
  for (const from of ['normal', 'terminal']) {
    await open(from);
    expect(mode()).toBe('palette');
    await world.world.event('v1', (await find('modal')).path, 'close', null);
    expect(mode()).toBe(from);
  }
});

it('offers agents, actions, commands and described keys, with keys and owners', async () => {
  await open('terminal');
  expect((await names()).slice(0, 2)).toEqual(['● a1', '● a2']);
  const row = async (query: string) => {
    await type(query);
    const { spans, right } = (await shown())[0]!;
    return [textOf(spans), textOf(right)];
  };
  expect(await row('mine.plain')).toEqual(['mine.plain  Plainly', 'ctrl+b m p  user/mine.lua:4']);
  expect(await row('function of mine')).toEqual(['Function of mine', 'ctrl+b m f  user/mine.lua:9']);
  expect(await row('greet')).toEqual([': greet  say hello', 'user/mine.lua:6']);
  expect(await row('mode.set copy')).toEqual([
    'mode.set copy  copy mode',
    expect.stringMatching(/^ctrl\+b \[/),
  ]);
  expect(await row('detach')).toEqual([
    'detach  leave; the agents go on',
    expect.stringMatching(/^ctrl\+b d +built in$/),
  ]);
});

it('says who made the chosen row where the list has no room for it', async () => {
  const { size } = world.app.views[0]!;
  world.sync({ views: [{ ...world.app.views[0]!, size: { columns: 80, rows: 24 } }] });
  await open();
  await type('mine.plain');
  expect(textOf((await shown())[0]!.right)).toBe('m p');
  expect(await world.text()).toContain('user/mine.lua:4');
  world.sync({ views: [{ ...world.app.views[0]!, size }] });
});

it('leaves what fits what is typed, with the letters marked', async () => {
  await open();
  await type('mnpl');
  expect((await names())[0]).toBe('mine.plain');
  expect((await shown())[0]!.spans.filter(({ style }) => style?.underline).map(({ text }) => text)).toEqual([
    'm',
    'n',
    'pl',
  ]);
  expect(await world.text()).toMatch(/ [1-5]\/\d+ /);
  await type('no such thing');
  expect(await world.text()).toContain('nothing fits');
  await enter('no such thing');
  expect(mode()).toBe('palette');
});

it('runs an action in the mode it came from, and one that asks may wait', async () => {
  await open('terminal');
  await enter('mine.plain');
  await logged('plain in terminal');
  expect(mode()).toBe('terminal');
  await open('normal');
  await enter('mine.asks');
  await until('it asks', () => world.requests.length === 1);
  expect(mode()).toBe('normal');
  world.requests.pop()!.answer('an answer');
  await logged('got an answer');
});

it('asks for an argument in the same line', async () => {
  await open();
  await enter('greet');
  expect((await find('text_input')).node['value']).toBe('greet ');
  expect(await world.text()).toContain('greet  takes one argument');
  // Nothing can be run without it.
  await enter('greet ');
  expect(mode()).toBe('palette');
  await enter('greet world');
  await logged('hello world');
  expect(mode()).toBe('normal');
  // What has both words is meant rather than the action `copy` with an argument, until that is chosen.
  await open();
  await type('copy mode.set');
  expect((await names())[0]).toBe('mode.set copy');
  await type('mine.report x');
  expect((await names())[0]).toBe('mine.report x');
  await key('palette', 'escape');
  await open();
  await enter('mine.report the whole');
  await logged('report in normal of the whole');
  await open();
  await enter('ping');
  await logged('pong');
});

it('goes to an agent, and by a click to any row', async () => {
  await open();
  await enter('a2');
  expect(world.app.views[0]).toMatchObject({ mode: 'terminal', focus: 'a2', selected: 'a2' });
  await open();
  await type('a1');
  const { path } = await find('list');
  await world.world.event('v1', path, 'select', 1);
  expect(world.app.views[0]).toMatchObject({ mode: 'terminal', focus: 'a1' });
});

it('moves with keys, round the ends, and keeps the chosen row in sight', async () => {
  await open();
  const chosen = async () => {
    const { node } = await find('list');
    return (await names())[(node['selected'] as number) - 1];
  };
  const first = await chosen();
  await key('palette', 'ctrl+n');
  expect(await chosen()).not.toBe(first);
  await key('palette', 'up');
  expect(await chosen()).toBe(first);
  await key('palette', 'ctrl+p');
  const last = await chosen();
  await key('palette', 'pagedown');
  expect(await chosen()).toBe(last);
  await key('palette', 'down');
  expect(await chosen()).toBe(first);
  await key('palette', 'pagedown');
  expect(await chosen()).not.toBe(first);
  await key('palette', 'pageup');
  expect(await chosen()).toBe(first);
});

it('has what was run lately first', async () => {
  await open();
  await enter('ping');
  await open();
  await enter('mine.plain');
  await open();
  expect((await names()).slice(0, 2)).toEqual(['mine.plain', ': ping']);
  await world.save({ 'user/other.lua': 'action.register("other.new", function() end)' });
  expect((await names())[0]).toBe('mine.plain');
  await type('other.new');
  expect(await names()).toEqual(['other.new']);
});

it('takes in agents that come and go while it is open', async () => {
  const before = world.app.agents;
  await open();
  await type('latecomer');
  world.sync({ agents: [...before, agent('a3', { name: 'latecomer' })] });
  expect(await names()).toEqual(['● latecomer']);
  world.sync({ agents: before });
  expect(await world.text()).toContain('nothing fits');
});

it('keeps a row chosen when the list or the screen shrinks', async () => {
  const { agents } = world.app;
  const { size } = world.app.views[0]!;
  world.sync({ agents: [...agents, agent('a3', { name: 'zzq1' }), agent('a4', { name: 'zzq2' })] });
  await open();
  await type('zzq');
  await key('palette', 'down');
  world.sync({ agents: [...agents, agent('a3', { name: 'zzq1' })] });
  expect((await find('list')).node['selected']).toBe(1);
  await type('');
  for (let n = 0; n < 12; n++) await key('palette', 'down');
  const chosen = async () => {
    const { node } = await find('list');
    return (await names())[(node['selected'] as number) - 1];
  };
  world.sync({ agents, views: [{ ...world.app.views[0]!, size: { columns: 40, rows: 12 } }] });
  expect((await shown()).length).toBeLessThan(8);
  expect(await chosen()).toBeDefined();
  world.sync({ views: [{ ...world.app.views[0]!, size }] });
});

it('offers what a file of yours adds, and stays whole where that fails', async () => {
  const add = (body: string) => `
    local base = App.palette_rows
    function App:palette_rows(mode) ${body} end`;
  await world.save({
    'user/rows.lua': add(`
      local rows = base(self, mode)
      rows[#rows + 1] = { id = "mine:logs", name = "server logs", run = function() log.info("the logs") end }
      return rows`),
  });
  await open();
  await enter('server logs');
  await logged('the logs');
  await world.save({ 'user/rows.lua': add('error("no")') });
  await open();
  expect(await world.text()).toContain('agent.new');
  await world.save({ 'user/rows.lua': null });
});
