// What a person can do about Lua files, with the whole program: one of it for all tests, asked by commands for
// what commands print, and directly for the rest.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/hub/store.ts';
import { connectHub, type HubClient } from '../../src/protocol/hub-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createProgram, type Program } from '../helpers/program.ts';

let program: Program;
let hub: HubClient;
const connect = async (): Promise<void> => {
  hub = await connectHub({ socket: runtimePaths(program.home, program.env).hubSocket, client: 'cli' });
};
beforeAll(async () => {
  program = createProgram();
  await program.ok(['new', '--name', 'first', '--', 'sh', '-c', 'sleep 100']);
  await connect();
});
afterAll(async () => {
  hub?.close();
  await program.dispose();
});

function save(unit: string, text: string): void {
  const path = join(program.home, unit);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
const badge = (text: string) => `ui.slot("status.right", {}, function() return "${text}" end)\n`;
/** Whether the file is live. */
const saveAndWait = async (unit: string, text: string): Promise<boolean> => {
  save(unit, text);
  return (await hub.peer.call('lua.wait', { path: unit, timeout: 10 })).ok;
};
const screen = async () => (await hub.peer.call('frame', { columns: 80, rows: 24 })).tree;
const banners = async () =>
  JSON.stringify((await hub.peer.call('frame', { columns: 80, rows: 24 })).overlays);

test('a file goes back to what it was, and the text it replaces is kept', async () => {
  await saveAndWait('improvements/badge.lua', badge('one'));
  await saveAndWait('improvements/badge.lua', badge('two'));
  expect(await saveAndWait('improvements/badge.lua', 'this is not Lua')).toBe(false);
  expect(await program.ok(['lua', 'diff', 'badge.lua'])).toContain('+this is not Lua');

  expect(await program.ok(['lua', 'revert', 'badge.lua'])).toMatch(/version 2 again/);
  expect(await screen()).toContain('two');
  await hub.peer.call('lua.revert', { path: 'improvements/badge.lua', to: 1 });
  expect(readFileSync(join(program.home, 'improvements/badge.lua'), 'utf8')).toBe(badge('one'));
  expect(await screen()).toContain('one');
});

test('a file is switched off and on', async () => {
  await saveAndWait('user/shown.lua', badge('shown'));
  await program.ok(['lua', 'disable', 'user/shown.lua']);
  expect(await screen()).not.toContain('shown');
  const { units } = await hub.peer.call('lua.list', {});
  expect(units).toContainEqual(expect.objectContaining({ path: 'user/shown.lua', status: 'disabled' }));
  const waited = await program.runCli(['lua', 'wait', 'user/shown.lua']);
  expect(waited).toMatchObject({ code: 1, stderr: expect.stringContaining('lua enable user/shown.lua') });
  await hub.peer.call('lua.switch', { path: 'user/shown.lua', on: true });
  expect(await screen()).toContain('shown');
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
  const who = async (name: string) => (await hub.peer.call('lua.who', { name })).owners[0];
  expect(await who('normal n')).toMatchObject({
    kind: 'key',
    name: 'normal n',
    owner: expect.stringMatching(/^keybindings\/default\.lua:\d+$/),
  });
  expect(await who('notify_failure')).toMatchObject({
    kind: 'hook',
    owner: expect.stringMatching(/^default\/notifications\.lua:\d+$/),
  });
  expect((await program.runCli(['lua', 'who', 'no.such'])).code).toBe(1);

  const { live, replaced } = await hub.peer.call('lua.replaced', { path: 'user/own.lua' });
  expect(live).toBe(true);
  expect(replaced).toMatchObject([
    {
      name: 'App.render',
      text: 'function App:render() return base(self) end',
      below: { layer: 'default', text: expect.stringMatching(/^function App:render\(\)\n/) },
    },
  ]);
});

test('what an improvement asks for is a person’s to give', async () => {
  const send = 'action.register("nudge", function() agents.send("first", "hi") end)\n';
  await saveAndWait('improvements/nudge.lua', send);
  const nudge = () => hub.peer.call('lua.eval', { code: 'return action.run("nudge")' });
  const refused = {
    ok: false,
    error: { message: expect.stringContaining("needs capability 'agents.send'") },
  };
  expect(await nudge()).toMatchObject(refused);
  expect((await program.runCli(['lua', 'grant', 'nudge.lua'])).stderr).toContain(
    '--- @capability agents.send',
  );

  await saveAndWait('improvements/nudge.lua', `--- @capability agents.send\n${send}`);
  expect(await program.ok(['frame'])).toContain('improvements/nudge.lua asks for agents.send');
  expect(await nudge()).toMatchObject(refused);

  await program.ok(['lua', 'grant', 'nudge.lua']);
  expect(await banners()).not.toContain('asks for');
  expect(await nudge()).toMatchObject({ ok: true });

  await program.ok(['lua', 'revoke', 'nudge.lua']);
  expect(await nudge()).toMatchObject(refused);
  const unknown = await program.runCli(['lua', 'grant', 'nudge.lua', 'everything']);
  expect(unknown).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no capability is called "everything"'),
  });
}, 60_000);

test('versions outlive the hub, and what a new version of the program changed below a file is told', async () => {
  hub.close();
  await program.ok(['stop']);
  rmSync(join(program.home, 'improvements/badge.lua'));
  // As if the file had been written against another default.
  const store = openStore(program.home, { onTrouble: () => {} });
  const kept = JSON.parse(store.get('replaced', 'user/own.lua')!);
  kept.things['App.render'] = { hash: 'of another text', text: 'function App:render() end' };
  store.set('replaced', 'user/own.lua', JSON.stringify(kept));
  store.close();

  expect(await program.ok(['lua', 'list'])).toMatch(/user\/own\.lua .*\(default changed: App\.render\)/);
  await connect();
  expect(await banners()).toContain("user/own.lua:3 replaces default/layout.lua's App.render");
  expect(await program.ok(['lua', 'diff', 'user/own.lua', '--upgrade'])).toContain(
    '-function App:render() end\n',
  );
  const { owners } = await hub.peer.call('lua.who', { name: 'App.render' });
  expect(owners[0]!.changed_default).toMatch(/^default\/layout\.lua:\d+$/);
  expect(await hub.peer.call('lua.seen', { path: 'user/own.lua' })).toEqual({ settled: 1 });
  expect(await banners()).not.toContain('user/own.lua');

  const history = JSON.parse(await program.ok(['lua', 'history', 'badge.lua', '--json'])) as {
    number: number;
  }[];
  expect(history.map(({ number }) => number)).toEqual([3, 2, 1]);
  await program.ok(['lua', 'revert', 'badge.lua', '--to', '2']);
  expect(await screen()).toContain('two');
  const missing = await program.runCli(['lua', 'revert', 'badge.lua', '--to', '9']);
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('has no version 9 (kept: ') });
});
