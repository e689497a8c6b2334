// The program in a terminal, as a person starts and leaves it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';

const DETACH = '\u0002\u0004';

let program: Program;
let screens: TerminalScreen[];
beforeEach(() => {
  program = createProgram();
  screens = [];
});
afterEach(async () => {
  for (const screen of screens) await screen.close();
  await program.dispose();
});

function open(...args: string[]): TerminalScreen {
  const screen = openScreen(program, args, { env: { PS1: 'prompt> ' } });
  screens.push(screen);
  return screen;
}

/** Sees a prompt, has the shell print `word`, which is not on the screen as typed. */
async function say(screen: TerminalScreen, word: string): Promise<void> {
  await screen.waitFor('a prompt', (text) => text.includes('prompt>'));
  screen.type(`echo "${word.slice(0, 2)}""${word.slice(2)}"\r`);
  await screen.waitFor(`"${word}" printed`, (text) => text.includes(word));
}

test('starts a command, takes keys, detaches, and finds it again', async () => {
  const first = open('--', '/bin/sh');
  await say(first, 'remembered');
  first.type(DETACH);
  expect(await first.exited()).toBe(0);
  expect(first.terminal.buffer.active.type).toBe('normal');
  expect(program.daemons().host).toBeGreaterThan(0);

  const second = open();
  await second.waitFor('what was there', (text) => text.includes('remembered'));
  second.type('exec true\r');
});

test('without a command and without agents it starts $SHELL here', async () => {
  const screen = open();
  await say(screen, 'a-shell');
  screen.type('pwd\r');
  await screen.waitFor('the current directory', (text) => text.includes(program.home.slice(-8)));
});

test('a client that is killed loses nothing', async () => {
  const first = open('--', '/bin/sh');
  await say(first, 'still-here');
  first.kill('SIGKILL');
  await first.exited();
  const second = open();
  await second.waitFor('what was there', (text) => text.includes('still-here'));
  await say(second, 'and-typing');
});

test('--home before the verb or flag decides which agents there are', async () => {
  const screen = open('--home', program.home, '--', '/bin/sh');
  await say(screen, 'same-home');
  expect(program.daemons().host).toBeGreaterThan(0);
});
