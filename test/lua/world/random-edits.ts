// Saves at random, from a fixed seed, of a handful of files: good ones, broken ones, deletes. In the end the
// world must hold what a fresh one made of the same files holds.

import { expect } from 'vitest';
import { type Random, randomFrom } from '../../helpers/random.ts';
import { openWorld, type TestWorld } from '../world-helper.ts';

const units = [
  'user/init.lua',
  'user/layout.lua',
  'user/keys.lua',
  'user/util.lua',
  'improvements/badges.lua',
  'improvements/more.lua',
];

const statements: readonly ((n: number) => string)[] = [
  (n) => `hooks.register("custom:e${n % 4}", "h${n % 3}", function() end, { priority = ${n % 5} })`,
  (n) => `hooks.unregister("custom:e${n % 4}", "h${(n + 1) % 3}")`,
  () => `events.on("agent:output", function() end)`,
  (n) => `keymap.set("normal", "f${1 + (n % 12)}", function() end, { desc = "key ${n}" })`,
  (n) => `keymap.set({ "normal", "m${n % 2}" }, "ctrl+${'efgh'[n % 4]}", "a${n % 3}", { desc = "x" })`,
  (n) => `keymap.del("normal", "f${1 + (n % 12)}")`,
  (n) => `keymap.table("m${n % 2}", { j = { function() end, "down" }, k = "a${n % 3}" })`,
  (n) => `action.register("a${n % 3}", function() end, { desc = "action ${n}" })`,
  (n) => `command.register("c${n % 3}", function() end, { nargs = ${n % 3} })`,
  (n) => `timer.every(${100 + (n % 3)}, function() end)`,
  (n) => `timer.cancel(timer.after(${200 + (n % 3)}, function() end))`,
  (n) => `mode.define("m${n % 2}", { desc = "mode ${n}" })`,
  (n) => `ui.component("card${n % 3}", function() return ui.text("card ${n}") end)`,
  (n) => `ui.slot("status.left", { order = ${n % 4} }, function() return ui.text("slot ${n}") end)`,
  (n) => `state.get("k${n % 3}", { n = ${n % 2} })`,
  (n) => `theme.define("t${n % 2}", { accent = "#0000${10 + (n % 80)}" })`,
  (n) => `function App:render() return ui.column{ ui.text("layout ${n}") } end`,
  (n) => `function App:${['key', 'mouse', 'init', 'update'][n % 4]}() return false end`,
  (n) => `function on_unload() return ${n} end function on_reload(prev) end`,
  (n) => `botster.configure("user.keys", { n = ${n} })`,
  (n) => `function bind(lhs) keymap.set("normal", lhs, function() end, { desc = "bound ${n}" }) end
bind("f${1 + (n % 12)}")
bind("f${1 + ((n + 5) % 12)}")`,
  () => `local ok, util = pcall(require, "user.util")`,
];
const breaks = [
  'return return',
  'error("on purpose")',
  'function App:render() return nope.nope end',
  'keymap.set("normal", "no such key", print)',
];

function textOf(random: Random): string {
  const lines = Array.from({ length: 1 + random(6) }, () =>
    statements[random(statements.length)]!(random(1000)),
  );
  if (random(6) === 0) lines.splice(random(lines.length), 0, breaks[random(breaks.length)]!);
  return lines.join('\n');
}

const inspectAll = `local function rows(list, ...)
  local texts = {}
  for i, row in ipairs(list) do
    local parts = {}
    for _, name in ipairs{ "event", "name", "mode", "lhs", "desc", "owner", "priority", "nargs", "action" } do
      parts[#parts + 1] = tostring(row[name])
    end
    texts[i] = table.concat(parts, "|")
  end
  return table.concat(texts, "\\n")
end
return rows(hooks.list()) .. "\\n#\\n" .. rows(keymap.list()) .. "\\n#\\n" .. rows(action.list()) .. "\\n#\\n" .. rows(command.list())`;

/** All that can be seen of what a world holds. */
async function holdings(world: TestWorld): Promise<unknown> {
  const { version: _, ...keys } = world.world.keys();
  return {
    keys,
    listens: world.swaps.at(-1)?.listensToOutput,
    registered: world.world
      .units()
      .filter(({ status }) => status === 'live')
      .map(({ path, registered }) => [path, registered]),
    rows: await world.eval(inspectAll),
    tree: await world.tree(),
  };
}

/** Makes `edits` saves and compares with a fresh world `every` so often, and in the end. */
export async function editAtRandom(seed: number, edits: number, every: number): Promise<void> {
  const random = randomFrom(seed);
  const world = await openWorld();
  // What a fresh start of the files that are live would be made of.
  const good = new Map<string, string>();
  const compare = async (): Promise<void> => {
    const fresh = await openWorld(Object.fromEntries(good));
    expect(fresh.world.errors()).toEqual([]);
    expect(await holdings(world)).toEqual(await holdings(fresh));
    await fresh.world.close();
  };
  let refused = 0;
  for (let edit = 1; edit <= edits; edit++) {
    const unit = units[random(units.length)]!;
    const text = random(8) === 0 ? null : textOf(random);
    const before = new Map(world.files);
    const outcome = await world.save({ [unit]: text });
    if (outcome.errors.length > 0) {
      refused++;
      // Back to what was good: a person's fix.
      const was = before.get(unit) ?? null;
      const fixed = await world.save({ [unit]: was });
      expect(fixed.errors, `${seed}/${edit}`).toEqual([]);
    }
    good.clear();
    for (const [name, value] of world.files) good.set(name, value);
    if (edit % every === 0) await compare();
  }
  await compare();
  expect(refused).toBeGreaterThan(edits / 50);
  expect(refused).toBeLessThan(edits / 2);
}
