// Paths of nodes ("0.2.1", the root is "") and of rows within a node ("0.2.1#4", counted from 1 as Lua does).
import type { TreeNode } from '../../core/tree.ts';

/** Path of the child at `index`, counted from 0. */
export function childPath(path: string, index: number): string {
  return path === '' ? String(index) : `${path}.${index}`;
}

/** What a row of a list, table or tab bar carries as its hit. `index` counts from 1. */
export function rowHit(path: string, index: number): string {
  return `${path}#${index}`;
}

/** The node's path and the row (from 1) that a hit names; the row is absent for a node's own rectangle. */
export function parseHit(hit: string): { readonly path: string; readonly row?: number } {
  const mark = hit.indexOf('#');
  if (mark < 0) return { path: hit };
  return { path: hit.slice(0, mark), row: Number(hit.slice(mark + 1)) };
}

/** The node at `path`, or null when the tree has none there. */
export function nodeAt(tree: TreeNode, path: string): TreeNode | null {
  let node: TreeNode | undefined = tree;
  if (path === '') return tree;
  for (const index of path.split('.')) {
    node = node?.children?.[Number(index)];
    if (!node) return null;
  }
  return node;
}
