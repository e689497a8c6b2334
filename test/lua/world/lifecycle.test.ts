// What files define to be called when they come and go.
import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, memoryStore, openWorld, said } from '../world-helper.ts';

afterEach(closeWorlds);

const talks = (name: string) => `function on_load() log.info("${name} loads") end
function on_unload(reason) log.info("${name} unloads: " .. reason) return { from = "${name}", list = { 1, 2.0 } } end
function on_reload(prev) log.info("${name} follows %s %s", prev and prev.from, prev and #prev.list) end`;

describe('on_unload and on_reload', () => {
  it('are called around the swap, and the one hands plain data to the other', async () => {
    const world = await openWorld({ 'user/a.lua': talks('one') });
    expect(said(world)).toEqual(['one loads']);
    world.logs.length = 0;
    await world.save({ 'user/a.lua': talks('two') });
    expect(said(world)).toEqual(['one unloads: reload', 'two loads', 'two follows one 2']);
  });

  it('are for every file, since every world is made anew; a file that is new follows nothing', async () => {
    const world = await openWorld({ 'user/a.lua': talks('a') });
    world.logs.length = 0;
    await world.save({ 'improvements/b.lua': talks('b') });
    expect(said(world)).toEqual(['a unloads: reload', 'a loads', 'b loads', 'a follows a 2']);
  });

  it('are told why: deleted, not wanted any more, the program ends', async () => {
    const world = await openWorld({ 'user/a.lua': talks('a'), 'user/b.lua': talks('b') });
    world.logs.length = 0;
    await world.save({ 'user/a.lua': null });
    expect(said(world)).toContain('a unloads: delete');
    world.logs.length = 0;
    world.sync({ safe: true });
    await world.save({});
    expect(said(world)).toContain('b unloads: disable');
    world.sync({ safe: false });
    await world.save({});
    world.logs.length = 0;
    await world.world.close();
    expect(said(world)).toEqual(['b unloads: quit']);
  });

  it('can be fields of what the file returns, and have older names', async () => {
    const world = await openWorld({
      'user/a.lua': `return { on_unload = function() log.info("out") return 7 end, on_reload = function(n) log.info("in %d", n) end }`,
      'user/b.lua':
        'function _before_reload() log.info("before") end function _after_reload(prev) log.info("after %s", prev) end',
    });
    await world.save({ 'user/c.lua': '' });
    expect(said(world)).toEqual(['out', 'before', 'in 7', 'after nil']);
  });

  it('keep what they change in state, over the swap and at the end', async () => {
    const store = memoryStore();
    const text = 'function on_unload(reason) state.get("last", {}).reason = reason end';
    const world = await openWorld({ 'user/a.lua': text }, store);
    await world.save({ 'user/a.lua': `${text}\nlog.info(state.get("last", {}).reason or "none")` });
    expect(await world.eval('#botster.units() > 0')).toBe('true');
    await world.world.close();
    const again = await openWorld(
      { 'user/a.lua': 'function App:render() return ui.text(state.get("last").reason) end' },
      store,
    );
    expect(await again.text()).toBe('quit');
  });

  it('are not called for a save that is refused, nor in a check', async () => {
    const world = await openWorld({ 'user/a.lua': talks('a') });
    world.logs.length = 0;
    await world.save({ 'user/a.lua': `${talks('a')}\nerror("no")` });
    expect(said(world)).toEqual([]);
    expect(world.error('user/a.lua')).toMatchObject({ message: 'no' });
  });

  it('have little time; the next world is live all the same, and who was slow is told', async () => {
    const world = await openWorld({
      'user/slow.lua': 'function on_unload()\n  while true do end\nend',
      'user/a.lua': talks('a'),
    });
    world.logs.length = 0;
    const outcome = await world.save({ 'user/b.lua': '' });
    expect(outcome).toMatchObject({ ok: true, generation: 2 });
    expect(said(world)).toEqual(['a unloads: reload', 'a loads', 'a follows a 2']);
    expect(world.error('user/slow.lua')).toMatchObject({
      phase: 'timeout',
      line: 2,
      where: 'on_unload',
      message: 'took longer than 50 ms',
    });
    await world.save({ 'user/slow.lua': '-- mended' });
    expect(world.world.errors()).toEqual([]);
    expect(world.logs.join('\n')).toContain('user/slow.lua:2: on_unload: took longer than 50 ms');
  });

  it('that throw are told of with their place, and hold up nothing', async () => {
    const world = await openWorld({
      'user/a.lua': 'function on_reload(prev)\n  return prev.x.y\nend\nfunction on_unload() return {} end',
      'user/b.lua':
        'function on_unload()\n  error("late")\nend\nfunction on_reload(prev) log.info("b %s", prev) end',
    });
    await world.save({ 'user/c.lua': '' });
    expect(world.error('user/a.lua')).toMatchObject({ phase: 'handler', line: 2, where: 'on_reload' });
    expect(world.error('user/b.lua')).toMatchObject({ line: 2, where: 'on_unload', message: 'late' });
    expect(said(world)).toEqual(['b nil']);
  });

  it('that hang the machine cost their own file its place, not the others theirs', async () => {
    const hang = 'string.rep("a", 50000):find(("a*"):rep(40) .. "b")';
    const world = await openWorld({
      'user/a.lua': 'function App:render() return ui.text("mine") end',
      'user/hang.lua': `function on_reload() ${hang} end`,
    });
    await world.save({ 'user/b.lua': '' });
    expect(world.error('user/hang.lua')).toMatchObject({ phase: 'watchdog' });
    expect(await world.text()).toBe('mine');
    await world.save({ 'user/hang.lua': `function on_unload() ${hang} end` });
    for (const n of [1, 2]) {
      expect(await world.save({ 'user/c.lua': `-- ${n}` })).toMatchObject({ ok: true });
      expect(world.error('user/hang.lua')).toMatchObject({ phase: 'watchdog' });
      expect(await world.text()).toBe('mine');
    }
    // Caught twice: left out until its text changes.
    const outcome = await world.save({ 'user/c.lua': '-- 3' });
    expect(outcome.errors).toMatchObject([{ unit: 'user/hang.lua', action: 'quarantined' }]);
  });

  it('cannot hand over what is no plain data', async () => {
    const world = await openWorld({
      'user/a.lua':
        'function on_unload() return { print } end\nfunction on_reload(prev) log.info("got %s", prev) end',
    });
    await world.save({ 'user/b.lua': '' });
    expect(said(world)).toEqual(['got nil']);
    expect(world.logs.join('\n')).toContain('user/a.lua: on_unload returned what cannot be handed over');
  });
});

describe('setup', () => {
  it('is called once every file is loaded, with what was configured for it', async () => {
    const world = await openWorld({
      'plugins/clock.lua': `function setup(opts)
  keymap.set("normal", opts.key or "f9", function() end, { desc = "clock" })
  log.info("%s %s", opts.key, opts.seconds)
end`,
      'plugins/other/init.lua': 'function setup(opts) log.info("other %s", opts.x) end',
      'user/init.lua':
        'botster.configure("plugins.clock", { key = "f8" }) botster.configure("plugins/other", { x = 1 })',
      'user/z.lua': 'botster.configure("plugins/clock.lua", { seconds = true })',
    });
    expect(world.world.errors()).toEqual([]);
    expect(said(world)).toEqual(['f8 true', 'other 1']);
    expect(await world.eval('keymap.get("normal", "f8").desc')).toBe('"clock"');
  });

  it('of a returned table is for the one who requires it', async () => {
    const world = await openWorld({
      'user/lib.lua': 'return { setup = function(opts) log.info("set up with %d", opts.n) end }',
      'user/main.lua': 'require("user.lib").setup { n = 3 }',
    });
    expect(said(world)).toEqual(['set up with 3']);
  });

  it('that throws or loops is refused like a file that does', async () => {
    const world = await openWorld();
    for (const [text, phase] of [
      ['function setup()\n  error("no")\nend', 'load'],
      ['function setup()\n  while true do end\nend', 'timeout'],
    ]) {
      const outcome = await world.save({ 'user/a.lua': text! });
      expect(outcome.errors).toMatchObject([
        { unit: 'user/a.lua', line: 2, phase, action: 'kept_last_good' },
      ]);
    }
  });
});
