// The helper that whole-program tests stand on: it waits for what is seen, and says what it saw.
import { afterEach, expect, test } from 'vitest';
import { openTerminal, type TerminalScreen } from './terminal-screen.ts';

let screen: TerminalScreen;
afterEach(() => screen.close());

const env = { PATH: process.env['PATH']!, TERM: 'xterm-256color' };
const sh = (script: string) => openTerminal(['/bin/sh', '-c', script], { env, columns: 40, rows: 5 });

test('types, and waits for what is seen', async () => {
  screen = sh('printf "name? "; read name; echo "hello $name"; exit 7');
  await screen.waitFor('the question', (text) => text.includes('name?'));
  expect(screen.cursor()).toEqual({ x: 6, y: 0 });
  screen.type('you\r');
  await screen.waitFor('the greeting', (text) => text.includes('hello you'));
  expect(screen.lines()).toEqual(['name? you', 'hello you', '', '', '']);
  expect(await screen.exited()).toBe(7);
});

test('the program sees a new size', async () => {
  screen = sh("trap 'stty size' WINCH; echo ready; while :; do sleep 0.01; done");
  await screen.waitFor('it runs', (text) => text.includes('ready'));
  screen.resize(50, 10);
  await screen.waitFor('the new size', (text) => text.includes('10 50'));
});

test('a wait in vain says for what, and shows the screen', async () => {
  screen = sh('echo something else; read line');
  await screen.waitFor('it runs', (text) => text.includes('else'));
  const failure = screen.waitFor('the impossible', () => false, 10);
  await expect(failure).rejects.toThrow(
    /waited in vain: the impossible \(the program runs\)[\s\S]*\|something else/,
  );
});

test('a signal is told as 128 and its number', async () => {
  screen = sh('echo ready; read line');
  await screen.waitFor('it runs', (text) => text.includes('ready'));
  screen.kill('SIGTERM');
  expect(await screen.exited()).toBe(128 + 15);
});
