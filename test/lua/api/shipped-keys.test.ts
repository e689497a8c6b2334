// The shipped keys and policy: what every key does.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeyTable } from '../../../src/core/key-table.ts';
import { createEngine, type Engine, type Plain } from './engine.ts';
import { agents, outline } from './fixtures.ts';

const KEY_SETS = ['default', 'tmux', 'vim', 'zellij'] as const;

const tableOf = (engine: Engine) => engine.dispatch('keys', {}) as KeyTable;

describe('the tables', () => {
  /** Read by many tests, changed by none. */
  const tables = new Map<string, { readonly table: KeyTable; readonly warnings: readonly string[] }>();
  beforeAll(async () => {
    for (const set of KEY_SETS) {
      const engine = await createEngine({ defaults: true });
      engine.load('user/init.lua', `botster.keys = "${set}"`);
      tables.set(set, { table: tableOf(engine), warnings: engine.warnings() });
      expect(engine.errors()).toEqual([]);
      engine.close();
    }
  });
  const bindingOf = (set: string, mode: string, keys: string) =>
    tables.get(set)!.table.bindings.find((one) => one.mode === mode && one.keys.join(' ') === keys);

  const inDefaults: Record<string, string> = {
    palette: 'default/palette',
    console: 'default/console',
    themes: 'default/theme_picker',
    sizing: 'default/pane_actions',
    popup: 'default/popups',
    attention: 'default/attention',
    // What follows the prefix is the set's own.
    copy: 'keybindings/(copy-vi|default|tmux|vim|zellij)',
    notifications: 'default/notification_history',
    tasks: 'default/task_list',
    pager: 'default/pager',
  };

  it.each(
    KEY_SETS,
  )('of %s each have a description, a group and an action that exists, and none twice', (set) => {
    const { table, warnings } = tables.get(set)!;
    const { bindings } = table;
    expect(warnings).toEqual([]);
    expect(bindings.length).toBeGreaterThan(60);
    for (const binding of bindings) {
      expect(binding.desc, binding.keys.join(' ')).not.toBe('');
      expect(binding.group, binding.keys.join(' ')).toBeTruthy();
      const file = inDefaults[binding.mode] ?? `keybindings/${set}`;
      expect(binding.owner).toMatch(new RegExp(`^${file}\\.lua:\\d+$`));
    }
    const ids = bindings.map((one) => `${one.mode} ${one.keys.join(' ')}`);
    expect(new Set(ids).size).toBe(ids.length);
    // A binding that is the beginning of another could never be told from it.
    for (const id of ids) expect(ids.filter((other) => other.startsWith(`${id} `))).toEqual([]);
  });

  const promised = [
    'n',
    'x',
    'R',
    'r',
    'j',
    'k',
    'up',
    'down',
    'enter',
    '1',
    '9',
    'l',
    'tab',
    'z',
    'b',
    '|',
    '%',
    '-',
    '"',
    '[',
    '?',
    'd',
    ':',
    'ctrl+p',
    '~',
    'q',
    't',
    ',',
    ')',
    '(',
    'space',
    '=',
    'shift+left',
    '<',
    '{',
    '!',
  ];
  it.each(promised)('have %s, alone and after the prefix', (key) => {
    expect(bindingOf('default', 'normal', key)).toBeDefined();
    expect(bindingOf('default', 'terminal', `ctrl+b ${key}`)).toBeDefined();
  });

  it.each([
    'c',
    '&',
    'x',
    'n',
    'p',
    '0',
    '9',
    'l',
    'z',
    '%',
    '"',
    'o',
    'up',
    'left',
    '[',
    'd',
    '$',
    ',',
    '?',
    ':',
    'ctrl+p',
    '~',
  ])('of tmux have %s', (key) => {
    expect(bindingOf('tmux', 'terminal', `ctrl+b ${key}`)).toBeDefined();
  });

  // Mode, keys, and what they do: an action, or what the binding says of itself.
  it.each([
    ['vim', 'normal', 'ctrl+w h', 'pane.focus'],
    ['vim', 'normal', 'ctrl+w ctrl+w', 'pane.next'],
    ['vim', 'terminal', 'ctrl+b ctrl+w v', 'pane.split-right'],
    ['vim', 'terminal', 'ctrl+b g t', 'tab.next'],
    ['vim', 'normal', 'g T', 'tab.previous'],
    ['vim', 'normal', 'j', 'agent.next'],
    ['vim', 'normal', ':', 'command.prompt'],
    ['vim', 'terminal', 'ctrl+\\ ctrl+n', 'mode.set normal'],
    ['vim', 'copy', 'g', 'copy top'],
    ['zellij', 'terminal', 'ctrl+p', 'mode.set pane'],
    ['zellij', 'terminal', 'ctrl+t', 'mode.set tab'],
    ['zellij', 'terminal', 'ctrl+n', 'mode.set resize'],
    ['zellij', 'terminal', 'ctrl+s', 'mode.set copy'],
    ['zellij', 'terminal', 'ctrl+o', 'mode.set session'],
    ['zellij', 'terminal', 'ctrl+g', 'mode.set locked'],
    ['zellij', 'locked', 'ctrl+g', 'mode.set terminal'],
    ['zellij', 'pane', 'ctrl+t', 'mode.set tab'],
    ['zellij', 'pane', 'ctrl+p', 'mode.set terminal'],
    ['zellij', 'resize', 'h', 'pane.resize'],
    ['zellij', 'terminal', 'alt+h', 'pane.focus'],
    ['zellij', 'terminal', 'ctrl+b c', 'tab.new'],
    ['zellij', 'session', 'd', 'detach'],
    ['zellij', 'terminal', 'ctrl+b @', 'pane.to-tab'],
    ['default', 'terminal', 'ctrl+b G', 'pane.grid'],
    ['default', 'normal', '&', 'tab.close'],
    ['default', 'normal', '@', 'pane.to-tab'],
    ['tmux', 'terminal', 'ctrl+b G', 'pane.grid'],
    ['tmux', 'terminal', 'ctrl+b @', 'pane.to-tab'],
    ['vim', 'terminal', 'ctrl+b g w', 'pane.grid'],
    ['vim', 'normal', '@', 'pane.to-tab'],
  ])('of %s, in mode %s, have %s: %s', (set, mode, keys, action) => {
    expect(bindingOf(set, mode, keys)?.action).toBe(action);
  });
});

let engine: Engine;
const open = async (): Promise<void> => {
  engine = await createEngine({ defaults: true });
};
const close = (): void => {
  expect(engine.errors()).toEqual([]);
  engine.close();
};

describe('the keys', () => {
  beforeEach(open);
  afterEach(close);
  const table = () => tableOf(engine);

  it('of zellij lock all but one key out, and its modes end with what was done in them', () => {
    engine.load('user/init.lua', 'botster.keys = "zellij"');
    const { bindings, modes } = table();
    expect(modes.find(({ name }) => name === 'locked')?.fallback).toBe('pty');
    expect(bindings.filter(({ mode }) => mode === 'locked').map(({ keys }) => keys)).toEqual([['ctrl+g']]);
    engine.setAgents(agents(4));
    engine.setView({ focus: 'a1', selected: 'a1', mode: 'tab' });
    engine.press('tab', '3');
    expect(engine.view()).toMatchObject({ mode: 'terminal', focus: 'a4' });
    engine.setView({ focus: 'a1', selected: 'a1', mode: 'tab' });
    engine.press('tab', 'l');
    expect(engine.view()).toMatchObject({ mode: 'tab', focus: 'a2' });
  });

  it('resize panes: a border moves where it is told, and a pane grows whichever side it is on', () => {
    engine.setAgents(agents(4));
    engine.setView({ focus: 'a1', selected: 'a1' });
    engine.press('normal', '|');
    const ratio = (how: string): number => {
      engine.user(`return action.run("pane.resize", "${how}")`);
      const [side] = [engine.view().fields['pane_tree'] as { ratio: number }];
      return Math.round(side.ratio * 100);
    };
    // The pane at the right is in use.
    expect(['left', 'left', 'right', 'wider', 'narrower', 'up', 'sideways'].map(ratio)).toEqual([
      45, 40, 45, 40, 45, 45, 45,
    ]);
    for (let more = 0; more < 12; more++) ratio('wider');
    expect(ratio('wider')).toBe(10);
  });

  it('move, jump and come back', () => {
    engine.setAgents(agents(4));
    engine.setView({ focus: 'a1', selected: 'a1' });
    const at = (...keys: string[]) => {
      engine.press('normal', ...keys);
      return engine.view().focus;
    };
    // Numbers and steps go by what the list shows: a3 lies in another directory, so it comes last.
    const keys = ['j', 'j', 'j', 'k', '4', 'j', 'k', 'l', 'l', 'tab', '9'];
    expect(keys.map((key) => at(key))).toEqual([
      'a2',
      'a4',
      'a3',
      'a4',
      'a3',
      'a1',
      'a3',
      'a1',
      'a3',
      'a1',
      'a1',
    ]);
    engine.press('normal', 'enter');
    expect(engine.view().mode).toBe('terminal');
  });

  it('ask before they end what runs, and not what is over', () => {
    engine.setAgents(agents(4));
    engine.setView({ focus: 'a1', selected: 'a1' });
    engine.press('normal', 'x');
    expect(engine.effects()).toMatchObject([
      { name: 'prompt', params: { kind: 'confirm', title: 'End agent1?' } },
    ]);
    engine.run('rt.answer(true)');
    expect(engine.effects()).toMatchObject([{ name: 'agents.kill', params: { id: 'a1' } }]);
    engine.setView({ focus: 'a2', selected: 'a2' });
    engine.press('normal', 'x');
    expect(engine.effects()).toMatchObject([{ name: 'agents.kill', params: { id: 'a2' } }]);
  });

  it('run a command by asking for command, name and directory, with history', () => {
    engine.setAgents(agents(1));
    engine.setView({ focus: 'a1', selected: 'a1' });
    engine.press('terminal', 'ctrl+b', 'N');
    engine.run('rt.answer("claude -c")');
    engine.run('rt.answer("")');
    engine.run('rt.answer("/tmp")');
    engine.run('rt.answer({ id = "a1" })');
    const asked = engine.effects();
    expect(asked.slice(0, 3).map(({ params }) => [params.title, params.value ?? null])).toEqual([
      ['Run', null],
      ['Name', null],
      ['Directory', '/home/u/project'],
    ]);
    expect(asked[3]).toMatchObject({
      name: 'agents.spawn',
      params: { argv: ['claude', '-c'], cwd: '/tmp', focus: true },
    });
    expect(engine.view().mode).toBe('terminal');
    engine.press('normal', 'N');
    expect(engine.effects()[0]!.params.items).toEqual(['claude -c']);
    engine.run('rt.answer(nil)');
    expect(engine.effects()).toEqual([]);
  });

  it('rename through an action, so that the answer survives a reload', () => {
    engine.setAgents(agents(1));
    engine.setView({ focus: 'a1', selected: 'a1' });
    engine.press('normal', 'r');
    const [prompt] = engine.effects();
    expect(prompt!.params).toMatchObject({ kind: 'input', value: 'agent1' });
    engine.dispatch('answer', { prompt: prompt!.params.id!, value: 'bob' });
    expect(engine.effects()).toMatchObject([{ name: 'agents.rename', params: { id: 'a1', name: 'bob' } }]);
  });

  it('split, move between panes, zoom and close them', () => {
    engine.setAgents(agents(4));
    engine.setView({ focus: 'a1', selected: 'a1' });
    const shown = () => outline(engine.render()).match(/agent=\w+/g);
    engine.press('normal', '|');
    expect([shown(), engine.view().focus]).toEqual([['agent=a1', 'agent=a3'], 'a3']);
    engine.press('terminal', 'ctrl+b', '-');
    expect([shown(), engine.view().focus]).toEqual([['agent=a1', 'agent=a3', 'agent=a4'], 'a4']);
    engine.press('normal', 'left');
    expect(engine.view().focus).toBe('a1');
    engine.press('terminal', 'ctrl+b', 'right');
    expect(engine.view().focus).toBe('a3');
    engine.press('normal', 'ctrl+b', 'down');
    expect(engine.view().focus).toBe('a4');
    engine.press('normal', 'right');
    expect(engine.view().focus).toBe('a4');
    engine.press('normal', 'z');
    expect(shown()).toEqual(['agent=a4']);
    engine.press('normal', 'z');
    engine.press('normal', 'w');
    expect(shown()).toEqual(['agent=a1', 'agent=a3']);
    // Every running agent is on the screen after one more: then a new shell is started.
    engine.press('normal', '|');
    engine.press('normal', '|');
    expect(engine.effects()).toMatchObject([{ name: 'agents.spawn', params: { focus: false } }]);
  });

  it('show another agent in the pane in use, and close panes whose agent is gone', () => {
    engine.setAgents(agents(4));
    engine.setView({ focus: 'a1', selected: 'a1' });
    engine.press('normal', '|');
    engine.press('normal', '3');
    expect(outline(engine.render()).match(/agent=\w+/g)).toEqual(['agent=a1', 'agent=a4']);
    engine.setAgents(agents(1));
    engine.run('rt.view().focus = "a1"');
    expect(outline(engine.render()).match(/agent=\w+/g)).toEqual(['agent=a1']);
  });

  it('cycle the sidebar, scroll, and run the command line', () => {
    engine.setAgents(agents(1));
    engine.setView({ focus: 'a1', selected: 'a1' });
    const side = () => {
      engine.press('normal', 'b');
      return engine.view().fields.sidebar_side;
    };
    expect([side(), side(), side()]).toEqual(['right', 'hidden', 'left']);
    expect(
      table().bindings.find((one) => one.mode === 'terminal' && one.keys.join(' ') === 'ctrl+b [')!.target,
    ).toEqual({ kind: 'local', action: 'mode.set', argument: 'copy' });
    engine.setView({ mode: 'copy', focus: 'a1', scroll: { a1: 9 } });
    engine.press('copy', 'q');
    expect(engine.effects()).toMatchObject([
      { name: 'view.local', params: { action: 'copy', argument: 'leave' } },
    ]);
    engine.press('normal', ':');
    engine.run('rt.answer("theme light")');
    expect(engine.user('return theme.current()')).toBe('light');
    engine.press('normal', ':');
    engine.run('rt.answer("spawn htop")');
    expect(engine.effects().at(-1)).toMatchObject({ name: 'agents.spawn', params: { argv: ['htop'] } });
  });
});

describe('policy', () => {
  beforeEach(open);
  afterEach(close);
  it('names agents after their program', () => {
    engine.setAgents([{ name: 'vim' }]);
    const named = (spec: Plain) =>
      (
        engine.dispatch('emit', { event: 'agent:before_spawn', payload: spec }) as {
          payload: { name: string };
        }
      ).payload.name;
    expect(named({ argv: ['/usr/bin/vim', 'x'] })).toBe('vim-2');
    expect(named({ argv: ['sh', '-c', 'make && ls'] })).toBe('make');
    expect(named({ argv: [] })).toBe('shell');
    expect(named({ argv: ['x'], name: 'mine' })).toBe('mine');
  });

  it('says how an agent is', () => {
    engine.setView({});
    engine.setAgents([
      { status: 'exited', exit_code: 0 },
      { status: 'exited', exit_code: 2 },
      { status: 'exited', signal: 'SIGKILL' },
      { status: 'failed' },
      {},
      { state: 'blocked' },
    ]);
    engine.load(
      'user/s.lua',
      'action.register("words", function(ctx) local app = ctx.app return map(app.agents, function(a) return app:status_word(a) .. app:status_mark(a)[1] end) end)',
    );
    expect(engine.user('return action.run("words")')).toEqual([
      'done○',
      'exited with 2✗',
      'ended by SIGKILL✗',
      'could not start✗',
      'running●',
      'blocked▲',
    ]);
  });

  it('tells what is worth it', () => {
    engine.setAgents([{}]);
    engine.dispatch('emit', { event: 'agent:exited', payload: { agent: 'a1', code: 0 } });
    engine.dispatch('emit', {
      event: 'agent:notification',
      payload: { agent: 'a1', text: 'hi', in_sight: true },
    });
    expect(engine.effects()).toEqual([]);
    engine.dispatch('emit', { event: 'agent:exited', payload: { agent: 'a1', code: 3 } });
    engine.dispatch('emit', { event: 'agent:notification', payload: { agent: 'a1', text: 'hi' } });
    expect(engine.effects().map(({ params }) => [params.level, params.title, params.text])).toEqual([
      ['warn', 'Agent ended', 'agent1 exited with 3'],
      ['info', 'agent1', 'hi'],
    ]);
  });
});
