// What a tree may cost to lay out and draw, whatever Lua put in it. The hub refuses trees that are too large;
// this holds where one gets past it. Invariant: a tree within the bounds comes back as the same object.
import { MAX_TREE_DEPTH, MAX_TREE_NODES, type TreeNode } from '../../core/tree.ts';
import { isNode } from './traits.ts';

/** UTF-16 units of wrapped text in a whole tree; what is not ASCII counts as ten. */
const MAX_TEXT = 400_000;
const OTHER_UNITS = 10;
/** Parts of all texts together: each is an element of its own. */
const MAX_SPANS = 20_000;

export interface BoundedTree {
  readonly tree: TreeNode;
  /** What was left out, as a sentence; null where nothing was. */
  readonly problem: string | null;
}

/** By the tree that was given and by the one that it came to: neither is walked again. */
const known = new WeakMap<TreeNode, BoundedTree>();

/** `tree` without the nodes that are too deep, and without those past the first 5,000, in the order drawn. */
export function boundTree(tree: TreeNode): BoundedTree {
  if (!isNode(tree)) return { tree, problem: null };
  const found = known.get(tree) ?? bound(tree);
  known.set(tree, found).set(found.tree, found);
  return found;
}

function bound(tree: TreeNode): BoundedTree {
  let nodes = 0;
  let text = 0;
  let spans = 0;
  let problem: string | null = null;

  const refuse = (sentence: string): undefined => {
    problem ??= sentence;
  };

  /** The node as it may be drawn, if it may. What is no node, as null, is drawn as an error. */
  const bounded = (node: TreeNode, depth: number): TreeNode | undefined => {
    if (++nodes > MAX_TREE_NODES) return refuse(`more than ${MAX_TREE_NODES} widgets`);
    if (!isNode(node)) return node;
    if (depth > MAX_TREE_DEPTH) return refuse(`more than ${MAX_TREE_DEPTH} levels of widgets`);
    const cost = textCost(node);
    text += cost.text;
    spans += cost.spans;
    if (text > MAX_TEXT) return refuse('too much text');
    if (spans > MAX_SPANS) return refuse(`more than ${MAX_SPANS} spans of text`);
    const { children } = node;
    if (!Array.isArray(children)) return node;
    const kept = keptChildren(children, depth + 1);
    return kept === children ? node : { ...node, children: kept };
  };

  const keptChildren = (children: readonly TreeNode[], depth: number): readonly TreeNode[] => {
    const kept: TreeNode[] = [];
    let isSame = true;
    for (const child of children) {
      // The places of the children before stay as they are, so what is left out is left out to the end.
      if (problem !== null) return kept;
      const one = bounded(child, depth);
      if (one === undefined) return kept;
      isSame &&= one === child;
      kept.push(one);
    }
    return isSame ? children : kept;
  };

  const whole = bounded(tree, 1);
  return { tree: whole === undefined ? { type: 'column' } : whole, problem };
}

function textCost(node: TreeNode): { text: number; spans: number } {
  const content: unknown = node.spans ?? node.text;
  if (typeof content === 'string') return { text: unitsOf(content), spans: 1 };
  if (!Array.isArray(content)) return { text: 0, spans: 0 };
  let text = 0;
  for (const span of content) {
    const part: unknown = isNode(span) ? span.text : span;
    if (typeof part === 'string') text += unitsOf(part);
  }
  return { text, spans: content.length };
}

function unitsOf(text: string): number {
  return /^[\n -~]*$/.test(text) ? text.length : text.length * OTHER_UNITS;
}

/** Lines and labels of one widget: no screen shows more of them. */
export const MAX_PARTS = 1_000;

/** The first so many items. */
export function firstParts<T>(items: readonly T[]): readonly T[] {
  return items.length > MAX_PARTS ? items.slice(0, MAX_PARTS) : items;
}

/** Cells in either direction: more than the largest screen has, few enough to count with. */
export const MAX_CELLS = 100_000;

/** `cells`, kept within -100,000..100,000; 0 for what is no number. */
export function boundCells(cells: number): number {
  return Number.isNaN(cells) ? 0 : Math.max(-MAX_CELLS, Math.min(MAX_CELLS, cells));
}
