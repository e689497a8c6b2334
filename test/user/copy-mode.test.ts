// Reading back, searching and copying, as a person does it: by keys, and with the mouse.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sitting, sitDown } from './sitting.ts';

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({
    columns: 90,
    rows: 20,
    files: { 'user/init.lua': 'botster.copy_command = "cat > $BOTSTER_HOME/copied"\n' },
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
