// No output of a program, however damaged, makes a screen throw, freeze or lose a line.
import { expect, test } from 'vitest';
import { createScreen } from '../../src/host/screen.ts';
import { quietScreen, write } from './drawing.ts';
import { torment } from './hostile.ts';

test.each([1, 2, 3, 4])('hostile output, seed %i', (seed) => {
  expect(torment(seed, 1000)).toEqual([]);
});

test('an alternate screen opened after the terminal became smaller has no history', () => {
  const screen = createScreen({ ...quietScreen, columns: 80, rows: 24 });
  screen.resize({ columns: 80, rows: 5 });
  write(screen, '\x1b[?1049h');
  for (let i = 0; i < 50; i++) write(screen, `line ${i}\r\n`);
  expect(screen.history()).toBe(0);
  screen.resize({ columns: 80, rows: 40 });
  write(screen, '\x1b[40Hlast\n\n\n');
  screen.resize({ columns: 70, rows: 10 });
  expect(Array.from({ length: 10 }, (_, y) => screen.line(0, y) !== undefined)).not.toContain(false);
});

test('after a full reset line ids go on counting', () => {
  const screen = createScreen({ ...quietScreen, columns: 20, rows: 4, scrollback: 10 });
  const lines = (count: number) => write(screen, 'x\r\n'.repeat(count));
  lines(100);
  write(screen, '\x1bc');
  lines(13);
  const top = screen.topId(0);
  lines(7);
  expect(screen.topId(0)).toBe(top + 7);
});
