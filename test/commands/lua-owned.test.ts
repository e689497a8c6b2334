// What a person can do about Lua files from the command line, with the whole program.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';

let program: Program;
beforeEach(async () => {
  program = createProgram();
  await program.ok(['new', '--name', 'first', '--', 'sh', '-c', 'sleep 100']);
});
afterEach(() => program.dispose());

function save(unit: string, text: string): void {
  const path = join(program.home, unit);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
const badge = (text: string) => `ui.slot("status.right", {}, function() return "${text}" end)\n`;
const saveAndWait = async (unit: string, text: string) => {
  save(unit, text);
  await program.ok(['lua', 'wait', unit]);
};
const statusLine = async () => (await program.ok(['frame'])).split('\n').at(-1);

test('a file goes back to what it was, and the text it replaces is kept', async () => {
  await saveAndWait('improvements/badge.lua', badge('one'));
  await saveAndWait('improvements/badge.lua', badge('two'));
  save('improvements/badge.lua', 'this is not Lua');
  expect((await program.runCli(['lua', 'wait', 'badge.lua'])).code).toBe(1);
  expect(await program.ok(['lua', 'diff', 'badge.lua'])).toContain('+this is not Lua');

  expect(await program.ok(['lua', 'revert', 'badge.lua'])).toMatch(/version 2 again/);
  expect(await statusLine()).toContain('two');
  expect(await program.ok(['lua', 'revert', 'badge.lua', '--to', '1'])).toMatch(/version 1 again/);
  expect(readFileSync(join(program.home, 'improvements/badge.lua'), 'utf8')).toBe(badge('one'));
  expect(await statusLine()).toContain('one');

  // Over a restart of the hub, and for a file that is gone from disk.
  await program.ok(['stop']);
  rmSync(join(program.home, 'improvements/badge.lua'));
  await program.ok(['ls']);
  const history = JSON.parse(await program.ok(['lua', 'history', 'badge.lua', '--json'])) as {
    number: number;
  }[];
  expect(history.map(({ number }) => number)).toEqual([3, 2, 1]);
  await program.ok(['lua', 'revert', 'badge.lua', '--to', '2']);
  expect(await statusLine()).toContain('two');

  const missing = await program.runCli(['lua', 'revert', 'badge.lua', '--to', '9']);
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('has no version 9 (kept: ') });
});

test('a file is switched off and on', async () => {
  await saveAndWait('user/badge.lua', badge('shown'));
  await program.ok(['lua', 'disable', 'user/badge.lua']);
  expect(await statusLine()).not.toContain('shown');
  expect(await program.ok(['lua', 'list'])).toMatch(/user\/badge\.lua +user +disabled/);
  const waited = await program.runCli(['lua', 'wait', 'user/badge.lua']);
  expect(waited).toMatchObject({ code: 1, stderr: expect.stringContaining('lua enable user/badge.lua') });
  await program.ok(['lua', 'enable', 'user/badge.lua']);
  expect(await statusLine()).toContain('shown');
});

test('who owns a name, and what lies below', async () => {
  await saveAndWait(
    'user/own.lua',
    '\nlocal base = App.render\nfunction App:render() return base(self) end\n',
  );
  const owners = await program.ok(['lua', 'who', 'App.render']);
  expect(owners.split('\n').slice(1)).toEqual([
    expect.stringMatching(/^method +App\.render +user\/own\.lua:3 +yes/),
    expect.stringMatching(/^method +App\.render +default\/layout\.lua:\d+ +no/),
  ]);
  expect(await program.ok(['lua', 'who', 'normal n'])).toMatch(
    /key +normal n +keybindings\/default\.lua:\d+/,
  );
  expect(await program.ok(['lua', 'who', 'notify_failure'])).toMatch(
    /hook .*default\/notifications\.lua:\d+/,
  );
  expect((await program.runCli(['lua', 'who', 'no.such'])).code).toBe(1);
});

test('what an improvement asks for is a person’s to give', async () => {
  const send = 'action.register("nudge", function() agents.send("first", "hi") end)\n';
  await saveAndWait('improvements/nudge.lua', send);
  const nudge = () => program.runCli(['lua', 'eval', 'return action.run("nudge")']);
  expect((await nudge()).stderr).toContain("needs capability 'agents.send'");
  expect((await program.runCli(['lua', 'grant', 'nudge.lua'])).stderr).toContain(
    '--- @capability agents.send',
  );

  await saveAndWait('improvements/nudge.lua', `--- @capability agents.send\n${send}`);
  expect(await program.ok(['frame'])).toContain('improvements/nudge.lua asks for agents.send');
  expect((await nudge()).stderr).toContain("needs capability 'agents.send'");

  await program.ok(['lua', 'grant', 'nudge.lua']);
  expect(await program.ok(['frame'])).not.toContain('asks for');
  expect(await nudge()).toMatchObject({ code: 0 });

  await program.ok(['lua', 'revoke', 'nudge.lua']);
  expect((await nudge()).stderr).toContain("needs capability 'agents.send'");
  const unknown = await program.runCli(['lua', 'grant', 'nudge.lua', 'everything']);
  expect(unknown).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no capability is called "everything"'),
  });
}, 60_000);
