// Saves as editors make them, with the real watcher on a real folder: each comes to one set of files that
// is whole.
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSources, type Sources } from '../../src/hub/sources.ts';
import { type Watch, type Watcher, watchSources } from '../../src/hub/watcher.ts';
import { until } from '../helpers/until.ts';

let root: string;
let home: string;
let sources: Sources;
let watcher: Watcher;
let changes: string[][];
let settled: string[];
let troubles: (string | null)[];

const file = (name: string): string => join(home, 'user', name);
const textNow = (): string =>
  sources
    .set()
    .files.map(({ unit, text }) => `${unit}=${text}`)
    .join(' ');

function start(watch?: Watch): void {
  sources.read(null, 0);
  watcher = watchSources(
    sources,
    {
      onChange: (units) => void changes.push([...units]),
      onSettled: () => void settled.push(textNow()),
      onTrouble: (message) => void troubles.push(message),
    },
    watch,
  );
}
/** Until chokidar watches: a file made then is seen. */
async function watching(): Promise<void> {
  let n = 0;
  await until('the watcher runs', () => {
    writeFileSync(file('probe.lua'), `return ${n++}`);
    return changes.length > 0;
  });
  rmSync(file('probe.lua'));
  await until(
    'the probe is forgotten',
    () => settled.at(-1) !== undefined && !settled.at(-1)!.includes('probe'),
  );
  changes.length = 0;
  settled.length = 0;
}
const settles = (text: string): Promise<void> =>
  until(`it settles as ${text}`, () => settled.at(-1) === text, {
    detail: () => JSON.stringify({ settled, changes }),
  });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bt-watch-'));
  home = join(root, 'home');
  for (const folder of ['user', 'improvements', 'plugins'])
    mkdirSync(join(home, folder), { recursive: true });
  sources = createSources(home);
  changes = [];
  settled = [];
  troubles = [];
});
afterEach(() => {
  watcher.close();
  rmSync(root, { recursive: true });
});

describe('with chokidar', () => {
  beforeEach(async () => {
    start();
    await watching();
  });

  test('a new file, written over, and deleted', async () => {
    writeFileSync(file('a.lua'), 'one');
    await settles('user/a.lua=one');
    writeFileSync(file('a.lua'), 'two');
    await settles('user/a.lua=two');
    rmSync(file('a.lua'));
    await settles('');
    expect(changes).toEqual([['user/a.lua'], ['user/a.lua'], ['user/a.lua']]);
  });

  test('saved by renaming another file over it', async () => {
    writeFileSync(file('a.lua'), 'one');
    await settles('user/a.lua=one');
    writeFileSync(file('.a.lua.tmp'), 'two');
    renameSync(file('.a.lua.tmp'), file('a.lua'));
    await settles('user/a.lua=two');
  });

  test('saved by moving it away and writing it anew: it was never gone', async () => {
    writeFileSync(file('a.lua'), 'one');
    await settles('user/a.lua=one');
    renameSync(file('a.lua'), file('a.lua~'));
    writeFileSync(file('a.lua'), 'two');
    await settles('user/a.lua=two');
    expect(settled).not.toContain('');
  });

  test.each([3, 20, 40])('emptied, and written %i ms later: the empty file is never believed', async (ms) => {
    writeFileSync(file('a.lua'), 'one');
    await settles('user/a.lua=one');
    writeFileSync(file('a.lua'), '');
    await new Promise((resolve) => setTimeout(resolve, ms));
    appendFileSync(file('a.lua'), 'two');
    await settles('user/a.lua=two');
    expect(settled.some((text) => text === 'user/a.lua=')).toBe(false);
  });

  test('emptied for good', async () => {
    writeFileSync(file('a.lua'), 'one');
    await settles('user/a.lua=one');
    writeFileSync(file('a.lua'), '');
    await settles('user/a.lua=');
  });

  test('written again as it was: nothing changed', async () => {
    writeFileSync(file('a.lua'), 'one');
    await settles('user/a.lua=one');
    changes.length = 0;
    writeFileSync(file('a.lua'), 'one');
    writeFileSync(file('b.lua'), 'mark');
    await settles('user/a.lua=one user/b.lua=mark');
    expect(changes.flat()).toEqual(['user/b.lua']);
  });

  test('ten saves in a row come to the last', async () => {
    for (let i = 0; i < 10; i++) writeFileSync(file('a.lua'), `${i}`);
    await settles('user/a.lua=9');
  });

  test('files of a folder that was made just now', async () => {
    mkdirSync(file('lib'));
    writeFileSync(file('lib/x.lua'), 'x');
    await settles('user/lib/x.lua=x');
    writeFileSync(file('lib/x.lua'), 'y');
    await settles('user/lib/x.lua=y');
  });

  test('the status files of our own are no change', async () => {
    mkdirSync(join(home, 'improvements/.status'));
    writeFileSync(join(home, 'improvements/.status/a.lua.json'), '{}');
    writeFileSync(file('b.lua'), 'mark');
    await settles('user/b.lua=mark');
    expect(changes).toEqual([['user/b.lua']]);
  });
});

test('the file that a link leads to', async () => {
  const target = join(root, 'dotfile.lua');
  writeFileSync(target, 'one');
  symlinkSync(target, file('a.lua'));
  start();
  await watching();
  writeFileSync(target, 'two');
  await settles('user/a.lua=two');
});

test('a save that no event tells of is found all the same, and a watch that fails is told of', async () => {
  start(() => Promise.reject(new Error('no watches left')));
  await until('the trouble is told', () => troubles.length > 0);
  expect(troubles[0]).toContain('no watches left');
  writeFileSync(file('a.lua'), 'one');
  await settles('user/a.lua=one');
});

test('a refresh reads at once', () => {
  start(async () => ({ add() {}, close() {} }));
  writeFileSync(file('a.lua'), 'one');
  watcher.refresh();
  expect(changes).toEqual([['user/a.lua']]);
});
