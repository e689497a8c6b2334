// App over its layers: who draws, what happens when that one throws, and what `self` keeps.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine, type Node } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine();
  engine.setAgents([
    { id: 'a1', name: 'shell' },
    { id: 'b2', name: 'claude', unread: true },
  ]);
  engine.setView({ focus: 'a1', selected: 'b2' });
});
afterEach(() => engine.close());

const says = (word: string) => `function App:render() return ui.text("${word}") end`;
const wraps = 'local base = App.render function App:render() return ui.row{ base(self), "+" } end';

function words(node: Node): string {
  const own = ((node.spans as { text: string }[]) ?? []).map((span) => span.text).join('');
  return own + (node.children ?? []).map(words).join('');
}

describe('layers', () => {
  it('show the focused agent when no file draws', () => {
    expect(engine.render()).toMatchObject({ type: 'terminal', agent: 'a1' });
  });

  it('let the highest draw, and read App.render as the next one below', () => {
    engine.load('default/layout.lua', says('default'));
    engine.load('user/layout.lua', wraps);
    engine.load('improvements/a.lua', wraps);
    engine.load('improvements/b.lua', 'function App:render() return ui.row{ App.render(self), "!" } end');
    expect(words(engine.render())).toBe('default++!');
    expect(words(engine.render())).toBe('default++!');
  });

  it('let any method be overridden alone', () => {
    engine.load(
      'default/layout.lua',
      'function App:render() return ui.column{ self:top(), self:bottom() } end function App:top() return "top" end function App:bottom() return "bottom" end App.size = 3',
    );
    engine.load('user/l.lua', 'function App:top() return "mine " .. self.size end');
    expect(words(engine.render())).toBe('mine 3bottom');
  });

  it('fall back one layer for the frame when a render throws, with a card that says why', () => {
    engine.load('default/layout.lua', says('default'));
    engine.load('user/layout.lua', '\nfunction App:render()\n  return ui.text(nope.x)\nend');
    const tree = engine.render();
    expect(tree.type).toBe('stack');
    expect(words(tree)).toBe("default ✗ user/layout.lua:3: attempt to index a nil value (global 'nope') ");
    expect(engine.errors()).toMatchObject([{ unit: 'user/layout.lua', where: 'App:render' }]);
  });

  it('fall back for one method only, where that is what throws', () => {
    engine.load(
      'default/layout.lua',
      'function App:render() return ui.column{ self:top(), "rest" } end function App:top() return "top" end',
    );
    engine.load('user/l.lua', 'function App:top() error("no") end');
    expect(words(engine.render())).toBe('toprest');
    expect(engine.errors()).toMatchObject([{ unit: 'user/l.lua', where: 'App:top' }]);
  });

  it.each([
    ['returns nothing', 'function App:render() end', /App:render returned nil/],
    ['returns no widget', 'function App:render() return 5 < 6 end', /no widget/],
    [
      'is too deep',
      'function App:render() local n = ui.text("x") for _ = 1, 300 do n = ui.column{ n } end return n end',
      /deeper than 200/,
    ],
    [
      'is too large',
      'function App:render() local t = {} for i = 1, 6000 do t[i] = "x" end return ui.column(t) end',
      /more than 5000/,
    ],
    [
      'contains itself',
      'function App:render() local n = ui.column{ "x" } n.children[1] = n return n end',
      /deeper than 200/,
    ],
  ])('refuse a tree that %s', (_, code, message) => {
    engine.load('default/layout.lua', says('default'));
    engine.load('user/layout.lua', code);
    expect(words(engine.render())).toContain('default');
    expect(engine.errors()[0]!.message).toMatch(message);
  });

  it('survive every layer throwing', () => {
    engine.load('default/layout.lua', 'function App:render() error("a") end');
    engine.load('user/layout.lua', 'function App:render() error("b") end');
    const tree = engine.render();
    expect(tree.children![0]).toMatchObject({ type: 'terminal', agent: 'a1' });
    expect(words(tree)).toContain('user/layout.lua:1: b');
  });

  it('cannot be overridden above a file that protects it', () => {
    engine.load('user/layout.lua', `${says('mine')} botster.protect("App.render")`);
    engine.load('improvements/x.lua', says('theirs'));
    expect(words(engine.render())).toBe('mine');
  });
});

describe('self', () => {
  it('has the state of the app and the view', () => {
    engine.load(
      'user/l.lua',
      'function App:render() return ui.text(inspect({ #self.agents, self.selected, self.selected_agent.name, self.focused_agent.name, self.mode, self.cols, self.columns, self.rows, self.unread, self.view })) end',
    );
    expect(words(engine.render())).toBe('{ 2, 2, "claude", "shell", "normal", 80, 80, 24, 1, "v1" }');
  });

  it('keeps other fields with the view', () => {
    engine.load(
      'user/l.lua',
      'action.register("up", function(ctx) ctx.app.count = (ctx.app.count or 0) + 1 end) keymap.set("normal", "u", "up", { desc = "up" }) function App:render() return ui.text(self.count or "none") end',
    );
    expect(words(engine.render())).toBe('none');
    engine.press('normal', 'u');
    engine.press('normal', 'u');
    expect(words(engine.render())).toBe('2');
    expect(engine.view().fields).toEqual({ count: 2 });
  });

  it('can select, focus and change mode, and refuses what cannot be kept', () => {
    engine.load(
      'user/l.lua',
      'action.register("go", function(ctx) ctx.app.selected = 1 ctx.app.focused_agent = "claude" ctx.app.mode = "terminal" end) action.register("bad", function(ctx)\n ctx.app.fn = function() end end) action.register("agents", function(ctx) ctx.app.agents = {} end) action.register("who", function(ctx) ctx.app.selected = 9 end)',
    );
    engine.user('action.run("go") return 1');
    expect(engine.view()).toMatchObject({ selected: 'a1', focus: 'b2', mode: 'terminal' });
    expect(() => engine.user('action.run("bad")')).toThrow(
      'user/l.lua:2: self.fn: only plain data is kept with a view (got function)',
    );
    expect(() => engine.user('action.run("agents")')).toThrow('self.agents cannot be set');
    expect(() => engine.user('action.run("who")')).toThrow('self.selected: no such agent (9)');
  });
});

describe('events of widgets', () => {
  it('reach the function that the tree was given, by path', () => {
    engine.load(
      'user/l.lua',
      `
      function App:render()
        return ui.column{
          ui.text_input{ value = "", on_submit = function(value) self.said = value end },
          ui.list({ "x", "y" }, { header = "h", on_select = function(item, index) self.said = item .. index end }),
          ui.button("b", { action = "shout" }),
          ui.agent_list(self.agents, { group_by = "cwd" }),
        }
      end
      action.register("shout", function(ctx) ctx.app.said = "shouted" end)`,
    );
    const tree = engine.render();
    expect(tree.children!.map((node) => node.on)).toEqual([['submit'], ['select'], ['click'], ['select']]);
    const said = (path: string, event: string, args: string | number | { value: string }) => {
      engine.dispatch('event', { view: 'v1', path, event, args });
      return engine.view().fields.said;
    };
    expect(said('0', 'submit', 'hello')).toBe('hello');
    expect(said('0', 'submit', { value: 'again' })).toBe('again');
    expect(said('1', 'select', 3)).toBe('y2');
    expect(said('2', 'click', 0)).toBe('shouted');
    engine.dispatch('event', { view: 'v1', path: '3', event: 'select', args: 3 });
    expect(engine.view().focus).toBe('b2');
    expect(engine.dispatch('event', { view: 'v1', path: '9', event: 'click', args: 1 })).toEqual({
      handled: false,
    });
    expect(engine.errors()).toEqual([]);
  });

  it('reach a view that this world has not drawn yet', () => {
    engine.load(
      'user/l.lua',
      'function App:render() return ui.button("b", { on_click = function() self.hit = true end }) end',
    );
    engine.dispatch('event', { view: 'v1', path: '', event: 'click', args: 1 });
    expect(engine.view().fields.hit).toBe(true);
  });
});

describe('layout', () => {
  it.each([
    ['{ "3", "1fr", "3" }', 24, [3, 18, 3]],
    ['{ 10, "30%", "2fr", "1fr" }', 100, [10, 30, 40, 20]],
    ['{ "min:10", "1fr" }', 12, [10, 2]],
    ['{ "max:5", "1fr" }', 30, [5, 25]],
    ['{ 20, 20 }', 30, [20, 10]],
    ['{ "auto", "auto" }', 5, [3, 2]],
    ['{ "1fr", "1fr", "1fr" }', 10, [3, 4, 3]],
  ])('cuts %s of %i', (sizes, total, cells) => {
    const heights = engine.user(
      `return map(layout.vertical(${sizes}, { x = 0, y = 0, width = 9, height = ${total} }), function(r) return r.height end)`,
    );
    expect(heights).toEqual(cells);
    const rects = engine.user(
      `return layout.horizontal(${sizes}, { x = 5, y = 1, width = ${total}, height = 2 })`,
    ) as { x: number; y: number }[];
    expect(rects.map((rect) => rect.x)).toEqual(
      cells.map((_, i) => 5 + cells.slice(0, i).reduce((a, b) => a + b, 0)),
    );
    expect(rects.every((rect) => rect.y === 1)).toBe(true);
  });
});
