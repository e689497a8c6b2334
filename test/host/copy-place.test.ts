// Complaints about scrolling elsewhere: a view that jumps when the pane gets wider, or while output streams.
import { expect, test } from 'vitest';
import { createScreen } from '../../src/host/screen.ts';
import { createViewer } from '../../src/host/viewer.ts';
import { copyIn, numbered } from './copying.ts';
import { quietScreen, write } from './drawing.ts';

/** Lines that wrap differently at each width. */
const LONG = Array.from({ length: 60 }, (_, i) => `${i + 1} ${'word '.repeat(1 + (i % 9))}end\n`).join('');

test.each([
  [40, 80],
  [80, 30],
  [30, 31],
])('scrolled back, the same line is first in view from %i to %i columns and back', (from, to) => {
  const screen = createScreen({ ...quietScreen, columns: from, rows: 10, scrollback: 500 });
  write(screen, LONG.replaceAll('\n', '\r\n'));
  const viewer = createViewer({ channel: 1, screen, scroll: 0, send: () => {} });
  viewer.scroll(70);
  const top = (): string =>
    Array.from({ length: screen.size().columns }, (_, x) =>
      String.fromCodePoint(screen.line(screen.topId(0) - viewer.top(), 0)!._data[x * 3]! & 0x1fffff || 32),
    )
      .join('')
      .trim();
  const resize = (columns: number, rows: number): void => {
    const place = viewer.pin();
    screen.resize({ columns, rows });
    place();
  };
  const before = top();
  resize(to, 10);
  // What was first in view is in the first line still.
  expect(`${top()} ${before}`).toContain(to > from ? before : top());
  resize(to, 25);
  resize(from, 10);
  expect(top()).toBe(before);
});

test('cursor and selection stay with their text when lines wrap anew', async () => {
  const copy = copyIn(LONG, { columns: 40, scrollback: 500 });
  await copy.all('count 2', 'count 0', 'up', 'search-back 27 word', 'select-char', 'line-end');
  const text = (await copy.all('selection-stay')).copied?.text;
  await copy.all('clear', 'search-back 27 word', 'select-char', 'line-end');
  for (const columns of [95, 13, 40]) copy.resize({ columns, rows: 10 });
  expect((await copy.all('selection-stay')).copied?.text).toBe(text);
  expect(copy.told.length).toBeGreaterThanOrEqual(3);
});

test('prompts are found again after a reflow, and forgotten with their lines', async () => {
  const copy = copyIn('', { columns: 40, scrollback: 30 });
  const command = (name: string): void =>
    copy.print(
      `\x1b]133;A\x07$ ${name}\n\x1b]133;C\x07${'output of a command '.repeat(4)}${name}\n\x1b]133;D;0\x07`,
    );
  for (const name of ['one', 'two', 'three']) command(name);
  copy.print('\x1b]133;A\x07$ ');
  copy.resize({ columns: 25, rows: 10 });
  await copy.all('bottom', 'previous-prompt');
  expect(copy.line()).toBe('$ three');
  await copy.all('count 2', 'previous-prompt');
  expect(copy.line()).toBe('$ one');
  await copy.all('next-prompt');
  expect(copy.line()).toBe('$ two');
  expect((await copy.all('output')).copied?.text).toBe(`${'output of a command '.repeat(4)}one`);
  expect((await copy.all('bottom', 'output')).copied?.text).toBe(`${'output of a command '.repeat(4)}three`);
  copy.print(numbered(60));
  expect((await copy.all('bottom', 'previous-prompt')).problem).toMatch(/no prompt is marked/);
});
