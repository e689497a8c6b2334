// Rules that answer in a person's place: who is asked, what is waited for, and what is left to the person.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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

test('files of agents need the capability', async () => {
  const { errors } = await world.save({
    'improvements/yes.lua': 'approve.register("yes", function() return "allow" end)',
  });
  expect(errors[0]?.message).toContain("approve.register needs capability 'agents.approve'");
  await world.save({ 'improvements/yes.lua': null });
});
