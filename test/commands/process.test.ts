// The built program as a process: exit codes, streams, and what it needs a terminal for.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cliEntry, createProgram, type Program } from '../helpers/program.ts';
import { openScreen, openTerminal } from '../helpers/terminal-screen.ts';

let program: Program;
beforeAll(() => {
  program = createProgram();
});
afterAll(() => program.dispose());

test.each([
  [['--version'], 0],
  [['--help'], 0],
  [['new', '--help'], 0],
  [['nwe'], 2],
  [['ls', '--bogus'], 2],
  [['ls'], 3],
  [['--home', '/nowhere/at/all', 'stop', '--all'], 3],
])('%j exits %i', async (args, code) => {
  expect((await program.runCli(args)).code).toBe(code);
});

test('attaching without a terminal fails with one line', async () => {
  expect(await program.runCli([])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'botster-tui: attaching needs a terminal (for scripts see botster-tui --help)\n',
  });
});

test('a reader that leaves early is no error', () => {
  const text = execFileSync(
    'sh',
    ['-c', `"$0" "$1" --help | head -n 1; echo "$?"`, process.execPath, cliEntry],
    {
      env: program.env,
      encoding: 'utf8',
    },
  );
  expect(text).toBe('Usage: botster-tui [--home DIR] [--safe] [-- CMD…]\n0\n');
});

test('errors and results keep to their streams in a terminal too', async () => {
  const screen = openTerminal(
    ['/bin/sh', '-c', `"${process.execPath}" "${cliEntry}" ls 2>/dev/null; echo "code $?"`],
    {
      env: program.env,
    },
  );
  try {
    await screen.waitFor('the exit code is printed', (text) => text.includes('code 3'));
    expect(screen.lines()[0]).toBe('code 3');
    expect(await screen.exited()).toBe(0);
  } finally {
    await screen.close();
  }
});

test('logs -f goes on with what is written, until it is interrupted', async () => {
  const file = join(program.home, 'logs', 'hub.log');
  mkdirSync(join(program.home, 'logs'));
  appendFileSync(file, '2026-01-01T00:00:01Z one\n');
  const screen = openScreen(program, ['logs', '-f']);
  try {
    await screen.waitFor('what was there', (text) => text.includes('hub 2026-01-01T00:00:01Z one'));
    appendFileSync(file, '2026-01-01T00:00:02Z two\n');
    await screen.waitFor('what came', (text) => text.includes('hub 2026-01-01T00:00:02Z two'));
    screen.type('\u0003');
    expect(await screen.exited()).toBe(0);
  } finally {
    await screen.close();
  }
});
