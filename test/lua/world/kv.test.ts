// `kv`: texts by key, a file's own, kept over everything; what passes a limit is an error of its line.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  closeWorlds,
  type MemoryStore,
  memoryStore,
  openWorld,
  said,
  type TestWorld,
} from '../world-helper.ts';

let world: TestWorld;
let store: MemoryStore;
beforeAll(async () => {
  store = memoryStore();
  world = await openWorld({}, store);
});
afterAll(closeWorlds);

/** What code logs that is put into a file, all others being empty. */
async function run(unit: string, code: string): Promise<string[]> {
  world.logs.length = 0;
  const others = Object.fromEntries([...world.files.keys()].map((name) => [name, '-- nothing']));
  const outcome = await world.save({ ...others, [unit]: code });
  expect(outcome.errors).toEqual([]);
  return said(world);
}

/** What code returns that is typed in the console, with what it raises. */
const typed = async (code: string): Promise<unknown> =>
  JSON.parse(
    JSON.parse(
      await world.eval(`return json.encode(json.array({ pcall(function() ${code} end) }))`),
    ) as string,
  );
const kept = (unit: string): string[] =>
  [...store.state.keys()].filter((key) => key.startsWith(`kv:${unit}\0`));

test('a text is there again after a reload and a restart, until it is deleted; it is not state, and one file’s', async () => {
  const bytes = '"\\0\\1\\255\\n" .. string.char(1, 98, 200)';
  await run(
    'user/a.lua',
    `kv.set("api_key", "abc123") kv.set("grüß \\n", "") kv.set("bytes", ${bytes}) state.set("own", 1)`,
  );
  const look = `log.info("%s %q %s %s %s", tostring(kv.get("api_key")), kv.get("grüß \\n"), tostring(kv.get("bytes") == ${bytes}), #kv.keys(), tostring(kv.get("own")))`;
  const there = ['abc123 "" true 3 nil'];
  expect(await run('user/a.lua', look)).toEqual(there);
  expect(said(await openWorld({ 'user/a.lua': look }, store))).toEqual(there);
  expect(
    await run('improvements/a.lua', 'log.info("%s %d", tostring(kv.get("api_key")), #kv.keys())'),
  ).toEqual(['nil 0']);
  expect(
    await run(
      'user/a.lua',
      'log.info("%s %s %s", kv.del("bytes"), kv.del("bytes"), table.concat(kv.keys(), " ")) kv.del("grüß \\n")',
    ),
  ).toEqual(['true false api_key grüß \n']);
  expect(kept('user/a.lua')).toEqual(['kv:user/a.lua\0api_key']);
});

test('a refused file, and a view that is only tried out, keep nothing', async () => {
  const { errors } = await world.save({ 'user/b.lua': 'kv.set("k", "v")\n\nkv.set("n", 1)' });
  expect(errors.map(({ unit, line, message }) => `${unit}:${line}: ${message}`)).toEqual([
    "user/b.lua:3: kv.set: bad argument #2 'value' (string expected, got number)",
  ]);
  expect(kept('user/b.lua')).toEqual([]);
  await run('user/b.lua', 'function App:render() kv.set("drawn", "1") return ui.text("x") end');
  expect(kept('user/b.lua')).toEqual([]);
  await world.text();
  expect(kept('user/b.lua')).toEqual(['kv:user/b.lua\0drawn']);
});

test('what passes a limit is an error at its line; what is replaced or deleted makes room', async () => {
  expect(await typed('kv.set("\\255", "x")')).toEqual([
    false,
    "eval:1: kv.set: bad argument #1 'key' (UTF-8 text expected, got other bytes)",
  ]);
  expect(await typed('kv.set("big", ("\\n"):rep(64 * 1024 - 2))')).toEqual([
    false,
    'eval:1: kv.set("big"): eval would keep 65537 bytes, at most 65536 are kept (kv.del makes room)',
  ]);
  expect(
    await typed(
      'for i = 1, 2 do kv.set("big", ("\\n"):rep(64 * 1024 - 3)) end return #kv.get("big"), (pcall(kv.set, "x", ""))',
    ),
  ).toEqual([true, 65533, false]);
  // Counted again by a world that did not write it.
  await world.save({ 'user/c.lua': '-- reload' });
  expect(await typed('return (pcall(kv.set, "x", "")), kv.del("big"), #kv.keys()')).toEqual([
    true,
    false,
    true,
    0,
  ]);
  // Not all in one go: code that is typed has 100 ms.
  for (const from of [1, 251, 501, 751])
    expect(await typed(`for i = ${from}, ${from + 249} do kv.set("k" .. i, "") end`)).toEqual([true]);
  expect(await typed('kv.set("k1001", "")')).toEqual([
    false,
    'eval:1: kv.set("k1001"): eval keeps 1000 keys already, which is the most (kv.del removes one)',
  ]);
  expect(await typed('kv.set("k1", "again") kv.del("k2") kv.set("k1001", "") return #kv.keys()')).toEqual([
    true,
    1000,
  ]);
});
