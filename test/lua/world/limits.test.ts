// A tree that is too large: an error with the file and line that made the node too many, and a screen all the same.
import { afterEach, expect, it, test } from 'vitest';
import { agent, closeWorlds, openWorld } from '../world-helper.ts';

afterEach(closeWorlds);

const LARGE: readonly (readonly [string, string, RegExp])[] = [
  [
    'levels',
    'local node = ui.text("x")\n  for _ = 1, 200 do node = ui.column { node } end\n  return node',
    /deeper than 200 levels/,
  ],
  [
    'nodes',
    'local one, all = ui.text("x"), {}\n  for n = 1, 5000 do all[n] = one end\n  return ui.column(all)',
    /more than 5000 nodes/,
  ],
];

test.each(
  LARGE,
)('too many %s: the save is refused, and what was there stays', async (_what, body, message) => {
  const world = await openWorld({ 'user/a.lua': 'function App:render() return ui.text("good") end' });
  const outcome = await world.save({ 'user/a.lua': `function App:render()\n  ${body}\nend` });
  expect(outcome.errors).toMatchObject([
    { unit: 'user/a.lua', line: 2, message: expect.stringMatching(message), action: 'kept_last_good' },
  ]);
  expect(await world.text()).toBe('good');
});

test.each(
  LARGE,
)('too many %s while it runs: the layer below draws, with a card', async (_what, body, message) => {
  const world = await openWorld({
    'user/a.lua': `function App:render()\n  if #agents.list() < 3 then return ui.text("good") end\n  ${body}\nend`,
  });
  expect(await world.text()).toBe('good');
  world.sync({ agents: [agent('a1'), agent('a2'), agent('a3')] });
  const drawn = await world.text();
  expect(drawn).toMatch(message);
  expect(drawn).toContain('agents');
  expect(world.error('user/a.lua')).toMatchObject({ line: 3, message: expect.stringMatching(message) });
});

it('draws the layer below without a card where that leaves no room for one', async () => {
  const world = await openWorld({
    'user/a.lua': `function App:render()
  local node = ui.text("whole")
  for _ = 1, 199 do node = ui.column { node } end
  return node
end`,
    'improvements/b.lua':
      'function App:render() if #agents.list() > 2 then error("no") end return ui.text("good") end',
  });
  expect(await world.text()).toBe('good');
  world.sync({ agents: [agent('a1'), agent('a2'), agent('a3')] });
  expect(await world.text()).toBe('whole');
  expect(world.error('improvements/b.lua')).toMatchObject({ line: 1 });
});
