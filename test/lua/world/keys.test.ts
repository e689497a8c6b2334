// The key table of a build is the one that was made before anybody waited, where no file has a say in it.
import { afterEach, expect, test } from 'vitest';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

afterEach(closeWorlds);

const targetOf = (world: TestWorld, keys: string): string | undefined =>
  world.world.keys().bindings.find((one) => one.mode === 'normal' && one.keys.join(' ') === keys)?.target
    .kind;

test('a file that binds nothing leaves the prepared table, one that has a say makes another', async () => {
  const world = await openWorld({
    'user/layout.lua': 'botster.scrollback = 500\naction.register("mine", function() end)',
  });
  const prepared = world.world.keys();
  expect(prepared.version).toBe(1);
  expect(prepared.settings?.scrollback).toBe(500);
  await world.save({ 'user/keys.lua': 'keymap.set("normal", "f5", "mine", { desc = "mine" })' });
  expect(world.world.keys().version).toBe(2);
  expect(targetOf(world, 'f5')).toBe('lua');
  await world.save({ 'user/keys.lua': null });
  expect(world.world.keys().version).toBe(1);
  expect(targetOf(world, 'f5')).toBeUndefined();
});

test('an action that takes the name of one that the terminal does is what its keys run', async () => {
  const world = await openWorld({});
  expect(targetOf(world, 'ctrl+b d')).toBe('local');
  await world.save({ 'user/leave.lua': 'action.register("detach", function() end)' });
  expect(targetOf(world, 'ctrl+b d')).toBe('lua');
  expect(targetOf(world, 'ctrl+b ?')).not.toBeUndefined();
});
