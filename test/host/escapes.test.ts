// xterm.js's escape sequence files (test/host/escapes/NOTES.md) through our screen: whole, and a byte
// at a time.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readLines } from '../../src/host/read-screen.ts';
import { createScreen } from '../../src/host/screen.ts';

const folder = new URL('./escapes/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.in'))
  .map((file) => file.slice(0, -'.in'.length))
  .sort();
/** Names in the table of NOTES.md: `| name | reason |`. */
const skipped = new Set(
  [...readFileSync(new URL('NOTES.md', folder), 'utf8').matchAll(/^\| (t\d+\w*-\S+) *\| .+ \|$/gm)].map(
    (match) => match[1]!,
  ),
);

function draw(name: string, pieceBytes: number): string[] {
  const screen = createScreen({
    columns: 80,
    rows: 25,
    scrollback: 0,
    version: '0',
    colors: () => ({}),
    onReply: () => {},
    onNotice: () => {},
  });
  const input = readFileSync(new URL(`${name}.in`, folder), 'latin1').replaceAll('\n', '\r\n');
  const bytes = Buffer.from(input, 'latin1');
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    screen.write(bytes.subarray(at, at + pieceBytes), () => {});
  }
  const lines = readLines(screen, { all: false, ansi: false });
  screen.dispose();
  return trimmed(lines);
}

function trimmed(lines: readonly string[]): string[] {
  const result = lines.map((line) => line.trimEnd());
  while (result.at(-1) === '') result.pop();
  return result;
}

const expected = (name: string): string[] =>
  trimmed(readFileSync(new URL(`${name}.text`, folder), 'utf8').split('\n'));

test('all files are here, and at most four are skipped', () => {
  expect(names.length).toBe(76);
  expect(skipped.size).toBeLessThanOrEqual(4);
  expect([...skipped].filter((name) => !names.includes(name))).toEqual([]);
});

test.each(names.filter((name) => !skipped.has(name)))('%s', (name) => {
  expect(draw(name, Number.MAX_SAFE_INTEGER)).toEqual(expected(name));
  expect(draw(name, 1)).toEqual(expected(name));
});

test.each(names.filter((name) => skipped.has(name)))('%s still fails, so is rightly skipped', (name) => {
  expect(draw(name, Number.MAX_SAFE_INTEGER)).not.toEqual(expected(name));
});
