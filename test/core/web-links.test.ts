// Links in what agents print: where each is, and without what only stands around it.
import { expect, test } from 'vitest';
import { findWebLinks } from '../../src/core/web-links.ts';

/** Rows of a screen as their cells: a character of two cells is followed by an empty one. */
function rows(columns: number, ...texts: readonly string[]): string[][] {
  return texts.map((text) => {
    const cells = [...text].flatMap((char) => (/[\u3000-\u9fff]/.test(char) ? [char, ''] : [char]));
    return [...cells, ...Array.from({ length: columns - cells.length }, () => ' ')];
  });
}

function found(columns: number, ...texts: readonly string[]): string[] {
  return findWebLinks(rows(columns, ...texts)).map(
    ({ url, first, last }) => `${url} ${first.row},${first.x}-${last.row},${last.x}`,
  );
}

test.each([
  ['a full stop ends the sentence', 'see https://a.org/x.', 'https://a.org/x 0,4-0,18'],
  ['brackets that it opened are its own', '(http://b.org/(c)), ok', 'http://b.org/(c) 0,1-0,16'],
  ['a frame is none of it', '│ https://c.org│', 'https://c.org 0,2-0,14'],
  ['letters of any language', 'https://e.org/größe/路径', 'https://e.org/größe/路径 0,0-0,22'],
  ['quotes around it', '“https://f.org/ü”', 'https://f.org/ü 0,1-0,15'],
  ['a full stop of another script', 'https://g.org/路。', 'https://g.org/路 0,0-0,14'],
])('%s', (_name, text, expected) => {
  expect(found(40, text)).toEqual([expected]);
});

test('a full row goes on in the next', () => {
  expect(found(12, 'https://d.or', 'g/abc', 'x')).toEqual(['https://d.org/abc 0,0-1,4']);
  expect(found(13, 'https://d.or', 'g/abc')).toEqual(['https://d.or 0,0-0,11']);
});

test('only those of the web, with a host', () => {
  expect(found(80, 'file:///etc/passwd javascript:x https:// http://.')).toEqual([]);
});
