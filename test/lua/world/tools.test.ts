// Tools for whoever writes Lua, in a live world: what code costs, what events do, pages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TracedEvent } from '../../../src/lua/types.ts';
import { closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

const FILES = {
  'user/mine.lua': `
keymap.set("normal", "f9", function() return 1 end, { desc = "mine" })
keymap.set("normal", "f8", function() error("it broke") end, { desc = "breaks" })
events.on("custom:slow", function() local sum = 0 for n = 1, 300000 do sum = sum + n end end)
function App:status_line()
  return ui.button{ label = "mine", on_click = function() end }
end
ui.page("poem", function(_, argument)
  if argument == "end" then return { title = "the end", lines = { "it is over" } } end
  local lines = {}
  for n = 1, 60 do lines[n] = "row " .. n .. (n == 50 and " of gold" or "") end
  lines[3] = { "to ", { "the end", link = "end" } }
  return { lines = lines, head = { "a poem" } }
end)
ui.page("clock", function() return { lines = { "tick" }, redraw = 0.1 } end)
ui.page("broken", function() return { line = {} } end)
timer.after(0, function() end)`,
};

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly owner: string;
  readonly calls: number;
  readonly errors: number;
  readonly ms: number;
  readonly slowest_ms: number;
  readonly last: number;
}

const traced: TracedEvent[] = [];
let world: TestWorld;
const key = async (...keys: string[]) => {
  await (await world.world.key('v1', world.app.views[0]!.mode, keys)).rest;
};
const pager = () => world.app.views[0]!.fields['pager'] as Record<string, unknown> | undefined;
const costs = async () =>
  JSON.parse(JSON.parse(await world.eval('json.encode(botster.costs())'))) as {
    rows: Row[];
    files: { path: string; load_ms: number }[];
    memory: number;
    memory_limit: number;
    build_ms: number;
  };

beforeAll(async () => {
  world = await openWorld(FILES, undefined, { onTraced: (events) => void traced.push(...events) });
});
afterAll(closeWorlds);

describe('what code costs', () => {
  it('is counted by registration: calls, errors, time, the most first', async () => {
    for (let n = 0; n < 3; n++) await key('f9');
    await key('f8');
    await world.world.emit('custom:slow', {});
    await world.text();
    const { rows, files, memory, memory_limit, build_ms } = await costs();
    const row = (name: string) => rows.find((one) => one.name === name);
    expect(row('normal f9')).toMatchObject({ kind: 'key', owner: 'user/mine.lua:2', calls: 3, errors: 0 });
    expect(row('normal f8')).toMatchObject({ owner: 'user/mine.lua:3', calls: 1, errors: 1 });
    expect(row('custom:slow')).toMatchObject({ kind: 'hook', owner: 'user/mine.lua:4', calls: 1 });
    expect(row('App:render')).toMatchObject({ kind: 'method' });
    expect(row('App:status_line')).toMatchObject({ owner: 'user/mine.lua:5' });
    const timers = rows.filter(({ name }) => name === 'timer.after').map(({ owner }) => owner);
    expect(timers).toContain('user/mine.lua:17');
    expect(row('custom:slow')!.slowest_ms).toBe(row('custom:slow')!.ms);
    expect(rows.map(({ ms }) => ms)).toEqual(rows.map(({ ms }) => ms).sort((a, b) => b - a));
    expect(files).toEqual([{ path: 'user/mine.lua', layer: 'user', load_ms: expect.any(Number) }]);
    expect(memory).toBeGreaterThan(1_000_000);
    expect(memory_limit).toBe(64 * 1024 * 1024);
    expect(build_ms).toBeGreaterThanOrEqual(files[0]!.load_ms);
  });

  it('counts clicks with their file, and a call that waits once', async () => {
    const path = await pathOf('button');
    await world.world.event('v1', path, 'click', null);
    await world.world.event('v1', path, 'click', null);
    const { rows } = await costs();
    expect(rows.find(({ name }) => name === 'on_click')).toMatchObject({
      kind: 'call',
      owner: 'user/mine.lua',
      calls: 2,
    });
    await world.eval(
      `events.on("custom:waits", function() timer.sleep(0) timer.sleep(0) log.info("rested") end)`,
    );
    await (await world.world.emit('custom:waits', {})).rest;
    await until('it has waited twice', () => world.logs.some((line) => line.includes('rested')));
    const again = await costs();
    expect(again.rows.find(({ name }) => name === 'custom:waits')).toMatchObject({ calls: 1 });
  });

  it('is a page', async () => {
    await world.world.eval('command.run("top")', 'v1');
    expect(await world.text()).toContain('user/mine.lua:4');
    expect(await world.text()).toContain('what Lua costs');
    await key('q');
    expect(world.app.views[0]!.mode).toBe('normal');
    expect(await world.text()).not.toContain('what Lua costs');
  });
});

describe('the pager', () => {
  beforeAll(async () => {
    await world.world.eval('ui.pager("poem")', 'v1');
  });

  it('shows a page, from its first row to its last', async () => {
    expect(await world.text()).toMatch(/a poem.*row 1 .*row 2 /);
    expect(await world.text()).not.toContain('row 59');
    await key('G');
    expect(await world.text()).toContain('row 60');
    expect(await world.text()).toContain('a poem');
    await key('g');
    await key('space');
    expect(await world.text()).not.toContain('row 1 ');
    await key('g');
  });

  it('finds words, and the next place that has them', async () => {
    await key('/');
    await world.world.event('v1', await pathOf('text_input'), 'submit', 'OF gold');
    expect(await world.text()).toContain('row 50  of gold');
    await key('escape');
    expect(pager()).toMatchObject({ name: 'poem' });
    await key('g');
  });

  it('follows a link, and comes back', async () => {
    await key('tab');
    await key('enter');
    expect(await world.text()).toContain('it is over');
    await key('backspace');
    expect(await world.text()).toContain('row 5 ');
    await key('escape');
    expect(pager()).toBeUndefined();
  });

  it('says what is wrong with a page, and which are there', async () => {
    await world.world.eval('ui.pager("broken")', 'v1');
    expect(await world.text()).toContain('a table with lines expected');
    await key('q');
    const { error } = await world.world.eval('ui.pager("peom")', 'v1');
    expect(error?.message).toContain("no page is called 'peom' (did you mean 'poem'?)");
  });

  it('draws what moves again and again, while it is seen, also in a world that was made meanwhile', async () => {
    const drawnAgain = async () => {
      const before = world.dirtied;
      expect(await world.text()).toContain('tick');
      await until('it is to be drawn again', () => world.dirtied > before);
    };
    await world.world.eval('ui.pager("clock")', 'v1');
    await drawnAgain();
    await drawnAgain();
    await world.save({ 'user/other.lua': 'log.info("loaded")' });
    await drawnAgain();
    await key('q');
  });

  it('is as it was after a reload', async () => {
    await world.world.eval('ui.pager("poem")', 'v1');
    await key('G');
    await world.save({ 'user/other.lua': null });
    expect(await world.text()).toContain('row 60');
    await key('q');
  });
});

describe('tracing', () => {
  const trace = async (traces: readonly string[]) => {
    traced.length = 0;
    world.sync({ traces });
    await world.eval('1');
  };

  it('notes what an event carried and what its handlers did, in order', async () => {
    await world.save({
      'user/traced.lua': `
hooks.register("agent:before_kill", "one", function(event) return { payload = event } end)
hooks.register("agent:before_kill", "two", function() error("no idea") end)
hooks.register("agent:before_kill", "three", function() return false, "not now" end)
hooks.register("agent:before_kill", "four", function() end)
hooks.register("agent:exited", "mine", function() return 7 end, { pattern = "x*" })
events.on("agent:exited", function() timer.sleep(0) end)`,
    });
    await trace(['agent:*']);
    await world.world.emit('agent:before_kill', { agent: 'a1' });
    await world.world.emit('agent:exited', {
      agent: 'a2',
      code: 3,
      deep: { a: { b: { c: { d: { e: 1 } } } } },
    });
    await world.world.emit('custom:other', {});
    expect(traced.map(({ event }) => event)).toEqual(['agent:before_kill', 'agent:exited']);
    const [kill, exited] = traced as [TracedEvent, TracedEvent];
    expect(kill).toMatchObject({
      before: true,
      cancelled: true,
      reason: 'not now',
      agent: { id: 'a1', name: 'a1' },
    });
    const own = kill.handlers.filter(({ owner }) => owner.startsWith('user/traced.lua'));
    expect(own).toMatchObject([
      {
        owner: 'user/traced.lua:2',
        name: 'one',
        returned: expect.stringContaining('payload'),
        ms: expect.any(Number),
      },
      { name: 'two', threw: expect.stringContaining('no idea') },
      { name: 'three', returned: 'false, "not now"' },
      { name: 'four', skipped: 'the event was settled before' },
    ]);
    expect(exited.payload).toMatchObject({ code: 3, deep: { a: { b: { c: '{…}' } } } });
    expect(exited.handlers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'mine', skipped: 'its pattern is x*' }),
        expect.objectContaining({ owner: 'user/traced.lua:7', waits: true }),
      ]),
    );
  });

  it('has events told of that nobody listens to', async () => {
    const told = () => world.swaps.at(-1)?.listensToOutput;
    await trace(['agent:output']);
    expect(told()).toBe(true);
    await trace([]);
    expect(told()).toBe(false);
  });

  it('notes nothing when nobody traces', async () => {
    await trace([]);
    await world.world.emit('agent:exited', { agent: 'a2', code: 3 });
    expect(traced).toEqual([]);
  });
});

/** The path of the last widget of a type. */
async function pathOf(type: string): Promise<string> {
  interface Node {
    readonly type: string;
    readonly children?: readonly Node[];
  }
  const search = (node: Node, path: readonly number[]): string | undefined => {
    if (node.type === type) return path.join('.');
    for (const [index, child] of [...(node.children ?? []).entries()].reverse()) {
      const found = search(child, [...path, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(await world.tree(), [])!;
}
