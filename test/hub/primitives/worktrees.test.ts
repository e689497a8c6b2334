// Where worktrees go, by who asks; with real git, without Lua.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGit } from '../../../src/hub/primitives/git.ts';
import { type Asker, createPlaces, type Places } from '../../../src/hub/primitives/places.ts';
import { createWorktrees, type Worktrees } from '../../../src/hub/primitives/worktrees.ts';

let root: string;
let places: Places;
let worktrees: Worktrees;
let told: string[];
const agent: Asker = { unit: 'improvements/a.lua', agent: 'a1' };
const person: Asker = { unit: 'user/a.lua', agent: 'a1' };

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'bt-trees-')));
  for (const name of ['home', 'person', 'code/app', 'other'])
    mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, 'code/app/file'), 'text');
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['-c', 'user.name=Ann', '-c', 'user.email=a@example.org', 'commit', '-q', '-m', 'First'],
  ])
    execFileSync('git', args, { cwd: join(root, 'code/app') });
  places = createPlaces({
    home: join(root, 'home'),
    personsHome: join(root, 'person'),
    cwdOf: () => join(root, 'code/app'),
    cwds: () => [join(root, 'code/app')],
    inFront: () => undefined,
  });
  told = [];
  worktrees = createWorktrees(places, createGit(places), {
    before: async () => ({}),
    emit: (event) => void told.push(event),
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const add = (path: string, asker: Asker): Promise<string> =>
  worktrees.add({ repo: '.', path, branch: path.replaceAll(/\W+/g, '-').replace(/^-/, 'b-') }, asker).then(
    (made) => made.slice(root.length),
    (error: { code: string }) => error.code,
  );

test('what an agent wrote makes them beside the repository, in it, or in a home of ours', async () => {
  expect(await add('../app-one', agent)).toBe('/code/app-one');
  expect(await add('trees/two', agent)).toBe('/code/app/trees/two');
  expect(await add('../../other/three', agent)).toBe('outside');
  expect(await add('../new/four', agent)).toBe('outside');
  expect(await add('~/five', agent)).toBe('outside');
  symlinkSync(join(root, 'other'), join(root, 'code/app/way-out'));
  expect(await add('way-out/six', agent)).toBe('outside');
  expect(existsSync(join(root, 'other/six'))).toBe(false);
  expect(await add('../../other/seven', person)).toBe('/other/seven');
  expect(await add('~/eight', person)).toBe('/person/eight');
});

test('one that was made is within reach from then on, and can be removed; another repository cannot', async () => {
  const made = join(root, await add('../app-one', agent));
  expect(await places.reading(join(made, 'file'), agent)).toBe(join(made, 'file'));
  expect(await worktrees.remove(made, false, agent)).toBe(true);
  expect(existsSync(made)).toBe(false);
  expect(told).toEqual(['worktree:created', 'worktree:removed']);
  for (const path of ['.', join(root, 'other'), made])
    await expect(worktrees.remove(path, true, agent)).rejects.toMatchObject({
      code: expect.stringMatching(/usage|outside|not_found/),
    });
  expect(existsSync(join(root, 'code/app/file'))).toBe(true);
});
