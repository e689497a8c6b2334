// What attached terminals are told, and what they can do, with a Lua world that is none.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_TREE_DEPTH } from '../../src/core/tree.ts';
import { until } from '../helpers/until.ts';
import { createFakeWorld, type FakeWorld } from './fake-world.ts';
import { startTestHub, type Terminal, type TestHub } from './test-hub.ts';

let world: FakeWorld;
let hub: TestHub;
beforeEach(async () => {
  world = createFakeWorld();
  hub = await startTestHub({ world: world.create });
  await hub.hub.lua.ready(10_000);
});
afterEach(() => hub.dispose());

async function attach(columns = 80, rows = 24): Promise<Terminal> {
  const terminal = await hub.terminal();
  await terminal.client.peer.call('view.attach', { columns, rows });
  return terminal;
}
const effect = (name: string, params: Record<string, unknown>, view: string | null = 'view-1'): void =>
  world.events().onEffect({ name, params, view, unit: 'user/a.lua' });
const emitted = (event: string) =>
  world.calls.filter(({ name, args }) => name === 'emit' && args[0] === event).map(({ args }) => args[1]);

test('a terminal that attaches is answered with all there is, then gets its tree', async () => {
  const terminal = await hub.terminal();
  const attached = await terminal.client.peer.call('view.attach', { columns: 100, rows: 30 });
  expect(attached).toMatchObject({
    state: { id: 'view-1', size: { columns: 100, rows: 30 } },
    keys: { version: 1 },
    overlays: { banners: [], toasts: [], prompt: null },
    agents: [],
  });
  await until('the tree came', () => terminal.last('view.tree') !== undefined);
  expect(terminal.last('view.tree')).toMatchObject({
    number: 1,
    columns: 100,
    rows: 30,
    tree: { type: 'text' },
  });
});

test('two terminals have views of their own, and both see a new agent', async () => {
  const one = await attach();
  const two = await attach(50, 10);
  const id = await hub.sh(one.client, 'read line', 'shell');
  for (const terminal of [one, two]) {
    await until('it sees the agent', () => JSON.stringify(terminal.last('view.agents') ?? {}).includes(id));
    await until('its tree shows the agent', () =>
      JSON.stringify(terminal.last('view.tree')).includes('shell'),
    );
  }
  expect([hub.hub.views.isAttached('view-1'), hub.hub.views.isAttached('view-2')]).toEqual([true, true]);
  one.client.close();
  await until('its view is free', () => !hub.hub.views.isAttached('view-1'));
  const three = await hub.terminal();
  const again = await three.client.peer.call('view.attach', { columns: 80, rows: 24 });
  expect(again.state).toMatchObject({ id: 'view-1', focus: id, mode: 'terminal' });
});

test('a tree is made at the size of the terminal after it has changed', async () => {
  const terminal = await attach();
  await terminal.client.peer.call('view.resize', { columns: 99, rows: 33 });
  await until('the tree of that size', () => terminal.last('view.tree')?.['columns'] === 99);
  expect(emitted('app:resize')).toEqual([{ columns: 99, rows: 33, view: 'view-1' }]);
});

test('keys, events and answers go to Lua, and are answered with the view after them', async () => {
  const terminal = await attach();
  const { peer, boot } = terminal.client;
  const key = await peer.call('view.key', { boot, mode: 'normal', keys: ['n'] });
  expect(key).toMatchObject({ state: { id: 'view-1' }, table_version: 1 });
  await peer.call('view.event', { boot, path: '0.1', event: 'click', args: { x: 1 } });
  expect(world.calls.filter(({ name }) => name !== 'emit')).toEqual([
    { name: 'key', args: ['view-1', 'normal', ['n']] },
    { name: 'event', args: ['view-1', '0.1', 'click', { x: 1 }] },
  ]);
});

test('a key is answered when what it led to has come to rest, and the terminal knows of it by then', async () => {
  const terminal = await attach();
  const id = await hub.sh(terminal.client, 'read line');
  let rested = (): void => {};
  const rest = new Promise<void>((resolve) => {
    rested = resolve;
  });
  const { key } = hub.hub.lua.world();
  hub.hub.lua.world().key = async (...asked) => ({ ...(await key(...asked)), rest });
  let known: unknown;
  const { peer, boot } = terminal.client;
  const answered = peer.call('view.key', { boot, mode: 'normal', keys: ['c'] }).then(() => {
    known = terminal.last('view.state')?.['state'];
  });
  await until('Lua has the key', () => world.calls.some(({ name }) => name === 'key'));
  hub.hub.actions.focus(id, 'view-1');
  effect('prompt', { id: 'input:1:1', kind: 'input', title: 'Name' });
  expect(known).toBeUndefined();
  rested();
  await answered;
  expect(known).toMatchObject({ focus: id, mode: 'terminal' });
  expect(terminal.last('view.overlays')).toMatchObject({ overlays: { prompt: { title: 'Name' } } });
});

test('a key is answered after the terminal has been sent what it led to', async () => {
  const terminal = await attach();
  const { peer, boot } = terminal.client;
  await until('there is a tree', () => terminal.last('view.tree') !== undefined);
  const lua = hub.hub.lua.world();
  const { render } = lua;
  let draw = (): void => {};
  let drawing = 0;
  const drawn = new Promise<void>((resolve) => {
    draw = resolve;
  });
  lua.render = async (...asked) => {
    drawing++;
    await drawn;
    return render(...asked);
  };
  world.tree = () => ({ type: 'text', text: 'after the key' });
  let known: unknown;
  const answered = peer.call('view.key', { boot, mode: 'normal', keys: ['/'] }).then(() => {
    known = terminal.last('view.tree')?.['tree'];
  });
  await until('it is being drawn', () => drawing > 0);
  await peer.call('agent.list', {});
  expect(known).toBeUndefined();
  draw();
  await answered;
  expect(known).toMatchObject({ text: 'after the key' });
});

test('a terminal knows its own changes from the hub before they are confirmed', async () => {
  const terminal = await attach();
  for (const lines of [1, 2, 3]) {
    await terminal.client.peer.call('view.set', { scroll: { x: lines } });
    expect(terminal.last('view.state')).toMatchObject({ state: { scroll: { x: lines } } });
  }
});

test('a terminal knows where the focus is before it gets a tree that shows it', async () => {
  const terminal = await attach();
  world.tree = (state, view) => ({
    type: 'text',
    text: String(state.views.find(({ id }) => id === view)?.focus),
  });
  for (const script of ['read a', 'read b']) {
    const id = await hub.sh(terminal.client, script);
    await terminal.client.peer.call('agent.focus', { id });
    await until('the tree came', () => JSON.stringify(terminal.last('view.tree')).includes(id));
    const at = terminal.told.findIndex(
      ({ event, params }) => event === 'view.tree' && JSON.stringify(params).includes(id),
    );
    expect(terminal.told.slice(0, at).findLast(({ event }) => event === 'view.state')?.params).toMatchObject({
      state: { focus: id },
    });
  }
});

test('a key that is pressed while Lua starts waits for it', async () => {
  let start = (): void => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const late = createFakeWorld();
  const restarted = await startTestHub({
    world: async (given) => {
      await started;
      return late.create(given);
    },
  });
  try {
    const { client } = await restarted.terminal();
    await client.peer.call('view.attach', { columns: 80, rows: 24 });
    const answered = client.peer.call('view.key', { boot: client.boot, mode: 'normal', keys: ['n'] });
    // The hub has the key when it has answered what was asked after it.
    await client.peer.call('view.set', {});
    start();
    await answered;
    expect(late.calls).toContainEqual({ name: 'key', args: ['view-1', 'normal', ['n']] });
  } finally {
    await restarted.dispose();
  }
});

test('a tree of as many levels as there may be gets to the terminal', async () => {
  const deep = (levels: number): unknown =>
    levels === 1
      ? { type: 'text', spans: [{ text: 'deepest', style: {} }] }
      : { type: 'column', children: [deep(levels - 1)] };
  world.tree = () => deep(MAX_TREE_DEPTH);
  const terminal = await attach();
  await until('the tree came', () => terminal.last('view.tree') !== undefined);
  expect(terminal.last('view.tree')?.['tree']).toEqual(deep(MAX_TREE_DEPTH));
});

test('a terminal that comes back is in the mode it was in', async () => {
  const first = await attach();
  const id = await hub.sh(first.client, 'read line');
  await first.client.peer.call('view.set', { focus: id, mode: 'normal' });
  const again = await hub.terminal();
  const attached = await again.client.peer.call('view.attach', { columns: 80, rows: 24, view: 'view-1' });
  expect(attached.state).toMatchObject({ id: 'view-1', focus: id, mode: 'normal' });
});

test('what Lua changes of a view is sent, and drawn only when Lua says so', async () => {
  const terminal = await attach();
  await until('the first tree', () => terminal.last('view.tree') !== undefined);
  world.tree = (state, view) => ({
    type: 'text',
    text: state.views.find(({ id }) => id === view)?.fields['zoomed'],
  });
  world.events().onViewUpdate({ view: 'view-1', change: { fields: { zoomed: 'yes' } } });
  await until('the state came', () => JSON.stringify(terminal.last('view.state') ?? '').includes('zoomed'));
  expect(JSON.stringify(terminal.last('view.tree'))).not.toContain('yes');
  world.events().onDirty();
  await until('the tree came', () => JSON.stringify(terminal.last('view.tree')).includes('yes'));
});

test('a prompt of Lua is shown, answered, and its value is what Lua waited for', async () => {
  const terminal = await attach();
  const params = { id: 'input:1:1', kind: 'input', title: 'Run', value: 'vim' };
  const value = world
    .events()
    .onRequest({ name: 'prompt', params, view: 'view-1', unit: 'user/a.lua' }, new AbortController().signal);
  await until('the prompt is shown', () =>
    JSON.stringify(terminal.last('view.overlays') ?? '').includes('Run'),
  );
  await terminal.client.peer.call('view.answer', { prompt: 'input:1:1', value: 'vim x' });
  expect(await value).toBe('vim x');
  await expect(
    terminal.client.peer.call('view.answer', { prompt: 'input:1:1', value: null }),
  ).rejects.toThrow(/no prompt/);
});

test('a prompt that runs an action is answered to whatever world there is then', async () => {
  const terminal = await attach();
  effect('prompt', { id: 'action:1:{}', kind: 'confirm', title: 'Sure?', default: false });
  effect('prompt', { id: 'input:1:2', kind: 'input', title: 'Lost' });
  hub.write('user/a.lua', 'new');
  await until('another world runs', () => hub.hub.lua.world().generation() > 1);
  expect(hub.hub.overlays.of('view-1').prompt?.id).toBe('action:1:{}');
  await terminal.client.peer.call('view.answer', { prompt: 'action:1:{}', value: true });
  expect(world.calls.find(({ name }) => name === 'answer')?.args).toEqual(['action:1:{}', true]);
  expect(hub.hub.overlays.of('view-1').prompt).toBeNull();
});

test('messages of Lua are toasts, and what cannot be done is one too', async () => {
  await attach();
  effect('notify', { id: 'x', level: 'warn', title: 'T', text: 'hello', timeout: 5 });
  effect('agents.fly', {});
  await until('both are up', () => hub.hub.overlays.of('view-1').toasts.length === 2);
  expect(hub.hub.overlays.of('view-1').toasts.map(({ level, text }) => `${level} ${text}`)).toEqual([
    'warn hello',
    'error the hub cannot do "agents.fly"',
  ]);
});

test('what only a terminal can do is passed to the terminal of the view', async () => {
  const terminal = await attach();
  const other = await attach();
  effect('view.local', { action: 'help' });
  await until('it is told', () => terminal.last('view.local') !== undefined);
  expect(terminal.last('view.local')).toEqual({ action: 'help' });
  expect(other.last('view.local')).toBeUndefined();
});

test('Lua starts, types into, reads, waits for, renames and ends agents', async () => {
  await attach();
  const events = world.events();
  const request = (name: string, params: Record<string, unknown>) =>
    events.onRequest({ name, params, view: 'view-1', unit: 'user/a.lua' }, new AbortController().signal);
  const made = (await request('agents.spawn', {
    argv: ['/bin/sh', '-c', 'read line; echo "<$line $X>"; read line'],
    name: 'made',
    env: { X: 7 },
    cwd: hub.home.home,
    focus: true,
  })) as { id: string };
  expect(hub.hub.views.get('view-1')).toMatchObject({ focus: made.id, mode: 'terminal' });
  effect('agents.send', { id: made.id, text: 'typed', enter: true });
  expect(await request('agents.wait', { id: made.id, until: 'text:<typed 7>', timeout: 10 })).toBe(
    '<typed 7>',
  );
  expect(await request('agents.output', { id: made.id })).toContain('<typed 7>');
  effect('agents.rename', { id: made.id, name: 'other' });
  await until('it is renamed', () => hub.hub.agents.get(made.id)?.name === 'other');
  effect('agents.kill', { id: made.id, force: true });
  await until('it has ended', () => hub.hub.agents.get(made.id)?.status === 'exited');
  await until('Lua is told', () => emitted('agent:exited').length === 1);
  expect(emitted('agent:exited')).toEqual([{ agent: made.id, code: undefined, signal: 'SIGKILL' }]);
});

test('Lua knows the agent it has started when it is answered, though nothing was drawn meanwhile', async () => {
  const params = { argv: ['/bin/sh', '-c', 'read line'], cwd: hub.home.home };
  const made = (await world
    .events()
    .onRequest(
      { name: 'agents.spawn', params, view: null, unit: 'user/a.lua' },
      new AbortController().signal,
    )) as { id: string };
  expect(world.known().agents.map(({ id }) => id)).toEqual([made.id]);
});

test('Lua may name, change or refuse what is started, and keep an agent from being ended', async () => {
  const { client } = await attach();
  world.answer('agent:before_spawn', {
    payload: { name: 'by hook', argv: ['/bin/sh', '-c', 'read x'], env: { A: '1' } },
  });
  const id = await hub.sh(client, 'exit 1');
  expect(hub.hub.agents.get(id)).toMatchObject({ name: 'by hook', argv: ['/bin/sh', '-c', 'read x'] });
  expect(hub.hub.agents.meta(id).env).toMatchObject({ A: '1' });
  const again = await hub.sh(client, 'exit 1');
  expect(hub.hub.agents.get(again)?.name).toBe('by hook-2');
  world.answer('agent:before_spawn', { cancelled: true, reason: 'too many' });
  await expect(hub.sh(client, 'true')).rejects.toThrow('too many');
  world.answer('agent:before_kill', { cancelled: true });
  await expect(client.peer.call('agent.kill', { id })).rejects.toThrow(/keeps "by hook"/);
});

test('an agent out of sight that prints is unread until it is seen', async () => {
  const { client } = await attach();
  const a = await hub.sh(client, 'read x; echo out; read x', 'a');
  const b = await hub.sh(client, 'read x', 'b');
  await client.peer.call('agent.focus', { id: b });
  await client.peer.call('agent.send', { id: a, text: '', enter: true });
  await until('it is unread', () => hub.hub.agents.get(a)?.unread === true);
  expect(hub.hub.agents.get(b)?.unread).toBe(false);
  await client.peer.call('agent.focus', { id: a });
  expect(hub.hub.agents.get(a)?.unread).toBe(false);
});

test('an agent in a pane is in sight', async () => {
  const { client, last } = await attach();
  const a = await hub.sh(client, 'read x; echo out; echo mark; read x', 'a');
  const b = await hub.sh(client, 'read x', 'b');
  world.tree = () => ({ type: 'row', children: [a, b].map((agent) => ({ type: 'terminal', agent })) });
  await client.peer.call('agent.focus', { id: b });
  await until('both are shown', () => JSON.stringify(last('view.tree') ?? '').includes(a));
  await client.peer.call('agent.send', { id: a, text: '', enter: true });
  await client.peer.call('agent.wait', { id: a, until: 'text:mark', timeout: 10 });
  await client.peer.call('agent.list', {});
  expect(hub.hub.agents.get(a)?.unread).toBe(false);
});

test('Lua hears output as text while it listens', async () => {
  const { client } = await attach();
  world.listensToOutput = true;
  hub.write('user/a.lua', 'listens');
  await until('the listening world runs', () => hub.hub.lua.world().generation() > 1);
  const id = await hub.sh(client, "read x; printf '\\033[31mred\\033[0m\\n'; read x");
  await client.peer.call('agent.send', { id, text: 'go', enter: true });
  const heard = (): string =>
    (emitted('agent:output') as { agent: string; output: string }[])
      .filter(({ agent }) => agent === id)
      .map(({ output }) => output)
      .join('');
  await until('it is heard', () => heard().includes('red\n'));
  expect(heard()).not.toContain('\x1b');
});

test('safe mode is built of the shipped files alone, and back', async () => {
  const { client } = await attach();
  hub.write('user/a.lua', 'mine');
  await until('it is built', () => world.builds.at(-1)!.some(({ unit }) => unit === 'user/a.lua'));
  expect(await client.peer.call('view.safe', {})).toEqual({ on: true });
  expect(world.builds.at(-1)!.some(({ layer }) => layer === 'user')).toBe(false);
  expect(world.state()?.safe).toBe(true);
  expect(await client.peer.call('view.safe', { on: false })).toEqual({ on: false });
  expect(world.builds.at(-1)!.some(({ layer }) => layer === 'user')).toBe(true);
});

test('stop tells terminals to leave for good', async () => {
  const terminal = await attach();
  await terminal.client.peer.call('stop', {});
  await until('it was told', () => terminal.last('view.leave') !== undefined);
  await until('the hub ends', () => hub.exits() === 1);
});
