// Globals that nobody defines are told of when files are loaded, with the nearest name; and what is said to be
// known is what files really have.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readGlobals } from '../../../src/lua/lua-dump.ts';
import { knownGlobals, undefinedGlobals } from '../../../src/lua/undefined-globals.ts';
import { closeWorlds, file, openWorld, sources, type TestWorld } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(closeWorlds);

/** What is said of these files, and no others. */
async function warnings(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  world.files.clear();
  return (await world.save(files)).warnings;
}

test('the nearest name is offered: of the API, the file, its locals', async () => {
  expect(
    await warnings({
      'user/a.lua': [
        'local counter = 1',
        'helper = function() return agnets.list() end',
        'function App:update(message)',
        '  if message.never then return coutner, helpr(), zzzzzzzz end',
        '  if message.never then return agnets.get("x") end',
        'end',
      ].join('\n'),
    }),
  ).toEqual([
    "user/a.lua:2: global 'agnets' is not defined here; did you mean 'agents'?",
    "user/a.lua:4: global 'coutner' is not defined here; did you mean 'counter'?",
    "user/a.lua:4: global 'helpr' is not defined here; did you mean 'helper'?",
    "user/a.lua:4: global 'zzzzzzzz' is not defined here",
  ]);
});

test('a global of another file is told of with the way to it', async () => {
  expect(
    await warnings({
      'user/a.lua': 'shared_thing = 1',
      'user/deep/b.lua': 'function init() print(shared_thing) end',
    }),
  ).toEqual([
    `user/deep/b.lua:1: global 'shared_thing' is not defined here: user/a.lua has one, but globals are each file's own; return it there and require("user.a")`,
  ]);
});

test('what is missing on purpose says what there is instead', async () => {
  const [warning] = await warnings({ 'user/a.lua': 'function App:update() loadfile("x") end' });
  expect(warning).toBe(`user/a.lua:1: global 'loadfile' is not defined here: use require("user.file")`);
});

test('nothing is said of what is defined, however it is', async () => {
  expect(
    await warnings({
      'user/a.lua': [
        'first = first or 1',
        '_G.second = 2',
        'function third() return first + second end',
        'local _ENV = { fourth = 4 }',
        'fifth = fourth',
      ].join('\n'),
      'user/b.lua': 'setmetatable(_ENV, { __index = function(_, name) return name end }) assert(anything)',
      'user/c.lua': 'function render(frame) end function init(ctx) end App.title = "x"',
    }),
  ).toEqual([]);
});

test('a warning stays while the file does, and goes with its cause', async () => {
  world.files.clear();
  const first = await world.save({ 'user/a.lua': 'function App:update() agnets() end' });
  expect(first.ok).toBe(true);
  expect(first.warnings).toHaveLength(1);
  expect((await world.save({ 'user/b.lua': 'local x = 1' })).warnings).toEqual(first.warnings);
  expect((await world.save({ 'user/a.lua': 'function App:update() agents.list() end' })).warnings).toEqual(
    [],
  );
  const checked = await world.world.check([
    ...sources(world),
    file('user/c.lua', 'function App:update() agnets() end'),
  ]);
  expect(checked.warnings).toEqual([
    "user/c.lua:1: global 'agnets' is not defined here; did you mean 'agents'?",
  ]);
});

test('lines are right in long files, and in nested functions', async () => {
  const lines = Array.from({ length: 400 }, (_, y) =>
    y % 40 === 39 ? `local f${y} = function() return undefined_${y} end` : `local v${y % 30} = ${y}`,
  );
  const text = `${lines
    .map((line, y) => (y % 30 === 29 && y % 40 !== 39 ? 'do end' : line))
    .map((line) => (line.startsWith('local v') ? `do ${line} end` : line))
    .join('\n')}\n\n\nfunction App:update()\n  last_one()\nend`;
  const found = await warnings({ 'user/a.lua': text });
  expect(found.map((warning) => /^user\/a\.lua:(\d+): global '(\w+)'/.exec(warning)?.slice(1))).toEqual([
    ...[39, 79, 119, 159, 199, 239, 279, 319, 359, 399].map((y) => [String(y + 1), `undefined_${y}`]),
    ['404', 'last_one'],
  ]);
});

test('every name that is said to be known is there', async () => {
  const names = [...knownGlobals].map((name) => `${name} = ${name} ~= nil`).join(', ');
  const missing = await world.eval(
    `(function() local t = { ${names} } local out = {} for name, is in pairs(t) do if not is then out[#out + 1] = name end end return table.concat(out, " ") end)()`,
  );
  expect(missing).toBe('""');
});

test('what is no dump of Lua 5.4 is left alone', () => {
  expect(readGlobals(Buffer.from('return 1'))).toBeNull();
  expect(readGlobals(Buffer.alloc(0))).toBeNull();
  expect(readGlobals(Buffer.concat([Buffer.from('\x1bLua\x53', 'latin1'), Buffer.alloc(100)]))).toBeNull();
  expect(
    readGlobals(Buffer.concat([Buffer.from('\x1bLua\x54', 'latin1'), Buffer.alloc(100, 0x7f)])),
  ).toBeNull();
  expect(undefinedGlobals(new Map())).toEqual([]);
});
