// The tour: offered to who is new, never in safe mode, and ended for good.
import { afterEach, expect, it } from 'vitest';
import { closeWorlds, openWorld, view } from '../world-helper.ts';

afterEach(closeWorlds);

const WIDE = { ...view('v1'), size: { columns: 120, rows: 40 } };

it('is offered while there is one agent, and ended for good', async () => {
  const world = await openWorld();
  const [first, ...rest] = world.app.agents;
  world.sync({ agents: [first!], views: [WIDE] });
  expect(await world.text()).toMatch(/ tour/);
  await world.world.key('v1', 'normal', ['T']);
  expect(await world.text()).toContain('tour 1 of 7');
  world.sync({ agents: [first!, ...rest], views: [WIDE] });
  expect(await world.text()).toContain('tour 2 of 7');
  await world.eval('command.run("tour next")');
  expect(await world.text()).toContain('tour 3 of 7');
  await world.world.key('v1', 'normal', ['T']);
  world.sync({ agents: [first!], views: [WIDE] });
  expect(await world.text()).not.toContain('tour');
});

it('is ended by escape while keys are commands', async () => {
  const world = await openWorld();
  const { agents } = world.app;
  const small = { ...view('v1'), size: { columns: 80, rows: 24 } };
  world.sync({ agents: [agents[0]!], views: [small] });
  await world.world.key('v1', 'normal', ['T']);
  const text = await world.text();
  expect(text).toContain('tour 1 of 7');
  expect(text).toMatch(/escape\s+ends it/);
  await world.world.key('v1', 'normal', ['escape']);
  expect(await world.text()).not.toContain('tour 1');
});

it('is over once its last step was done: the terminal was left', async () => {
  const world = await openWorld();
  world.sync({ agents: [world.app.agents[0]!], views: [WIDE] });
  for (let step = 1; step <= 7; step++) await world.eval('command.run("tour next")');
  expect(await world.text()).toContain('tour 7 of 7');
  await world.world.emit('app:detach', { view: 'v1' });
  expect(await world.text()).not.toContain('tour');
});

it('is over for who has two agents already', async () => {
  const world = await openWorld();
  const { agents } = world.app;
  expect(agents.length).toBeGreaterThan(1);
  await world.world.emit('agent:spawned', { agent: agents[1]!.id });
  world.sync({ agents: [agents[0]!], views: [WIDE] });
  expect(await world.text()).not.toContain('tour');
});

it('is not in safe mode', async () => {
  const world = await openWorld();
  world.sync({ agents: [world.app.agents[0]!], views: [WIDE], safe: true });
  expect(await world.text()).not.toContain('tour');
  await world.world.key('v1', 'normal', ['T']);
  expect(await world.text()).not.toContain('tour 1');
});
