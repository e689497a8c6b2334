// Files with Luau's types, in the real engine: places are those of the text as it is saved.
import { afterEach, expect, it } from 'vitest';
import { listing } from '../listings/world.ts';
import { closeWorlds, openWorld, said } from '../world-helper.ts';

afterEach(closeWorlds);

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
  const world = await openWorld({ 'plugins/notes.lua': listing('plugin-api/01-hooks.luau') });
  await world.save({ 'user/a.lua': 'return 1' });
  await world.save({ 'user/a.lua': 'return 2' });
  expect(world.world.errors()).toEqual([]);
  expect(await world.eval('#hooks.list("note:saved")')).toBe('1');
});
