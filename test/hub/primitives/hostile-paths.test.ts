// Paths that lead out of the places that a file may reach: by none of them, and in no function, is anything there
// read, told of or changed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from './fixtures/paths.ts';
import { agent, type HostileLab, openHostileLab, SECRET } from './hostile-lab.ts';

let lab: HostileLab;
let before: string;
beforeAll(() => {
  lab = openHostileLab();
  before = lab.outside();
});
afterAll(() => lab.dispose());

const meant = (path: string): string => path.replaceAll('R', lab.root);
const result = (work: Promise<unknown>): Promise<{ code: string; value?: unknown }> =>
  work.then(
    (value) => ({ code: 'done', value }),
    ({ code, message }: { code?: string; message: string }) => ({ code: code ?? message }),
  );

test('there are 120 and more', () => {
  expect(new Set(paths.map(([path]) => path)).size).toBeGreaterThanOrEqual(120);
});

const named = paths.map(([path, code]) => [JSON.stringify(path.slice(0, 60)), code, path] as const);
test.each(named)('%s cannot be read: %s', async (_name, code, path) => {
  expect(await result(lab.files.read(meant(path), agent))).toEqual({ code });
});

describe.each([
  'exists',
  'stat',
  'list',
  'glob',
  'copy from',
  'write',
  'append',
  'mkdir',
  'remove',
  'rename from',
  'rename to',
  'copy to',
])('%s', (name) => {
  test('reaches nothing outside by any of them', async () => {
    const { files } = lab;
    let count = 0;
    const acts: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
      exists: (path) => files.exists(path, agent),
      stat: (path) => files.stat(path, agent),
      list: (path) => files.list(path, agent),
      glob: (path) => lab.glob(path),
      'copy from': (path) => files.copy(path, `copy-${++count}`, false, agent),
      write: (path) => files.write(path, 'mine', agent),
      append: (path) => files.append(path, 'mine', agent),
      mkdir: (path) => files.mkdir(path, agent),
      remove: (path) => files.remove(path, true, agent),
      'rename from': (path) => files.rename(path, `moved-${++count}`, false, agent),
      'rename to': async (path) => {
        await files.write('to-move', 'mine', agent);
        return files.rename('to-move', path, true, agent);
      },
      'copy to': (path) => files.copy('src/file', path, true, agent),
    };
    // What is the project's own (a link itself, the FIFO) may be taken away: each function has a lab of its own.
    const shared = lab;
    const own = openHostileLab();
    lab = own;
    try {
      const was = own.outside();
      for (const [path, code] of paths) {
        const found = await result(acts[name]!(meant(path)));
        expect(JSON.stringify(found.value ?? ''), path).not.toMatch(/secret|\/outside|\/app2/);
        if (name !== 'glob' && code === 'outside' && !/link|loop/.test(path))
          expect(found.code, path).not.toBe('done');
        if (name !== 'glob' && code === 'usage') expect(found.code, path).not.toBe('done');
      }
      expect(own.outside()).toBe(was);
      for (let number = 1; number <= count; number++) {
        const copy = await result(own.files.read(`copy-${number}`, agent));
        expect(copy.value ?? '').not.toContain(SECRET);
      }
    } finally {
      own.dispose();
      lab = shared;
    }
  });
});

test('nothing outside is other than before', () => {
  expect(lab.outside()).toBe(before);
});

test('a glob over a hundred thousand files ends, however it is written', async () => {
  const many = join(lab.root, 'app/many');
  for (let folder = 0; folder < 60; folder++) {
    mkdirSync(join(many, `${folder}`), { recursive: true });
    for (let file = 0; file < 20; file++) writeFileSync(join(many, `${folder}`, `${file}`), '');
  }
  for (const pattern of ['**/**/**/**/x', '**/*/**/*/**/x', `${'**/'.repeat(300)}x`, '**/[a-z]*/**/x'])
    expect(await result(lab.glob(pattern))).toMatchObject({ value: [] });
  expect(await result(lab.glob(`${'*/'.repeat(600)}x`))).toEqual({ code: 'usage' });
  expect(await result(lab.glob('{a,b}'.repeat(40)))).toEqual({ code: 'usage' });
});
