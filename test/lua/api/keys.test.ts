// Keys pressed: bindings, key tables, actions, commands.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Binding, KeyTable } from '../../../src/core/key-table.ts';
import { createEngine, type Engine } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine();
  engine.setAgents([{ id: 'a1', name: 'shell' }]);
  engine.setView({ focus: 'a1', selected: 'a1' });
});
afterEach(() => engine.close());

const table = () => engine.dispatch('keys', {}) as KeyTable;
const bound = (mode: string, ...keys: string[]): Binding | undefined =>
  table().bindings.find((one) => one.mode === mode && one.keys.join(' ') === keys.join(' '));

describe('pressing', () => {
  const count =
    'hits = 0 keymap.set("normal", "h", function(ctx) state.set("hits", (state.get("hits") or 0) + 1) state.set("ctx", { ctx.mode, ctx.keys[1], ctx.agent.name, ctx.view }) end, { desc = "h" })';
  const hits = () => engine.run('return rt.state["user/k.lua"] and rt.state["user/k.lua"].hits or 0');

  it('runs the function with where it happened', () => {
    engine.load('user/k.lua', count);
    expect(engine.press('normal', 'h')).toBe(true);
    expect(engine.press('terminal', 'ctrl+b', 'h')).toBe(true);
    expect(engine.press('normal', 'y')).toBe(false);
    expect(hits()).toBe(2);
    expect(engine.run('return rt.state["user/k.lua"].ctx')).toEqual(
      ['normal', 'ctrl+b', 'shell', 'v1'].map((one, i) => (i === 0 ? 'terminal' : one)),
    );
  });

  it('follows a mode to the one it falls back on', () => {
    engine.load('user/k.lua', `${count} mode.define("resize", { fallback = "normal" })`);
    expect(engine.press('resize', 'h')).toBe(true);
    expect(hits()).toBe(1);
  });

  it('forgets a binding made for once', () => {
    engine.load('user/k.lua', 'keymap.set("normal", "h", function() end, { desc = "h", once = true })');
    expect(engine.press('normal', 'h')).toBe(true);
    expect(engine.press('normal', 'h')).toBe(false);
  });

  it('tells an error with the file and the line', () => {
    engine.load(
      'user/k.lua',
      'keymap.set("normal", "h", function()\n  local x = nil\n  return x.y\nend, { desc = "h" })',
    );
    engine.press('normal', 'h');
    expect(engine.errors()).toEqual([
      {
        unit: 'user/k.lua',
        where: 'keymap.set("normal", "h")',
        message: "user/k.lua:3: attempt to index a nil value (local 'x')",
      },
    ]);
  });

  it('feeds keys', () => {
    engine.load(
      'user/k.lua',
      `${count} keymap.set("normal", "gg", function() mode.set("terminal") end, { desc = "g" })`,
    );
    expect(engine.user('return keymap.feed("hhgg")')).toBe(true);
    expect(hits()).toBe(2);
    expect(engine.view().mode).toBe('terminal');
    expect(engine.user('return keymap.feed("q")')).toBe(false);
  });
});

describe('key tables', () => {
  it('are entered and left again', () => {
    engine.load(
      'user/k.lua',
      'keymap.table("resize", { h = { function() end, "narrower" }, ["ctrl+x"] = "help" })',
    );
    engine.user('keymap.push("resize") return 1');
    expect(engine.view()).toMatchObject({
      mode: 'resize',
      fields: { key_stack: [{ name: 'resize', from: 'normal' }] },
    });
    expect(engine.user('return keymap.active()')).toEqual(['resize', 'normal']);
    engine.press('resize', 'h');
    expect(engine.view().mode).toBe('resize');
    expect(engine.user('return keymap.pop()')).toBe('normal');
    expect(bound('resize', 'h')).toMatchObject({ desc: 'narrower', group: 'resize' });
  });

  it('can be for one key, for a time, in place of another', () => {
    engine.load(
      'user/k.lua',
      'keymap.table("one", { h = { function() end, "h" } }) keymap.table("two", { h = { function() end, "h" } })',
    );
    engine.user('keymap.push("one", { one_shot = true }) return 1');
    engine.press('one', 'h');
    expect(engine.view().mode).toBe('normal');
    engine.user('keymap.push("one") keymap.push("two", { replace_current = true }) return 1');
    expect(engine.user('return keymap.active()')).toEqual(['two', 'normal']);
    engine.user('keymap.clear_stack() return 1');
    expect(engine.view().mode).toBe('normal');
    engine.effects();
    engine.user('keymap.push("one", { timeout_ms = 500 }) return 1');
    const { params } = engine.effects().find((effect) => effect.name === 'timer.set')!;
    expect(params.delay).toBe(0.5);
    engine.dispatch('timer', { unit: params.unit!, key: params.key! });
    expect(engine.view().mode).toBe('normal');
  });
});

describe('actions and commands', () => {
  it('run by name, the highest layer first', () => {
    engine.load(
      'user/a.lua',
      'action.register("hi", function(ctx, args) return "user " .. tostring(args) end, { desc = "says hi" })',
    );
    engine.load('default/a.lua', 'action.register("hi", function() return "default" end)');
    expect(
      engine.user('return { action.run("hi", 1), action.run("hi there"), command.run("hi you too") }'),
    ).toEqual(['user 1', 'user there', 'user you too']);
    expect(
      engine.user('for _, one in ipairs(action.list()) do if one.name == "hi" then return one end end'),
    ).toEqual({ name: 'hi', desc: 'says hi', owner: 'user/a.lua:1' });
    expect(engine.user('return action.unregister("hi")')).toBe(false);
  });

  it('cut a line into words', () => {
    engine.load(
      'user/c.lua',
      'command.register("say", function(args) return args end, { nargs = "+", alias = { "tell" }, desc = "d" })',
    );
    expect(engine.user(`return command.run([[tell a "b c" 'd e' f\\ g]])`)).toEqual([
      'a',
      'b c',
      'd e',
      'f g',
    ]);
    expect(() => engine.user('command.run("say")')).toThrow("command 'say' takes + argument(s), got 0");
    expect(() => engine.user(`command.run('say "a')`)).toThrow('a quote is not closed');
    expect(engine.user('return command.list()[1]')).toEqual({
      name: 'say',
      nargs: '+',
      alias: ['tell'],
      desc: 'd',
      owner: 'user/c.lua:1',
    });
  });

  it('reach what the terminal side does', () => {
    engine.user(
      'action.run("mode.set", "terminal") action.run("scroll up") action.run("scroll", -5) action.run("scroll page-up") action.run("detach") return 1',
    );
    expect(engine.view()).toMatchObject({ mode: 'terminal', scroll: { a1: 28 } });
    expect(engine.effects()).toMatchObject([{ name: 'view.local', params: { action: 'detach' } }]);
    engine.user('action.run("scroll bottom") return 1');
    expect(engine.view().scroll).toEqual({});
  });
});
