// lua repl in a terminal: expressions, statements, chunks of several lines, mistakes.
import { afterEach, expect, test } from 'vitest';
import { cliEntry, createProgram, type Program } from '../helpers/program.ts';
import { openTerminal, type TerminalScreen } from '../helpers/terminal-screen.ts';

let program: Program;
let screen: TerminalScreen;
afterEach(async () => {
  await screen.close();
  await program.dispose();
});

test('runs what is typed in the live world', async () => {
  program = createProgram();
  await program.ok(['new', '--name', 'first', '--', 'sh', '-c', 'sleep 100']);
  screen = openTerminal([process.execPath, cliEntry, 'lua', 'repl'], {
    columns: 80,
    rows: 24,
    cwd: program.home,
    env: program.env,
  });
  await screen.waitFor('the prompt', (text) => text.trimEnd() === '>');
  screen.type('agents.list()[1].name\r');
  await screen.waitFor('the value', (text) => text.includes('"first"'));
  screen.type('local sum = 0\rfor i = 1, 4 do\r');
  await screen.waitFor('a chunk that goes on', (text) => /^>> ?$/m.test(text));
  screen.type('sum = (sum or 0) + i end return sum\r');
  await screen.waitFor('its value', (text) => /^10$/m.test(text));
  screen.type('nothing.here\r');
  await screen.waitFor('the mistake', (text) =>
    text.includes("eval:1: attempt to index a nil value (global 'nothing')"),
  );
  screen.type('\x04');
  expect(await screen.exited()).toBe(0);
});
