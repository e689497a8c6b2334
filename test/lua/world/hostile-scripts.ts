// Scripts that mean harm, made from templates with a fixed seed: some harm, wrapped in some way, at some place
// of a file that an agent wrote. Beside each stands a good file, which must not notice.
import { expect } from 'vitest';
import { openWorld, type TestWorld, until, view } from '../world-helper.ts';

const HOG = 'string.rep("a", 50000):find(("a*"):rep(40) .. "b")';

/** Lua statements. */
const harms: Readonly<Record<string, string>> = {
  loop: 'while true do end',
  'loop in pcall': 'while true do pcall(function() while true do end end) end',
  'loop in an error handler': 'xpcall(error, function() while true do end end)',
  'loop in __tostring': 'error(setmetatable({}, { __tostring = function() while true do end end }))',
  'loop in __index': 'local x = setmetatable({}, { __index = function() while true do end end }).y',
  'loop in __close':
    'do local x <close> = setmetatable({}, { __close = function() while true do end end }) end',
  'loop in sort': 'table.sort({ 3, 1, 2 }, function() while true do end end)',
  'loop in gsub': '("abc"):gsub("%w", function() while true do end end)',
  'loop of coroutines': 'while true do pcall(coroutine.wrap(function() while true do end end)) end',
  'never-ending yields':
    'local f = coroutine.wrap(function() while true do coroutine.yield(1) end end) while true do f() end',
  'what nothing stops': HOG,
  'what nothing stops, in pcall': `pcall(function() ${HOG} end)`,
  'what nothing stops, in a coroutine': `coroutine.wrap(function() ${HOG} end)()`,
  'memory in tables': 'local t = {} while true do t[#t + 1] = ("x"):rep(1000) .. #t end',
  'memory in a string': 'local s = "x" while true do s = s .. s end',
  'memory in closures': 'local f = function() end while true do local g = f f = function() return g end end',
  'deep recursion': 'local function f() return 1 + f() end f()',
  'deep recursion in pcall': 'local function f() return 1, pcall(f) end f()',
  'deep coroutines': 'local function f() return coroutine.wrap(f)() end f()',
  'an error that is nothing': 'error()',
  'an error that is a table': 'error({ {} })',
  "an error in another's name": 'error("user/good.lua:1: not me", 0)',
  'a yield of its own': 'coroutine.yield(1)',
  bytecode: 'assert(load("\\27Lua"))()',
  'ten thousand hooks': 'for i = 1, 10000 do hooks.register("custom:bad", "n" .. i, function() end) end',
  'ten thousand keys':
    'for i = 1, 10000 do keymap.set("normal", "f" .. (i % 20 + 1), function() end, { desc = "x" }) end',
  'ten thousand timers': 'for i = 1, 10000 do timer.every(0, function() end) end',
  'ten thousand notifications': 'for i = 1, 10000 do notify("x" .. i) end',
  'ten thousand lines of log': 'for i = 1, 10000 do log.info("x" .. i) end',
  'a thousand modes': 'for i = 1, 10000 do mode.define("m" .. i) end',
  'too much state': 'for i = 1, 100 do state.set("k" .. i, ("x"):rep(9999)) end',
  'state that is no data': 'local t = {} t.t = t t.f = print state.set("x", t) state.get("y", {}).f = print',
  'events in a circle':
    'events.on("custom:circle", function() events.emit("custom:circle", {}) end) events.emit("custom:circle", {})',
  'actions in a circle':
    'action.register("circle", function() action.run("circle") end) action.run("circle")',
  'keys in a circle':
    'keymap.set("normal", "f5", function() keymap.feed("f5") end, { desc = "x" }) keymap.feed("f5")',
  'the string library of all': 'local m = getmetatable("") m.__index = nil m.__index = {}',
  'its own library': 'string.format, string.rep, table.concat, tostring, pairs, pcall = nil',
  'the modules':
    'for _, m in ipairs { ui, hooks, keymap, state, App } do pcall(rawset, m, "register", nil) pcall(setmetatable, m, {}) end error("done")',
  'its own globals': 'setmetatable(_G, { __index = function() while true do end end }) local x = nope',
  'the other side': 'local a = agents.list()[1] a.__proto__.polluted = "yes"',
  'the outside': 'os.exit(1)',
  'what it may not': 'agents.kill("a1")',
  'a tree without end': 'local t = ui.column{} t.children = { t } return t',
  'a tree that is too large': 'local t = {} for i = 1, 6000 do t[i] = ui.text("x") end return ui.column(t)',
};

/** How the harm is dressed: `%` stands for it. */
const dresses = [
  '%',
  'pcall(function() % end)',
  '(function() % end)()',
  'coroutine.wrap(function() % end)()',
  'load([==[%]==])()',
];

/** Where it is done. */
const places: Readonly<Record<string, string>> = {
  'while loading': '%',
  'in init': 'function init(ctx) % end',
  'in setup': 'function setup(opts) % end',
  'in on_unload': 'function on_unload() % end',
  'in on_reload': 'function on_reload() % end',
  'in a handler': 'hooks.register("custom:bad", "bad", function() % end, { priority = -9 })',
  'in a handler that must answer':
    'hooks.register("tool:before", "bad", function() % end, { fail = "closed" })',
  'in a key': 'keymap.set("normal", "f8", function() % end, { desc = "bad" })',
  'in App:key': 'function App:key() % return false end',
  'in App:mouse': 'function App:mouse() % return false end',
  'in App:update': 'function App:update() % end',
  'in App:render':
    'local base = App.render function App:render() if self.bad then % end return base(self) end',
  'in a component':
    'ui.component("bad", function() % return ui.text("bad") end) local base = App.render function App:render() return self.bad and ui.column{ ui.bad{}, base(self) } or base(self) end',
  'in a timer': 'timer.after(0.25, function() log.info("tick") % end)',
  'in an action that a key runs':
    'action.register("bad", function() % end) keymap.set("normal", "f8", "bad", { desc = "bad" })',
  'in a click':
    'local base = App.render function App:render() return self.bad and ui.column{ ui.button{ label = "x", on_click = function() % end }, base(self) } or base(self) end',
};

const GOOD = `local s = state.get("s", { n = 0 })
hooks.register("custom:good", "good", function() s.n = s.n + 1 end)
keymap.set("normal", "f9", function() s.n = s.n + 1 end, { desc = "good" })
function App:render() return ui.text("good " .. ("x"):rep(3)) end`;

interface Script {
  readonly name: string;
  readonly text: string;
}

/** `count` scripts of a seed, no two of them the same harm at the same place. */
export function hostileScripts(seed: number, count: number): Script[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const all = Object.entries(places).flatMap(([place, frame]) =>
    Object.entries(harms).map(([harm, code]) => ({ place, frame, harm, code })),
  );
  return Array.from({ length: count }, () => {
    const [{ place, frame, harm, code }] = all.splice(below(all.length), 1) as [(typeof all)[number]];
    const dress = dresses[below(dresses.length)]!;
    const text = frame.replace('%', () => dress.replace('%', () => code));
    return { name: `${harm} ${place}: ${dress}`, text };
  });
}

function counted(world: TestWorld): number {
  return (JSON.parse(world.store.state.get('user/good.lua\0s') ?? '{"n":0}') as { n: number }).n;
}

/** Everything that could make the script's code run. */
async function provoke(world: TestWorld, isLive: boolean, text: string): Promise<void> {
  const { world: lua } = world;
  await lua.emit('custom:bad', {});
  await lua.emit('tool:before', { name: 'x' });
  await lua.key('v1', 'normal', ['f8']);
  await lua.event('v1', '', 'mouse', { type: 'click', x: 0, y: 0, button: 'left' });
  world.sync({ views: [view('v1', { fields: { bad: true } })] });
  await lua.render('v1');
  await lua.event('v1', '0', 'click', null);
  world.sync({ views: [view('v1')] });
  const isTimed = isLive && text.startsWith('timer');
  const hasEnded = (): boolean =>
    world.logs.some((line) => line.endsWith(': tick')) || lua.errors().some(({ unit }) => unit === BAD);
  if (isTimed) await until('the timer', hasEnded);
  await world.save({ 'user/other.lua': `return ${counted(world)}` });
}

const BAD = 'improvements/bad.lua';

/** Saves each script beside the good file, makes it run, and expects that nobody else notices. */
export async function sufferScripts(scripts: readonly Script[]): Promise<void> {
  const world = await openWorld({ 'user/good.lua': GOOD });
  const registered = () => world.world.units().find(({ path }) => path === 'user/good.lua')?.registered;
  const before = registered();
  for (const { name, text } of scripts) {
    world.logs.length = 0;
    const outcome = await world.save({ [BAD]: text });
    const isLive = outcome.errors.length === 0;
    await provoke(world, isLive, text);
    expect(registered(), name).toEqual(before);
    expect(await world.text(), name).toContain('good xxx');
    const count = counted(world);
    await world.world.emit('custom:good', {});
    await world.world.key('v1', 'normal', ['f9']);
    expect(counted(world), name).toBe(count + 2);
    expect(await world.eval('("a,b"):upper(), string.format("%d", 3), #table.pack(1, 2)'), name).toBe(
      '"A,B"\t"3"\t2',
    );
    const blamed = new Set(world.world.errors().map(({ unit }) => unit));
    blamed.delete(BAD);
    expect([...blamed], name).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted'], name).toBeUndefined();
    const mended = await world.save({ [BAD]: null });
    expect(mended.errors, name).toEqual([]);
  }
}
