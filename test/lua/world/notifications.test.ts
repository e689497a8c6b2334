// What is told of agents that ask: once, together, and nothing of those in sight or told to be quiet.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { agent, closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

let world: TestWorld;
const names = Array.from({ length: 28 }, (_, i) => `w${i + 1}`);
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => {
  world.effects.length = 0;
});
afterAll(closeWorlds);

const blocked = (id: string, more: object = {}) =>
  agent(id, { state: 'blocked', question: `May ${id}?`, ...more });
const told = () => world.effects.filter(({ name }) => name === 'notify').map(({ params }) => params);
const asks = (id: string, more: object = {}) =>
  world.world.emit('agent:state', {
    agent: id,
    state: 'blocked',
    previous: 'working',
    rule: 'r',
    in_sight: false,
    ...more,
  });

test('28 agents that ask at once are one message', async () => {
  world.sync({ agents: names.map((name) => blocked(name)) });
  for (const name of names) await asks(name);
  await until('it is told', () => told().length > 0);
  expect(told()).toMatchObject([{ title: '28 agents ask', text: 'w1, w2, w3 and 25 more' }]);
});

test('one says what it asks; who is in sight, quiet, or asks no more is not told of', async () => {
  const quiet = blocked('quiet', { settings: { notify: 'none' } });
  world.sync({ agents: [blocked('seen'), quiet, agent('over', { state: 'working' }), blocked('a1')] });
  await asks('seen', { in_sight: true });
  await asks('quiet');
  await asks('over');
  await asks('a1');
  await until('it is told', () => told().length > 0);
  expect(told()).toMatchObject([{ title: 'a1', text: 'May a1?' }]);
});
