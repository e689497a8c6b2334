// Trees for tests: short makers, and random ones from a seed.
import type { TreeNode } from '../../../src/core/tree.ts';

export const text = (words: string, props: object = {}): TreeNode => ({
  type: 'text',
  spans: [{ text: words }],
  ...props,
});
export const column = (...children: TreeNode[]): TreeNode => ({ type: 'column', children });
export const row = (...children: TreeNode[]): TreeNode => ({ type: 'row', children });
export const list = (count: number, selected?: number, props: object = {}): TreeNode => ({
  type: 'list',
  rows: Array.from({ length: count }, (_, i) => ({ spans: [{ text: `row ${i + 1}` }] })),
  ...(selected === undefined ? {} : { selected }),
  ...props,
});
export const panel = (title: string, ...children: TreeNode[]): TreeNode => ({
  type: 'panel',
  title,
  children,
});
export const terminal = (agent = 'a1'): TreeNode => ({ type: 'terminal', agent });

/** Numbers in 0..1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const leaves: readonly ((pick: <T>(items: readonly T[]) => T) => TreeNode)[] = [
  (pick) =>
    text(pick(['short', 'a longer text with 宽字符 and 👍', 'x\ny\nz']), {
      wrap: pick(['wrap', 'truncate', 'none']),
      align: pick(['left', 'center']),
    }),
  (pick) => list(pick([0, 3, 40]), pick([1, 40])),
  () => terminal(),
  () => ({ type: 'progress', value: 3, max: 7 }),
  () => ({ type: 'badge', text: 'new' }),
  () => ({ type: 'divider', title: 'x' }),
  () => ({ type: 'spacer' }),
  () => ({ type: 'nonsense' }),
  () => ({
    type: 'status_bar',
    left: [{ text: 'left' }],
    right: [{ text: 'right' }],
    style: { inverse: true },
  }),
  () => ({
    type: 'table',
    columns: [{ title: 'A' }, { title: 'B', width: '1fr' }],
    rows: [[[{ text: '1' }], [{ text: '2' }]]],
  }),
];

/** A tree of every widget there is, at most `depth` levels deep. */
export function randomTree(random: () => number, depth = 4): TreeNode {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const sizes = {
    width: pick([undefined, 10, '30%', '1fr', 'min:5', 'max:20', 'auto']),
    height: pick([undefined, undefined, 3, '50%', '1fr']),
  };
  const sized = Object.fromEntries(Object.entries(sizes).filter(([, size]) => size !== undefined));
  if (depth === 0 || random() < 0.3) return { ...pick(leaves)(pick), ...sized };
  const children = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomTree(random, depth - 1));
  const type = pick(['column', 'row', 'stack', 'panel', 'split', 'scroll', 'tabs', 'modal']);
  return {
    type,
    children,
    title: 'title',
    gap: pick([0, 1]),
    padding: pick([0, 1]),
    labels: ['a', 'b'],
    offset: pick([0, 2]),
    ...sized,
  };
}
