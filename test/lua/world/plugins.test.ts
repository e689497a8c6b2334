// Plugins in a world: folders that are loaded from their init.lua, require their own files, and go live or fail
// as a whole and alone.
import { afterEach, expect, test } from 'vitest';
import { closeWorlds, openWorld, said } from '../world-helper.ts';

afterEach(closeWorlds);

const says = (word: string) => `command.register("${word}", function() return "${word}" end)`;

test('init.lua is loaded, and what it requires from its own lua/, by its name or without', async () => {
  const world = await openWorld({
    'plugins/clock/init.lua':
      'local a, b, c = require("clock.face"), require("hands"), require("clock.deep.tick")\nlog.info(a .. b .. c)',
    'plugins/clock/lua/face.lua': 'return "face "',
    'plugins/clock/lua/hands.lua': 'return "hands "',
    'plugins/clock/lua/deep/tick.lua': 'return "tick"',
    'plugins/clock/lua/unused.lua': 'log.info("nobody requires me")',
    'plugins/clock/health.lua': 'log.info("nobody asks how I am")',
    'user/a.lua': 'log.info(require("clock.face") .. "for the user")',
  });
  expect(world.world.errors()).toEqual([]);
  expect(said(world)).toEqual(['face hands tick', 'face for the user']);
});

test('one bad plugin among good ones: it alone is not there (herdr #4312)', async () => {
  const world = await openWorld({
    'plugins/a/init.lua': says('a'),
    'plugins/bad/init.lua': `${says('half')}\nrequire("bad.deep")`,
    'plugins/bad/lua/deep.lua': 'local x = nil\nx.y = 1',
    'plugins/ugly/init.lua': 'this is no Lua',
    'plugins/z/init.lua': says('z'),
  });
  const commands = await world.eval(
    'local n = {} for _, c in ipairs(command.list()) do if #c.name == 1 or c.name == "half" then n[#n + 1] = c.name end end table.sort(n) return table.concat(n, " ")',
  );
  expect(commands).toMatch(/\ba\b.*\bz\b/);
  expect(commands).not.toContain('half');
  expect(world.error('plugins/bad/lua/deep.lua')).toMatchObject({ line: 2 });
  // Its other file says whose fault it is, not another plugin's.
  expect(world.error('plugins/bad/init.lua')?.message).toContain('plugins/bad/lua/deep.lua:2');
  expect(world.error('plugins/ugly/init.lua')).toMatchObject({ phase: 'syntax', line: 1 });
});

test('the files of a plugin go live together: a new one that fails keeps all of the old ones', async () => {
  const world = await openWorld({
    'plugins/p/init.lua': 'command.register("p", require("p.word"))',
    'plugins/p/lua/word.lua': 'return function() return "old" end',
    'plugins/q/init.lua': 'command.register("q", function() return "old" end)',
  });
  const outcome = await world.save({
    'plugins/p/init.lua': 'command.register("p", require("p.word")) error("not yet")',
    'plugins/p/lua/word.lua': 'return function() return "new" end',
    'plugins/q/init.lua': 'command.register("q", function() return "new" end)',
  });
  expect(outcome.ok).toBe(false);
  expect(await world.eval('command.run("p")')).toBe('"old"');
  expect(await world.eval('command.run("q")')).toBe('"new"');
  // Saved by itself, the good file still waits for the bad one.
  await world.save({ 'plugins/p/lua/word.lua': 'return function() return "newer" end' });
  expect(await world.eval('command.run("p")')).toBe('"old"');
  await world.save({ 'plugins/p/init.lua': 'command.register("p", require("p.word"))' });
  expect(await world.eval('command.run("p")')).toBe('"newer"');
  expect(world.world.errors()).toEqual([]);
});

test('a plugin that is gone leaves nothing, and the built-in is back', async () => {
  const world = await openWorld();
  const before = await world.tree();
  await world.save({ 'plugins/p/init.lua': 'function App:render() return ui.text("mine") end' });
  expect(await world.text()).toBe('mine');
  await world.save({ 'plugins/p/init.lua': null });
  expect(await world.tree()).toEqual(before);
});
