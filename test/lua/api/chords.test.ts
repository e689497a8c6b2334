// Chords and the key table: what the terminal side gets.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatChord, parseKeys } from '../../../src/core/key.ts';
import { type Binding, type KeyTable, localActions } from '../../../src/core/key-table.ts';
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

describe('chords', () => {
  const texts = [
    'a',
    'G',
    '?',
    '<C-p>',
    '<c-P>',
    'ctrl+p',
    'ctrl+P',
    'ctrl+shift+p',
    'shift+g',
    'alt+x',
    'M-x',
    '<M-x>',
    '<S-Tab>',
    'shift+tab',
    'gg',
    'g g',
    'ctrl+b ctrl+d',
    '<C-b>d',
    '<C-w>v',
    'enter',
    'CR',
    '<CR>',
    '<Esc>',
    'f5',
    'F12',
    '<C-Space>',
    'space',
    '+',
    'ctrl++',
    '<C-->',
    '-',
    '|',
    '<lt>',
    'super+k',
    'shift+super+k',
    'super+K',
    'alt+G',
    'alt+<',
    'ctrl+alt+<',
    'alt++',
    '<C-w><',
    'x<CR>',
    'pgup',
    'page-down',
    '<C-S-x>',
    '<D-k>',
    'é',
    'ß',
    'kp5',
    '<',
    '"',
    'control+alt+delete',
    'hyper+x',
    '<C-zz>',
    'nosuchkey+x',
    'ctrl+',
    '<>',
    '',
  ];
  it.each(texts)('%j reads the same in Lua and in the terminal side', (text) => {
    let expected: string[] | string;
    try {
      expected = parseKeys(text).map(formatChord);
    } catch {
      expected = 'refused';
    }
    const code = `local ok, value = pcall(rt.module("chord").sequence, ${JSON.stringify(text)}) return ok and value or "refused"`;
    expect(engine.run(code)).toEqual(expected);
  });
});

describe('the key table', () => {
  it('knows the actions that the terminal side does by itself', () => {
    expect(engine.run('return rt.module("tui_actions").names')).toEqual([...localActions]);
  });

  it('has local targets for those, Lua for the rest', () => {
    engine.load(
      'user/k.lua',
      'keymap.set("normal", "a", "scroll page-up", { desc = "up", group = "g" })\nkeymap.set("normal", "b", function() end, { desc = "b", when = { scrolled = true } })\nkeymap.set("normal", "?", "help", { desc = "help" })',
    );
    expect(bound('normal', 'a')).toEqual({
      mode: 'normal',
      keys: ['a'],
      target: { kind: 'local', action: 'scroll', argument: 'page-up' },
      desc: 'up',
      group: 'g',
      owner: 'user/k.lua:1',
      action: 'scroll page-up',
    });
    expect(bound('normal', 'b')).toEqual({
      mode: 'normal',
      keys: ['b'],
      target: { kind: 'lua' },
      desc: 'b',
      owner: 'user/k.lua:2',
      when: { scrolled: true },
    });
    expect(bound('normal', '?')!.target).toEqual({ kind: 'local', action: 'help' });
    engine.load('user/help.lua', 'action.register("help", function() end, { desc = "mine" })');
    expect(bound('normal', '?')!.target).toEqual({ kind: 'lua' });
  });

  it('repeats normal bindings after the prefix, in terminal mode and in normal', () => {
    engine.load(
      'user/k.lua',
      'keymap.set("normal", "n", function() end, { desc = "n" }) keymap.set("terminal", "<prefix> n", function() end, { desc = "own" }) keymap.set("normal", "gg", function() end, { desc = "top" })',
    );
    expect(bound('terminal', 'ctrl+b', 'n')!.desc).toBe('own');
    expect(bound('normal', 'ctrl+b', 'n')!.desc).toBe('n');
    expect(bound('terminal', 'ctrl+b', 'g', 'g')!.desc).toBe('top');
    engine.load('user/init.lua', 'botster.prefix = "<C-a>"');
    expect(table().prefix).toBe('ctrl+a');
    expect(bound('terminal', 'ctrl+a', 'g', 'g')!.desc).toBe('top');
    expect(bound('terminal', 'ctrl+b', 'g', 'g')).toBeUndefined();
  });

  it('lets the higher layer win, whatever was loaded first', () => {
    engine.load('improvements/i.lua', 'keymap.set("normal", "n", function() end, { desc = "top" })');
    engine.load(
      'default/k.lua',
      'keymap.set("normal", "n", function() end, { desc = "low" }) keymap.set("normal", "m", function() end, { desc = "m" })',
    );
    engine.load(
      'user/k.lua',
      'keymap.set({ "normal", "scroll" }, "n", function() end, { desc = "user" }) keymap.del("normal", "m")',
    );
    expect(bound('normal', 'n')!.desc).toBe('top');
    expect(bound('scroll', 'n')!.desc).toBe('user');
    expect(bound('normal', 'm')).toBeUndefined();
    expect(bound('terminal', 'ctrl+b', 'm')).toBeUndefined();
    expect(table().bindings.filter((one) => one.mode === 'normal' && one.keys[0] === 'n')).toHaveLength(1);
  });

  it('lists modes and their fallbacks', () => {
    engine.load(
      'user/m.lua',
      'mode.define("resize", { desc = "sizes", fallback = "normal" }) keymap.set("odd", "x", "help")',
    );
    expect(table().modes).toEqual([
      { name: 'normal', desc: 'keys are commands', fallback: 'swallow' },
      { name: 'terminal', desc: 'keys go to the agent', fallback: 'pty' },
      { name: 'resize', desc: 'sizes', fallback: { mode: 'normal' } },
      { name: 'odd', desc: '', fallback: 'swallow' },
    ]);
    expect(engine.user('return mode.list()[3].fallback')).toBe('normal');
  });

  it('counts versions when it changes', () => {
    const before = table().version;
    expect(table().version).toBe(before);
    engine.load('user/k.lua', 'keymap.set("normal", "n", "help")');
    expect(table().version).toBe(before + 1);
  });

  it('warns about actions that do not exist and bindings nobody described', () => {
    engine.load(
      'user/k.lua',
      'action.register("agent.new", function() end)\nkeymap.set("normal", "n", "agent.neww", { desc = "x" })\nkeymap.set("normal", "m", function() end)',
    );
    table();
    expect(engine.warnings()).toEqual([
      "user/k.lua:2: keymap.set: 'n' runs 'agent.neww', which does not exist (did you mean 'agent.new'?)",
      "user/k.lua:3: keymap.set: 'm' has no desc",
    ]);
  });

  it('can be read by Lua', () => {
    engine.load(
      'user/k.lua',
      'keymap.leader = ","\nkeymap.set("normal", "<leader>f", "help", { desc = "find", group = "g" })',
    );
    expect(engine.user('return keymap.get("normal", ", f")')).toEqual({
      mode: 'normal',
      lhs: ', f',
      desc: 'find',
      group: 'g',
      action: 'help',
      owner: 'user/k.lua:2',
    });
    expect(
      engine.user(
        'return { #keymap.list{ group = "g" }, ui.key_of("help"), ui.key_of("help", "terminal"), keymap.leader }',
      ),
    ).toEqual([4, ', f', 'ctrl+b , f', ',']);
    expect(engine.user('return ui.keyhints{ mode = "normal" }.hints')).toEqual([
      { keys: ', f', desc: 'find' },
    ]);
  });
});
