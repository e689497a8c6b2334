// Agents outlive everything else: the whole program in a real terminal, with its parts killed.
import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';
import { until } from '../helpers/until.ts';
import { killHubs, killTerminals, PREFIX, SIZE, trimmed } from './survival.ts';

let program: Program;
let screens: TerminalScreen[];

function open(args: readonly string[] = []): TerminalScreen {
  const screen = openScreen(program, args, SIZE);
  screens.push(screen);
  return screen;
}

/** A shell whose prompt is known. */
const shell = ['--', 'env', 'PS1=ready> ', 'sh'] as const;
/** The shell waits, in the layout that Lua drew. */
const prompted = (screen: string): boolean => /│ready> +│/.test(screen);

describe('with a part killed', () => {
  beforeEach(() => {
    program = createProgram();
    screens = [];
  });
  afterEach(async () => {
    for (const screen of screens) await screen.close();
    await program.dispose();
  });

  test(
    'terminals killed under output: the next one shows the same, and no line is lost',
    () => killTerminals(program, 2),
    120_000,
  );

  test(
    'hubs killed under output: the view is what it was, no agent dies, and no line is lost',
    () => killHubs(program, 2),
    120_000,
  );

  test('what was on the screen is there after detaching and attaching again', async () => {
    const first = open(shell);
    await first.waitFor('the prompt', prompted);
    first.type('printf \'\\033[1;31mred\\033[0m 中文 e\\314\\201\\n\'; echo do"ne"\r');
    const before = await first.waitFor('the text', (screen) => screen.includes('done'));
    first.type(`${PREFIX}\x04`);
    expect(await first.exited()).toBe(0);
    const second = open();
    await second.waitFor('the same screen', (screen) => screen.includes('done') && screen.includes('agents'));
    await until(
      'the second terminal shows what the first did',
      () => trimmed(second.text()) === trimmed(before),
      {
        detail: () => `${before}\n---\n${second.text()}`,
      },
    );
  }, 60_000);

  test('a hub killed: agents live and keep their sizes, typing goes on, the terminal comes back by itself', async () => {
    const screen = open(shell);
    await screen.waitFor('the prompt', prompted);
    screen.type(`trap 'echo told of a size' WINCH; clear; echo trap-$((40+2))\r`);
    await screen.waitFor('the trap', (text) => text.includes('trap-42'));
    for (let round = 0; round < 3; round++) {
      const { hub } = program.daemons();
      process.kill(hub!, 'SIGKILL');
      screen.type(`echo round-$((${round}+100))\r`);
      await screen.waitFor(`round ${round}`, (text) => text.includes(`round-${round + 100}`));
      await until('another hub', () => {
        const now = program.daemons().hub;
        return now !== undefined && now !== hub;
      });
      await screen.waitFor('the notice has gone', (text) => !text.includes('the hub is gone'));
      await until('Lua runs', async () => (await program.runCli(['lua', 'eval', '6*7'])).stdout === '42\n');
    }
    // A shell sees to its traps when it has read a line.
    screen.type('echo end-$((40+2))\r');
    expect(await screen.waitFor('the end', (text) => text.includes('end-42'))).not.toContain(
      'told of a size',
    );
    expect(await program.ok(['ls'])).toContain('running');
  }, 120_000);
});

describe('in one terminal', () => {
  let own: Program;
  let screen: TerminalScreen;
  beforeAll(async () => {
    own = createProgram();
    screen = openScreen(own, shell, SIZE);
    await screen.waitFor('the prompt', prompted);
  });
  afterAll(async () => {
    await screen.close();
    await own.dispose();
  });

  test.skipIf(!has('vim'))(
    'vim draws, takes keys and leaves the screen as it was',
    async () => {
      screen.type('echo before; vim -u NONE -n new.txt\r');
      await screen.waitFor('vim', (text) => text.includes('│~  '));
      screen.type('ihello from vim\x1b');
      await screen.waitFor('the text', (text) => text.includes('hello from vim'));
      screen.resize(90, 20);
      await screen.waitFor(
        'the new height',
        (text) => text.split('\n').length <= 20 && text.includes('hello from vim'),
      );
      screen.type(':q!\r');
      await screen.waitFor(
        'the shell again',
        (text) => text.includes('before') && !text.includes('hello from vim'),
      );
      screen.resize(SIZE.columns, SIZE.rows);
    },
    60_000,
  );

  test.skipIf(!has('less'))(
    'less scrolls with the arrow keys of its own keyboard mode',
    async () => {
      screen.type('seq 1 200 | less\r');
      await screen.waitFor('the first page', (text) => /│1 {9}/.test(text) && text.includes('25'));
      // less asks for application cursor keys, which the outer terminal was given: this is its arrow down.
      screen.type('\x1bOB\x1bOB');
      await screen.waitFor('two lines further', (text) => /│3 {9}/.test(text) && !/│2 {9}/.test(text));
      screen.type('q');
      await screen.waitFor('the prompt again', prompted);
    },
    60_000,
  );

  test('a new shell has the keys, and the first one has them again when it is gone back to', async () => {
    screen.type('mark=first\r');
    screen.type(`${PREFIX}c`);
    await screen.waitFor(
      'the second agent, focused',
      (text) => /[●◦◐✓] sh/u.test(text) && !text.includes('mark=first'),
    );
    screen.type('echo mark-$mark-new\r');
    await screen.waitFor('the new shell ran what was typed', (text) => /mark--new/.test(text));
    screen.type(`${PREFIX}1`);
    await screen.waitFor('the first shell', (text) => text.includes('mark=first'));
    screen.type('echo again-$mark\r');
    await screen.waitFor('the first shell ran what was typed', (text) => text.includes('again-first'));
  }, 60_000);
});

function has(command: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
  if (!found) console.log(`skipped: ${command} is not installed`);
  return found;
}
