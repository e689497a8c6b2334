// Files and directories that another program swaps for links out of the project while they are read and written:
// a thousand tries of each function, none of which reaches anything outside.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../helpers/until.ts';
import { agent, type HostileLab, openHostileLab, SECRET } from './hostile-lab.ts';

const TRIES = 1000;

let lab: HostileLab;
let swapper: ChildProcess;
/** Keeps swapping: a file for a link to a secret, a directory for a link to the one with secrets. */
const program = `
const { renameSync, symlinkSync, rmSync, writeFileSync, mkdirSync } = require('node:fs');
process.chdir(process.argv[1]);
symlinkSync('../outside/secret', 'evil-file');
symlinkSync('../outside', 'evil-dir');
writeFileSync('swapping', '');
for (;;) for (const [name, evil] of [['raced', 'evil-file'], ['raced-dir', 'evil-dir']]) {
  try { renameSync(name, name + '.good'); } catch {}
  try { renameSync(evil, name); } catch {}
  try { renameSync(name, evil); } catch {}
  try { renameSync(name + '.good', name); } catch {}
}`;

beforeAll(async () => {
  lab = openHostileLab();
  const app = join(lab.root, 'app');
  mkdirSync(join(app, 'raced-dir'));
  writeFileSync(join(app, 'raced'), 'ours');
  writeFileSync(join(app, 'raced-dir/secret'), 'ours');
  swapper = spawn(process.execPath, ['-e', program, app], { stdio: 'ignore' });
  await until('it swaps', () => existsSync(join(app, 'swapping')));
});
afterAll(async () => {
  swapper.kill('SIGKILL');
  await until('it has ended', () => swapper.signalCode !== null);
  lab.dispose();
});

test.each([
  ['read', (path: string) => lab.files.read(path, agent)],
  ['stat', (path: string) => lab.files.stat(path, agent)],
  ['list', () => lab.files.list('raced-dir', agent)],
  ['glob', () => lab.glob('raced-dir/*')],
  ['glob of all', () => lab.glob('**/only-*')],
  [
    'copy',
    (path: string) => lab.files.copy(path, 'copied', true, agent).then(() => lab.files.read('copied', agent)),
  ],
  ['write', (path: string) => lab.files.write(path, 'mine', agent)],
  ['append', (path: string) => lab.files.append(path, 'mine', agent)],
  [
    'rename',
    (path: string) =>
      path === 'raced'
        ? lab.files.rename('raced-dir/secret', 'raced-dir/renamed', true, agent)
        : lab.files.rename('raced-dir/renamed', 'raced-dir/secret', true, agent),
  ],
  [
    'mkdir',
    (path: string) => lab.files.mkdir(path === 'raced' ? 'raced-dir/made/deep' : 'raced-dir/made', agent),
  ],
  [
    'remove',
    (path: string) => lab.files.remove(path === 'raced' ? 'raced-dir/secret' : 'raced-dir/made', true, agent),
  ],
  ['copy onto', (path: string) => lab.files.copy('src/file', path, true, agent)],
] as const)('%s', async (_name, act) => {
  writeFileSync(join(lab.root, 'outside/only-outside'), '');
  const before = lab.outside();
  let done = 0;
  for (let number = 0; number < TRIES; number++) {
    const value = await act(number % 2 ? 'raced' : 'raced-dir/secret').catch(() => null);
    if (value !== null) done++;
    const told = JSON.stringify(value);
    expect(told).not.toContain(SECRET);
    expect(told).not.toMatch(/only-outside|\/outside/);
  }
  expect(lab.outside()).toBe(before);
  // The race was one: sometimes it was there to be reached.
  expect(done).toBeGreaterThan(0);
});
