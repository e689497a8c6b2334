// How each widget takes part in layout: which way its children flow, in which directions it takes the space
// that is left over, and whether it keeps its height when there is too little.
import type { TreeNode } from '../../core/tree.ts';
import { parseSize } from './size.ts';

export type Axis = 'x' | 'y';
export type Flow = 'row' | 'column' | 'layers';

interface Traits {
  readonly flow?: Flow;
  /** Takes left-over space: always in these directions, or (`along`) in the direction its parent flows. */
  readonly fills?: readonly Axis[] | 'along';
  /** One line that stays whole while its neighbours shrink. */
  readonly rigid?: boolean;
}

const both: readonly Axis[] = ['x', 'y'];

const traits: Readonly<Record<string, Traits>> = {
  column: { flow: 'column' },
  row: { flow: 'row' },
  stack: { flow: 'layers' },
  panel: { flow: 'column' },
  modal: { flow: 'column', fills: both },
  tabs: { flow: 'column' },
  split: { fills: both },
  scroll: { flow: 'column', fills: both },
  terminal: { fills: both },
  list: { fills: both },
  table: { fills: both },
  spacer: { fills: 'along' },
  header: { fills: ['x'], rigid: true },
  status_bar: { fills: ['x'], rigid: true },
  keyhints: { fills: ['x'], rigid: true },
  text_input: { fills: ['x'], rigid: true },
  progress: { fills: ['x'], rigid: true },
  button: { rigid: true },
  badge: { rigid: true },
  spinner: { rigid: true },
  divider: { rigid: true },
};

/** Traits of a widget; an unknown type has none. */
export function traitsOf(type: unknown): Traits {
  return typeof type === 'string' && Object.hasOwn(traits, type) ? traits[type]! : {};
}

/** The direction in which a flow lines its children up; layers have none. */
export function mainAxis(flow: Flow): Axis | null {
  if (flow === 'layers') return null;
  return flow === 'row' ? 'x' : 'y';
}

const known = new WeakMap<TreeNode, Map<string, boolean>>();

/**
 * Whether a node without a size of its own takes left-over space along `axis`. A container does when one of
 * its children does. `along`: the parent flows in this direction.
 */
export function wantsSpace(node: TreeNode, axis: Axis, along: boolean): boolean {
  const question = `${axis}${along ? 1 : 0}`;
  const answers = known.get(node) ?? new Map<string, boolean>();
  known.set(node, answers);
  let answer = answers.get(question);
  if (answer === undefined) {
    answer = decide(node, axis, along);
    answers.set(question, answer);
  }
  return answer;
}

function decide(node: TreeNode, axis: Axis, along: boolean): boolean {
  if (node.visible === false) return false;
  const size = parseSize(axis === 'x' ? node.width : node.height);
  if (size) return size.kind === 'share' || size.kind === 'min' || size.kind === 'max';
  if (along && typeof node.grow === 'number') return node.grow > 0;
  const { fills, flow } = traitsOf(node.type);
  if (fills === 'along') return along;
  if (fills?.includes(axis)) return true;
  if (!flow || !Array.isArray(node.children)) return false;
  const childrenAlong = mainAxis(flow) === axis;
  return node.children.some((child) => isNode(child) && wantsSpace(child, axis, childrenAlong));
}

/** Whether a value can be drawn at all; what is not a node gets an error card. */
export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a split's children lie beside one another: its `direction` is where the second one is. */
export function isSideBySide(direction: unknown): boolean {
  return direction !== 'column' && direction !== 'down' && direction !== 'vertical';
}
