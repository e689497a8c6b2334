// Hooks and events: one bus, in order, with cancelling, changing, failing and leaving.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifest } from '../../../src/lua/api/index.ts';
import { createEngine, type Engine } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine();
  engine.setAgents([
    { id: 'a1', name: 'shell' },
    { id: 'b2', name: 'claude-1' },
  ]);
  engine.setView({ focus: 'a1' });
});
afterEach(() => engine.close());

const emit = (event: string, payload: Parameters<Engine['dispatch']>[1]) =>
  engine.dispatch('emit', { event, payload });
/** Handlers in these tests write to a shared list. */
const say = (what: string) =>
  `state.shared.update("said", function(l) l = l or {} l[#l + 1] = ${what} return l end)`;
const said = () =>
  engine.run('return rt.module("json").array(rt.state.shared and rt.state.shared.said or {})');

describe('order', () => {
  it('is by priority, lower first, then as registered', () => {
    engine.load(
      'user/h.lua',
      `
      hooks.register("custom:x", "third", function() ${say('"c"')} end)
      hooks.register("custom:x", "first", function() ${say('"a"')} end, { priority = -5 })
      events.on("custom:x", function() ${say('"b"')} end, { priority = -1 })
      hooks.register("custom:x", "last", function() ${say('"d"')} end)`,
    );
    emit('custom:x', {});
    expect(said()).toEqual(['a', 'b', 'c', 'd']);
    expect(engine.user('return map(hooks.list("custom:x"), function(h) return h.name or "-" end)')).toEqual([
      'first',
      '-',
      'third',
      'last',
    ]);
  });
});

describe('a handler', () => {
  it("replaces its own of the same name, and only its own layer's", () => {
    engine.load('default/h.lua', `hooks.register("custom:x", "n", function() ${say('"default"')} end)`);
    engine.load(
      'user/h.lua',
      `hooks.register("custom:x", "n", function() ${say('"old"')} end) hooks.register("custom:x", "n", function() ${say('"new"')} end)`,
    );
    emit('custom:x', {});
    expect(said()).toEqual(['default', 'new']);
  });

  it('can be taken away by name, switched off, and called once', () => {
    engine.load(
      'default/h.lua',
      `hooks.register("on_agent_spawned", "greet", function() ${say('"greet"')} end)`,
    );
    engine.load(
      'user/h.lua',
      `
      gone = hooks.unregister("on_agent_spawned", "greet")
      hooks.register("on_agent_spawned", "off", function() ${say('"off"')} end)
      hooks.disable("on_agent_spawned", "off")
      events.once("agent:spawned", function(event) ${say('event.agent.name')} end)
      state.set("gone", gone)`,
    );
    emit('agent:spawned', { agent: 'a1' });
    emit('agent:spawned', { agent: 'a1' });
    engine.user('return hooks.enable("on_agent_spawned", "off")');
    emit('agent:spawned', { agent: 'a1' });
    expect(said()).toEqual(['shell', 'off']);
    expect(engine.run('return rt.state["user/h.lua"].gone')).toBe(true);
    expect(engine.user('return hooks.unregister("on_agent_spawned", "greet")')).toBe(false);
  });

  it('of another file cannot be taken away by id', () => {
    engine.load(
      'default/h.lua',
      `state.shared.set("id", events.on("custom:x", function() ${say('"still"')} end))`,
    );
    expect(engine.user('return events.off(state.shared.get("id"))')).toBe(false);
    emit('custom:x', {});
    expect(said()).toEqual(['still']);
  });

  it('is called only where its pattern fits the identifier', () => {
    engine.load(
      'user/h.lua',
      `
      hooks.register("on_agent_output", "c", function(agent) ${say('agent.name')} end, { pattern = "claude*" })
      events.on("custom:x", function(e) ${say('e.name')} end, { pattern = "a?" })`,
    );
    emit('agent:output', { agent: 'a1', output: 'x' });
    emit('agent:output', { agent: 'b2', output: 'x' });
    emit('custom:x', { name: 'ab' });
    emit('custom:x', { name: 'abc' });
    engine.dispatch('emit', { event: 'custom:x', payload: { name: 'zz' }, identifier: 'a1' });
    expect(said()).toEqual(['claude-1', 'ab', 'zz']);
  });

  it('that throws is told, and the next ones run', () => {
    engine.load(
      'user/h.lua',
      `\nhooks.register("on_agent_exited", "bad", function() error("boom") end)\nhooks.register("on_agent_exited", "good", function(_, code) ${say('code')} end)`,
    );
    emit('agent:exited', { agent: 'a1', code: 2 });
    expect(said()).toEqual([2]);
    expect(engine.errors()).toEqual([
      {
        unit: 'user/h.lua',
        where: 'hooks.register("on_agent_exited", "bad")',
        message: 'user/h.lua:2: boom',
      },
    ]);
  });

  it('may wait where nothing depends on it', () => {
    engine.load(
      'user/h.lua',
      `hooks.register("on_agent_exited", "w", function(agent) timer.sleep(1) ${say('"slept " .. agent.name')} end)`,
    );
    emit('agent:exited', { agent: 'a1' });
    expect(said()).toEqual([]);
    expect(engine.effects()).toMatchObject([{ name: 'timer.sleep', waits: true }]);
    engine.run('rt.answer(true)');
    expect(said()).toEqual(['slept shell']);
  });
});

describe('before events', () => {
  const spawn = { argv: ['vim'], cwd: '/' };
  it.each([
    ['return nil', { payload: spawn }],
    ['return true', { payload: spawn }],
    ['return { type = "continue" }', { payload: spawn }],
    ['return false, "not now"', { payload: spawn, cancelled: true, reason: 'not now' }],
    ['return { cancel = true, reason = "r" }', { payload: spawn, cancelled: true, reason: 'r' }],
    ['return { type = "cancel" }', { payload: spawn, cancelled: true }],
    ['return { payload = { argv = { "vi" } } }', { payload: { argv: ['vi'] } }],
    ['return { type = "continue_modified", payload = { argv = { "vi" } } }', { payload: { argv: ['vi'] } }],
    ['return { handled = true, result = 5 }', { payload: spawn, handled: true, result: 5 }],
    ['error("x")', { payload: spawn }],
    ['timer.sleep(1)', { payload: spawn }],
  ])('a handler that does `%s`', (body, outcome) => {
    engine.load('user/h.lua', `hooks.register("on_agent_spawn", "h", function(spec) ${body} end)`);
    expect(emit('agent:before_spawn', spawn)).toEqual(outcome);
  });

  it('cancel when a handler that must not fail throws', () => {
    engine.load(
      'user/h.lua',
      'hooks.register("on_agent_spawn", "h", function() error("x") end, { fail = "closed" })',
    );
    expect(emit('agent:before_spawn', spawn)).toEqual({
      payload: spawn,
      cancelled: true,
      reason: 'user/h.lua:1: x',
    });
  });

  it('hand the changed payload to the next, and stop at a refusal', () => {
    engine.load(
      'user/h.lua',
      `
      hooks.register("on_agent_spawn", "a", function(spec) return { payload = { argv = spec.argv, name = "n" } } end)
      hooks.register("on_agent_spawn", "b", function(spec) ${say('spec.name')} return false end)
      hooks.register("on_agent_spawn", "c", function() ${say('"never"')} end)`,
    );
    expect(emit('agent:before_spawn', spawn)).toEqual({
      payload: { argv: ['vim'], name: 'n' },
      cancelled: true,
    });
    expect(said()).toEqual(['n']);
  });

  it('are the only ones that can be cancelled', () => {
    engine.load(
      'user/h.lua',
      `hooks.register("on_agent_exited", "a", function() return false end) hooks.register("on_agent_exited", "b", function() ${say('"b"')} end)`,
    );
    expect(emit('agent:exited', { agent: 'a1' })).toEqual({ payload: { agent: 'a1' } });
    expect(said()).toEqual(['b']);
    expect(engine.logs()).toMatchObject([
      { level: 'warn', text: 'agent:exited cannot be cancelled: what the handler returned is ignored' },
    ]);
  });
});

describe('both spellings', () => {
  it('name the same event', () => {
    engine.load(
      'user/h.lua',
      `events.on("mode:changed", function(e, ctx) ${say('e.mode .. e.type .. (ctx.mode or "")')} end) hooks.register("on_mode_changed", "m", function(mode, previous) ${say('mode .. previous')} end)`,
    );
    emit('mode:changed', { mode: 'scroll', previous: 'normal' });
    expect(said()).toEqual(['scrollmode:changednormal', 'scrollnormal']);
    expect(
      engine.user(
        'return { hooks.has("mode:changed"), hooks.has("on_mode_changed"), hooks.has("agent:output") }',
      ),
    ).toEqual([true, true, false]);
    expect(engine.run('return rt.module("events").has("agent:output")')).toBe(false);
  });

  it('are listed with what is known of them', () => {
    const names = engine.user('return map(events.list(), function(e) return e.name end)') as string[];
    expect(names).toEqual(manifest.events.map(({ name }) => name).sort());
  });
});
