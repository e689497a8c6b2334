// Methods of App besides render, and key tables that end by themselves.
import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, openWorld, said, until, view } from '../world-helper.ts';

afterEach(closeWorlds);

describe('App', () => {
  it('init runs once for each view, and again in the next world', async () => {
    const file = `function App:init() self.count = (self.count or 0) + 1 log.info("init %s", self.view) end
function App:render() return ui.text("count " .. self.count) end`;
    const world = await openWorld({ 'user/layout.lua': file });
    expect(said(world)).toEqual([]);
    expect(await world.text()).toBe('count 1');
    expect(await world.text()).toBe('count 1');
    world.sync({ views: [...world.app.views, view('v2')] });
    await world.world.render('v2');
    expect(said(world)).toEqual(['init v1', 'init v2']);
    await world.save({ 'user/layout.lua': `${file} -- saved` });
    expect(await world.text()).toBe('count 2');
  });

  it('key comes before the key table, and may take the key', async () => {
    const world = await openWorld({
      'user/keys.lua': `keymap.set("normal", "f9", function() log.info("bound f9") end, { desc = "x" })
keymap.set("normal", "f10", function() log.info("bound f10") end, { desc = "x" })
function App:key(event) log.info("%s in %s", event.key, event.mode) return event.key == "f9" end`,
      'improvements/more.lua': `local below = App.key
function App:key(event) return below(self, event) end`,
    });
    expect(world.world.errors()).toEqual([]);
    await world.world.key('v1', 'normal', ['f9']);
    await world.world.key('v1', 'normal', ['f10']);
    expect(said(world)).toEqual(['f9 in normal', 'f10 in normal', 'bound f10']);
  });

  it('key hears of keys that nothing binds, when it is defined; then the bus does', async () => {
    const world = await openWorld();
    expect(world.world.keys().unbound).toBeUndefined();
    await world.save({
      'user/keys.lua': 'function App:key(event) log.info(event.key) return event.key == "f9" end',
    });
    expect(world.world.keys().unbound).toBe(true);
    await world.save({
      'user/more.lua': `events.on("key:unmapped", function(event) log.info("unmapped %s in %s", event.key, event.mode) end)
hooks.register("on_key_unmapped", "mine", function(key, mode) log.info("%s %s", key, mode) end)`,
    });
    const taken = await world.world.key('v1', 'normal', ['f9']);
    expect(taken.value).toEqual({ handled: true });
    await world.world.key('v1', 'normal', ['f8']);
    expect(said(world)).toEqual(['f9', 'f8', 'unmapped f8 in normal', 'f8 normal']);
    await world.save({ 'user/keys.lua': null });
    expect(world.world.keys().unbound).toBe(true);
    await world.save({ 'user/more.lua': null });
    expect(world.world.keys().unbound).toBeUndefined();
  });

  it('mouse hears of clicks and wheel turns that no widget takes, when it is defined', async () => {
    const world = await openWorld({
      'user/mouse.lua':
        'function App:mouse(event) log.info("%s %s %d,%d %s", event.type, event.path, event.args.x, event.args.y, event.args.button) return true end',
    });
    expect(world.world.keys().mouse).toBe(true);
    const args = { type: 'wheel', x: 3, y: 1, button: 'up' };
    const sent = await world.world.event('v1', '0.1', 'mouse', args);
    expect(sent.value).toEqual({ handled: true });
    expect(said(world)).toEqual(['wheel 0.1 3,1 up']);
    await world.save({ 'user/mouse.lua': null });
    expect(world.world.keys().mouse).toBeUndefined();
    expect((await world.world.event('v1', '0.1', 'mouse', args)).value).toEqual({ handled: false });
  });

  it('mouse comes before the widget; update hears of every event', async () => {
    const world = await openWorld({
      'user/layout.lua': `function App:render() return ui.button{ label = "x", on_click = function() log.info("clicked") end } end
function App:mouse(event) log.info("mouse %s", event.type) return self.locked end
function App:update(message) self.last = message.type .. message.n end`,
    });
    await world.text();
    await world.world.event('v1', '', 'click', null);
    world.sync({ views: [view('v1', { fields: { locked: true } })] });
    await world.world.event('v1', '', 'click', null);
    expect(said(world)).toEqual(['mouse click', 'clicked', 'mouse click']);
    await world.world.emit('custom:x', { n: 3 });
    expect(world.updates.at(-1)).toMatchObject({ view: 'v1', change: { fields: { last: 'custom:x3' } } });
  });

  it('one that throws is told of, and passed over for the layer below', async () => {
    const world = await openWorld({
      'user/a.lua': 'function App:key() log.info("below") return true end',
      'improvements/b.lua': 'function App:key() error("no") end',
    });
    await world.world.key('v1', 'normal', ['f9']);
    expect(said(world)).toEqual(['below']);
    expect(world.error('improvements/b.lua')).toMatchObject({ where: 'App:key', message: 'no', line: 1 });
  });
});

describe('keymap.push', () => {
  const keys = `keymap.table("resize", { h = { function() log.info("h") end, "narrower" } })
keymap.set("normal", "f9", function() keymap.push("resize", { OPTION = true }) end, { desc = "x" })
keymap.set("normal", "f10", function() log.info("f10") end, { desc = "x" })`;

  it.each([
    ['until_unknown', ['f9', 'h', 'h', 'f10'], ['h', 'h', 'f10'], 'normal'],
    ['one_shot', ['f9', 'h'], ['h'], 'normal'],
    ['prevent_fallback', ['f9', 'f10', 'h'], ['h'], 'resize'],
  ])('%s', async (option, pressed, told, mode) => {
    const world = await openWorld({ 'user/keys.lua': keys.replace('OPTION', option) });
    expect(world.world.errors()).toEqual([]);
    for (const round of [1, 2]) {
      world.logs.length = 0;
      for (const key of pressed) await world.world.key('v1', world.app.views[0]!.mode, [key]);
      expect(said(world), String(round)).toEqual(told);
      expect(world.app.views[0]!.mode).toBe(mode);
      await world.eval('1');
      world.sync({ views: [view('v1')] });
    }
  });

  it('changes what unknown keys do in the view that is in the table, and in no other', async () => {
    const world = await openWorld({
      'user/keys.lua': `keymap.table("resize", { h = { function() log.info("h") end, "narrower" } }, { fallback = "normal" })
keymap.set("normal", "f9", function() keymap.push("resize", { prevent_fallback = true }) end, { desc = "x" })
keymap.set("normal", "f10", function(ctx) log.info("f10 in " .. ctx.view) end, { desc = "x" })`,
    });
    expect(world.world.errors()).toEqual([]);
    const modes = JSON.stringify(world.world.keys().modes);
    world.sync({ views: [view('v1'), view('v2', { mode: 'resize' })], attached: ['v1', 'v2'] });
    await world.world.key('v1', 'normal', ['f9']);
    expect(JSON.stringify(world.world.keys().modes)).toBe(modes);
    await world.world.key('v1', 'resize', ['f10']);
    expect(said(world)).toEqual([]);
    await world.world.key('v2', 'resize', ['f10']);
    expect(said(world)).toEqual(['f10 in v2']);
    expect(await world.eval('#mode.list()')).toBe(String(world.world.keys().modes.length));
  });

  it('is over when the view goes to another mode', async () => {
    const world = await openWorld({ 'user/keys.lua': keys.replace('OPTION', 'one_shot') });
    await world.world.key('v1', 'normal', ['f9']);
    const [entered] = world.app.views;
    world.sync({ views: [{ ...entered!, mode: 'terminal' }] });
    world.sync({ views: [{ ...entered!, mode: 'normal' }] });
    await world.world.key('v1', 'normal', ['f9']);
    expect(world.app.views[0]!.fields).toMatchObject({ key_stack: [{ name: 'resize', from: 'normal' }] });
  });

  it('timeout_ms leaves the table by itself', async () => {
    const world = await openWorld({
      'user/keys.lua': keys.replace('OPTION = true', 'timeout_ms = 20'),
    });
    await world.world.key('v1', 'normal', ['f9']);
    await until('the table is left', () => world.updates.some(({ change }) => change.mode === 'normal'));
    expect(world.updates[0]).toMatchObject({ change: { mode: 'resize' } });
    expect(world.world.errors()).toEqual([]);
  });
});
