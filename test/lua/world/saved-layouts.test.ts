// Saved layouts: what is written, who gets which pane when one is applied, and what is wrong with a file.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { agent, closeWorlds, openWorld, type TestWorld, until, view } from '../world-helper.ts';

let world: TestWorld;
let files: Map<string, string>;
let spawned: Record<string, unknown>[];
let stop = false;
/** How many requests have been. */
let answered = 0;
beforeAll(async () => {
  world = await openWorld({});
});
afterAll(closeWorlds);
beforeEach(() => {
  files = new Map();
  spawned = [];
  stop = false;
});

const answers: Record<string, (params: Record<string, string>) => unknown> = {
  'fs.exists': ({ path = '' }) => [...files.keys()].some((name) => name.startsWith(path)),
  'fs.list': () => [...files.keys()].map((name) => ({ name: name.split('/').at(-1) })),
  'fs.mkdir': () => true,
  'fs.read': ({ path = '' }) => files.get(path),
  'fs.write': ({ path = '', text = '' }) => Boolean(files.set(path, text)),
  'fs.remove': ({ path = '' }) => files.delete(path),
};

/** Runs a command line, with a file system and programs that start at once; what it told the person. */
async function line(text: string): Promise<string> {
  const told = world.effects.filter(({ name }) => name === 'notify').length;
  await world.save({
    'user/t.lua': `keymap.set("normal", "f1", function() command.run(${JSON.stringify(text)}) end)`,
  });
  await world.world.key('v1', 'normal', ['f1']);
  await until('it is told', () => {
    for (; answered < world.requests.length; answered++) {
      const { effect, answer, fail } = world.requests[answered]!;
      const params = effect.params as Record<string, string>;
      if (effect.name === 'agents.spawn' && stop) fail(new Error('no such program'));
      else if (effect.name === 'agents.spawn') {
        const id = `n${spawned.push(params)}`;
        world.sync({ agents: [...world.app.agents, agent(id)] });
        answer({ id });
      } else answer(answers[effect.name]!(params));
    }
    return world.effects.filter(({ name }) => name === 'notify').length > told;
  });
  return String(world.effects.filter(({ name }) => name === 'notify').at(-1)!.params['text']);
}

const panes = { direction: 'row', ratio: 0.3, a: { agent: 'a1' }, b: { agent: 'a2', current: true } };
const work = '/home/u/.botster/layouts/work.json';
const two = [agent('a1', { name: 'one', argv: ['bash'] }), agent('a2', { name: 'two', argv: ['claude'] })];

function look(agents = two): void {
  world.sync({ agents, views: [view('v1', { focus: 'a2', selected: 'a2', fields: { pane_tree: panes } })] });
}

test('tabs, shares and how each agent is started are saved, and run agents are found again by name, then by command', async () => {
  look();
  expect(await line('layout save work')).toBe('layout work is saved: 1 tab');
  expect(JSON.parse(files.get(work)!)).toEqual({
    version: 1,
    front: 1,
    tabs: [
      {
        panes: {
          direction: 'row',
          ratio: 0.3,
          a: { agent: { name: 'one', argv: ['bash'], cwd: '/home/u/project' } },
          b: { agent: { name: 'two', argv: ['claude'], cwd: '/home/u/project' }, current: true },
        },
      },
    ],
  });
  world.sync({
    agents: [agent('b1', { name: 'other', argv: ['claude'] }), agent('b2', { name: 'one', argv: ['zsh'] })],
    views: [view('v1', { focus: 'b1', selected: 'b1' })],
  });
  expect(await line('layout apply work')).toBe('layout work: 0 started');
  expect(world.app.views[0]!.fields['pane_tree']).toMatchObject({
    a: { agent: 'b2' },
    b: { agent: 'b1', current: true },
  });
  expect(world.app.views[0]!.focus).toBe('b1');
  expect(await line('layout list')).toBe('work');
  expect(await line('layout remove work')).toBe('layout work is removed');
  expect(await line('layout list')).toContain('no layout is saved');
});

test('what does not run is started as it was; what cannot be is said, and the rest stands', async () => {
  look();
  await line('layout save work');
  look([two[0]!]);
  expect(await line('layout apply work')).toBe('layout work: 1 started');
  expect(spawned).toMatchObject([{ argv: ['claude'], cwd: '/home/u/project', name: 'two', focus: false }]);
  expect(world.app.views[0]!.fields['pane_tree']).toMatchObject({ a: { agent: 'a1' }, b: { agent: 'n1' } });
  look([two[0]!]);
  stop = true;
  expect(await line('layout apply work')).toMatch(/^layout work without two: .*no such program/);
  expect(world.app.views[0]!.fields['pane_tree']).toMatchObject({ agent: 'a1' });
});

test.each([
  ['{', /work\.json: .*; the panes are as they were$/],
  ['{"version":2,"tabs":[]}', /work\.json: version: 1 expected, got 2/],
  ['{"version":1,"tabs":[]}', /tabs: a list with a tab expected/],
  [
    '{"version":1,"tabs":[{"panes":{"agent":{"argv":"sh"}}}]}',
    /tabs\[1\]\.panes\.agent\.argv: a list of words expected, got "sh"/,
  ],
  [
    '{"version":1,"tabs":[{"panes":{"direction":"row","ratio":2,"a":{},"b":{}}}]}',
    /tabs\[1\]\.panes\.ratio: a number between 0 and 1 expected, got 2/,
  ],
  [
    '{"version":1,"front":3,"tabs":[{"panes":{"agent":{"argv":["sh"]}}}]}',
    /front: the place of a tab expected, got 3/,
  ],
])('a file that says %s changes nothing', async (text, expected) => {
  look();
  files.set(work, text);
  expect(await line('layout apply work')).toMatch(expected);
  expect(world.app.views[0]!.fields['pane_tree']).toEqual(panes);
});

test.each([
  ['layout apply none', /no layout is called none \(:layout list\)/],
  ['layout save ../x', /a name of letters, digits, .* expected, got \.\.\/x/],
  ['layout fly', /save NAME, apply NAME, list or remove NAME expected/],
])('%s', async (text, expected) => {
  look();
  expect(await line(text)).toMatch(expected);
});
