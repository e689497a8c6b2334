// Where a node goes inside its parent: its size spec and common props as an Ink style (contract.md 6).
//
//   row, 80 cells wide     width=20         "1fr"            "1fr"
//                       |<-- 20 -->|<----- 30 ----->|<----- 30 ----->|
//
// Invariant: a node without a fixed size shrinks to nothing before its neighbours are pushed out.
import type { TreeNode } from '../../core/tree.ts';
import { boundCells } from './bounds.ts';
import type { HostStyle } from './host.ts';
import { parseSize, type Size } from './size.ts';
import { type Axis, type Flow, mainAxis, traitsOf, wantsSpace } from './traits.ts';

/** What a parent offers its children. Interned (see `slot`), so it can be compared by identity. */
export interface Slot {
  readonly flow: Flow;
  /** Whether the parent's width and height come from above rather than from its content. */
  readonly x: boolean;
  readonly y: boolean;
  /** Children are stretched across the flow. */
  readonly stretch: boolean;
}

export interface Placement {
  readonly style: HostStyle;
  /** What Ink's styles cannot say: upper bounds, in cells. */
  readonly limits: { readonly width?: number; readonly height?: number };
  /** Whether the node's own width and height come from above. */
  readonly x: boolean;
  readonly y: boolean;
}

const slots = new Map<string, Slot>();

/** The one slot with these fields. */
export function slot(flow: Flow, x: boolean, y: boolean, stretch: boolean): Slot {
  const key = `${flow} ${x} ${y} ${stretch}`;
  let found = slots.get(key);
  if (!found) {
    found = { flow, x, y, stretch };
    slots.set(key, found);
  }
  return found;
}

/** The style of `node` in `parent`. Sizes that cannot be read count as absent. */
export function place(node: TreeNode, parent: Slot): Placement {
  const style: Record<string, unknown> = { flexShrink: 1, flexGrow: 0, ...margins(node.margin) };
  const limits: { width?: number; height?: number } = {};
  const definite = { x: false, y: false };
  for (const axis of ['x', 'y'] as const) {
    const name = axis === 'x' ? 'width' : 'height';
    const size = parseSize(node[name]);
    if (size?.kind === 'max') limits[name] = size.amount;
    if (parent.flow === 'layers') definite[axis] = layer(style, name, size, parent[axis]);
    else if (mainAxis(parent.flow) === axis)
      definite[axis] = along(style, name, size, node, axis, parent[axis]);
    else definite[axis] = across(style, name, size, parent.stretch && parent[axis]);
  }
  if (parent.flow === 'layers') style.position = 'absolute';
  return { style: style as HostStyle, limits, x: definite.x, y: definite.y };
}

type SideName = 'width' | 'height';

function along(
  style: Record<string, unknown>,
  name: SideName,
  size: Size | null,
  node: TreeNode,
  axis: Axis,
  roomy: boolean,
): boolean {
  const grow = typeof node.grow === 'number' && node.grow > 0 ? boundCells(node.grow) : 0;
  if (size?.kind === 'cells' || size?.kind === 'percent') {
    style[name] = size.kind === 'cells' ? size.amount : `${size.amount}%`;
    style.flexShrink = size.kind === 'cells' ? 0 : 1;
    style.flexGrow = grow;
    return size.kind === 'cells' || roomy;
  }
  if (size?.kind === 'min') style[name === 'width' ? 'minWidth' : 'minHeight'] = size.amount;
  if (traitsOf(node.type).rigid && axis === 'y') style.flexShrink = 0;
  // A parent that is as large as its content has nothing left over to share out.
  if (!roomy || !wantsSpace(node, axis, true)) return false;
  style.flexGrow = size?.kind === 'share' ? size.amount : grow || 1;
  style.flexShrink = 1;
  // From zero, so that a long list takes what is left and not its neighbours' lines.
  style.flexBasis = 0;
  return true;
}

function across(
  style: Record<string, unknown>,
  name: SideName,
  size: Size | null,
  stretched: boolean,
): boolean {
  switch (size?.kind) {
    case 'cells':
      style[name] = size.amount;
      return true;
    case 'percent':
      style[name] = `${size.amount}%`;
      return stretched;
    case 'min':
      style[name === 'width' ? 'minWidth' : 'minHeight'] = size.amount;
      return stretched;
    case 'auto':
      style.alignSelf = 'flex-start';
      return false;
    default:
      return stretched;
  }
}

function layer(style: Record<string, unknown>, name: SideName, size: Size | null, roomy: boolean): boolean {
  if (size?.kind === 'cells') style[name] = size.amount;
  else if (size?.kind === 'percent') style[name] = `${size.amount}%`;
  else if (size?.kind !== 'auto') style[name] = '100%';
  return size?.kind === 'cells' || (size?.kind !== 'auto' && roomy);
}

/** Margins from a number, `{y, x}`-like pairs, four numbers from the top clockwise, or named sides. */
export function margins(value: unknown): HostStyle {
  const [top, right, bottom, left] = sides(value);
  return top || right || bottom || left
    ? { marginTop: top, marginRight: right, marginBottom: bottom, marginLeft: left }
    : {};
}

/** Cells on the four sides, from the top clockwise: from `2`, `[1, 2]`, `[1, 2, 3, 4]` or `{x, y, top, …}`. */
export function sides(value: unknown): readonly [number, number, number, number] {
  if (typeof value === 'number') return sides([cells(value)]);
  if (Array.isArray(value)) {
    const [a = 0, b = a, c = a, d = b] = value.map(cells);
    return [a, b, c, d];
  }
  if (typeof value !== 'object' || value === null) return [0, 0, 0, 0];
  const { x, y, top, right, bottom, left } = value as Record<string, unknown>;
  return [cells(top ?? y), cells(right ?? x), cells(bottom ?? y), cells(left ?? x)];
}

function cells(value: unknown): number {
  return typeof value === 'number' ? boundCells(Math.floor(value)) : 0;
}
