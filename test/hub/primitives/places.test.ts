// What a file may reach, by who wrote it; without Lua, so that grants play no part.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFiles, type Files } from '../../../src/hub/primitives/files.ts';
import { type Asker, createPlaces, type Places } from '../../../src/hub/primitives/places.ts';

let root: string;
let places: Places;
let files: Files;
const person: Asker = { unit: 'user/a.lua', agent: 'a1' };
const agent: Asker = { unit: 'improvements/a.lua', agent: 'a1' };

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'bt-places-')));
  for (const name of [
    'person/.botster/user',
    'person/.botster/improvements',
    'person/notes',
    'app/.git',
    'app/src',
    'beside',
  ])
    mkdirSync(join(root, name), { recursive: true });
  symlinkSync(join(root, 'app'), join(root, 'app-link'));
  places = createPlaces({
    home: join(root, 'person/.botster'),
    personsHome: join(root, 'person'),
    cwdOf: (id) => ({ a1: join(root, 'app-link/src'), a2: join(root, 'person'), a3: '/' })[id],
    cwds: () => [join(root, 'app-link/src'), join(root, 'person'), '/', join(root, 'gone')],
    inFront: () => 'a1',
  });
  files = createFiles(places);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('a person’s file', () => {
  test('reaches the person’s home, that of the program and the projects', async () => {
    for (const path of [
      '~/notes/a',
      '~/.botster/user/a',
      'src/a',
      join(root, 'app/a'),
      join(root, 'app-link/b'),
    ])
      expect(await code(files.write(path, 'x', person))).toBe('done');
    expect(existsSync(join(root, 'person/notes/a'))).toBe(true);
    expect(await code(files.write(join(root, 'beside/a'), 'x', person))).toBe('outside');
    expect(await code(files.read('/etc/passwd', person))).toBe('outside');
  });

  test('may not take a home or project away as a whole', async () => {
    for (const path of ['~', '~/.botster', join(root, 'app')])
      expect(await code(files.remove(path, true, person))).toBe('denied');
    expect(await code(files.rename(join(root, 'app'), '~/notes/app', false, person))).toBe('denied');
    expect(existsSync(join(root, 'app/src'))).toBe(true);
  });
});

describe('an agent’s file, with the grant to write', () => {
  test('changes the projects and improvements/, nothing else', async () => {
    expect(await code(files.write('src/a', 'x', agent))).toBe('done');
    expect(await code(files.write('~/.botster/improvements/b.lua', 'x', agent))).toBe('done');
    expect(await code(files.write('~/.botster/user/init.lua', 'x', agent))).toBe('denied');
    expect(await code(files.write('~/.botster/state.db', 'x', agent))).toBe('denied');
    expect(await code(files.mkdir('~/.botster/plugins/mine', agent))).toBe('denied');
    expect(await code(files.remove('~/.botster/user', true, agent))).toBe('denied');
    expect(
      await code(files.rename('~/.botster/improvements/b.lua', '~/.botster/user/b.lua', false, agent)),
    ).toBe('denied');
    expect(await code(files.write('~/notes/a', 'x', agent))).toBe('outside');
    expect(await code(files.list('~', agent))).toBe('outside');
  });

  test('does not get there by a link that it made', async () => {
    symlinkSync(join(root, 'person/.botster/user'), join(root, 'person/.botster/improvements/way'));
    symlinkSync(join(root, 'person/.botster/user/init.lua'), join(root, 'app/init.lua'));
    writeFileSync(join(root, 'person/.botster/user/init.lua'), 'theirs');
    expect(await code(files.write('~/.botster/improvements/way/init.lua', 'x', agent))).toBe('denied');
    expect(await code(files.append('init.lua', 'x', agent))).toBe('denied');
    expect(await code(files.copy('src', 'init.lua', true, agent))).toBe('denied');
    expect(readFileSync(join(root, 'person/.botster/user/init.lua'), 'utf8')).toBe('theirs');
  });
});

test('an agent in the home directory or at the root of the disk makes no project of it', async () => {
  expect(() => places.project({ unit: 'improvements/a.lua', agent: 'a2' })).toThrow(
    /no project: the focused agent runs in/,
  );
  expect(() => places.project({ unit: 'user/a.lua', agent: 'a3' })).toThrow(/no project/);
  expect(await code(files.read('/etc/passwd', agent))).toBe('outside');
});

test('a name that another program swapped meanwhile is not followed', async () => {
  const path = join(root, 'app/src/file');
  writeFileSync(path, 'x');
  writeFileSync(join(root, 'beside/secret'), 'secret');
  const real = await places.reading('src/file', person);
  rmSync(path);
  symlinkSync(join(root, 'beside/secret'), path);
  // What is judged now is the link; what was judged before is not opened as a link.
  expect(await code(files.read('src/file', person))).toBe('outside');
  const judgedBefore = createFiles({ ...places, reading: async () => real });
  expect(await code(judgedBefore.read('src/file', person))).toBe('outside');
});
