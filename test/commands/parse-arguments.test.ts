// A verb's flags and words.
import { expect, test } from 'vitest';
import { parseArguments } from '../../src/commands/parse-arguments.ts';
import type { Verb } from '../../src/commands/verb.ts';

const plain: Verb = {
  usage: 'plain ID TEXT',
  summary: '',
  examples: [''],
  words: ['ID', 'TEXT'],
  flags: {
    enter: { type: 'boolean', help: '' },
    lines: { type: 'number', value: 'N', help: '' },
    name: { type: 'string', value: 'N', help: '' },
    env: { type: 'string', value: 'K=V', multiple: true, help: '' },
  },
  run: async () => undefined,
};
const many: Verb = { ...plain, words: ['ID', 'KEY…'] };
const command: Verb = { ...plain, words: [], command: true };

const parse = (verb: Verb, ...args: string[]) => {
  const end = args.indexOf('--');
  return parseArguments(
    verb,
    end < 0 ? { args, rest: undefined } : { args: args.slice(0, end), rest: args.slice(end + 1) },
  );
};

test('flags may stand anywhere, and take their values from the next word or after =', async () => {
  const args = await parse(
    plain,
    '--name',
    'x',
    'id',
    '--enter',
    'true',
    '--lines=12',
    '--env',
    'A=1',
    '--env=B=2=3',
  );
  expect(args.words).toEqual(['id', 'true']);
  expect([args.flag('enter'), args.text('name'), args.number('lines')]).toEqual([true, 'x', 12]);
  expect(args.list('env')).toEqual(['A=1', 'B=2=3']);
});

test('flags that are not given are false, undefined and empty', async () => {
  const args = await parse(plain, 'id', 'text');
  expect([args.flag('enter'), args.text('name'), args.number('lines'), args.list('env')]).toEqual([
    false,
    undefined,
    undefined,
    [],
  ]);
});

test.each(['42', '007', 'true', '', '-', 'a b', '=x'])('the word %j stays as it is', async (word) => {
  expect((await parse(plain, 'id', word, '--enter')).words).toEqual(['id', word]);
});

test('a value keeps its spelling, also one that looks like a number or a flag', async () => {
  expect((await parse(plain, 'id', 't', '--name', '007')).text('name')).toBe('007');
  expect((await parse(plain, 'id', 't', '--name=--enter')).text('name')).toBe('--enter');
  expect((await parse(plain, 'id', 't', '--name', '-x')).text('name')).toBe('-x');
});

test('after -- there are only words, or a command', async () => {
  expect((await parse(plain, 'id', '--', '--enter')).words).toEqual(['id', '--enter']);
  const args = await parse(command, '--enter', '--', 'sh', '--enter');
  expect([args.words, args.command, args.flag('enter')]).toEqual([[], ['sh', '--enter'], true]);
});

test('a last name with … takes one or more', async () => {
  expect((await parse(many, 'id', 'a', 'b', 'c')).words).toEqual(['id', 'a', 'b', 'c']);
  await expect(parse(many, 'id')).rejects.toThrow('KEY… is missing');
});

test('a single letter stands for the flag that begins with it', async () => {
  expect((await parse(plain, 'id', 't', '-e')).flag('entry')).toBe(false);
  expect((await parse(plain, 'id', 't', '-e')).flag('enter')).toBe(true);
});

test.each([
  [['id', 't', '--entre'], 'unknown flag --entre (did you mean --enter?)'],
  [['id', 't', '--zzz'], 'unknown flag --zzz'],
  [['id', 't', '-z'], 'unknown flag -z'],
  [['id', 't', '--lines', 'x'], '--lines: "x" is not a number'],
  [['id', 't', '--lines', '-3'], '--lines: "-3" is not a number'],
  [['id', 't', '--name'], '--name needs a value (N)'],
  [['id', 't', '--enter=yes'], '--enter takes no value'],
  [['id', 't', '--name', 'a', '--name', 'b'], '--name is given twice'],
  [['id'], 'TEXT is missing: plain ID TEXT'],
  [['id', 't', 'u'], '"u" is one argument too many: plain ID TEXT'],
])('%j is a usage error', async (args, message) => {
  await expect(parse(plain, ...args)).rejects.toMatchObject({ code: 2, message });
});

test('a command without -- is told where to put it', async () => {
  await expect(parse(command, 'ls')).rejects.toThrow(
    '"ls" is one argument too many (put the command after --)',
  );
});
