// What I am told of, and where: agents out of sight, a terminal I am not looking at, and what was told before.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectHub, type HubClient } from '../../src/protocol/hub-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { until } from '../helpers/until.ts';
import { type Sitting, sitDown } from './sitting.ts';

const FOCUS = '\x1b[I';
const BLUR = '\x1b[O';

let sitting: Sitting;
let hub: HubClient;
let folder: string;
const ids = new Map<string, string>();

beforeAll(async () => {
  sitting = await sitDown({ env: { TERM_PROGRAM: 'ghostty' } });
  const { home, env } = sitting.program;
  folder = home;
  hub = await connectHub({ socket: runtimePaths(home, env).hubSocket, client: 'cli' });
});
afterAll(async () => {
  hub.close();
  await sitting.leave();
});

/** Starts a program out of sight that waits for lines, and prints what they are for `printf`. */
async function start(name: string): Promise<void> {
  const argv = ['sh', '-c', 'while read -r line; do printf "$line"; done'];
  const agent = await hub.peer.call('agent.new', {
    name,
    argv,
    cwd: folder,
    env: { PATH: process.env['PATH']! },
  });
  ids.set(name, agent.id);
}
/** An agent says what it does. */
const says = (name: string, state: 'working' | 'blocked' | 'idle', reason?: string) =>
  hub.peer.call('agent.report', { id: ids.get(name)!, state, ...(reason === undefined ? {} : { reason }) });
const prints = (name: string, text: string) =>
  hub.peer.call('agent.send', { id: ids.get(name)!, text, enter: true });
const written = (text: string): Promise<void> =>
  until(`${JSON.stringify(text)} is written`, () => sitting.screen.written().includes(text), {
    detail: () => JSON.stringify(sitting.screen.written().slice(-600)),
  });
/** The terminal, which shows the first agent, loses the focus; resolves when the hub has heard. */
async function looksAway(): Promise<void> {
  sitting.type(BLUR);
  const code = 'agents.in_sight("one")';
  await until(
    'nothing is in sight',
    async () => (await hub.peer.call('lua.eval', { code })).value === 'false',
  );
}
/** Saves the person's settings; resolves when they are live. */
async function sets(lua: string): Promise<void> {
  writeFileSync(join(folder, 'user/init.lua'), lua);
  await sitting.program.ok(['lua', 'wait', 'init.lua']);
}

test('agent-of-empires #3327: many agents that ask at once are one message', async () => {
  const names = ['one', 'two', 'three', 'four', 'five'];
  for (const name of names) await start(name);
  await Promise.all(names.map((name) => says(name, 'blocked', 'May I?')));
  const screen = await sitting.shows('5 agents ask');
  expect(screen.match(/agents ask|May I\?\s*│\s*$/gm)).toHaveLength(1);
  await sitting.shows(/1 told +▲5/);
});

test('what I look at is not told of; with the terminal out of focus it is', async () => {
  const { type, shows, screen } = sitting;
  type('\x022');
  await shows(/─ one /);
  await says('one', 'working');
  await says('one', 'blocked', 'Seen?');
  await shows(/▲ one +Seen\?/);
  await looksAway();
  await says('one', 'working');
  await says('one', 'blocked', 'Unseen?');
  await written('\x1b]777;notify;one;Unseen?\x1b\\');
  expect(screen.written()).not.toContain(';Seen?');
  type(FOCUS);
});

test('claude-squad #185: the terminal is told as the setting says, and so is a command', async () => {
  const told = join(folder, 'told');
  await sets(
    `botster.notify = { outer = "osc9", command = { "sh", "-c", 'echo "$1" >> ${told}', "sh", "{title}: {message}" } }`,
  );
  await looksAway();
  await prints('two', '\\033]777;notify;Build;all green\\007');
  await written('\x1b]9;Build: all');
  await until(
    'the command has run',
    () => existsSync(told) && readFileSync(told, 'utf8').startsWith('Build: all'),
  );
  // What was typed there is seen.
  await hub.peer.call('agent.explain', { id: ids.get('two')! });
  await says('two', 'idle');
  await written('\x1b]9;two: is done');
  sitting.type(FOCUS);
});

test('the history has it all, and leads to the agent', async () => {
  const { type, shows } = sitting;
  type('\x02M');
  const screen = await shows(/╭─ notifications /);
  expect(screen).toMatch(
    /• two +is done[\s\S]*• two +Build: all green[\s\S]*▲ one +Unseen\?[\s\S]*5 agents ask/,
  );
  type('j\r');
  await shows(/─ two /);
  await sitting.hides('told');
});

test('agent-of-empires #2286: from one that waits to the next, without leaving what I type into', async () => {
  const { type, shows } = sitting;
  type('\x02a');
  await shows(/╭─ (three|four|five) ─[\s\S]* TERMINAL /);
  const first = /╭─ (three|four|five) ─/.exec(sitting.screen.text())![1]!;
  type('\x02a');
  await sitting.hides(`╭─ ${first} ─`);
  await shows(/╭─ (three|four|five) ─[\s\S]* TERMINAL /);
  // The one of the five whose question came last.
  type('\x02a\x02a');
  await shows(/╭─ one ─[\s\S]* TERMINAL /);
});
