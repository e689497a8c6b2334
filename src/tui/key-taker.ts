// A program that is drawn in front of everything may have the keys while it is: the tree says so.
import type { TreeNode } from '../core/tree.ts';
import { isNode } from './widgets/traits.ts';

/** In place of the session of a program that has not begun: what is typed waits for it. */
export const NOT_BEGUN = '';

/**
 * Session of the last terminal of the tree that takes the keys (`keys = true`), NOT_BEGUN for one without a session yet; null
 * for none.
 */
export function keyTaker(tree: TreeNode | null): string | null {
  let found: string | null = null;
  const walk = (node: unknown): void => {
    if (!isNode(node) || node.visible === false) return;
    if (node.type === 'terminal' && node.keys === true)
      found = typeof node.agent === 'string' ? node.agent : NOT_BEGUN;
    if (Array.isArray(node.children)) for (const child of node.children) walk(child);
  };
  walk(tree);
  return found;
}
