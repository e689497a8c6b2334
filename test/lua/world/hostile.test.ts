// Files that mean harm, or behave like it: each is put beside a good one, which must go on as before.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await openWorld({
    'user/good.lua': `local s = state.get("s", { n = 0 })
hooks.register("custom:good", "good", function() s.n = s.n + 1 end)
keymap.set("normal", "f9", function() s.n = s.n + 1 end, { desc = "good" })
function App:render() return ui.text("good " .. ("x"):rep(3)) end`,
  });
});
afterAll(closeWorlds);

function count(): number {
  return (JSON.parse(world.store.state.get('user/good.lua\0s') ?? '{"n":0}') as { n: number }).n;
}

/** Everything that the good file does still works, with nothing lost. */
async function expectHealthy(): Promise<void> {
  const before = count();
  expect(await world.text()).toBe('good xxx');
  await world.world.emit('custom:good', {});
  await world.world.key('v1', 'normal', ['f9']);
  expect(count()).toBe(before + 2);
  expect(await world.eval('("a,b"):upper(), string.format("%d", 3), #table.pack(1, 2)')).toBe(
    '"A,B"\t"3"\t2',
  );
}

/** Runs on load, in the first line. */
const loads: readonly [name: string, code: string, phase: string | RegExp, message: RegExp][] = [
  ['an endless loop', 'while true do end', 'timeout', /longer than 250 ms/],
  [
    'pcall that swallows the end of time',
    'while true do pcall(function() while true do end end) end',
    'timeout',
    /longer/,
  ],
  ['an error handler that loops', 'xpcall(error, function() while true do end end)', 'timeout', /longer/],
  [
    'a loop of coroutines',
    'while true do pcall(coroutine.wrap(function() while true do end end)) end',
    'timeout',
    /longer/,
  ],
  [
    'coroutine.resume in a loop',
    'while true do coroutine.resume(coroutine.create(function() while true do end end)) end',
    'timeout',
    /longer/,
  ],
  [
    'a coroutine that never ends its yields',
    'local f = coroutine.wrap(function() while true do coroutine.yield(1) end end) while true do f() end',
    'timeout',
    /longer/,
  ],
  [
    'coroutine.close with a loop in it',
    'local t = setmetatable({}, { __close = function() while true do end end }) local co = coroutine.create(function() local x <close> = t coroutine.yield() end) coroutine.resume(co) coroutine.close(co)',
    'timeout',
    /longer/,
  ],
  [
    'an __index that loops',
    'local t = setmetatable({}, { __index = function() while true do end end }) local x = t.y',
    'timeout',
    /longer/,
  ],
  [
    '__index in a circle',
    'local a, b = {}, {} setmetatable(a, { __index = b }) setmetatable(b, { __index = a }) local x = a.y',
    'load',
    /loop/,
  ],
  [
    'a finalizer',
    'setmetatable({}, { __gc = function() while true do end end }) collectgarbage()',
    'load',
    /__gc/,
  ],
  ['a long repetition', 'local s = string.rep("x", 2e8)', 'load', /too large/],
  ['a long repetition of nothing', 'local s = (""):rep(3e8)', 'load', /too large/],
  [
    'a long repetition as a method, without string',
    'string = nil local s = ("x"):rep(2e8)',
    'load',
    /too large/,
  ],
  ['a pattern over a long text', 'local s = ("x"):rep(70000):find("x-y")', 'load', /too long for a pattern/],
  ['gsub over a long text', 'local s = ("x"):rep(70000):gsub("x", "yyyy")', 'load', /too long for a pattern/],
  ['table.move without end', 'table.move({}, 1, 3e7, 2)', 'load', /too many/],
  [
    'a length of its own',
    'table.insert(setmetatable({}, { __len = function() return 1e15 end }), 1, 1)',
    'load',
    /__len/,
  ],
  [
    'table.concat without end',
    'table.concat(setmetatable({}, { __index = function() return "x" end }), "", 1, 1e12)',
    'load',
    /too many/,
  ],
  ['table.unpack without end', 'local x = { table.unpack({}, 1, 1e7) }', 'load', /too many results/],
  [
    'a sort that lies',
    'local t = {} for i = 1, 500 do t[i] = i end table.sort(t, function() return true end)',
    'load',
    /invalid order/,
  ],
  ['bytecode', 'local f = string.dump(print)', 'load', /nil value \(field 'dump'\)/],
  ['load of bytecode', 'assert(load("\\27Lua"))', 'load', /binary|text/],
  ['no debug', 'debug.sethook()', 'load', /nil value \(global 'debug'\)/],
  ['no io', 'io.open("/etc/passwd")', 'load', /nil value \(global 'io'\)/],
  ['no os.execute', 'os.execute("true")', 'load', /nil value \(field 'execute'\)/],
  ['no os.exit', 'os.exit(3)', 'load', /nil value \(field 'exit'\)/],
  ['no os.getenv', 'os.getenv("HOME")', 'load', /nil value \(field 'getenv'\)/],
  ['no package', 'package.loadlib("x", "y")', 'load', /nil value \(global 'package'\)/],
  ['no dofile of a path', 'assert(dofile("/etc/passwd"))', 'load', /./],
  ['no host', 'host.enter(1)', 'load', /nil value \(global 'host'\)/],
  ['no rt', 'rt.register("x")', 'load', /nil value \(global 'rt'\)/],
  [
    'deep recursion',
    'local function f() return 1 + f() end f()',
    /load|timeout/,
    /stack overflow|longer than/,
  ],
  [
    'recursion through pcall',
    'local function f() return 1, pcall(f) end local a, b = f() error("out")',
    'load',
    /out/,
  ],
  [
    'recursion through a metatable',
    'local t = {} setmetatable(t, { __index = function(_, k) return t[k .. "x"] end }) local x = t.y',
    'load',
    /overflow|not enough/,
  ],
  [
    '100,000 brackets',
    `return ${'('.repeat(100_000)}1${')'.repeat(100_000)}`,
    'syntax',
    /overflow|levels|nest/,
  ],
  [
    'a memory bomb',
    'local t = {} while true do t[#t + 1] = ("x"):rep(1000) .. #t end',
    /memory|timeout/,
    /not enough memory|longer than/,
  ],
  [
    'a doubling string',
    'local s = "x" while true do s = s .. s end',
    /memory|timeout/,
    /not enough memory|longer than/,
  ],
  [
    'an error that is a table with a looping __tostring',
    'error(setmetatable({}, { __tostring = function() while true do end end }))',
    'load',
    /cannot be told/,
  ],
  [
    'an error whose __tostring throws',
    'error(setmetatable({}, { __tostring = function() error("x") end }))',
    'load',
    /cannot be told/,
  ],
  ['an error that is no text', 'error({})', 'load', /table/],
  ['error(nil)', 'error()', 'load', /nil/],
  ['an error with a false place', 'error("user/good.lua:1: not me", 0)', 'load', /not me/],
  ['yield at the top', 'coroutine.yield(1)', 'load', /yield/],
  [
    'more registrations than anybody needs',
    'for i = 1, 1e6 do hooks.register("custom:" .. i, "n", print) end',
    'load',
    /more than 2000 hooks/,
  ],
  [
    'a global of its own environment that cannot be replaced',
    'setmetatable(_G, { __index = function() while true do end end })',
    'load',
    /protected/,
  ],
];

describe('a file that, while loading, is', () => {
  it.each(loads)('%s', async (_, code, phase, message) => {
    const outcome = await world.save({ 'improvements/bad.lua': code });
    expect(outcome.ok).toBe(false);
    const [error] = outcome.errors;
    expect(error).toMatchObject({ unit: 'improvements/bad.lua', line: 1, action: 'kept_last_good' });
    expect(error!.phase).toMatch(phase);
    expect(error!.message).toMatch(message);
    await expectHealthy();
  });
});

/** Allowed, and without effect on anybody else. */
const harmless: readonly [name: string, code: string][] = [
  ['its own string.format', 'string.format = function() return "evil" end string.rep = nil'],
  ['its own globals', 'tostring, pairs, pcall, error, ui, App.x = nil, nil, nil, nil, nil, 1'],
  ['the metatable of strings', 'local m = getmetatable("") if m then m.__index = {} end assert(not m)'],
  [
    'the metatable of modules',
    'for _, m in ipairs{ ui, hooks, keymap, state, App, agents } do local t = getmetatable(m) if type(t) == "table" then t.__index = nil end end',
  ],
  [
    'modules of its own',
    'pcall(function() hooks.register = nil end) pcall(function() ui.text = nil end) pcall(rawset, ui, "text", 1)',
  ],
  [
    'numbers and nil',
    'assert(getmetatable(1) == nil) pcall(setmetatable, 1, {}) pcall(setmetatable, "", {})',
  ],
  ['print', 'print("to the screen?\\27[2J")'],
  ['load into its own environment only', 'load("string = nil tostring = nil")()'],
  ['collectgarbage', 'collectgarbage() assert(not pcall(collectgarbage, "stop"))'],
  [
    'a __gc that is added later',
    'local m = {} setmetatable({}, m) m.__gc = function() while true do end end collectgarbage("count")',
  ],
  [
    'the prototype of nothing',
    'local p = agents.list()[1] pcall(function() p.__proto__.polluted = "yes" end) pcall(function() p.constructor.prototype.x = 1 end)',
  ],
];

describe('a file that changes', () => {
  it.each(harmless)('%s changes it for itself alone', async (_, code) => {
    const outcome = await world.save({ 'improvements/bad.lua': code });
    expect(outcome.errors).toEqual([]);
    await expectHealthy();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
