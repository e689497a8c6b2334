// The tour: it goes on as its steps are done, takes no keys, and never comes back once it was ended.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScreen } from '../helpers/terminal-screen.ts';
import { type Sitting, sitDown } from './sitting.ts';

let sitting: Sitting;
beforeAll(async () => {
  sitting = await sitDown({ columns: 96, rows: 24 });
});
afterAll(() => sitting.leave());

test('a tour is offered once, each step is over when it was done, and keys go where they went', async () => {
  const { type, shows, hides, looksLike, program } = sitting;
  await shows('T tour');
  type('\x02T');
  await shows(/tour 1 of 7[\s\S]*ctrl\+b n +starts an agent/);
  await hides('T tour');
  type('echo typed $((40+2)) on\r');
  await shows('typed 42 on');
  await looksLike('tour');
  type('\x02:');
  await shows('╭─ : ─');
  type('spawn env PS1=second% sh\r');
  await shows(/second%[\s\S]*tour 2 of 7/);
  type('\x02j');
  await shows('tour 3 of 7');
  type('\x02|');
  await shows('tour 4 of 7');
  type('\x02[');
  await shows('tour 5 of 7');
  type('q\x02\x10');
  await shows('─ palette ─');
  type('\x1b');
  await shows('tour 6 of 7');
  mkdirSync(join(program.home, 'user'), { recursive: true });
  writeFileSync(
    join(program.home, 'user', 'layout.lua'),
    'function App:agent_row(agent) return "mine " .. agent.name end\n',
  );
  await shows(/mine env[\s\S]*tour 7 of 7/);
  // The last thing to do is to leave: coming back, nobody is shown around.
  type('\x02d');
  expect(await sitting.screen.exited()).toBe(0);
  const back = openScreen(program, [], { columns: 96, rows: 24 });
  try {
    await back.waitFor('the layout', (text) => text.includes('mine env-2'));
    expect(back.text()).not.toContain('tour');
  } finally {
    await back.close();
  }
});
