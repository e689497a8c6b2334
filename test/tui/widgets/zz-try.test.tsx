import { it } from 'vitest';
import { linesOf } from './draw.tsx';
const t = (text: string, more = {}) => ({ type: 'text', spans: [{ text }], ...more });
const show = (name: string, tree: any, c = 50, r = 12) => { console.log(name + '\n' + linesOf(tree, c, r).map((l) => '|' + l.padEnd(c) + '|').join('\n')); };
it('shows', () => {
  const base = { type: 'row', children: [
    { type: 'panel', title: 'agents', width: 16, children: [{ type: 'list', rows: Array.from({ length: 30 }, (_, i) => ({ spans: [{ text: 'row ' + (i+1) }], right: [{ text: 'x' }] })), selected: 20 }] },
    { type: 'panel', title: 'shell', border: 'double', title_align: 'center', children: [{ type: 'terminal', agent: '' }] } ] };
  show('base', base);
  show('wrapped', { type: 'column', children: [base, t('below'), { type: 'status_bar', left: [{ text: 'left part that is very long indeed and more' }], right: [{ text: 'right' }], style: { inverse: true } }] });
  show('modal', { type: 'stack', children: [base, { type: 'modal', title: 'Sure?', width: 30, children: [t('Kill it?'), { type: 'button', label: 'yes' }] }] });
  show('split', { type: 'split', ratio: 0.3, children: [t('a'), { type: 'split', direction: 'down', children: [t('b b b'), { type: 'foo' }] }] });
  show('misc', { type: 'column', gap: 0, children: [{ type: 'header', title: 'T', subtitle: 'sub', right: 'r' }, { type: 'tabs', labels: ['a', 'b'], selected: 2, children: [t('A'), t('B')] }, { type: 'progress', value: 3, max: 10 }, { type: 'badge', text: 'hey' }, { type: 'divider', title: 'div' }, { type: 'keyhints', hints: [{ keys: 'n', desc: 'new' }, { keys: 'x', desc: 'kill' }, { keys: 'verylong', desc: 'something that does not fit' }] }, { type: 'text_input', placeholder: 'type' }, { type: 'spinner' }, t('long text '.repeat(20), { max_lines: 2 }), { type: 'table', columns: [{ title: 'A' }, { title: 'B', width: '1fr', align: 'right' }], rows: [[[{ text: 'aaa' }], [{ text: 'b' }]]], selected: 1 }] }, 50, 16);
  show('max', { type: 'row', children: [t('m', { width: 'max:10', style: { inverse: true } }), { type: 'panel', children: [t('x')], grow: 1 }] });
  show('tiny', base, 3, 2);
  show('one', base, 1, 1);
});
