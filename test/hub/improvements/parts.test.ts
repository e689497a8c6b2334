// Grants, versions and switches, each over a store in memory.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../../src/hub/builds.ts';
import { askedFor } from '../../../src/hub/improvements/capabilities.ts';
import { createGrants } from '../../../src/hub/improvements/grants.ts';
import { createHistory } from '../../../src/hub/improvements/history.ts';
import { createSwitches } from '../../../src/hub/improvements/switches.ts';
import { sourceFile } from '../../../src/hub/sources.ts';
import type { Store } from '../../../src/hub/store.ts';
import type { SourceFile } from '../../../src/lua/types.ts';
import { memoryStore } from './memory-store.ts';

let store: Store;
beforeEach(() => {
  store = memoryStore();
});

function file(unit: string, text: string): SourceFile {
  const layer = unit.split('/')[0] as SourceFile['layer'];
  return sourceFile({ unit, layer, path: `/home/u/.botster/${unit}` }, text);
}

function report(files: readonly SourceFile[], generation: number, refused: readonly string[] = []): Report {
  const errors = refused.map((unit) => ({ unit })) as unknown as Report['outcome']['errors'];
  const registered = Object.fromEntries(files.map(({ unit }) => [unit, {}]));
  return {
    outcome: { ok: refused.length === 0, generation, errors, warnings: [], registered },
    set: { files, problems: [] },
  };
}

describe('what a header asks for', () => {
  test.each([
    ['--- @capability agents.send\nx()', ['agents.send']],
    [
      '-- a word first\n\n--- @capability fs.write\n--- @capability fs.write\n--- @capability git.write',
      ['fs.write', 'git.write'],
    ],
    ['local x = 1\n--- @capability agents.send', []],
    ['-- mentions @capability agents.send in passing', []],
    ['', []],
  ])('%j', (text, asked) => expect(askedFor(text)).toEqual(asked));
});

describe('a grant', () => {
  const asks = file('improvements/a.lua', '--- @capability agents.send\n--- @capability nonsense');

  test('is in force where it is asked for and given, and only in improvements', () => {
    const grants = createGrants(store);
    expect(grants.wishes([asks])).toEqual([{ unit: 'improvements/a.lua', capability: 'agents.send' }]);
    expect(grants.inForce([asks])).toEqual({});
    grants.grant('improvements/a.lua', 'agents.send');
    grants.grant('improvements/a.lua', 'fs.write');
    expect(grants.inForce([asks])).toEqual({ 'improvements/a.lua': ['agents.send'] });
    expect(grants.wishes([asks])).toEqual([]);
    expect(grants.inForce([file('improvements/a.lua', 'no header')])).toEqual({});
    expect(grants.wishes([file('user/a.lua', '--- @capability agents.send')])).toEqual([]);
  });

  test('that is refused is not asked for again, and can still be given', () => {
    const grants = createGrants(store);
    grants.refuse('improvements/a.lua', 'agents.send');
    expect(grants.wishes([asks])).toEqual([]);
    expect(grants.inForce([asks])).toEqual({});
    grants.grant('improvements/a.lua', 'agents.send');
    expect(createGrants(store).granted('improvements/a.lua')).toEqual(['agents.send']);
  });
});

describe('versions', () => {
  const clock = () => new Date('2026-01-02T03:04:05Z');
  const numbers = (unit: string) =>
    createHistory(store, clock)
      .of(unit)
      .map(({ number }) => number);

  test('are the last five texts that were live, by numbers that stay', () => {
    const history = createHistory(store, clock);
    for (let n = 1; n <= 7; n++) history.built(report([file('user/a.lua', `text ${n}`)], n));
    expect(numbers('user/a.lua')).toEqual([3, 4, 5, 6, 7]);
    expect(history.of('user/a.lua')[0]).toMatchObject({
      text: 'text 3',
      generation: 3,
      at: '2026-01-02T03:04:05.000Z',
    });
  });

  test('leave out what was refused, and what is the same as before', () => {
    const history = createHistory(store, clock);
    const good = file('user/a.lua', 'good');
    history.built(report([good], 1));
    history.built(report([good, file('user/b.lua', 'bad')], 2, ['user/b.lua']));
    // After a restart nothing is new.
    createHistory(store, clock).built(report([good], 3));
    expect(history.of('user/a.lua')).toMatchObject([{ number: 1, generation: 1 }]);
    expect(history.of('user/b.lua')).toEqual([]);
  });

  test('keep a text that is about to be overwritten, and the old number of one that comes back', () => {
    const history = createHistory(store, clock);
    history.built(report([file('user/a.lua', 'one')], 1));
    history.built(report([file('user/a.lua', 'two')], 2));
    history.keep('user/a.lua', 'broken');
    history.keep('user/a.lua', 'two');
    history.built(report([file('user/a.lua', 'one')], 3));
    expect(history.of('user/a.lua')).toMatchObject([
      { number: 2, text: 'two', generation: 2 },
      { number: 3, text: 'broken', generation: null },
      { number: 1, text: 'one', generation: 3 },
    ]);
  });
});

test('what is switched off is left out, and its problems with it, over restarts', () => {
  createSwitches(store).set('user/a.lua', false);
  const switches = createSwitches(store);
  const problems = [{ unit: 'user/a.lua' }, { unit: 'user/b.lua' }] as unknown as Report['set']['problems'];
  const set = { files: [file('user/a.lua', ''), file('user/b.lua', '')], problems };
  expect(switches.filter(set)).toEqual({ files: [set.files[1]], problems: [problems[1]] });
  expect(switches.off()).toEqual(['user/a.lua']);
  switches.set('user/a.lua', true);
  expect(switches.filter(set)).toEqual(set);
});
