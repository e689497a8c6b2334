// The small modules: state, timer, notify, log, inspect, theme, prompts, hub, compiled chunks.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine();
  engine.setAgents([
    { id: 'a1', name: 'shell' },
    { id: 'b2', name: 'claude', unread: true, status: 'exited', cwd: '/y' },
  ]);
  engine.setView({ focus: 'a1', selected: 'b2' });
});
afterEach(() => engine.close());

/** Runs `code` where it may wait: as a key. */
function inKey(code: string): void {
  engine.load('user/key.lua', `keymap.set("normal", "t", function(ctx) ${code} end, { desc = "t" })`);
  engine.press('normal', 't');
}

describe('state', () => {
  it('is private to a file, and shared where asked', () => {
    engine.load('user/a.lua', 'state.set("k", 1) state.shared.set("k", 2)');
    engine.load('user/b.lua', 'state.set("own", { state.get("k", "none"), state.shared.get("k") })');
    expect(engine.run('return rt.state["user/b.lua"]')).toEqual({ own: ['none', 2], k: 'none' });
  });

  it('keeps a default, hands out live tables, updates and clears', () => {
    expect(
      engine.user(
        'local t = state.get("t", { n = 1 }) t.n = 2 state.update("c", function(c) return (c or 0) + 1 end) state.set("gone", 1) state.clear("gone") return { state.get("t", { n = 9 }).n, state.get("c"), state.get("gone") == nil, state.keys() }',
      ),
    ).toEqual([2, 1, true, ['c', 't']]);
  });

  it('migrates to a version once', () => {
    expect(
      engine.user(
        'state.set("v", { old = 1 }) local o = { version = 2, migrate = function(old, from) return { new = old.old, from = from } end } state.get("v", {}, o) return { state.get("v", {}, o), state.keys() }',
      ),
    ).toEqual([{ new: 1, from: 1 }, ['v']]);
  });

  it('tells about changes', () => {
    expect(
      engine.user(
        'local seen = {} state.on_change("k", function(value, key) seen[#seen + 1] = key .. tostring(value) end) state.set("k", 1) state.set("other", 1) state.clear("k") return seen',
      ),
    ).toEqual(['k1', 'knil']);
  });
});

describe('timer', () => {
  it('sets, fires and cancels through the hub, under keys that a reload finds again', () => {
    engine.load(
      'user/t.lua',
      'a = timer.after(2, function() state.set("after", true) end)\nb = timer.every(5, function() state.update("n", function(n) return (n or 0) + 1 end) end)\nc = timer.every(5, function() end)\ntimer.cancel(c)',
    );
    expect(
      engine
        .effects()
        .map(({ name, params }) => [name, params.key, params.delay ?? null, params.repeat ?? null]),
    ).toEqual([
      ['timer.set', 'after:2#1', 2, false],
      ['timer.set', 'every:5#1', 5, true],
      ['timer.set', 'every:5#2', 5, true],
      ['timer.cancel', 'every:5#2', null, null],
    ]);
    const fire = (key: string) =>
      (engine.dispatch('timer', { unit: 'user/t.lua', key }) as { handled: boolean }).handled;
    expect([
      fire('after:2#1'),
      fire('after:2#1'),
      fire('every:5#1'),
      fire('every:5#1'),
      fire('every:5#2'),
    ]).toEqual([true, false, true, true, false]);
    expect(engine.run('return rt.state["user/t.lua"]')).toEqual({ after: true, n: 2 });
  });

  it('debounces and throttles', () => {
    engine.load(
      'user/t.lua',
      'local d = timer.debounce(1, function(x) state.set("d", x) end) d(1) d(2) local t = timer.throttle(1, function(x) state.update("t", function(l) l = l or {} l[#l + 1] = x return l end) end) t(1) t(2) t(3)',
    );
    for (const { name, params } of engine.effects())
      if (name === 'timer.set') engine.dispatch('timer', { unit: 'user/t.lua', key: params.key! });
    expect(engine.run('return rt.state["user/t.lua"]')).toEqual({ d: 2, t: [1, 3] });
  });

  it('is held back in agent-written files', () => {
    engine.load('improvements/t.lua', 'timer.every(0.01, function() end)');
    expect(engine.effects()[0]!.params.delay).toBe(0.25);
  });
});

describe('notify and log', () => {
  it('take both forms', () => {
    engine.user(
      'notify("plain") notify("bad", "warn", { title = "T", timeout = 9 }) notify{ title = "B", content = "done", level = "error" } notify.info({ a = 1 }) notify.dismiss("x") return 1',
    );
    expect(
      engine
        .effects()
        .map(({ name, params }) => [
          name,
          params.level ?? null,
          params.title ?? null,
          params.text ?? null,
          params.timeout ?? null,
        ]),
    ).toEqual([
      ['notify', 'info', null, 'plain', 5],
      ['notify', 'warn', 'T', 'bad', 9],
      ['notify', 'error', 'B', 'done', 5],
      ['notify', 'info', null, '{ a = 1 }', 5],
      ['notify.dismiss', null, null, null, null],
    ]);
    expect(engine.user('return map(notify.history(), function(n) return n.text end)')).toEqual([
      '{ a = 1 }',
      'done',
      'bad',
      'plain',
    ]);
  });

  it('format only with arguments', () => {
    engine.user(
      'log.info("100% sure") log.warn("%d of %s", 1, "x") log.error({ 1 }) log.debug(nil) return 1',
    );
    expect(engine.logs().map((line) => `${line.level} ${line.text}`)).toEqual([
      'info 100% sure',
      'warn 1 of x',
      'error { 1 }',
      'debug nil',
    ]);
  });
});

describe('inspect', () => {
  it.each([
    ['nil', 'nil'],
    ['"a\\n\\"b\\""', '"a\\n\\"b\\""'],
    ['{}', '{}'],
    ['{ 1, "x", b = true, ["a-b"] = 2 }', '{ 1, "x", ["a-b"] = 2, b = true }'],
    ['{ { { 1 } } }, { depth = 2 }', '{ { { … } } }'],
    ['print or type', '<function>'],
  ])('%s', (code, text) => {
    expect(engine.user(`return inspect(${code})`)).toBe(text);
  });

  it('shows cycles and breaks long tables', () => {
    expect(engine.user('local t = {} t.t = t return inspect(t)')).toBe('{ t = <cycle> }');
    expect(engine.user('return inspect({ ("x"):rep(40), ("y"):rep(40) })')).toBe(
      `{\n  "${'x'.repeat(40)}",\n  "${'y'.repeat(40)}",\n}`,
    );
  });
});

describe('theme', () => {
  it('falls back to dark, follows the terminal when automatic, and is remembered over a reload', async () => {
    engine.load(
      'default/themes.lua',
      'theme.define("dark", { accent = "blue", bad = "red" }) theme.define("light", { accent = "cyan" }) theme.define("mono", { accent = { bold = true } })',
    );
    expect(engine.user('return { theme.current(), theme.get("accent"), theme.list() }')).toEqual([
      'dark',
      'blue',
      ['dark', 'light', 'mono'],
    ]);
    engine.run('rt.view().colors = { background = "#f0f0f0" }');
    expect(engine.user('return { theme.current(), theme.get("accent"), theme.get("bad") }')).toEqual([
      'light',
      'cyan',
      'red',
    ]);
    engine.run('rt.view().colors = { none = true }');
    expect(engine.user('return theme.get("accent")')).toEqual({ bold: true });
    inKey('theme.set("light")');
    expect(engine.run('return rt.state.shared["botster.theme"]')).toEqual({ chosen: 'light' });
  });
});

describe('prompts', () => {
  it('wait for the answer in a key', () => {
    inKey(
      'local name = ui.input{ prompt = "Name", default = "x", history = { "a" } } state.set("name", name) local which, index = ui.select({ { name = "one" }, { name = "two" } }, { prompt = "Which" }) state.set("which", which.name .. index) state.set("sure", ui.confirm("Sure?"))',
    );
    engine.run('rt.answer("bob")');
    engine.run('rt.answer("two")');
    engine.run('rt.answer(true)');
    expect(engine.run('return rt.state["user/key.lua"]')).toEqual({ name: 'bob', which: 'two2', sure: true });
    expect(
      engine
        .effects()
        .map(({ params }) => [params.kind, params.title, params.value ?? null, params.items ?? null]),
    ).toEqual([
      ['input', 'Name', 'x', ['a']],
      ['select', 'Which', null, ['one', 'two']],
      ['confirm', 'Sure?', null, null],
    ]);
  });

  it('call a function with the answer, once', () => {
    engine.load(
      'user/p.lua',
      'ui.confirm({ "Sure?", default = true }, function(yes) state.set("yes", yes) end)',
    );
    const [effect] = engine.effects();
    expect(effect!.params).toMatchObject({ kind: 'confirm', title: 'Sure?', default: true });
    expect(engine.dispatch('answer', { prompt: effect!.params.id!, value: false })).toEqual({
      handled: true,
    });
    expect(engine.dispatch('answer', { prompt: effect!.params.id!, value: true })).toEqual({
      handled: false,
    });
    expect(engine.run('return rt.state["user/p.lua"].yes')).toBe(false);
  });

  it('that name an action are answered by a world that never asked', async () => {
    const actions =
      'action.register("name-it", function(_, args) state.set("got", { args.id, args.value }) end)';
    engine.load(
      'user/p.lua',
      `${actions} ui.input{ prompt = "Name", action = "name-it", args = { id = "a1" } }`,
    );
    const id = engine.effects()[0]!.params.id!;
    const later = await createEngine();
    later.setView({});
    later.load('user/p.lua', actions);
    expect(later.dispatch('answer', { prompt: id, value: 'bob' })).toEqual({ handled: true });
    expect(later.run('return rt.state["user/p.lua"].got')).toEqual(['a1', 'bob']);
    expect(later.dispatch('answer', { prompt: id, value: null })).toEqual({ handled: true });
    later.close();
  });
});

describe('hub and botster', () => {
  it('reload a file through the hub', () => {
    expect(engine.user('return { hub:reload_file("x.lua"), botster.reload() }')).toEqual([true, true]);
    expect(engine.effects().map((effect) => [effect.name, effect.params.path ?? null])).toEqual([
      ['hub.reload_file', 'x.lua'],
      ['hub.reload_file', null],
    ]);
  });

  it('tell what there is', () => {
    expect(
      engine.user(
        'return { botster.version, botster.home, botster.keys, botster.prefix, botster.has("ui.table"), botster.has("ui.chart"), botster.has("agents"), botster.has("nope") }',
      ),
    ).toEqual(['0.1.0', '/home/u/.botster', 'default', 'ctrl+b', true, false, true, false]);
    expect((engine.user('return botster.units()') as { path: string; layer: string }[])[0]).toMatchObject({
      path: 'user/t1.lua',
      layer: 'user',
    });
  });
});

describe('chunks without tail calls', () => {
  it('behave the same, with every result, also from variadic functions and over closed variables', () => {
    const code = `
      local function all(...) return ... end
      local function count(...) return select("#", all(...)) end
      local function deep(n) if n == 0 then return "end" end return deep(n - 1) end
      local function closed() local a = 1 local get = function() return a end a = 2 return get() end
      local t = { m = function(self, ...) return all(self.x, ...) end, x = 7 }
      return { count(nil, 2, nil), deep(5000), closed(), (select("#", t:m(1, nil))), t:m(8) }`;
    expect(engine.user(code)).toEqual([3, 'end', 2, 3, 7, 8]);
  });

  it('leaves a dump that it does not understand as it is', () => {
    expect(
      engine.run(
        'return rt.module("untail").patch("\\27Luax" .. ("y"):rep(50)) == "\\27Luax" .. ("y"):rep(50)',
      ),
    ).toBe(true);
    expect(
      engine.run(
        'local d = string.dump(function() return print() end) return rt.module("untail").patch(d:sub(1, -2)) == d:sub(1, -2)',
      ),
    ).toBe(true);
  });
});
