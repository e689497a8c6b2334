// Tasks: who gets which, when, what becomes of one that could not be typed, and what a file changes.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Agent } from '../../../src/core/agent.ts';
import { agent, closeWorlds, openWorld, said, type TestWorld, until, view } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

const run = (asked: string): Promise<string> =>
  world.eval(`return json.encode(action.run("task.run", ${asked}))`);
const lines = async (): Promise<string[]> => JSON.parse(JSON.parse(await run('{ what = "list" }')) as string);
const add = (text: string, target: string): Promise<string> =>
  run(`{ what = "add", text = "${text}", ${target} }`);
const site = (id: string, more: Partial<Agent>): Agent =>
  agent(id, { argv: ['claude'], workspace: 'site', state: 'working', ...more });

/** What is being typed, and into whom. */
const sends = () => world.requests.filter(({ effect }) => effect.name === 'agents.send');
const typed = () => sends().map(({ effect }) => [effect.params['id'], effect.params['text']]);
const state = (id: string, now: string): Promise<unknown> =>
  world.world.emit('agent:state', { agent: id, state: now, previous: 'working', rule: '', in_sight: false });

beforeEach(async () => {
  for (const line of await lines()) await run(`{ what = "remove", id = "${line.split(' ')[0]}" }`);
  world.requests.length = 0;
});

test('the next agent of the workspace that is done gets the next task, once; nobody who works or asks', async () => {
  world.sync({
    agents: [
      site('a1', {}),
      site('a2', { state: 'blocked' }),
      agent('a3', { state: 'idle' }),
      site('web', { state: 'idle', preset: 'accessory' }),
    ],
    views: [view('v1')],
  });
  await add('first', 'workspace = "site"');
  await add('second', 'workspace = "site"');
  expect(await lines()).toEqual([
    expect.stringMatching(/^\d+ {2}first {2}\(site\)/),
    expect.stringContaining('second'),
  ]);
  expect(await world.text()).toContain('☐2');
  expect(typed()).toEqual([]);

  world.sync({ agents: [site('a1', { state: 'done' }), site('a2', { state: 'blocked' })] });
  await state('a1', 'done');
  await until('it is typed', () => sends().length > 0);
  expect(typed()).toEqual([['a1', 'first']]);
  expect(sends()[0]!.effect.params).toMatchObject({ enter: true, when_safe: true, queue: false });
  sends()[0]!.answer({ delivered: true, queued: false });
  await until('it is off the list', async () => (await lines()).length === 1);
  expect(said(world).some((line) => line.includes('was given to a1: first'))).toBe(true);
  // It has not begun to work yet, for all that is seen: it gets no second one.
  await state('a1', 'done');
  await state('a1', 'working');
  expect(typed()).toEqual([['a1', 'first']]);
});

test('what cannot be typed now stays; what was typed, but not seen, is not typed twice', async () => {
  world.sync({ agents: [site('b1', { state: 'idle' })] });
  await add('again', 'agent = "b1"');
  await until('it is typed', () => sends().length === 1);
  sends()[0]!.fail(new Error('a person is typing there'));
  expect(await lines()).toEqual([expect.stringContaining('again  (b1)')]);
  await until('it is tried again', async () => {
    await state('b1', 'idle');
    return sends().length === 2;
  });
  sends()[1]!.fail(new Error('it was typed, but is not to be seen on the screen, so Enter was not pressed'));
  await until('it is given up', async () => (await lines())[0]!.includes('not to be seen'));
  await state('b1', 'idle');
  expect(sends()).toHaveLength(2);
});

test('tasks are put in order, taken out, and wrong ids are named; a shell gets only what is for it alone', async () => {
  world.sync({ agents: [agent('sh1', { state: 'idle', cwd: '/home/u/project' })] });
  for (const text of ['one', 'two', 'three']) await add(text, 'project = "/home/u/project"');
  const ids = (await lines()).map((line) => line.split(' ')[0]);
  await run(`{ what = "move", id = "${ids[2]}", to = 1 }`);
  await run(`{ what = "remove", id = "${ids[0]}" }`);
  expect((await lines()).map((line) => line.split('  ')[1])).toEqual(['three', 'two']);
  await expect(run('{ what = "remove", id = "99" }')).rejects.toThrow('there is none with the id 99');
  expect(sends()).toEqual([]);
});

test('a file decides who takes tasks', async () => {
  await world.save({
    'user/tasks.lua': 'local tasks = require("default.tasks")\nfunction tasks.takes_tasks() return true end',
  });
  world.sync({ agents: [agent('sh1', { state: 'idle', cwd: '/home/u/project' })] });
  await add('ls', 'project = "/home/u"');
  await until('it is typed', () => sends().length === 1);
  expect(typed()).toEqual([['sh1', 'ls']]);
});
