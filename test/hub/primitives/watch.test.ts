// `watch.directory`, over real directories and real reloads.
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { watchDirectory } from '../../../src/hub/primitives/directory-watch.ts';
import { until } from '../../helpers/until.ts';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
  mkdirSync(join(lab.root, 'app/src'), { recursive: true });
  lab.write('app/src/old.txt', 'old');
  lab.git('app', 'init', '-q');
  await lab.work('app');
});
afterAll(() => lab?.dispose());

const app = (path: string): string => join(lab.root, 'app', path);
const heard = (): string[] => lab.said().filter((line) => line.startsWith('SAW '));
const saw = (line: string): Promise<void> =>
  until(`"${line}" is heard`, () => heard().includes(`SAW ${line}`), {
    detail: () => lab.hub.log.slice(-8).join('\n'),
  });
/** A watch is there once a change that was made after it was saved is heard of. */
const ready = async (path: string, name = 'probe'): Promise<void> => {
  await until(`${path} is watched`, () => {
    writeFileSync(join(path, name), `${performance.now()}`);
    return heard().some((line) => line.endsWith(name));
  });
};

const watching = (path: string, more = ''): string => `
watch.directory("${path}", function(path, event) log.info("SAW " .. event .. " " .. path) end)
${more}`;

describe('a watched directory', () => {
  beforeEach(() => lab.save('user/watch.lua', '-- nothing'));

  test('tells of what is made, changed and deleted, deep down too', async () => {
    await lab.save('user/watch.lua', watching(app('src')));
    await ready(app('src'), 'first');
    writeFileSync(app('src/new.txt'), '1');
    await saw(`created ${app('src/new.txt')}`);
    writeFileSync(app('src/new.txt'), '22');
    await saw(`modified ${app('src/new.txt')}`);
    mkdirSync(app('src/deep/er'), { recursive: true });
    writeFileSync(app('src/deep/er/file'), '');
    await saw(`created ${app('src/deep/er/file')}`);
    renameSync(app('src/new.txt'), app('src/other.txt'));
    await saw(`deleted ${app('src/new.txt')}`);
    await saw(`created ${app('src/other.txt')}`);
    rmSync(app('src/deep'), { recursive: true });
    await saw(`deleted ${app('src/deep/er/file')}`);
    expect(heard().some((line) => line.includes('old.txt'))).toBe(false);
  });

  test('goes on over a reload without a gap, and ends with the line that made it', async () => {
    await lab.save('user/watch.lua', watching('src', '-- one'));
    await ready(app('src'), 'second');
    const before = heard().length;
    for (let round = 0; round < 5; round++) {
      const saved = lab.save('user/watch.lua', watching('src', `-- ${round} more`));
      writeFileSync(app(`src/during-${round}`), '');
      await saved;
    }
    for (let round = 0; round < 5; round++) await saw(`created ${app(`src/during-${round}`)}`);
    const created = heard()
      .slice(before)
      .filter((line) => line.includes('during-'));
    expect(new Set(created).size).toBe(created.length);
    await lab.save('user/watch.lua', `${watching(app('.'), '')}`);
    await ready(app('.'), 'third');
    const count = heard().filter((line) => line.includes('src/fourth')).length;
    writeFileSync(app('src/fourth'), '');
    await saw(`created ${app('src/fourth')}`);
    expect(heard().filter((line) => line.includes('src/fourth')).length - count).toBe(1);
  });

  test('is stopped by its id', async () => {
    await lab.save(
      'user/watch.lua',
      watching(
        app('src'),
        'first = watch.directory("~/.botster/user", function(path, event) log.info("SAW " .. event .. " home " .. path) end)\nevents.on("custom:stop", function() log.info("STOPPED " .. tostring(watch.stop(first)) .. tostring(watch.stop(first))) end)',
      ),
    );
    await ready(join(lab.hub.home.home, 'user'), 'probe.txt');
    await lab.hub.hub.lua.world().emit('custom:stop', {});
    expect(lab.said()).toContain('STOPPED truefalse');
    const count = heard().filter((line) => line.includes('home')).length;
    writeFileSync(join(lab.hub.home.home, 'user/after'), '');
    await ready(app('src'), 'fifth');
    expect(heard().filter((line) => line.includes('home')).length).toBe(count);
  });

  test('out of reach, missing or no directory is an error of its line', async () => {
    mkdirSync(join(lab.root, 'elsewhere'), { recursive: true });
    symlinkSync(join(lab.root, 'elsewhere'), app('leads-out'));
    const errors = (): string[] =>
      lab.hub.hub.lua.errors().map(({ unit, line, message }) => `${unit}:${line}: ${message}`);
    for (const [path, why] of [
      [join(lab.root, 'elsewhere'), /outside of the projects/],
      ['leads-out', /outside of the projects/],
      ['none', /no such file/],
      ['src/old.txt', /no directory/],
    ] as const) {
      await lab.save('user/watch.lua', `-- ${path}\n\nwatch.directory("${path}", function() end)`);
      await until(`an error of ${path}`, () => errors().length > 0);
      expect(errors()[0]).toMatch(/^user\/watch\.lua:3: watch\.directory\(".*"\): /);
      expect(errors()[0]).toMatch(why);
    }
  });

  test('is refused where a file watches too many', async () => {
    await expect(
      lab.save('user/watch.lua', 'for i = 1, 20 do watch.directory("src", function() end) end'),
    ).rejects.toThrow(/more than 16 are open in one file/);
  });
});

test('a flood of changes is told of in few lists, and every file at least once', async () => {
  const directory = join(lab.root, 'flood');
  mkdirSync(directory);
  const told: string[] = [];
  let lists = 0;
  let isReady = false;
  const end = watchDirectory(directory, {
    recursive: true,
    onChanges(changes) {
      lists++;
      told.push(...changes.map(({ path, event }) => `${event} ${path}`));
    },
    onReady() {
      isReady = true;
    },
    onEnd(error) {
      throw error;
    },
  });
  await until('it is ready', () => isReady);
  for (let i = 0; i < 500; i++) {
    mkdirSync(join(directory, `d${i % 20}`), { recursive: true });
    writeFileSync(join(directory, `d${i % 20}/f${i}`), 'x');
  }
  await until('all are told of', () => told.length === 520, { detail: () => `${told.length}` });
  expect(new Set(told).size).toBe(520);
  expect(lists).toBeLessThan(100);
  end();
});
