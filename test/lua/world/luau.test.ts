// Files with Luau's types, in the real engine: the listings run, places are those of the text as it is saved.
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { closeWorlds, openWorld, said } from '../world-helper.ts';

afterEach(closeWorlds);

const listing = (name: string): string =>
  readFileSync(new URL(`../listings/${name}.luau`, import.meta.url), 'utf8');

it('the listing of hooks runs as a plugin', async () => {
  const world = await openWorld({
    'plugins/notes.lua': listing('hooks'),
    'user/a.lua':
      'events.on("custom:search_completed", function(event) log.info("found %d", event.count) end)',
  });
  expect(world.world.errors()).toEqual([]);
  const save = async (content: string) =>
    (await world.world.emit('note:before_save', { path: 'p', content })).value;
  expect(await save('')).toMatchObject({ cancelled: true, reason: 'Empty note not allowed' });
  expect(await save('text')).toMatchObject({
    payload: { path: 'p', content: expect.stringMatching(/^text\n<!-- modified: \d/) },
  });
  await world.world.emit('note:saved', { path: 'p' });
  await world.world.emit('tool:after', { name: 'search_web', result: { results: [1, 2] } });
  expect(said(world)).toEqual(['Saved: p', 'found 2']);
  expect(await world.eval('hooks.list("note:before_save")[1].owner')).toBe('"plugins/notes.lua:50"');
});

it('the listings of flows and of generation load, and define what they say', async () => {
  const world = await openWorld({
    'user/flow.lua': listing('flow'),
    'user/generation.lua': listing('generation'),
  });
  expect(world.world.errors()).toEqual([]);
  expect(await world.eval('require("user.flow").define().states.approved.type')).toBe('"final"');
  const ctx =
    '{ currentUser = function() return "me" end, context = function() return { submitter = "you" } end }';
  expect(await world.eval(`require("user.flow").canApprove(${ctx}, {})`)).toBe('true');
  expect(await world.eval('require("user.generation").define().strategy.steps[2].parallelOn')).toBe(
    '"outline.sections"',
  );
});

it('an error names the line of the text, types and all', async () => {
  const world = await openWorld();
  await world.save({ 'user/a.lua': '--!strict\ntype A = {\n  b: number,\n}\nlocal a: A = nil\nprint(a.b)' });
  expect(world.error('user/a.lua')).toMatchObject({
    line: 6,
    message: "attempt to index a nil value (local 'a')",
  });
  expect(world.error('user/a.lua')?.source?.find(({ mark }) => mark)?.text).toBe('print(a.b)');
});

it('a file without the mark is read so where it is no Lua; its own faults are told as they are', async () => {
  const world = await openWorld({
    'user/a.lua': 'local n: number = if true then 40 else 1\nn += 2\nlog.info("%d", n)',
  });
  expect(said(world)).toEqual(['42']);
  await world.save({ 'user/a.lua': 'local n: number = 1\nlocal m = = 2' });
  expect(world.error('user/a.lua')).toMatchObject({ phase: 'syntax', line: 1 });
  expect(await world.save({ 'user/a.lua': 'return return' })).toMatchObject({
    errors: [{ phase: 'syntax', line: 1, message: expect.stringContaining("near 'return'") }],
  });
});

it('is compiled once: the next world has it from the form that was kept', async () => {
  const world = await openWorld({ 'plugins/notes.lua': listing('hooks') });
  await world.save({ 'user/a.lua': 'return 1' });
  await world.save({ 'user/a.lua': 'return 2' });
  expect(world.world.errors()).toEqual([]);
  expect(await world.eval('#hooks.list("note:saved")')).toBe('1');
});
