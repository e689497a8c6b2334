// Whatever way the program ends, the terminal is the shell's again: its screen, its modes, its settings.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cliEntry, createProgram, type Program } from '../helpers/program.ts';
import { openTerminal, type TerminalScreen } from '../helpers/terminal-screen.ts';
import { until } from '../helpers/until.ts';

let program: Program;
let screen: TerminalScreen;
beforeEach(() => {
  program = createProgram();
});
afterEach(async () => {
  await screen.close();
  await program.dispose();
});

/** A shell in a terminal, in which the program was started and is drawn. */
async function startFromShell(env: Readonly<Record<string, string>> = {}): Promise<void> {
  screen = openTerminal(['/bin/sh', '-i'], {
    columns: 100,
    rows: 30,
    cwd: program.home,
    env: { ...program.env, LANG: 'C.UTF-8', PS1: 'outer> ', ...env },
  });
  await screen.waitFor('the outer shell', (text) => text.includes('outer> '));
  screen.type(
    `stty -a > before; '${process.execPath}' '${cliEntry}' -- env PS1='inner> ' sh; echo "code $?"; stty -a > after\r`,
  );
  await screen.waitFor('the program', (text) => /│inner> +│/.test(text));
}

const programPid = async (): Promise<number> => {
  let found = 0;
  await until('the program is found', () => {
    const children = readFileSync(`/proc/${screen.pid}/task/${screen.pid}/children`, 'utf8').trim();
    found = Number(children.split(' ')[0]);
    return found > 0;
  });
  return found;
};

/** The terminal has none of the modes that the program sets. */
function expectPlainTerminal(): void {
  expect(screen.terminal.buffer.active.type).toBe('normal');
  expect(screen.terminal.modes).toMatchObject({
    bracketedPasteMode: false,
    sendFocusMode: false,
    mouseTrackingMode: 'none',
    applicationCursorKeysMode: false,
    applicationKeypadMode: false,
    wraparoundMode: true,
    originMode: false,
  });
}

async function expectRestored(code: number): Promise<string> {
  const text = await screen.waitFor('the outer shell again', (shown) => shown.includes(`code ${code}`));
  await screen.waitFor('its prompt', (shown) => /outer> $|outer>$/.test(shown.trimEnd()));
  expect(text).toContain('stty -a > before');
  expectPlainTerminal();
  const settings = (name: string): string => readFileSync(join(program.home, name), 'utf8');
  await until('the settings are written', () => settings('after').includes('speed'));
  expect(settings('after')).toBe(settings('before'));
  return text;
}

test('after detaching', async () => {
  await startFromShell();
  screen.type('\x02d');
  await expectRestored(0);
}, 60_000);

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const)(
  'after %s',
  async (signal, code) => {
    await startFromShell();
    process.kill(await programPid(), signal);
    await expectRestored(code);
  },
  60_000,
);

test('after everything was stopped', async () => {
  await startFromShell();
  await program.ok(['stop', '--all']);
  await expectRestored(0);
}, 60_000);

test('after an error nobody caught, which is shown whole', async () => {
  const fault = join(program.home, 'fault.cjs');
  writeFileSync(fault, "process.on('SIGUSR2', () => { throw new Error('a fault of the test') });");
  await startFromShell({ NODE_OPTIONS: `--require=${fault}` });
  process.kill(await programPid(), 'SIGUSR2');
  const text = await expectRestored(1);
  expect(text).toContain('Error: a fault of the test');
  expect(text).toContain('fault.cjs:1');
}, 60_000);

test('while it is stopped, and it draws itself again when it goes on', async () => {
  await startFromShell();
  process.kill(await programPid(), 'SIGTSTP');
  await screen.waitFor('the outer shell', (text) => /Stopped[\s\S]*outer>/.test(text));
  expectPlainTerminal();
  screen.type('fg\r');
  await screen.waitFor('the program again', (text) => /│inner> +│/.test(text));
  screen.type('echo it-$((1+1))\r');
  await screen.waitFor('it takes keys', (text) => text.includes('it-2'));
  screen.type('\x02d');
  await screen.waitFor('the outer shell for good', (text) => /Stopped[\s\S]*outer>/.test(text));
  expectPlainTerminal();
}, 60_000);
