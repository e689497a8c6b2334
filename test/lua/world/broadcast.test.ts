// `broadcast.*`, and the marks and keys that the default files make of it.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { agent, closeWorlds, openWorld, type TestWorld, view } from '../world-helper.ts';

afterAll(closeWorlds);

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld({});
  const ids = ['a1', 'a2', 'a3'];
  world.sync({
    agents: [
      ...ids.map((id, place) => agent(id, { pid: place + 10 })),
      agent('over', { status: 'exited', pid: null }),
    ],
    views: [view('v1')],
  });
});

const press = async (key: string): Promise<void> => {
  await (await world.world.key('v1', 'normal', [key]))?.rest;
};
const select = (id: string): void => world.sync({ views: [{ ...now(), selected: id }] });
const now = () => world.app.views[0]!;

test('m marks, S types into the marked ones until S again; the marks stay', async () => {
  select('a2');
  await press('m');
  select('a3');
  await press('m');
  expect(await world.text()).toMatch(/2 ◆ ● +a2.* 3 ◆ ● +a3/);
  expect(now().receivers ?? null).toBe(null);
  await press('S');
  expect(now().receivers).toEqual(['a2', 'a3']);
  expect(await world.text()).toContain(' BROADCAST to 3 ');
  // What is marked and unmarked meanwhile counts at once.
  await press('m');
  expect(now().receivers).toEqual(['a2']);
  await press('S');
  expect(now().receivers ?? null).toBe(null);
  expect(await world.text()).toMatch(/2 ◆ ● +a2.* 3 {3}● +a3/);
  expect(await world.text()).not.toContain('BROADCAST');
});

test('another program under the id of a marked agent is not marked', async () => {
  select('a2');
  await press('m');
  world.sync({ agents: world.app.agents.map((one) => (one.id === 'a2' ? { ...one, pid: 99 } : one)) });
  await press('S');
  expect(now().receivers ?? null).toBe(null);
  expect(world.effects.some(({ name }) => name === 'notify')).toBe(true);
});

test('a file sets, lists and stops it; who does not run is refused', async () => {
  const said = async (code: string) => {
    await world.save({
      'user/b.lua': `keymap.set("normal", "B", function()
        local function names() local t = {} for _, one in ipairs(broadcast.list()) do t[#t + 1] = one.name end return table.concat(t, " ") end
        log.info("SAID " .. tostring(${code}))
      end)`,
    });
    await press('B');
    return world.logs
      .filter((line) => line.includes('SAID'))
      .at(-1)!
      .replace(/.*SAID /, '');
  };
  expect(await said('broadcast.set { "a3", "a2", "a3" } and names()')).toBe('a3 a2');
  expect(await said('select(2, broadcast.set { "a1", "over" })')).toContain('over does not run');
  expect(await said('select(2, broadcast.set { "nobody" })')).toContain("no agent is called 'nobody'");
  expect(await said('names()')).toBe('a3 a2');
  expect(await said('broadcast.stop()')).toBe('true');
  expect(await said('broadcast.stop()')).toBe('false');
  expect(await said('#broadcast.list()')).toBe('0');
});
