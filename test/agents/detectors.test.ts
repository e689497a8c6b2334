// The detectors against the saved screens of the real programs (fixtures/): no wrong state, no other question.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseScreen, type SavedScreen } from '../../src/commands/screen-file.ts';
import { verdictOf } from '../../src/hub/detection/ask-lua.ts';
import type { Verdict } from '../../src/hub/detection/doing.ts';
import { closeWorlds, openWorld, type TestWorld } from '../lua/world-helper.ts';

const folder = process.env['SCREENS'] ?? fileURLToPath(new URL('fixtures', import.meta.url));
const programs = readdirSync(folder);

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

/** The saved screens of a program, by file name. */
function screensOf(program: string): Map<string, SavedScreen> {
  const names = readdirSync(join(folder, program)).filter((name) => name.endsWith('.screen'));
  return new Map(
    names.map((name) => [name, parseScreen(readFileSync(join(folder, program, name), 'utf8'), name)]),
  );
}

/** What the detectors say of screens, by file name. */
async function judge(
  saved: ReadonlyMap<string, SavedScreen>,
  change: Partial<SavedScreen['screen']> = {},
): Promise<Map<string, Verdict>> {
  const screens = [...saved.values()].map(({ agent, screen }) => ({ ...screen, detector: agent, ...change }));
  const { value } = await world.world.detect!(screens);
  return new Map([...saved.keys()].map((name, i) => [name, verdictOf((value as unknown[])[i])!]));
}

/** As a line of the outcome: `blocked: May I?`. */
const said = (state: string | undefined, question: string | undefined): string =>
  question === undefined ? String(state) : `${state}: ${question}`;

describe.each(programs)('%s', (program) => {
  const saved = screensOf(program);
  const expected = Object.fromEntries(
    [...saved].map(([name, one]) => [name, said(one.expected, one.question)]),
  );

  test('says of every saved screen what is right', async () => {
    const verdicts = await judge(saved);
    const found = [...verdicts].map(([name, { state, question }]) => [name, said(state, question)]);
    expect(Object.fromEntries(found)).toEqual(expected);
    expect(new Set([...verdicts.values()].map(({ detector }) => detector))).toEqual(new Set([program]));
  });

  test('says nothing wrong where the program has no title', async () => {
    const verdicts = await judge(saved, { title: '' });
    const wrong = [...verdicts].filter(
      ([name, { state, keep }]) => !keep && state !== 'unknown' && state !== saved.get(name)!.expected,
    );
    expect(wrong.map(([name, { state, rule }]) => `${name}: ${state} by "${rule}"`)).toEqual([]);
  });
});

test('no detector has failed', () => {
  expect(world.world.errors()).toEqual([]);
});
