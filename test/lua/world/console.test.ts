// The console: what is logged, what goes wrong and what is told of, in a view that has it open.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeWorlds, openWorld, type TestWorld, until, view } from '../world-helper.ts';

const FILES = {
  'user/talk.lua': `
    hooks.register("on_agent_spawn", "veto", function(spec)
      if spec.name == "bad" then return false, "not that one" end
    end)
    events.on("custom:fails", function(event) error("it broke " .. event.n) end)`,
};

let world: TestWorld;
const key = async (...keys: string[]) => {
  const { rest } = await world.world.key('v1', world.app.views[0]!.mode, keys);
  // It may wait for what happened lately, but not for a person.
  if (world.requests.length === 0) await rest;
};
const shows = (text: string) => until(`it shows "${text}"`, async () => (await world.text()).includes(text));
const field = () => world.app.views[0]!.fields['console'] as Record<string, unknown> | undefined;

describe('a view with the console open', () => {
  beforeAll(async () => {
    world = await openWorld(FILES);
    await key('~');
  });
  afterAll(closeWorlds);
  afterEach(async () => {
    await key('1');
    await key('G');
  });

  it('has its keys, until they close it', async () => {
    expect(world.app.views[0]!.mode).toBe('console');
    await shows('following');
    await key('q');
    expect(world.app.views[0]!.mode).toBe('normal');
    expect(await world.text()).not.toContain('following');
    await key('~');
  });

  it('shows a line of the log when it is written, and one of the program', async () => {
    await world.eval('log.warn("a line of mine")');
    world.recent.log('info', 'hub', 'a line of the hub');
    await shows('a line of mine');
    await shows('a line of the hub');
  });

  it('shows an event with what it is about, how many were told, and who refused it', async () => {
    await world.world.emit('agent:exited', { agent: 'a1', code: 3 });
    await shows('a1 code=3');
    await world.world.emit('agent:before_spawn', { argv: ['vi'], name: 'bad' });
    await shows('argv=vi name=bad');
    await shows('refused by user/talk.lua:2');
    await shows('→ 1');
  });

  it('shows an error, and all of it when asked', async () => {
    await world.world.emit('custom:fails', { n: 7 });
    await shows('user/talk.lua:5: it broke 7');
    await key('3');
    await key('G');
    await key('enter');
    for (const part of ['handler in events.on("custom:fails")', '▶    5 │', 'traceback'])
      expect(await world.text()).toContain(part);
    await key('enter');
    expect(await world.text()).not.toContain('traceback');
    await key('k');
    await key('enter');
    expect(await world.text()).toContain('told 1 handler');
    expect(await world.text()).toContain('user/talk.lua:5 threw');
  });

  it('shows one kind only, and lines with certain words only', async () => {
    await world.eval('log.info("apples and pears")');
    await world.world.emit('custom:apples', { count: 2 });
    await shows('count=2');
    await key('2');
    expect(await world.text()).not.toContain('count=2');
    await key('4');
    expect(await world.text()).not.toContain('apples and pears');
    await key('1');
    await key('/');
    const input = await find('text_input');
    await world.world.event('v1', input, 'change', 'PEARS apples');
    expect(await world.text()).toContain('apples and pears');
    expect(await world.text()).not.toContain('count=2');
    await world.world.event('v1', await find('modal'), 'close', null);
    expect(field()).toMatchObject({ filter: '' });
    expect(world.app.views[0]!.mode).toBe('console');
  });

  it('stays where it was scrolled to while more comes', async () => {
    for (let n = 0; n < 40; n++) world.recent.log('info', 'hub', `row ${n} of many`);
    await shows('row 39 of many');
    for (let n = 0; n < 15; n++) await key('k');
    const byKeys = await rows();
    const list = await find('list', 'last');
    for (let n = 0; n < 5; n++) await world.world.event('v1', list, 'wheel', { x: 1, y: 1, lines: -3 });
    const before = await rows();
    expect(before).not.toEqual(byKeys);
    for (let n = 40; n < 80; n++) world.recent.log('info', 'hub', `row ${n} of many`);
    await until(
      'the rest is there',
      async () => !(await world.eval('#log.recent{matching="row 79"}')).includes('0'),
    );
    expect(await rows()).toEqual(before);
    await key('G');
    await shows('row 79 of many');
  });

  it('is as it was for who comes back, unless it was closed', async () => {
    await key('4');
    await key('k');
    const left = field();
    expect(left).toMatchObject({ tab: 4, at: expect.any(Number) });
    // As a terminal that attaches again finds it: in the agent.
    world.sync({ views: [{ ...world.app.views[0]!, mode: 'terminal' }] });
    await world.world.key('v1', 'normal', ['~']);
    expect(field()).toEqual(left);
    await key('q');
    await world.world.key('v1', 'normal', ['~']);
    expect(field()).toEqual({ tab: 4, filter: '' });
  });

  it('runs Lua, and shows what came of it', async () => {
    void key(':');
    await until('it asks', () => world.requests.length === 1);
    world.requests[0]!.answer('1 + #agents.list()');
    await shows('> 1 + #agents.list()');
    await until('it says 3', async () => /console\.lua: +3\b/.test(await world.text()));
  });

  it('is above a layout that shows nothing, and above one that fails', async () => {
    for (const text of ['return ui.text("mine")', 'error("no")']) {
      await world.save({
        'user/layout.lua': `function App:render() if self.mode == "console" then ${text} end return ui.text("x") end`,
      });
      await shows('following');
    }
    await world.save({ 'user/layout.lua': null });
  });
});

/** Path of the first node of that type, or of the last. */
async function find(type: string, which: 'first' | 'last' = 'first'): Promise<string> {
  interface Node {
    readonly type: string;
    readonly children?: readonly Node[];
  }
  const search = (node: Node, path: readonly number[]): string | undefined => {
    if (node.type === type) return path.join('.');
    const children = [...(node.children ?? []).entries()];
    for (const [index, child] of which === 'last' ? children.reverse() : children) {
      const found = search(child, [...path, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(await world.tree(), [])!;
}

/** The numbers of the rows in sight. */
async function rows(): Promise<string[]> {
  return [...(await world.text()).matchAll(/row \d+ of many/g)].map(([text]) => text);
}

describe('what it costs', () => {
  afterEach(closeWorlds);

  it('is nothing to say that it was drawn: no line, no event comes of looking', async () => {
    world = await openWorld({ 'user/a.lua': 'function App:counts() log.info("drawn") return "x" end' });
    await key('~');
    await shows('following');
    // Once by that, once by what a default file does after its load.
    await until('it has been told what there was', () => world.dirtied === 2);
    const before = world.dirtied;
    for (let n = 0; n < 5; n++) await world.text();
    // Whatever came of drawing is told with the next thing that happens, and asks for no drawing itself.
    world.recent.log('info', 'hub', 'the next thing');
    await shows('the next thing');
    expect(world.dirtied).toBe(before + 1);
  });

  it('has two views look at it each in its own way', async () => {
    world = await openWorld();
    world.sync({ views: [view('v1'), view('v2')], attached: ['v1', 'v2'] });
    await key('~');
    await world.world.key('v2', 'normal', ['~']);
    await world.world.key('v2', 'console', ['2']);
    await world.eval('log.info("only a line")');
    await world.world.emit('custom:seen', { here: true });
    await shows('here=true');
    const other = await world.world.render('v2');
    expect(other).toContain('only a line');
    expect(other).not.toContain('here=true');
  });

  it('keeps errors through a storm of events, and tells of a storm with a count', async () => {
    world = await openWorld(FILES);
    await world.world.emit('custom:fails', { n: 1 });
    for (let n = 0; n < 12; n++)
      await world.eval('for n = 1, 300 do events.emit("custom:storm", { n = n }) end');
    await key('~');
    await shows('100 more events at once are not listed');
    const kept = () => world.eval('#log.recent{kind="event"}');
    await until('it has been told all', async () => (await kept()) === '1000');
    expect(await world.eval('log.recent{kind="error"}[1].text')).toContain('it broke 1');
  });

  it('is there again after a reload', async () => {
    world = await openWorld();
    await world.eval('log.info("before the reload")');
    await key('~');
    await shows('before the reload');
    await world.save({ 'user/a.lua': 'log.info("in the new one")' });
    await shows('in the new one');
    await shows('before the reload');
  });
});

it('is not for improvements to read, nor to run Lua in, without a grant', async () => {
  world = await openWorld({
    'improvements/spy.lua': `
      action.register("spy.read", function() return log.recent() end)
      action.register("spy.run", function() return botster.eval("1", print) end)`,
  });
  const refused = (capability: string) =>
    `needs capability '${capability}' (not granted to improvements/spy.lua)`;
  expect(await world.eval('select(2, pcall(action.run, "spy.read"))')).toContain(refused('log.read'));
  expect(await world.eval('select(2, pcall(action.run, "spy.run"))')).toContain(refused('eval'));
  await closeWorlds();
});
