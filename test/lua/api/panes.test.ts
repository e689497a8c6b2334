// Tabs and arrangements of panes, as keys make them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine, type Node } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine({ defaults: true });
  engine.setAgents([1, 2, 3, 4].map((n) => ({ id: `a${n}`, name: `agent${n}` })));
  engine.setView({ focus: 'a1', selected: 'a1', columns: 120, rows: 40 });
});
afterEach(() => {
  expect(engine.errors()).toEqual([]);
  engine.close();
});

const keys = (...typed: string[]): void => {
  for (const one of typed) expect(engine.press('normal', ...one.split(' ')), one).toBe(true);
};
const all = (node: Node, type: string): Node[] => [
  ...(node.type === type ? [node] : []),
  ...(node.children ?? []).flatMap((child) => all(child, type)),
];
const words = (node: Node): string =>
  ((node['spans'] ?? []) as { text: string }[]).map(({ text }) => text).join('') +
  (node.children ?? []).map(words).join('');
const shown = (): unknown[] => all(engine.render(), 'terminal').map(({ agent }) => agent);
/** The panes as text: `[a1 | [a2 / a3]]`, with the first half's share in percent. */
const tree = (node: Node = engine.render()): string => {
  if (node.type === 'split') {
    const [a, b] = node.children!.map((child) => tree(child));
    const share = Math.round((node['ratio'] as number) * 100);
    return `[${a} ${node['direction'] === 'row' ? '|' : '/'}${share} ${b}]`;
  }
  if (node.type === 'terminal') return String(node['agent']);
  const inner = (node.children ?? []).map((child) => tree(child)).filter((text) => text !== '');
  return inner.join(' ');
};
const bar = (): string | undefined => {
  const [first] = all(engine.render(), 'row').filter(({ height }) => height === 1);
  return first && words(first).trim();
};
const split = (...more: string[]): void => keys('|', '-', ...more);

describe('tabs', () => {
  it('are made, gone through, named and closed; each has its own panes, current pane and zoom', () => {
    expect(bar()).toBeUndefined();
    keys('|');
    keys('t');
    expect([shown(), engine.view().focus, bar()]).toEqual([['a3'], 'a3', '1 agent2  2 agent3']);
    keys('z');
    expect(shown()).toEqual(['a3']);
    keys('(');
    expect([shown(), engine.view().focus]).toEqual([['a1', 'a2'], 'a2']);
    keys(')');
    engine.user('action.run("tab.rename", "logs")');
    expect(bar()).toBe('1 agent2  2 logs');
    expect(engine.view().fields['zoomed']).toBe(true);
    engine.user('action.run("tab.close")');
    expect([shown(), bar()]).toEqual([['a1', 'a2'], undefined]);
  });

  it('take over the panes that a view was left with', () => {
    const kept = { direction: 'row', ratio: 0.5, a: { agent: 'a1' }, b: { agent: 'a2', current: true } };
    engine.setView({ focus: 'a2', selected: 'a2', columns: 120, rows: 40, fields: { pane_tree: kept } });
    keys('t', '(');
    expect([shown(), engine.view().focus]).toEqual([['a1', 'a2'], 'a2']);
  });

  it('come to the front with their agent, whoever chose it, and go with their last one', () => {
    keys('t', '(', '2');
    expect([shown(), bar()]).toEqual([['a2'], '1 agent1  2 agent2']);
    keys('3');
    expect([shown(), bar()]).toEqual([['a3'], '1 agent1  2 agent3']);
    engine.run('rt.view().focus = "a1"');
    expect(shown()).toEqual(['a1']);
    engine.setAgents([{ id: 'a1', name: 'agent1' }]);
    expect([shown(), bar()]).toEqual([['a1'], undefined]);
  });

  it('are clicked, and closed with the middle button', () => {
    keys('t', 't');
    const click = (place: number, button: string) => {
      const find = (node: Node, path: number[]): string | undefined => {
        if (node.type === 'row' && node['height'] === 1) return [...path, place - 1].join('.');
        return node.children?.map((child, i) => find(child, [...path, i])).find((found) => found);
      };
      const path = find(engine.render(), [])!;
      engine.dispatch('event', { path, event: 'click', args: { x: 1, y: 0, button } });
    };
    click(1, 'left');
    expect(shown()).toEqual(['a1']);
    click(2, 'middle');
    expect([shown(), bar()]).toEqual([['a1'], '1 agent1  2 agent3']);
  });

  it('have a bar when it is asked for, and say what their agents do', () => {
    engine.user('action.run("tab.bar", "always")');
    expect(bar()).toBe('1 agent1');
    engine.user('action.run("tab.bar", "hidden")');
    keys('t');
    expect(bar()).toBeUndefined();
    engine.user('action.run("tab.bar")');
    engine.setAgents([
      { id: 'a1', name: 'agent1', state: 'blocked' },
      { id: 'a2', name: 'agent2' },
    ]);
    expect(bar()).toBe('1 agent1 ▲  2 agent2');
  });

  it('give panes to one another', () => {
    keys('|', '!');
    expect([shown(), bar()]).toEqual([['a2'], '1 agent1  2 agent2']);
    engine.user('action.run("pane.to-tab", "previous")');
    expect([shown(), bar()]).toEqual([['a1', 'a2'], undefined]);
  });
});

describe('panes', () => {
  it('go through the arrangements', () => {
    split();
    const seen = [1, 2, 3, 4, 5].map(() => {
      keys('space');
      return tree();
    });
    expect(seen).toEqual([
      '[a1 |33 [a2 |51 a3]]',
      '[a1 /33 [a2 /50 a3]]',
      '[a1 /51 [a2 |50 a3]]',
      '[a1 |50 [a2 /51 a3]]',
      '[[a1 |50 a2] /51 a3]',
    ]);
  });

  it('change places, go round, and get equal sizes', () => {
    split('{');
    expect([tree(), engine.view().focus]).toEqual(['[a1 |50 [a3 /51 a2]]', 'a3']);
    keys('ctrl+o');
    expect(tree()).toBe('[a2 |50 [a1 /51 a3]]');
    keys('|', '=');
    expect(tree()).toMatch(/^\[a2 \|3[34] \[/);
  });

  it('are all agents, and what they were again', () => {
    keys('|');
    engine.user('action.run("pane.grid")');
    expect(tree()).toBe('[[a1 |50 a2] /51 [a3 |50 a4]]');
    engine.user('action.run("pane.grid")');
    expect(tree()).toBe('[a1 |50 a2]');
  });

  it('move their borders by key, again without the prefix, and by the mouse', () => {
    keys('|');
    engine.press('terminal', 'ctrl+b', 'shift+left');
    expect([tree(), engine.view().mode]).toEqual(['[a1 |45 a2]', 'sizing']);
    engine.press('sizing', 'shift+left');
    expect(tree()).toBe('[a1 |40 a2]');
    const find = (node: Node, path: number[]): number[] | undefined =>
      node.type === 'split'
        ? path
        : node.children?.map((child, i) => find(child, [...path, i])).find(Boolean);
    const path = find(engine.render(), [])!.join('.');
    engine.dispatch('event', { path, event: 'resize', args: { ratio: 0.7, done: true } });
    expect(tree()).toBe('[a1 |70 a2]');
  });

  it('fold to the current one where there is no room, and come back with it', () => {
    split();
    const at = (columns: number, rows: number) => {
      engine.run(`rt.view().columns = ${columns} rt.view().rows = ${rows} rt.view().mode = "terminal"`);
      return [
        shown(),
        /\d panes? folded/.exec(words(engine.render()))?.[0] ??
          /\d panes? folded/.exec(JSON.stringify(engine.render()))?.[0],
      ];
    };
    expect(at(120, 40)).toEqual([['a1', 'a2', 'a3'], undefined]);
    expect(at(120, 7)).toEqual([['a1', 'a3'], '1 pane folded']);
    expect(at(20, 7)).toEqual([['a3'], '2 panes folded']);
    expect(at(120, 40)).toEqual([['a1', 'a2', 'a3'], undefined]);
  });

  it('are never below a few cells, however their border is dragged', () => {
    keys('|');
    engine.user('action.run("pane.layout", "even-horizontal")');
    engine.run('rt.view().fields.pane_tree.ratio = 0.02');
    // 88 columns beside the sidebar: 12 of them.
    expect(tree()).toBe('[a1 |14 a2]');
  });

  it('are as they were where no such arrangement is known', () => {
    keys('|');
    engine.user('action.run("pane.layout", "spiral")');
    expect(JSON.stringify(engine.effects())).toContain('no layout is called spiral (even-horizontal');
    expect(tree()).toBe('[a1 |50 a2]');
  });
});

describe('the sidebar', () => {
  const width = () => all(engine.render(), 'panel')[0]!['width'];

  it('is made wider and narrower, within bounds, and each view keeps its own', () => {
    expect(width()).toBe(32);
    keys('>', '>', '<');
    expect([width(), engine.view().fields['sidebar_columns']]).toEqual([34, 34]);
    for (let n = 0; n < 20; n++) keys('<');
    expect(width()).toBe(12);
  });

  it('is dragged by its border at either side', () => {
    const drag = (path: string, from_x: number, x: number) =>
      engine.dispatch('event', {
        path,
        event: 'drag',
        args: { x, y: 5, from_x, from_y: 5, width: 32, height: 39, done: true },
      });
    drag('0.0', 31, 39);
    expect(width()).toBe(40);
    drag('0.0', 10, 20);
    expect(width()).toBe(40);
    keys('b');
    drag('0.1', 0, 2);
    expect(all(engine.render(), 'panel').at(-1)!['width']).toBe(30);
  });
});
