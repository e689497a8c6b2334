// A log that is bounded and never in the way.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogFile } from '../../src/host/log-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bt-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('lines are kept, each with its time', () => {
  const path = join(folder, 'host.log');
  createLogFile(path)('one');
  createLogFile(path)('two');
  expect(readFileSync(path, 'utf8')).toMatch(/^\d{4}-\S+Z one\n\d{4}-\S+Z two\n$/);
});

test('two files of about the limit hold the newest lines', () => {
  const path = join(folder, 'host.log');
  const log = createLogFile(path, 500);
  for (let i = 0; i < 100; i++) log(`line ${i}`);
  expect(statSync(path).size).toBeLessThan(600);
  expect(statSync(`${path}.1`).size).toBeLessThan(600);
  expect(readFileSync(path, 'utf8')).toContain('line 99');
});

test('a folder that is gone is no error', () => {
  const log = createLogFile(join(folder, 'host.log'));
  rmSync(folder, { recursive: true });
  log('nobody reads this');
});
