// `:plugin` and `plugin.*` in a world: what is asked of the hub, and what is shown.
import { afterEach, expect, test } from 'vitest';
import { closeWorlds, openWorld, until } from '../world-helper.ts';

afterEach(closeWorlds);

test('`:plugin disable NAME` asks the hub, and says so; what it cannot do is told', async () => {
  const world = await openWorld();
  const ran = world.world.eval('return command.run("plugin disable clock")', 'v1');
  await until('the hub is asked', () => world.requests.length === 1);
  const [asked] = world.requests;
  expect(asked!.effect).toMatchObject({ name: 'plugin.disable', params: { name: 'clock' } });
  asked!.answer(true);
  await ran;
  expect(world.effects.at(-1)).toMatchObject({
    name: 'notify',
    params: { title: 'clock', text: 'disabled' },
  });
  const again = world.world.eval('return command.run("plugin enable clock")', 'v1');
  await until('the hub is asked again', () => world.requests.length === 2);
  world.requests[1]!.fail(new Error('plugins.lock.json knows no plugin "clock"'));
  await again;
  expect(world.effects.at(-1)).toMatchObject({
    params: { level: 'error', text: expect.stringContaining('knows no plugin') },
  });
});

test('a file of an agent needs a grant to switch one off', async () => {
  const world = await openWorld({
    'improvements/x.lua': 'command.register("x", function() return plugin.disable("clock") end)',
  });
  await expect(world.eval('command.run("x")')).rejects.toThrow(/needs capability 'plugin\.write'/);
});
