// `json` as it is in the program, against JSON.parse.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../../helpers/random.ts';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

const pieces = [
  '"',
  '\\',
  '\\\\',
  '\n',
  '\t',
  '\u0000',
  '\u001f',
  '\u007f',
  'u0041',
  '/',
  'é',
  '漢',
  '😀',
  'a',
  ' ',
];
const back = async (text: string): Promise<unknown> =>
  JSON.parse(JSON.parse(await world.eval(`return json.encode(json.decode([==[${text}]==]))`)) as string);

test('strings come back as they went, however they are escaped', async () => {
  const roll = randomFrom(7);
  const strings = Array.from({ length: 300 }, () =>
    Array.from({ length: roll(9) }, () => pieces[roll(pieces.length)]!).join(''),
  );
  expect(await back(JSON.stringify(strings))).toEqual(strings);
  // Every character as \uXXXX, pairs too.
  const escaped = strings.map(
    (text) => `"${text.replace(/[\s\S]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`,
  );
  expect(await back(`[${escaped.join(',')}]`)).toEqual(strings);
});

const mistakes: Readonly<Record<string, readonly [text: string, why: string]>> = {
  'an escape that is none': ['"\\x"', 'unknown escape'],
  'a string without an end': ['["a\\"]', 'the string does not end'],
  'too few digits': ['"\\u12"', 'four hex digits expected'],
  'an escape after many': [`["${'\\\\'.repeat(40_000)}\\q"]`, 'unknown escape'],
};

test.each(Object.entries(mistakes))('%s is said', async (_, [text, why]) => {
  expect(await world.eval(`return select(2, pcall(json.decode, [==[${text}]==]))`)).toContain(why);
});
