// Panes and tabs, by key and by mouse.
import { afterAll, beforeAll, test } from 'vitest';
import { type Sitting, sitDown } from './sitting.ts';

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({ columns: 90, rows: 20 });
});
afterAll(() => sitting.leave());

/** Presses the left button at a cell (from 1), moves to another, and lets go. */
const drag = (from: readonly [number, number], to: readonly [number, number]): void =>
  sitting.type(`\x1b[<0;${from.join(';')}M\x1b[<32;${to.join(';')}M\x1b[<0;${to.join(';')}m`);

test('tabs have panes of their own; a click on the bar changes them', async () => {
  const { type, command, shows, hides } = sitting;
  await command('spawn env PS1=two% sh');
  await shows('│two%');
  type('\x02t');
  await shows(/1 env-2 {2}2 env/);
  await shows('ready>');
  type('echo $((20+2))-here\r');
  await shows('22-here');
  type('\x02(');
  await hides('22-here');
  // The second label.
  type('\x1b[<0;38;1M\x1b[<0;38;1m');
  await shows('22-here');
});

test('a border follows the mouse; programs learn their size, and nothing old is left (#3672)', async () => {
  const { type, shows, looksLike } = sitting;
  type('\x02%');
  await shows(/─ env ─+╮╭─ sh ─/);
  type("PS1='new> '; clear; stty size\r");
  await shows('│16 30 ');
  // The cell of the left pane's border, from 1.
  const border = sitting.screen.text().split('\n')[1]!.indexOf('╮╭') + 1;
  drag([border, 8], [border - 12, 8]);
  await shows(/─ env ─{12}╮╭─ sh ─/);
  type("until stty size | grep -qx '16 42'; do sleep 0.1; done; clear; stty size\r");
  await shows(/│16 42 .*\n.*│new>/);
  await shows('3 ◦ sh');
  await looksLike('dragged');
});

test('the sidebar is dragged by its border, moved, and hidden', async () => {
  const { type, shows, hides, screen } = sitting;
  drag([26, 10], [18, 10]);
  await screen.waitFor('the sidebar is narrow', (now) =>
    now.split('\n')[0]!.startsWith('╭─ agents ───────╮'),
  );
  type('\x02b');
  await shows(/─ agents ─+╮\n/);
  type('\x02b');
  await hides('─ agents');
  type('\x02b');
  await shows(/^╭─ agents/);
});
