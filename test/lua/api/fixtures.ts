// Agents for the tests of the shipped screen, and a tree as text to compare.
import type { Node, Plain } from './engine.ts';

/** So many agents in two directories; some have ended, one waits for an answer, some have news. */
export const agents = (count: number): Record<string, Plain>[] =>
  Array.from({ length: count }, (_, i) => ({
    cwd: i % 3 === 2 ? '/srv/other' : '/home/u/project',
    title: i % 2 ? `title ${i + 1}` : '',
    unread: i % 4 === 1,
    ...(i === 1
      ? { status: 'exited', exit_code: 3 }
      : i === 3
        ? { state: 'blocked' }
        : i === 4
          ? { status: 'exited', exit_code: 0 }
          : {}),
  }));

/** A tree as an outline: a line a node, with what is drawn and where it goes. */
export function outline(node: Node, depth = 0): string {
  const spans = (list: unknown) =>
    ((list as { text: string }[] | undefined) ?? []).map((span) => span.text).join('');
  const parts = [node.type];
  for (const prop of ['width', 'height', 'grow', 'direction', 'ratio', 'border', 'agent', 'cursor']) {
    if (node[prop] !== undefined && node[prop] !== true) parts.push(`${prop}=${node[prop]}`);
  }
  const words = [node.title, node.spans, node.left, node.right].map(spans).filter((text) => text !== '');
  if (words.length > 0) parts.push(JSON.stringify(words.join(' ┊ ')));
  const rows = ((node.rows as { spans: unknown; right?: unknown; header?: boolean }[]) ?? []).map(
    (row, i) => {
      const mark = row.header ? '#' : i + 1 === node.selected ? '>' : ' ';
      return `${'  '.repeat(depth + 1)}${mark} ${spans(row.spans)}${row.right ? ` ┊ ${spans(row.right)}` : ''}`;
    },
  );
  const children = (node.children ?? []).map((child) => outline(child, depth + 1));
  return ['  '.repeat(depth) + parts.join(' '), ...rows, ...children].join('\n');
}
