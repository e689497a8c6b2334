// Reading back, searching and copying, as a person does it: by keys, and with the mouse.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sitting, sitDown } from './sitting.ts';

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({
    columns: 90,
    rows: 20,
    files: {
      'user/init.lua': 'botster.copy_command = "cat > $BOTSTER_HOME/copied"\n',
      editor: 'echo "$1" > "$BOTSTER_HOME/edited"; tail -2 "$1"; echo edits; read line\n',
    },
    env: { VISUAL: 'sh "$BOTSTER_HOME/editor"' },
  });
});
afterAll(() => sitting.leave());

test('search back, select, copy, paste; drag with the mouse', async () => {
  const { type, shows, hides, looksLike } = sitting;
  type('for i in $(seq 1 90); do echo row $i; done\r');
  await shows(/row 90[\s\S]*ready>/);
  type('\x02[');
  await shows('COPY');
  // The pattern is looked for as it is typed, and enter keeps it.
  type('?row 4');
  await shows(/row 49[\s\S]*11\/11/);
  type('\r');
  await shows('?row 4 11/11');
  type('nn');
  await shows('?row 4 9/11');
  await looksLike('copy-search');
  type('Vk');
  await shows('lines 2 lines');
  type('y');
  await shows(/copied 2 lines[\s\S]*TERMINAL/);
  type('cat\r');
  await shows(/ready> cat/);
  type('\x02]\r');
  await shows(/ready> cat[\s\S]*row 46\s[\s\S]*row 47\s/);
  type('\x04');

  // The mouse: a row of the screen, from its first cell to its fifth.
  const rows = (await shows(/row 47[\s\S]*ready>/)).split('\n');
  const y = rows.findLastIndex((row) => row.includes('row 47'));
  const x = rows[y]!.lastIndexOf('row 47');
  const report = (code: number, column: number, end: 'M' | 'm'): string =>
    `\x1b[<${code};${column + 1};${y + 1}${end}`;
  type(report(0, x, 'M') + report(32, x + 4, 'M') + report(0, x + 4, 'm'));
  await shows(/copied 5 characters[\s\S]*TERMINAL/);
  type('cat $BOTSTER_HOME/copied; echo "<"\r');
  await shows('row 4<');

  type('\x02#');
  expect(await shows('Paste into')).toContain('row 46  +1 lines');
  type('\x1b');
  await hides('Paste into');
});

/** A report of the mouse at a cell of the screen, from 0. */
const mouse = (code: number, x: number, y: number, end: 'M' | 'm' = 'M'): string =>
  `\x1b[<${code};${x + 1};${y + 1}${end}`;

/** Where the newest row with these words is. */
async function cellOf(words: string): Promise<{ readonly x: number; readonly y: number }> {
  const rows = (await sitting.shows(words)).split('\n');
  const y = rows.findLastIndex((row) => row.includes(words));
  return { x: rows[y]!.lastIndexOf(words), y };
}

test('two clicks take a word, three a line; a drag beyond the edge scrolls on', async () => {
  const { type, shows } = sitting;
  type('clear; echo some-word and others\r');
  await shows(/│some-word and others/);
  const { x, y } = await cellOf('some-word and');
  const click = mouse(0, x + 2, y) + mouse(0, x + 2, y, 'm');
  type(click + click);
  await shows(/copied 9 characters[\s\S]*TERMINAL/);
  type('echo "<$(cat $BOTSTER_HOME/copied)>"\r');
  await shows('│<some-word>');
  type(click + click + click);
  await shows(/copied (1 line|\d\d characters)[\s\S]*TERMINAL/);
  type('echo "<$(cat $BOTSTER_HOME/copied)>"\r');
  await shows('│<some-word and others>');

  type('clear; seq -f "far %g" 1 60\r');
  await shows(/far 60[\s\S]*ready>/);
  const from = await cellOf('far 60');
  // Up beyond the border of the pane, where it goes on by itself.
  type(mouse(0, from.x + 6, from.y) + mouse(32, from.x, 0));
  await shows(/far 30/);
  type(mouse(0, from.x, 0, 'm'));
  await shows(/copied \d+ lines[\s\S]*TERMINAL/);
  type('head -c 3 $BOTSTER_HOME/copied; tail -n 1 $BOTSTER_HOME/copied\r');
  await shows(/│farfar 60/);
});

test('the history opens in an editor, which leaves nothing behind', async () => {
  const { type, shows, hides } = sitting;
  type('\x02E');
  await shows('│edits');
  const file = readFileSync(join(sitting.program.home, 'edited'), 'utf8').trim();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toContain('far 60');
  type('\r');
  await hides('│edits');
  await shows(/─ env ─[\s\S]*TERMINAL/);
  expect(existsSync(file)).toBe(false);
});
