// `term`: drawing above the layout, as the tree shows it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWorlds, openWorld, type TestWorld, view } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ 'user/a.lua': drawing });
});
afterAll(closeWorlds);

interface Tree {
  readonly type: string;
  readonly width?: number;
  readonly height?: number;
  readonly spans?: readonly { readonly text: string; readonly style?: object }[];
  readonly children?: readonly Tree[];
}

const drawing = `
function App:render()
  if in_render then load(in_render)() end
  return ui.text("layout", { on_click = function() log.info("clicked") end })
end
events.on("custom:code", function(event) code = event.code in_render = event.in_render end)
events.on("custom:draw", function() term.write("x") end)
keymap.set("normal", "d", function() load(code)() end, { desc = "draw" })
`;

const SIZE = { columns: 12, rows: 4 };

/** Draws with `code` by a key, on what was drawn before. Returns the tree, and what is above the layout: dots where it shows. */
async function drawn(code: string, size = SIZE): Promise<{ rows: string[]; tree: Tree }> {
  world.sync({ views: [view('v1', { size })] });
  await world.world.emit('custom:code', { code });
  await world.world.key('v1', 'normal', ['d']);
  const tree = await treeNow();
  return { rows: tree.type === 'stack' ? picture(tree.children![1]!, size) : [], tree };
}

const treeNow = async (): Promise<Tree> => (await world.tree()) as unknown as Tree;

function picture(canvas: Tree, { columns, rows }: { columns: number; rows: number }): string[] {
  const lines = Array.from({ length: rows }, () => '.'.repeat(columns));
  let y = 0;
  for (const line of canvas.children ?? []) {
    if (line.type === 'spacer') {
      y += line.height!;
      continue;
    }
    let text = '';
    for (const piece of line.children ?? [])
      text +=
        piece.type === 'spacer' ? '.'.repeat(piece.width!) : piece.spans!.map((span) => span.text).join('');
    lines[y] = text + lines[y]!.slice(text.length);
    y += 1;
  }
  return lines;
}

test('as first spelled: size, clear, set_cursor, write with a style, flush', async () => {
  const { rows, tree } = await drawn(`
    local columns, rows = term.size()
    term.clear()
    term.set_cursor(2, 1)
    term.write(columns .. "x" .. rows, { fg = "white", bg = "black", bold = false })
    term.write("!")
    term.flush()`);
  expect(rows).toEqual(['............', '..12x4!.....', '............', '............']);
  expect(tree.children![0]).toMatchObject({ type: 'text', on: ['click'] });
  expect(tree.children![1]!.children!.at(-1)!.children!.at(-1)!.spans).toEqual([
    { text: '12x4', style: { fg: 'white', bg: 'black' } },
    { text: '!' },
  ]);
});

test('nothing shows before the flush, and nothing after a clear and a flush', async () => {
  expect((await drawn('term.clear() term.flush() term.write("hidden")')).tree.type).toBe('text');
  expect((await drawn('term.flush()')).tree.type).toBe('stack');
  expect((await drawn('term.clear()')).tree.type).toBe('stack');
  expect((await drawn('term.flush()')).tree.type).toBe('text');
});

test('text is cut at the edges, line feeds begin the next row, later text covers earlier', async () => {
  const { rows } = await drawn(`
    term.clear()
    term.set_cursor(9, 0) term.write("beyond the edge\\nnext row")
    term.set_cursor(-3, 2) term.write("12345")
    term.set_cursor(0, 99) term.write("below")
    term.set_cursor(1, 1) term.write("EX")
    term.set_cursor(4, 3) term.write("a") term.set_cursor(8, 3) term.write("b")
    term.flush()`);
  expect(rows).toEqual(['.........bey', 'nEXt row....', '45..........', '....a...b...']);
});

test('wide characters take two columns, and half of one is none', async () => {
  const { rows } = await drawn(`
    term.clear()
    term.set_cursor(0, 0) term.write("日本") term.set_cursor(1, 0) term.write("x")
    term.set_cursor(0, 1) term.write("e\\u{301}!\\27[31m\\7")
    term.set_cursor(11, 2) term.write("日")
    term.flush()`);
  expect(rows[0]).toMatch(/^ x本\./);
  expect(rows[1]!.normalize()).toMatch(/^é!\[31m\./);
  expect(rows[2]).toBe('............');
});

test('the layout keeps its handlers under a drawing', async () => {
  await drawn('term.write("x") term.flush()');
  await world.world.event('v1', '0', 'click', {});
  expect(world.logs.some((line) => line.endsWith('clicked'))).toBe(true);
});

test('another size shows what fits; a render may draw for its own frame', async () => {
  await drawn(
    'term.clear() term.set_cursor(8, 3) term.write("corner") term.set_cursor(0, 0) term.write("top") term.flush()',
  );
  world.sync({ views: [view('v1', { size: { columns: 5, rows: 2 } })] });
  expect(picture((await treeNow()).children![1]!, { columns: 5, rows: 2 })).toEqual(['top..', '.....']);
  await world.world.emit('custom:code', {
    in_render: 'term.set_cursor(0, 1) term.write("frame") term.flush()',
  });
  expect(picture((await treeNow()).children![1]!, { columns: 5, rows: 2 })).toEqual(['top..', 'frame']);
  await world.world.emit('custom:code', {});
});

test('without a view, and with too many pieces, it says so', async () => {
  await world.world.emit('custom:draw', {});
  expect(world.error('user/a.lua')).toMatchObject({ message: expect.stringContaining('needs a view') });
  await drawn(
    'for y = 0, 23 do for x = 0, 79, 2 do term.set_cursor(x, y) term.write("x") end end term.flush()',
    {
      columns: 80,
      rows: 24,
    },
  );
  const messages = world.world.errors().map(({ message }) => message);
  expect(messages).toContain('term.flush: more than 500 separate pieces of text');
});

test('another world shows nothing, and what is tried before it goes live draws nothing', async () => {
  await drawn('term.clear() term.write("x") term.flush()');
  await world.save({
    'user/a.lua': `function App:render()
  if not drew then term.write("tried") term.flush() drew = true end
  return ui.text("layout")
end`,
  });
  // The trial was the first to render.
  expect((await treeNow()).type).toBe('text');
  expect(world.world.errors()).toEqual([]);
});
