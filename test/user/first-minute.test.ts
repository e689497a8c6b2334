// The first things that a person does.
import { afterAll, beforeAll, test } from 'vitest';
import { type Sitting, sitDown } from './sitting.ts';

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({ columns: 90, rows: 20 });
});
afterAll(() => sitting.leave());

test('a command runs, a name is given, a second pane opens, the prefix says what may follow', async () => {
  const { type, command, shows, hides, looksLike } = sitting;
  type('echo it $((40+2)) works\r');
  await shows('it 42 works');
  type('\x02r');
  await shows('Name');
  type('\x15first\r');
  await shows('─ first ─');
  await command('spawn env PS1=second% sh');
  await shows(/─ env ─[\s\S]*second%/);
  type('\x02-');
  await shows(/─ env ─[\s\S]*─ first ─/);
  await looksLike('two-panes');
  type('\x02');
  await shows('new agent');
  type('\x1b');
  await hides('new agent');
  await command('thme dark');
  // Where the words were typed, and no fault of a file.
  await shows(/:thme dark[\s\S]*no command is called 'thme' \(did/);
  await hides(/✗ /);
});
