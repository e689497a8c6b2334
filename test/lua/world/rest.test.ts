// When a key's code has come to rest: after what it waits for the hub with, not after a person or the clock.
import { afterEach, expect, it } from 'vitest';
import { closeWorlds, openWorld, until } from '../world-helper.ts';

afterEach(closeWorlds);

const key = (body: string) => ({
  'user/a.lua': `keymap.set("normal", "g", function(ctx) ${body} end, { desc = "go" })`,
});

it('is at rest when it has gone on after each agent it started', async () => {
  const world = await openWorld(
    key('agents.spawn { cmd = "one" } agents.spawn { cmd = "two" } ctx.app.done = true'),
  );
  const { rest } = await world.world.key('v1', 'normal', ['g']);
  let isAtRest = false;
  const rested = rest!.then(() => {
    isAtRest = true;
  });
  world.requests[0]!.answer(world.app.agents[0]);
  await until('the second request', () => world.requests.length === 2);
  expect(isAtRest).toBe(false);
  world.requests[1]!.fail(new Error('no such program'));
  await rested;
  expect(world.app.views[0]!.fields['done']).toBe(true);
});

it.each([
  ['a person', 'ui.input { prompt = "what" }', 1],
  ['the clock', 'timer.sleep(3600)', 0],
  ['a program', 'agents.wait("a1", { exited = true })', 1],
  ['nobody', '', 0],
])('does not count waiting for %s', async (_who, body, asked) => {
  const world = await openWorld(key(body));
  expect((await world.world.key('v1', 'normal', ['g'])).rest).toBeUndefined();
  expect(world.requests).toHaveLength(asked);
  expect(world.world.errors()).toEqual([]);
});
