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

const state = (id: string, to: string, more: object = {}) =>
  world.world.emit('agent:state', {
    agent: id,
    state: to,
    previous: 'x',
    rule: 'r',
    in_sight: false,
    ...more,
  });

test('what is done is told with those that ask, each once; of one that was gone to meanwhile nothing', async () => {
  world.sync({
    agents: [agent('d1', { state: 'done' }), agent('d2', { state: 'done' }), blocked('b1'), blocked('b2')],
    in_sight: ['b2'],
  });
  for (const id of ['d1', 'd2']) await state(id, 'done');
  for (const id of ['b1', 'b2']) await state(id, 'blocked');
  await until('both are told', () => told().length > 1);
  expect(told()).toMatchObject([
    { title: 'b1', text: 'May b1?', level: 'warn', agent: 'b1', outer: { way: 'auto', always: false } },
    { title: '2 agents are done', text: 'd1, d2', level: 'info' },
  ]);
});

test('an agent of which only questions are told', async () => {
  const settings = { notify: 'blocked' } as const;
  world.sync({ agents: [agent('d1', { state: 'done', settings }), blocked('b1', { settings })] });
  await state('d1', 'done');
  await world.world.emit('agent:notification', { agent: 'd1', text: 'hi', in_sight: false });
  await state('b1', 'blocked');
  await until('it is told', () => told().length > 0);
  expect(told()).toMatchObject([{ title: 'b1' }]);
});

test('what an agent says itself, and no flood of it', async () => {
  world.sync({ agents: [agent('n1'), agent('n2')] });
  for (let n = 1; n <= 9; n++) await world.world.emit('agent:notification', { agent: 'n1', text: `t${n}` });
  for (let n = 1; n <= 3; n++) await world.world.emit('agent:notification', { agent: 'n2' });
  await world.world.emit('notify:asked', {
    agent: 'n2',
    title: 'T',
    text: 'asked',
    level: 'warn',
    note: 'k',
  });
  expect(told().map(({ text }) => text)).toEqual(['t1', 't2', 't3', 't4', 't5', 'rang the bell', 'asked']);
});

test('settings, and the hook that changes and keeps away', async () => {
  await world.save({
    'user/notify.lua': `
      botster.notify = { outer = "osc9", when = "always", command = { "notify-send", "{title}" } }
      hooks.register("on_notify", "mine", function(event)
        if event.text == "secret" then return false, "nobody's business" end
        event.text = event.text:upper()
        return { payload = event }
      end)`,
  });
  await world.eval('notify("secret")');
  await world.eval('notify("open", "warn", { title = "T", outer = true })');
  const command = { argv: ['notify-send', '{title}'], at: 'user/notify.lua:2' };
  expect(told()).toMatchObject([
    { text: 'OPEN', title: 'T', level: 'warn', outer: { way: 'osc9', always: true, command } },
  ]);
  const refused = await world.save({ 'user/notify.lua': 'botster.notify = { outer = "osc8" }' });
  expect(refused.errors[0]?.message).toContain("bad option 'outer'");
  const denied = await world.save({
    'user/notify.lua': null,
    'improvements/n.lua': 'notify.command = { "curl", "x" }',
  });
  expect(denied.errors[0]?.message).toContain("notify.command needs capability 'pty.spawn'");
  await world.save({ 'improvements/n.lua': null });
});
