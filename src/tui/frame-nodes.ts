// The widgets of a painted screen as data: what each is, where it is, and which line of Lua made it.
import type { FrameNode } from '../core/frame.ts';
import type { TreeNode } from '../core/tree.ts';
import type { Painted } from './painter/painted.ts';
import { nodeAt, parseHit } from './widgets/paths.ts';

/** One for each widget, row and overlay that is to be seen, in the order painted. */
export function frameNodes({ hits }: Painted, tree: TreeNode | null): FrameNode[] {
  return hits.map(({ path, rect }) => {
    const { path: owner, row } = parseHit(path);
    const node = tree && /^[\d.]*$/.test(owner) ? nodeAt(tree, owner) : null;
    // An overlay's name says what it is: `prompt:3`, `help`.
    if (!node) return { id: path, type: path.replace(/[:#].*/s, ''), rect };
    const type = row === undefined ? node.type : `${node.type}.row`;
    return { id: node.id ?? path, type, rect, ...sourceOf(node.at) };
  });
}

/** `user/layout.lua:12` as file and line; nothing for what has no line. */
function sourceOf(at: string | undefined): { readonly file?: string; readonly line?: number } {
  const found = /^(.*):(\d+)$/.exec(at ?? '');
  return found ? { file: found[1]!, line: Number(found[2]) } : {};
}
