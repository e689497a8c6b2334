// Links on a screen: written out, and made of other words (OSC 8).
import { deserialize, serialize } from 'node:v8';
import { afterEach, expect, test } from 'vitest';
import { linkAt, linksOf } from '../../src/host/links.ts';
import { createScreen, type Screen, type ScreenState } from '../../src/host/screen.ts';
import { quietScreen, write } from './drawing.ts';

let screen: Screen;
afterEach(() => screen.dispose());

const show = (text: string, columns = 40, rows = 6): void => {
  screen = createScreen({ ...quietScreen, columns, rows });
  write(screen, text);
};
const made = (url: string, text: string, id = ''): string => `\x1b]8;${id};${url}\x1b\\${text}\x1b]8;;\x1b\\`;
const all = (): string[] =>
  linksOf(screen, 100, 100).map(({ url, text, line, x }) => `${text} -> ${url} @${line},${x}`);

test('both kinds, with what is written and where it leads', () => {
  show(`see ${made('https://a.org/real', 'the docs')} or https://b.org.\r\n${made('file:///etc/x', 'f')}`);
  expect(all()).toEqual([
    'the docs -> https://a.org/real @0,4',
    'https://b.org -> https://b.org @0,16',
    'f -> file:///etc/x @1,0',
  ]);
});

test('what a program says that a text leads to counts, whatever the text says', () => {
  show(made('https://evil.example/', 'https://bank.example/'));
  expect(all()).toEqual(['https://bank.example/ -> https://evil.example/ @0,0']);
  expect(linkAt(screen, 0, 3)?.url).toBe('https://evil.example/');
});

test('one that goes on in the next row, indented or not, is one', () => {
  show(`${made('https://a.org', 'one', 'id=1')}\r\n  ${made('https://a.org', 'two', 'id=1')}`);
  expect(all()).toEqual(['onetwo -> https://a.org @0,0']);
  screen.dispose();
  show('https://d.org/abc', 12);
  expect(all()).toEqual(['https://d.org/abc -> https://d.org/abc @0,0']);
  expect(linkAt(screen, 1, 2)?.url).toBe('https://d.org/abc');
  expect(linkAt(screen, 1, 5)).toBeNull();
});

test('those beside one another are two, and what has been written over is none', () => {
  show(
    `${made('https://a.org', 'one')}${made('https://b.org', 'two')}\r\n${made('https://c.org', 'gone')}\rnone`,
  );
  expect(all()).toEqual(['one -> https://a.org @0,0', 'two -> https://b.org @0,3']);
});

test('history counts, the newest are kept, and wide characters are whole', () => {
  show(
    `${Array.from({ length: 20 }, (_, i) => `https://a.org/${i}`).join('\r\n')}\r\n${made('http://w.org', '中文')}`,
  );
  expect(linksOf(screen, 100, 2).map(({ url }) => url)).toEqual(['https://a.org/19', 'http://w.org']);
  const [wide] = linksOf(screen, 100, 1);
  expect(wide).toMatchObject({ text: '中文', spans: [{ from: 0, to: 4 }] });
  expect(linksOf(screen, 3, 100).map(({ url }) => url)).toEqual([
    'https://a.org/18',
    'https://a.org/19',
    'http://w.org',
  ]);
});

test('another host has them too: a captured screen made again', () => {
  show(
    `${'\r\n'.repeat(9)}${made('https://a.org', 'one', 'id=1')}\r\n${made('https://b.org', 'two')} https://c.org`,
  );
  const before = all();
  const state = deserialize(serialize(screen.capture(Buffer.alloc(0)))) as ScreenState;
  screen.dispose();
  screen = createScreen({ ...quietScreen, columns: 40, rows: 6 }, state);
  expect(all()).toEqual(before);
  expect(before).toHaveLength(3);
  // Older lines leave, and take nothing with them.
  write(screen, `${'\r\n'.repeat(50)}${made('https://d.org', 'new')}`);
  expect(all().map((link) => link.split(' @')[0])).toEqual([
    ...before.map((link) => link.split(' @')[0]),
    'new -> https://d.org',
  ]);
  expect(all().at(-1)).toMatch(/^new -> https:\/\/d\.org /);
});
