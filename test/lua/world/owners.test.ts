// Whose line a registration is: where it is written, or, through a helper that several places call, where that
// is called.
import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

afterEach(closeWorlds);

const ownerOf = (world: TestWorld, keys: string, mode = 'normal'): string | undefined =>
  world.world.keys().bindings.find((one) => one.mode === mode && one.keys.join(' ') === keys)?.owner;

describe('the owner of a key', () => {
  it('is the call of a helper, where several call it', async () => {
    const world = await openWorld({
      'user/keys.lua': `local function bind(lhs, desc)
  keymap.set("normal", lhs, function() end, { desc = desc })
end
bind("f5", "five")
bind("f6", "six")
for _, key in ipairs { "f7", "f8" } do bind(key, "more") end
pcall(bind, "f9", "nine")`,
    });
    expect(['f5', 'f6', 'f7', 'f8', 'f9'].map((key) => ownerOf(world, key))).toEqual([
      'user/keys.lua:4',
      'user/keys.lua:5',
      'user/keys.lua:6',
      'user/keys.lua:6',
      'user/keys.lua:7',
    ]);
    expect(ownerOf(world, 'ctrl+b f5', 'terminal')).toBe('user/keys.lua:4');
    expect(await world.eval('botster.who("normal f6")[1].owner')).toBe('"user/keys.lua:5"');
  });

  it('is not in force where the keys can never be typed to their end', async () => {
    const world = await openWorld({
      'user/keys.lua': 'keymap.set("normal", "n x", function() end, { desc = "x" })',
    });
    const inForce = (keys: string) => world.eval(`tostring(botster.who("${keys}")[1].in_force)`);
    expect(await inForce('normal n x')).toBe('"false"');
    expect(await inForce('ctrl+b n x')).toBe('"false"');
    expect(await inForce('normal n')).toBe('"true"');
  });

  it('is the line itself, in a function that is called once', async () => {
    const world = await openWorld({
      'user/keys.lua': `local function keys()
  keymap.set("normal", "f5", function() end, { desc = "five" })
  for _, key in ipairs { "f6", "f7" } do keymap.set("normal", key, function() end, { desc = "x" }) end
end
keys()`,
    });
    expect(['f5', 'f6', 'f7'].map((key) => ownerOf(world, key))).toEqual([
      'user/keys.lua:2',
      'user/keys.lua:3',
      'user/keys.lua:3',
    ]);
  });

  it('is followed through helpers of helpers and into other files', async () => {
    const world = await openWorld({
      'user/lib.lua': `local M = {}
local function set(lhs) keymap.set("normal", lhs, function() end, { desc = lhs }) end
function M.map(lhs) set(lhs) end
return M`,
      'user/keys.lua': 'local lib = require("user.lib")\nlib.map("f5")\nlib.map("f6")',
      'user/more.lua': 'require("user.lib").map("f7")',
    });
    expect(['f5', 'f6', 'f7'].map((key) => ownerOf(world, key))).toEqual([
      'user/keys.lua:2',
      'user/keys.lua:3',
      'user/more.lua:1',
    ]);
  });

  it('is told with that of the other, where two files of a layer want one key', async () => {
    const world = await openWorld({
      'user/a.lua': 'keymap.set("normal", "f5", function() end, { desc = "a" })',
    });
    const outcome = await world.save({
      'user/b.lua': 'keymap.set("normal", "f5", function() end, { desc = "b" })',
    });
    expect(outcome.warnings).toEqual([
      "user/b.lua:1: keymap.set: 'f5' in mode normal is bound by user/a.lua:1 too; the one here is in force",
    ]);
  });

  it('of the shipped keys is where each group is given', async () => {
    const world = await openWorld();
    const lines = (file: string): number[] =>
      world.world
        .keys()
        .bindings.filter(({ owner }) => owner.startsWith(file))
        .map(({ owner }) => Number(owner.split(':')[1]));
    expect(new Set(lines('keybindings/default.lua')).size).toBeGreaterThan(4);
    expect(lines('keybindings/default.lua')).not.toContain(6);
    await world.save({ 'user/init.lua': 'botster.keys = "tmux"' });
    expect(new Set(lines('keybindings/tmux.lua')).size).toBeGreaterThan(4);
    expect(lines('keybindings/tmux.lua')).not.toContain(5);
  });
});

describe('the owner of hooks, actions and commands', () => {
  it('is told the same way', async () => {
    const world = await openWorld({
      'user/a.lua': `local function on(event, name) hooks.register(event, name, function() end) end
on("agent:spawned", "one")
on("agent:exited", "two")
local function act(name)
  action.register(name, function() end, { desc = name })
  command.register(name, function() end)
end
act("x.one")
act("x.two")
hooks.register("agent:spawned", "three", function() end)`,
    });
    const owners = (list: string, name: string) =>
      world.eval(`(function() for _, row in ipairs(${list}) do
        if row.name == "${name}" then return row.owner end end end)()`);
    expect(await owners('hooks.list()', 'one')).toBe('"user/a.lua:2"');
    expect(await owners('hooks.list()', 'two')).toBe('"user/a.lua:3"');
    expect(await owners('hooks.list()', 'three')).toBe('"user/a.lua:10"');
    expect(await owners('action.list()', 'x.one')).toBe('"user/a.lua:8"');
    expect(await owners('command.list()', 'x.two')).toBe('"user/a.lua:9"');
    expect(await world.eval('botster.who("x.one")[1].owner')).toBe('"user/a.lua:8"');
  });
});
