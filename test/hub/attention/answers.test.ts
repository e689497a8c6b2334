// Answering from afar: exactly the keys of an answer, and only for the question that was seen.
import { beforeEach, describe, expect, test } from 'vitest';
import { type Asked, askedNow, type FoundQuestion } from '../../../src/core/question.ts';
import { mayAnswer } from '../../../src/hub/api/state.ts';
import { type Answered, type Answers, createAnswers } from '../../../src/hub/attention/answers.ts';
import type { Doing } from '../../../src/hub/detection/doing.ts';

const asks = (question: string): FoundQuestion => ({
  question,
  lines: [question],
  options: [
    { label: 'Yes', kind: 'allow', keys: ['enter'] },
    { label: 'Yes, always', kind: 'always', keys: ['down', 'enter'] },
    { label: 'Something else', kind: 'other', keys: ['down', 'down'], takes_text: true },
    { label: 'No', kind: 'deny', keys: ['escape'] },
  ],
});

let asked: Asked | undefined;
let typed: string[];
let told: Answered[];
let lastInput: number;
let output: number;
/** What pressing a key leads to. */
let onKey: (key: string) => void;
let answers: Answers;

const gone = (): void => {
  asked = undefined;
};
const doing = (): Doing => ({
  state: asked ? 'blocked' : 'working',
  since: 0,
  rule: 'r',
  source: 'screen',
  pid: 1,
  ...(asked ? { asked, question: JSON.parse(asked.key)[0] } : {}),
});

beforeEach(() => {
  asked = askedNow(undefined, asks('Run it?'), 1000);
  typed = [];
  told = [];
  lastInput = 0;
  output = 0;
  onKey = (key) => {
    if (key === 'enter' || key === 'escape') gone();
  };
  answers = createAnswers({
    doing,
    nameOf: () => 'fixer',
    examine: async () => ({ doing: doing(), look: { last_input_at: lastInput, last_output_at: output } }),
    async press(_id, keys) {
      for (const key of keys) {
        typed.push(key);
        output++;
        onKey(key);
      }
    },
    async paste(_id, text) {
      typed.push(`"${text}"`);
      output++;
    },
    deliver: async (_id, by, text) => void typed.push(`${by}: ${text}`),
    onAnswered: (answered) => void told.push(answered),
    times: { reactMs: 20, goneMs: 20, pollMs: 1 },
  });
});

test('that is only for where nobody has typed is not given once somebody has', async () => {
  lastInput = 999;
  await answers.answer({ to: 'a1', by: 'rule', answer: 'allow', isUntouched: true });
  expect(typed).toEqual(['enter']);
  asked = askedNow(undefined, asks('Run it?'), 2000);
  lastInput = 2001;
  const late = answers.answer({ to: 'a1', by: 'rule', answer: 'allow', isUntouched: true });
  await expect(late).rejects.toMatchObject({ message: 'somebody has typed into "fixer" since it asked' });
  expect(typed).toEqual(['enter']);
});

const answer = (given: { answer?: string; text?: string; question?: string }) =>
  answers.answer({ to: 'a1', by: 'user', ...given });

describe('an answer', () => {
  test.each([
    [{ answer: 'allow' }, 'enter', 'Yes'],
    [{ answer: 'always' }, 'down enter', 'Yes, always'],
    [{ answer: 'deny' }, 'escape', 'No'],
    [{ text: 'yes, ALWAYS' }, 'down enter', 'Yes, always'],
    [{ text: 'use main' }, 'down down "use main" enter', 'use main'],
  ])('%j types exactly %s', async (given, keys, label) => {
    expect(await answer(given)).toMatchObject({ answer: label, by: 'user' });
    expect(typed.join(' ')).toBe(keys);
    expect(told).toMatchObject([{ agent: 'a1', answer: label, by: 'user' }]);
  });

  test('where no text can be given, is a no and then the text', async () => {
    asked = { ...asked!, options: asked!.options.filter(({ takes_text: takesText }) => !takesText) };
    await answer({ text: 'use main' });
    expect(typed).toEqual(['escape', 'user: use main']);
  });
});

describe('nothing is typed', () => {
  test.each([
    [
      'another question stands there',
      () => {
        asked = askedNow(asked, asks('Remove it?'), 2000);
      },
      /the question has changed: "fixer" now asks "Removeit\?"/,
    ],
    ['it asks nothing any more', gone, /the question has changed: "fixer" asks nothing any more/],
  ])('where %s', async (_name, change, message) => {
    const question = asked!.id;
    change();
    await expect(answer({ answer: 'allow', question })).rejects.toThrow(message);
    expect([typed, told]).toEqual([[], []]);
  });

  test('where the same question was asked a second time', async () => {
    const question = asked!.id;
    asked = askedNow(undefined, asks('Run it?'), 3000);
    await expect(answer({ answer: 'allow', question })).rejects.toThrow(/has changed/);
    expect(typed).toEqual([]);
  });

  test('where there is no such answer, and it says which there are', async () => {
    asked = { ...asked!, options: [asked!.options[0]!] };
    await expect(answer({ answer: 'always' })).rejects.toThrow(
      '"always" is none of its answers: allow (Yes)',
    );
    expect(typed).toEqual([]);
  });

  test('where which answer is chosen is not seen, and somebody has typed there', async () => {
    asked = { ...asked!, options: [{ ...asked!.options[0]!, from_start: true }] };
    lastInput = asked!.at + 1;
    await expect(answer({ answer: 'allow' })).rejects.toThrow(
      /somebody has typed into "fixer" since it asked/,
    );
    expect(typed).toEqual([]);
  });
});

test('Enter is not pressed where the key before did nothing, or led to another question', async () => {
  onKey = (key) => {
    if (key === 'down') output--;
  };
  await expect(answer({ answer: 'always' })).rejects.toThrow(
    '"fixer" did not react to down: nothing was chosen',
  );
  onKey = () => {
    asked = askedNow(asked, asks('Remove it?'), 2000);
  };
  typed = [];
  await expect(answer({ answer: 'always' })).rejects.toThrow(/the question has changed/);
  expect(typed).toEqual(['down']);
});

test('a question that stays is said to', async () => {
  onKey = () => {};
  await expect(answer({ answer: 'allow' })).rejects.toThrow('"fixer" still shows the question: go there');
  expect(told).toEqual([]);
});

test('an agent answers another only with the leave of the person, and itself never', () => {
  const agents = (may: boolean) =>
    ({ settings: () => (may ? { may_answer: true } : {}), get: () => ({ name: 'ada' }) }) as never;
  expect(() => mayAnswer({ agents: agents(false) }, 'ada', 'bob')).toThrow(/"ada" may not answer questions/);
  expect(() => mayAnswer({ agents: agents(true) }, 'ada', 'bob')).not.toThrow();
  expect(() => mayAnswer({ agents: agents(true) }, 'ada', 'ada')).toThrow(/does not answer its own question/);
  expect(() => mayAnswer({ agents: agents(false) }, null, 'bob')).not.toThrow();
});
