// A terminal whose window is dragged about: nothing breaks, and when it rests everybody agrees on its size.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';
import { randomFrom } from '../helpers/random.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';
import { until } from '../helpers/until.ts';
import { trimmed } from './survival.ts';

const RESIZES = 200;
const FINAL = { columns: 100, rows: 30 };
const SEED = 20;

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

function open(args: readonly string[] = []): TerminalScreen {
  const screen = openScreen(program, args, FINAL);
  screens.push(screen);
  return screen;
}

async function agentSize(): Promise<{ columns: number; rows: number }> {
  const [agent] = JSON.parse(await program.ok(['ls', '--json']));
  return agent.size;
}

test('after 200 sizes in quick succession the screen is that of a fresh terminal', async () => {
  const stormed = open(['--', 'env', 'PS1=ready> ', 'sh']);
  await stormed.waitFor('the prompt', (text) => /│ready> +│/.test(text));
  const size = await agentSize();
  expect(size.columns).toBeLessThan(FINAL.columns);
  const random = randomFrom(SEED);
  for (let i = 0; i < RESIZES; i++) {
    stormed.resize(1 + random(300), 1 + random(100));
    // Every fifth is seen by the program as a resize of its own; the others run into each other.
    if (i % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  stormed.resize(FINAL.columns, FINAL.rows);
  await until('the agent has the size it had', async () => {
    const now = await agentSize();
    return now.columns === size.columns && now.rows === size.rows;
  });
  stormed.type('clear; echo size-$(stty size | tr " " x)-end\r');
  const end = `size-${size.rows}x${size.columns}-end`;
  const shown = await stormed.waitFor(
    'the size that the shell has, and its prompt',
    (text) => text.includes(end) && text.split(end)[1]!.includes('ready>'),
  );

  stormed.type('\x02\x04');
  expect(await stormed.exited()).toBe(0);
  const fresh = open();
  await until('a fresh terminal shows the same', () => trimmed(fresh.text()) === trimmed(shown), {
    detail: () => `${shown}\n---\n${fresh.text()}`,
  });
}, 60_000);
