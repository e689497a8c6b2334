// What one agent sends to another never mixes with what a person types there.
import { afterEach, expect, test } from 'vitest';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createProgram, type Program } from '../helpers/program.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';

let program: Program;
let screen: TerminalScreen;
afterEach(async () => {
  await screen?.close();
  await program?.dispose();
});

test('a text waits until the person has typed on', async () => {
  program = createProgram();
  const writer = await program.ok(['new', '--name', 'writer', '--', 'sleep', '1000']);
  const reads = 'while read -r line; do echo "<$line>"; done';
  await program.ok(['new', '--name', 'reader', '--focus', '--', '/bin/sh', '-c', `echo ready; ${reads}`]);
  screen = openScreen(program);
  await screen.waitFor('the reader', (text) => text.includes('ready'));
  screen.type('hal');
  await screen.waitFor('what was typed', (text) => text.includes('hal'));

  const asWriter = {
    BOTSTER_AGENT_ID: writer,
    BOTSTER_SOCKET: runtimePaths(program.home, program.env).sessionSocket(writer),
  };
  const sent = program.runCli(['send', 'reader', 'from the writer', '--enter'], { env: asWriter });
  screen.type('f a ');
  await screen.waitFor('more of it', (text) => text.includes('half a '));
  screen.type('line\r');
  await screen.waitFor('the line of the person', (text) => text.includes('<half a line>'));
  await screen.waitFor('the line of the writer', (text) => text.includes('<from the writer>'));
  expect(await sent).toMatchObject({ code: 0 });
  await screen.waitFor('who it was from', (text) => text.includes('writer typed into reader'));
});
