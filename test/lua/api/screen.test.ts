// The shipped screen: what it draws at several sizes and in several states.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from './engine.ts';
import { agents, outline } from './fixtures.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine({ defaults: true });
});
afterEach(() => {
  expect(engine.errors()).toEqual([]);
  engine.close();
});

describe('the screen', () => {
  const sizes = [
    [80, 24],
    [120, 40],
    [200, 60],
    [50, 20],
  ] as const;
  for (const [columns, rows] of sizes) {
    for (const count of [0, 1, 20]) {
      it(`at ${columns}x${rows} with ${count} agents`, async () => {
        engine.setAgents(agents(count));
        engine.setView({ columns, rows, ...(count ? { focus: 'a1', selected: 'a1' } : {}) });
        await expect(outline(engine.render())).toMatchFileSnapshot(`golden/${columns}x${rows}-${count}.txt`);
      });
    }
  }

  const states: Record<string, Parameters<Engine['setView']>[0]> = {
    terminal: { mode: 'terminal' },
    scrolled: { mode: 'copy', scroll: { a1: 42 } },
    'over-with-failure': { focus: 'a2', selected: 'a2' },
    zoomed: { fields: { zoomed: true } },
    'sidebar-right': { fields: { sidebar_side: 'right' } },
    'sidebar-hidden': { fields: { sidebar_side: 'hidden' } },
    split: {
      focus: 'a3',
      fields: {
        pane_tree: {
          direction: 'row',
          ratio: 0.5,
          a: { agent: 'a1' },
          b: { direction: 'column', ratio: 0.5, a: { agent: 'a3', current: true }, b: { agent: 'gone' } },
        },
      },
    },
    narrow: { columns: 50, mode: 'terminal' },
  };
  for (const [name, view] of Object.entries(states)) {
    it(`when ${name}`, async () => {
      engine.setAgents(agents(4));
      engine.setView({ focus: 'a1', selected: 'a1', ...view });
      await expect(outline(engine.render())).toMatchFileSnapshot(`golden/${name}.txt`);
    });
  }

  it('has five lines of help when there is nothing to show, and where the tour is', () => {
    engine.setView({});
    const column = engine.render().children![0]!.children![1]!.children![1]!;
    expect(column.children).toHaveLength(6);
  });

  it('can be changed by one method', () => {
    engine.setAgents(agents(2));
    engine.setView({ focus: 'a1', selected: 'a1' });
    engine.load(
      'user/layout.lua',
      'function App:agent_row(agent) return "* " .. agent.name end function App:group_of() return "all" end',
    );
    expect(outline(engine.render())).toMatch(/# .*all\n +> \* agent1\n +\* agent2\n/);
  });

  it('takes what files put into its slots, and shows what breaks in its place', () => {
    engine.setAgents(agents(1));
    engine.setView({ focus: 'a1', selected: 'a1' });
    engine.load(
      'improvements/clock.lua',
      'ui.slot("status.right", function() return { "12:00", style = "@muted" } end)\nui.slot("sidebar", function() return ui.text("notes") end)',
    );
    const drawn = outline(engine.render());
    expect(drawn).toContain('12:00  1 agent');
    expect(drawn).toContain('text "notes"');
    engine.load(
      'improvements/bad.lua',
      'ui.slot("sidebar", function() return nil + 1 end) ui.slot("status.right", function() return { bad = 1 } end)',
    );
    const broken = outline(engine.render());
    expect(broken).toMatch(/text "✗ improvements\/bad\.lua:1/);
    expect(broken).toContain('notes');
    expect(engine.errors().map((error) => error.unit)).toEqual([
      'improvements/bad.lua',
      'improvements/bad.lua',
    ]);
  });

  it('has no colour in mono, and says the same', () => {
    engine.setAgents(agents(20));
    engine.setView({ focus: 'a1', selected: 'a1' });
    const coloured = outline(engine.render());
    engine.run('rt.view().colors = { none = true }');
    const tree = engine.render();
    expect(JSON.stringify(tree)).not.toMatch(/"(fg|bg)":/);
    expect(JSON.stringify(tree)).toContain('"selected_style":{"inverse":true}');
    expect(outline(tree)).toBe(coloured);
  });
});
