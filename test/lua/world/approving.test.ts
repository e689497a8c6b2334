// Rules that answer in a person's place: who is asked, what is waited for, and what is left to the person.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agent, closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

const rules = `
approve.register("reads", function(question, agent)
  if question.text == "boom" then error("no") end
  if question.text:find("^read") then return "allow", "only reads" end
  if question.text:find("^rm") then return "deny", "not here" end
  if question.text:find("^forever") then return "always" end
end)`;

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ 'user/rules.lua': rules });
});
beforeEach(() => {
  world.effects.length = 0;
  world.requests.length = 0;
});
afterAll(closeWorlds);

const options = [
  { label: 'Yes', kind: 'allow', keys: ['enter'] },
  { label: 'No', kind: 'deny', keys: ['escape'] },
] as const;
let count = 0;
/** An agent asks; its question's id. */
async function asks(question: string, more: object = {}): Promise<string> {
  const id = `q${++count}`;
  world.sync({
    agents: [
      agent('a1', {
        state: 'blocked',
        question,
        question_id: id,
        options,
        settings: { auto_approve: true },
        ...more,
      }),
    ],
  });
  await world.world.emit('agent:question', { agent: 'a1', question, question_id: id, in_sight: false });
  return id;
}
const pending = () =>
  world.eval(
    '(function() local p = require("default.approving").pending(agents.get("a1")) return p and p.answer or "none" end)()',
  );
const answers = () => world.requests.filter(({ effect }) => effect.name === 'agents.answer');
/** The agent's row as the panel has it. */
const attention = () => world.eval('inspect(App:question_text(agents.get("a1")))');
const told = () => world.effects.filter(({ name }) => name === 'notify').map(({ params }) => params['text']);

test.each([
  ['rm -r build', '"deny"'],
  ['read a file', '"allow"'],
  ['what else', '"none"'],
  ['boom', '"none"'],
  // Nothing of that kind is offered.
  ['forever', '"none"'],
])('%s: %s', async (question, answer) => {
  await asks(question);
  expect(await pending()).toBe(answer);
});

test('it is off unless a person has set it for the agent', async () => {
  await asks('read a file', { settings: {} });
  expect(await pending()).toBe('"none"');
});

test('an answer is given some seconds later, only where nobody has typed, and told with its rule', async () => {
  const question = await asks('read a file');
  expect(await world.text()).toMatch(/allows in [23] s, any key typed there cancels/);
  expect(answers()).toHaveLength(0);
  await until('it is answered', () => answers().length > 0);
  expect(answers()[0]!.effect.params).toEqual({
    id: 'a1',
    question,
    answer: 'allow',
    untouched: true,
    by: 'reads (user/rules.lua:2)',
  });
  answers()[0]!.answer({ agent: 'a1', question: 'read a file', answer: 'Yes', by: 'reads' });
  await until('it is told', () => told().length > 0);
  expect(told()).toEqual(['read a file: Yes (only reads) by reads, user/rules.lua:2']);
});

test('what is cancelled, asked no more, or another question by then, is left alone', async () => {
  await asks('read one');
  await world.eval('require("default.approving").cancel(agents.get("a1"))');
  expect(await pending()).toBe('"none"');
  await asks('read two');
  await world.world.emit('agent:state', { agent: 'a1', state: 'working', previous: 'blocked' });
  expect(await pending()).toBe('"none"');
  await asks('read three');
  const last = await asks('read four');
  await until('the last is answered', () => answers().length > 0);
  expect(answers().map(({ effect }) => effect.params['question'])).toEqual([last]);
});

describe('a rule that is a program', () => {
  const judged = () => world.requests.filter(({ effect }) => effect.name === 'approve.run');
  beforeAll(() =>
    world.save({
      'user/judge.lua': 'approve.command { cmd = "./judge.py --strict", timeout = 20, name = "judge" }',
    }),
  );
  afterAll(() => world.save({ 'user/judge.lua': null }));

  test('is given the question, and answers with the reason it prints', async () => {
    const question = await asks('what of this');
    await until('it is asked', () => judged().length > 0);
    expect(await world.text()).toContain('rules are asked, any key typed there cancels');
    const [{ effect, answer }] = judged() as [(typeof world.requests)[number]];
    expect(effect.params).toMatchObject({
      argv: ['./judge.py', '--strict'],
      timeout: 20,
      question: {
        text: 'what of this',
        lines: [],
        options: [
          { label: 'Yes', kind: 'allow' },
          { label: 'No', kind: 'deny' },
        ],
        agent: { id: 'a1', name: 'a1', cwd: '/home/u/project' },
      },
    });
    answer({ code: 1, said: 'too wide' });
    await until('its answer is given', () => answers().length > 0);
    expect(answers()[0]!.effect.params).toMatchObject({
      question,
      answer: 'deny',
      by: 'judge (user/judge.lua:1)',
    });
  });

  test.each([
    ['another exit code', { code: 2, said: 'ask them' }, 'what of that (ask them)'],
    ['one without a word', { code: 2, said: '' }, 'judge leaves it to you'],
  ])('%s leaves it to the person, who is told why', async (_, verdict, told) => {
    await asks('what of that');
    await until('it is asked', () => judged().length > 0);
    judged()[0]!.answer(verdict);
    await until('it is shown', async () => (await attention()).includes(told));
    expect(await pending()).toBe('"none"');
  });

  test('so does one that fails, and what was cancelled meanwhile is not answered', async () => {
    await asks('one that hangs');
    await until('it is asked', () => judged().length > 0);
    judged()[0]!.fail(new Error('judge.py: it took longer than 20 s'));
    await until('it is shown', async () =>
      (await attention()).includes('judge.py: it took longer than 20 s'),
    );
    await asks('one more');
    await until('it is asked', () => judged().length > 1);
    await world.eval('require("default.approving").cancel(agents.get("a1"))');
    judged()[1]!.answer({ code: 0, said: '' });
    expect(await pending()).toBe('"none"');
  });

  test.each([
    ['approve.command {}', 'approve.command: a program expected, got none (cmd)'],
    ['approve.command { "x", timeout = 0 }', "approve.command: bad option 'timeout' (more than 0"],
  ])('%s is refused', async (text, message) => {
    const { errors } = await world.save({ 'user/bad.lua': text });
    await world.save({ 'user/bad.lua': null });
    expect(errors[0]).toMatchObject({ unit: 'user/bad.lua', line: 1 });
    expect(errors[0]?.message).toContain(message);
  });
});

test('files of agents need the capability', async () => {
  const { errors } = await world.save({
    'improvements/yes.lua': 'approve.register("yes", function() return "allow" end)',
  });
  expect(errors[0]?.message).toContain("approve.register needs capability 'agents.approve'");
  await world.save({ 'improvements/yes.lua': null });
});
