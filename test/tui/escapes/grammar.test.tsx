// Whatever programs print and Lua says, the outer terminal is sent nothing but our own sequences and text.
import { expect, test } from 'vitest';
import type { TreeNode } from '../../../src/core/tree.ts';
import type { ScreenProps } from '../../../src/tui/overlays/screen.tsx';
import { luaError, nothing } from '../overlays/fixtures.ts';
import { firstForeign } from './grammar.ts';
import { viewed } from './pane.ts';
import { bytes, payloads } from './payloads.ts';
import { emitted } from './stage.tsx';

type Props = Omit<ScreenProps, 'columns' | 'rows'>;

const pane: TreeNode = { type: 'terminal', agent: 'a1' };
const bare: Props = { tree: { type: 'column', children: [pane] }, focus: 'a1', overlays: nothing };

test('there are enough of them', () => {
  expect(Object.keys(payloads).length + Object.keys(bytes).length).toBeGreaterThanOrEqual(40);
});

test('the grammar tells our sequences from others', () => {
  for (const ours of [
    '',
    'text é 宽 👨‍👩‍👧 ❤️',
    '\x1b[m\x1b[H\x1b[2J',
    '\x1b[1;4:3;38;2;1;2;255;58:2::1:2:3mx',
    '\r\n',
  ]) {
    expect(firstForeign(ours), JSON.stringify(ours)).toBeNull();
  }
  const others = [
    '\x1b[6n',
    '\x1b]0;x\x07',
    '\x9b31m',
    'a\u202eb',
    'a\u200bb',
    '\n',
    '\x07',
    '\x1b[?1049l',
    '\x7f',
    'a\ud800',
  ];
  for (const other of [
    ...others,
    '\x1b[3J',
    '\x1b[38;2;1;2;256m',
    '\x1b[60m',
    '\x1b(0',
    '\u0085',
    '\x1b[2;3r',
  ]) {
    expect(firstForeign(other), JSON.stringify(other)).not.toBeNull();
  }
});

/** Every place a text can stand in. */
function everywhere(hostile: string): Props {
  const span = [{ text: hostile, style: { fg: hostile, bold: true } }];
  return {
    tree: {
      type: 'column',
      id: hostile,
      at: hostile,
      children: [
        { type: 'header', text: hostile, title: hostile },
        { type: 'panel', title: hostile, height: 4, children: [{ type: 'text', spans: span, wrap: 'wrap' }] },
        { type: 'text', text: hostile, wrap: 'truncate_middle', height: 1 },
        {
          type: 'list',
          height: 2,
          rows: [{ spans: span, right: span }, { spans: [{ text: `a${hostile}z` }] }],
        },
        { type: 'table', height: 3, columns: [{ title: hostile }, { title: 'b' }], rows: [[span, span]] },
        { type: 'tabs', height: 2, labels: [hostile, 'b'], children: [{ type: 'badge', text: hostile }] },
        { type: 'button', label: hostile, text: hostile },
        { type: 'text_input', value: hostile, placeholder: hostile },
        { type: 'keyhints', hints: [{ keys: hostile, desc: hostile }] },
        { type: 'divider', title: hostile },
        { type: 'terminal', placeholder: hostile, height: 1 },
        { type: hostile, children: [] },
        { type: 'status_bar', left: span, center: span, right: span },
      ],
    },
    focus: null,
    overlays: {
      banners: [{ id: hostile, level: 'error', text: hostile, hint: hostile, error: luaError }],
      toasts: [{ id: hostile, level: 'info', title: hostile, text: hostile, timeout: 4 }],
      prompt: { id: 'p', kind: 'select', title: hostile, items: [hostile, 'b'] },
    },
    notice: hostile,
    bannerKeys: hostile,
    whichKey: { pending: hostile, entries: [] },
  };
}

test.each(Object.entries(payloads))('in texts of Lua: %s', (_, hostile) => {
  const props = everywhere(hostile);
  expect(firstForeign(emitted(props))).toBeNull();
  const { overlays } = props;
  for (const prompt of [
    { id: 'p', kind: 'input', title: 'name', value: hostile, placeholder: hostile, items: [hostile] },
    { id: 'p', kind: 'input', title: hostile, placeholder: hostile },
    { id: 'p', kind: 'confirm', title: hostile },
  ] as const) {
    expect(firstForeign(emitted({ ...props, overlays: { ...overlays, prompt } }))).toBeNull();
  }
  const banner = {
    id: 'b',
    level: 'error',
    text: hostile,
    error: { ...luaError, message: hostile, hint: hostile },
  } as const;
  const details = { banner: { ...banner, error: { ...banner.error, traceback: [hostile] } }, offset: 0 };
  expect(firstForeign(emitted({ ...bare, details }))).toBeNull();
});

const outputs = [
  ...Object.entries(payloads).map(([name, text]) => [name, Buffer.from(text)] as const),
  ...Object.entries(payloads).map(
    ([name, text]) => [`${name}, a byte a character`, Buffer.from(text, 'latin1')] as const,
  ),
  ...Object.entries(bytes),
];

test.each(outputs)('in output of a program: %s', (_, output) => {
  const program = viewed(80, 30);
  program.write(Buffer.concat([Buffer.from('before '), output, Buffer.from(' after')]));
  expect(firstForeign(emitted(bare, { a1: program.pane() }))).toBeNull();
  for (const byte of output) program.write(Uint8Array.of(byte));
  expect(firstForeign(emitted(bare, { a1: program.pane() }))).toBeNull();
  program.close();
});
