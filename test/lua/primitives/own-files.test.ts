// `glob` and `dofile`: the Lua files of this home by pattern and by path, at load too; other patterns ask the hub.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWorlds, openWorld, said, type TestWorld, until } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({
    'user/a.lua': 'return { name = "a" }',
    'user/sub/c.lua': 'return "c"',
    'improvements/x.lua': 'return "x"',
  });
});
afterAll(closeWorlds);

test('a pattern that begins with a layer is answered at load, from the files there are', async () => {
  await world.save({
    'user/z.lua': `
local function told(pattern) log.info("%s: %s", pattern, table.concat(glob(pattern), " ")) end
told("improvements/*.lua")
told("user/*.lua")
told("user/**/*.lua")
told("{user,improvements}/[ax].lua")
told("user/**")
told("user/none*")`,
  });
  expect(world.world.errors()).toEqual([]);
  expect(said(world)).toEqual([
    'improvements/*.lua: improvements/x.lua',
    'user/*.lua: user/a.lua user/z.lua',
    'user/**/*.lua: user/a.lua user/sub/c.lua user/z.lua',
    '{user,improvements}/[ax].lua: improvements/x.lua user/a.lua',
    'user/**: user/a.lua user/sub/c.lua user/z.lua',
    'user/none*: ',
  ]);
  await world.save({ 'user/z.lua': null });
});

test('any other pattern is asked of the hub, and cannot be at load', async () => {
  const asked = world.requests.length;
  const outcome = world.world.eval('#glob("src/**/*.ts")');
  await until('the hub is asked', () => world.requests.length > asked);
  const { effect, answer } = world.requests[asked]!;
  expect(effect).toMatchObject({ name: 'fs.glob', params: { pattern: 'src/**/*.ts' } });
  answer(['src/a.ts', 'src/b.ts']);
  expect((await outcome).value).toBe('2');
  await world.save({ 'user/z.lua': 'glob("src/*")' });
  expect(world.error('user/z.lua')?.message).toMatch(/^glob cannot wait here \(a file that is being loaded/);
  await world.save({ 'user/z.lua': null });
});

test('dofile gives what a file returned, and runs nothing twice; a higher layer has its turn later', async () => {
  const before = said(world).length;
  await world.save({
    'user/once.lua': 'log.info("runs") return { n = 1 }',
    'user/z.lua': `
local first, second = dofile("user/once.lua"), dofile("/home/u/.botster/user/once.lua")
log.info("%s %s", tostring(first == second), tostring(dofile("improvements/x.lua")))
events.on("custom:later", function() log.info(dofile("~/.botster/improvements/x.lua")) end)`,
  });
  await world.world.emit('custom:later', {});
  expect(said(world).slice(before)).toEqual(['runs', 'true nil', 'x']);
});

test('dofile says which file there is not, and what may be meant', async () => {
  const message = async (code: string) => (await world.world.eval(code)).error?.message;
  expect(await message('dofile("user/aa.lua")')).toMatch(
    /^dofile: user\/aa\.lua is none of the Lua files of this home .*did you mean 'user\/a\.lua'/,
  );
  expect(await message('dofile("/etc/passwd")')).toMatch(/^dofile: \/etc\/passwd is none of the Lua files/);
  expect(await message('dofile("core/hub.lua")')).toMatch(/^dofile: core\/hub\.lua is none/);
});
