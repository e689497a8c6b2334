// `popup.*`: what is in front of a view, and what becomes of it over reloads. The programs are names on paper.
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { HandleSpec, HandleVoice } from '../../../src/lua/types.ts';
import { keyTaker, NOT_BEGUN } from '../../../src/tui/key-taker.ts';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

afterAll(closeWorlds);

const FILE = `
action.register("git", function()
  popup.open { cmd = "lazygit", width = 40, height = "50%", on_exit = function(code, output) log.info("OVER " .. code .. " " .. tostring(output)) end }
end)
action.register("find", function() popup.open { cmd = { "fzf", "-m" }, key = "find", capture = true, on_exit = "found" } end)
action.register("found", function(_, args) log.info("FOUND " .. args.code .. " " .. args.output) end)
keymap.set("normal", "G", "git")
keymap.set("normal", "F", "find")
keymap.set("normal", "T", function() mode.set("terminal") end)
keymap.set("popup", "h", function() popup.hide("lazygit") end)`;

interface Program {
  readonly spec: HandleSpec;
  readonly voice: HandleVoice;
}

let world: TestWorld;
let programs: Map<string, Program>;
let closed: string[];
beforeEach(async () => {
  programs = new Map();
  closed = [];
  world = await openWorld({ 'user/git.lua': FILE }, undefined, {
    onOpen(spec, voice) {
      programs.set(spec.key, { spec, voice });
      return { act: () => null, close: () => void closed.push(spec.key) };
    },
  });
});

const press = async (key: string): Promise<void> => {
  const mode = world.app.views[0]!.mode;
  const done = await world.world.key('v1', mode, [key]);
  await done?.rest;
};
/** The hub says that a program has a session now. */
const begin = (key: string, session: string): void =>
  world.sync({ ptys: [...(world.app.ptys ?? []), { unit: 'user/git.lua', key, session }] });
const taker = async (): Promise<string | null> => keyTaker((await world.tree()) as never);
const mode = (): string => world.app.views[0]!.mode;

test('one has the keys from the moment it is opened until it ends, and says how it ended', async () => {
  expect(await taker()).toBe(null);
  await press('G');
  expect(await taker()).toBe(NOT_BEGUN);
  expect(mode()).toBe('popup');
  const { spec, voice } = programs.get('popup:v1:lazygit')!;
  expect(spec.params).toMatchObject({ argv: ['lazygit'], agent: 'a1', columns: 38, rows: 10 });
  begin('popup:v1:lazygit', 's1');
  expect(await taker()).toBe('s1');
  expect(await world.text()).toContain('lazygit');
  voice.end('exit', { code: 3 });
  await world.eval('return 1');
  expect(await taker()).toBe(null);
  expect(mode()).toBe('normal');
  expect(world.logs).toContain('info user/git.lua: OVER 3 nil');
});

test('the last that is opened is in front; what is hidden gives the keys back and can be shown again', async () => {
  await press('G');
  begin('popup:v1:lazygit', 's1');
  await world.eval('return 1');
  world.sync({ views: [{ ...world.app.views[0]!, mode: 'normal' }] });
  await press('F');
  begin('popup:v1:find', 's2');
  expect(await taker()).toBe('s2');
  programs.get('popup:v1:find')!.voice.end('exit', { code: 0, captured: 'b\n' });
  await world.eval('return 1');
  expect(world.logs).toContain('info user/git.lua: FOUND 0 b\n');
  expect(await taker()).toBe('s1');
  await press('h');
  expect(await taker()).toBe(null);
  await press('G');
  expect(await taker()).toBe('s1');
  expect(closed).toEqual([]);
});

test('who goes on typing does so in the program in front', async () => {
  await press('G');
  begin('popup:v1:lazygit', 's1');
  world.sync({ views: [{ ...world.app.views[0]!, mode: 'normal' }] });
  await press('T');
  expect(mode()).toBe('popup');
  await press('h');
  expect(mode()).toBe('terminal');
});

test('a reload goes on with the same program, and runs the action that it named at its end', async () => {
  await press('F');
  begin('popup:v1:find', 's2');
  const { voice } = programs.get('popup:v1:find')!;
  programs.clear();
  await world.save({ 'user/other.lua': 'return {}' });
  // Opened again it would have another voice.
  expect([...programs]).toEqual([]);
  expect(await taker()).toBe('s2');
  voice.end('exit', { code: 0, captured: 'after' });
  await world.eval('return 1');
  expect(world.logs).toContain('info user/git.lua: FOUND 0 after');
  expect(await taker()).toBe(null);
});

test('one goes with the file that opened it', async () => {
  await press('G');
  await world.save({ 'user/git.lua': null });
  expect(closed).toEqual(['popup:v1:lazygit']);
  expect(await taker()).toBe(null);
});

test('a size that is none, and a file of an agent without the grant, are errors of their line', async () => {
  await world.save({
    'user/wide.lua':
      'action.register("wide", function()\n  popup.open { width = "wide" }\nend)\nkeymap.set("normal", "W", "wide")',
    'improvements/sly.lua':
      'action.register("sly", function()\n  popup.open { cmd = "sh" }\nend)\nkeymap.set("normal", "Y", "sly")',
  });
  await press('W');
  expect(world.error('user/wide.lua')).toMatchObject({
    line: 2,
    message: expect.stringContaining(
      'bad option \'width\' (cells from 1 to 1000 or "80%" expected, got wide)',
    ),
  });
  await press('Y');
  expect(world.error('improvements/sly.lua')).toMatchObject({
    line: 2,
    message: expect.stringContaining("popup.open needs capability 'pty.spawn'"),
  });
  expect([...programs]).toEqual([]);
});
