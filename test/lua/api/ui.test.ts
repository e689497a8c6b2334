// What each widget becomes in the tree.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
  engine.setAgents([
    { id: 'a1', name: 'shell' },
    { id: 'b2', name: 'claude', unread: true, cwd: '/y' },
  ]);
  engine.setView({ focus: 'a1', selected: 'b2', columns: 100, rows: 30 });
});
afterAll(() => engine.close());

/** The node that `code` makes, without `at`. */
function node(code: string): unknown {
  return strip(engine.user(`return ${code}`));
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'at')
      .map(([key, one]) => [key, strip(one)]),
  );
}

const text = (content: string) => ({ type: 'text', spans: [{ text: content }] });
const plainSelected = { inverse: true };

const rows: readonly (readonly [code: string, node: unknown])[] = [
  ['ui.text("hi")', text('hi')],
  ['ui.text(12)', text('12')],
  [
    'ui.text({ "a", { "b", fg = "red", bold = true }, { text = "c", style = "dim" } })',
    {
      type: 'text',
      spans: [
        { text: 'a' },
        { text: 'b', style: { fg: 'red', bold: true } },
        { text: 'c', style: { dim: true } },
      ],
    },
  ],
  ['ui.text({ "x", bold = true })', { type: 'text', spans: [{ text: 'x', style: { bold: true } }] }],
  [
    'ui.text("x", { style = "bold red on #102030", wrap = false, align = "right" })',
    {
      type: 'text',
      spans: [{ text: 'x' }],
      style: { bold: true, fg: 'red', bg: '#102030' },
      wrap: 'truncate',
      align: 'right',
    },
  ],
  [
    'ui.spans{ "a", { "b", dim = true } }',
    { type: 'text', spans: [{ text: 'a' }, { text: 'b', style: { dim: true } }] },
  ],
  ['ui.column{ "a", ui.text("b"), gap = 1 }', { type: 'column', gap: 1, children: [text('a'), text('b')] }],
  ['ui.column(ui.text("a"), "b")', { type: 'column', children: [text('a'), text('b')] }],
  ['ui.row({ align = "left" }, nil, "b")', { type: 'row', align: 'start', children: [text('b')] }],
  ['ui.row{ false, nil, "c", { "d", "e" } }', { type: 'row', children: [text('c'), text('d'), text('e')] }],
  ['ui.row{ children = { "a" } }', { type: 'row', children: [text('a')] }],
  ['ui.column{}', { type: 'column' }],
  [
    'ui.panel({ title = "Log", border = true, width = "30%", padding = { 1, 2 } }, "x")',
    {
      type: 'panel',
      title: [{ text: 'Log' }],
      border: 'single',
      width: '30%',
      padding: [1, 2],
      children: [text('x')],
    },
  ],
  ['ui.panel{ border = false }', { type: 'panel', border: 'none' }],
  ['ui.header("T")', { type: 'header', title: [{ text: 'T' }] }],
  [
    'ui.header{ title = "T", right = { "r", dim = true } }',
    { type: 'header', title: [{ text: 'T' }], right: [{ text: 'r', style: { dim: true } }] },
  ],
  ['ui.status_bar("s")', { type: 'status_bar', left: [{ text: 's' }] }],
  [
    'ui.status_bar{ text = "s", right = 3 }',
    { type: 'status_bar', left: [{ text: 's' }], right: [{ text: '3' }] },
  ],
  [
    'ui.list({ "a", { name = "b" } }, { selected = 2 })',
    {
      type: 'list',
      rows: [{ spans: [{ text: 'a' }] }, { spans: [{ text: 'b' }] }],
      selected: 2,
      selected_style: plainSelected,
    },
  ],
  [
    'ui.list({ "a" }, { header = "H", selected = 1, format = function(item) return { item, right = "r" } end })',
    {
      type: 'list',
      rows: [
        { header: true, spans: [{ text: 'H' }] },
        { spans: [{ text: 'a' }], right: [{ text: 'r' }] },
      ],
      selected: 2,
      selected_style: plainSelected,
    },
  ],
  ['ui.list({})', { type: 'list', rows: [], selected_style: plainSelected }],
  [
    'ui.agent_list()',
    {
      type: 'list',
      rows: [
        { id: 'a1', spans: [{ text: 'shell' }] },
        { id: 'b2', spans: [{ text: 'claude' }], right: [{ text: '●' }] },
      ],
      selected: 2,
      selected_style: plainSelected,
    },
  ],
  [
    'ui.agent_list(agents.list(), { selected = "a1", group_by = "cwd" }).rows',
    [
      { header: true, spans: [{ text: '/home/u/project' }] },
      { id: 'a1', spans: [{ text: 'shell' }] },
      { header: true, spans: [{ text: '/y' }] },
      { id: 'b2', spans: [{ text: 'claude' }], right: [{ text: '●' }] },
    ],
  ],
  ['ui.agent_list({}, { empty = "nobody" }).rows', [{ header: true, spans: [{ text: 'nobody' }] }]],
  [
    'ui.table({ { "a", 1 }, { "b" } }, { columns = { "x", { "y", width = 3, align = "right" } }, selected = 1 })',
    {
      type: 'table',
      columns: [{ title: 'x' }, { title: 'y', width: 3, align: 'right' }],
      rows: [
        [[{ text: 'a' }], [{ text: '1' }]],
        [[{ text: 'b' }], []],
      ],
      selected: 1,
      selected_style: plainSelected,
    },
  ],
  ['ui.table({ { "a", "b" } }).columns', [{ width: 'auto' }, { width: 'auto' }]],
  ['ui.terminal("shell")', { type: 'terminal', agent: 'a1', follow: true, cursor: true }],
  [
    'ui.terminal(nil, { placeholder = "none" })',
    { type: 'terminal', placeholder: 'none', follow: true, cursor: true },
  ],
  ['ui.terminal({ follow = false })', { type: 'terminal', follow: false, cursor: true }],
  ['ui.text_input{ value = "v", mask = true }', { type: 'text_input', value: 'v', mask: true }],
  ['ui.button("Go", { id = "go" })', { type: 'button', label: [{ text: 'Go' }], id: 'go' }],
  ['ui.button{ label = "Go" }', { type: 'button', label: [{ text: 'Go' }] }],
  [
    'ui.modal({ title = "M", width = 40 }, "x")',
    { type: 'modal', title: [{ text: 'M' }], width: 40, children: [text('x')] },
  ],
  [
    'ui.tabs{ { "One", "1" }, { "Two", ui.text("2") }, selected = 2 }',
    {
      type: 'tabs',
      labels: [[{ text: 'One' }], [{ text: 'Two' }]],
      selected: 2,
      children: [text('1'), text('2')],
    },
  ],
  [
    'ui.split{ a = "l", b = "r", ratio = 0.3 }',
    { type: 'split', direction: 'row', ratio: 0.3, children: [text('l'), text('r')] },
  ],
  [
    'ui.split{ "l", "r", direction = "column" }',
    { type: 'split', direction: 'column', children: [text('l'), text('r')] },
  ],
  ['ui.spinner()', { type: 'spinner' }],
  ['ui.progress{ value = 3, max = 10 }', { type: 'progress', value: 3, max: 10 }],
  ['ui.badge("new", { style = "red" })', { type: 'badge', text: [{ text: 'new' }], style: { fg: 'red' } }],
  ['ui.divider{ title = "t" }', { type: 'divider', direction: 'horizontal', title: [{ text: 't' }] }],
  ['ui.divider{ direction = "column" }', { type: 'divider', direction: 'vertical' }],
  ['ui.spacer()', { type: 'spacer' }],
  ['ui.spacer(2)', { type: 'spacer', width: 2, height: 2 }],
  ['ui.scroll({ offset = 3 }, "x")', { type: 'scroll', offset: 3, children: [text('x')] }],
  ['widgets.block{ title = "T" }', { type: 'panel', title: [{ text: 'T' }], border: 'single' }],
  [
    'widgets.paragraph("p", { style = "dim" })',
    { type: 'text', spans: [{ text: 'p' }], style: { dim: true } },
  ],
  ['widgets.list({ ui.text("a") }).rows', [{ spans: [{ text: 'a' }] }]],
];

describe('widgets', () => {
  it.each(rows)('%s', (code, expected) => {
    expect(node(code)).toEqual(expected);
  });

  it('resolve theme tokens while they are made', () => {
    engine.user(
      'theme.define("t", { accent = "#123456", strong = { fg = "@accent", bold = true }, weak = "@strong" }) theme.set("t") return 1',
    );
    expect(node('ui.text("x", { style = "@strong" }).style')).toEqual({ fg: '#123456', bold: true });
    expect(node('ui.text("x", { style = "@weak" }).style')).toEqual({ fg: '#123456', bold: true });
    expect(node('ui.text("x", { style = { bg = "@accent" } }).style')).toEqual({ bg: '#123456' });
    expect(engine.user('return { theme.get("@accent"), theme.current() }')).toEqual(['#123456', 't']);
  });

  it('know the line that made them, also where it returns them', () => {
    const at = engine.user('local function f()\n  return ui.text("x")\nend\nreturn f().at') as string;
    expect(at).toMatch(/^user\/t\d+\.lua:2$/);
  });
});

describe('components and slots', () => {
  it('give `ui` a widget, in every file', () => {
    engine.load(
      'user/c.lua',
      'ui.component("card", function(props) return ui.panel({ title = props.title }, "x") end)',
    );
    expect(node('ui.card{ title = "C" }')).toEqual({
      type: 'panel',
      title: [{ text: 'C' }],
      children: [text('x')],
    });
  });

  it('show an error card in their own place when they throw', () => {
    engine.load('user/d.lua', '\nui.component("broken", function() error("no luck") end)');
    expect(node('ui.row{ "a", ui.broken{} }')).toMatchObject({
      type: 'row',
      children: [text('a'), { type: 'text', spans: [{ text: '✗ user/d.lua:2: no luck' }] }],
    });
    expect(engine.errors()).toMatchObject([{ unit: 'user/d.lua', where: 'ui.broken' }]);
  });

  it('gather what slots were given, by order', () => {
    engine.load(
      'user/s.lua',
      'ui.slot("top", { order = 2 }, function() return "b" end) ui.slot("top", function() return "a" end) ui.slot("top", function() return nil end)',
    );
    expect(engine.user('return ui.slot("top")')).toEqual(['a', 'b']);
    expect(engine.user('return #ui.slot("none")')).toBe(0);
  });
});

describe('measuring', () => {
  const widths: readonly (readonly [string, number])[] = [
    ['', 0],
    ['abc', 3],
    ['日本', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['⚠️', 2],
    ['⚠', 1],
    ['한글', 4],
    ['a\tb', 2],
  ];
  it.each(widths)('%j covers %i columns', (content, width) => {
    engine.run(`rt.sample = ${JSON.stringify(content).replace(/\\t/g, '\\t')}`);
    expect(engine.run('return rt.module("width").of(rt.sample)')).toBe(width);
  });

  it('cuts where the columns end', () => {
    expect(
      engine.user(
        'return { ui.truncate("abcdef", 4), ui.truncate("abc", 3), ui.truncate("日本語", 4), ui.truncate("abcdef", 3, ".."), ui.truncate("abc", 0) }',
      ),
    ).toEqual(['abc…', 'abc', '日…', 'a..', '']);
    expect(engine.user('return { ui.size() }')).toEqual([100, 30]);
  });
});
