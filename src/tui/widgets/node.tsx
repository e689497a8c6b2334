// A node of the tree as a React element, whatever the tree holds. Invariants: nothing here throws past a
// node's own boundary, and a node object that React has drawn is not drawn again in the same slot.
import { Component, memo, type ReactElement, type ReactNode } from 'react';
import { MAX_TREE_DEPTH, type TreeNode } from '../../core/tree.ts';
import { firstBadProp } from './check.ts';
import { ErrorCard } from './error-card.tsx';
import { childPath } from './paths.ts';
import { type Placement, place, type Slot, slot } from './place.ts';
import { commonProps, registry, type WidgetEntry } from './registry.ts';
import { type Flow, isNode, traitsOf } from './traits.ts';

interface NodeProps {
  readonly node: TreeNode;
  readonly path: string;
  readonly parent: Slot;
}

/** Where the root of a tree goes: the whole of a box whose size comes from above. */
export const rootSlot = slot('layers', true, true, true);

/** Draws a node in the slot its parent offers. */
export const NodeView = memo(function NodeView({ node, path, parent }: NodeProps): ReactElement | null {
  if (isNode(node) && node.visible === false) return null;
  const problem = problemOf(node, path);
  if (problem !== null)
    return <ErrorCard message={problem} at={isNode(node) ? node.at : undefined} path={path} />;
  return (
    <Boundary node={node} path={path}>
      <Widget node={node} path={path} parent={parent} entry={registry[node.type]!} />
    </Boundary>
  );
});

/** Why a node cannot be drawn, or null. */
function problemOf(node: unknown, path: string): string | null {
  if (!isNode(node)) return `not a widget: ${node === null ? 'nil' : typeof node}`;
  if (typeof node.type !== 'string' || !Object.hasOwn(registry, node.type))
    return `unknown widget '${String(node.type)}'`;
  if (depthOf(path) > MAX_TREE_DEPTH) return `more than ${MAX_TREE_DEPTH} levels`;
  const { children } = node;
  if (children !== undefined && !Array.isArray(children) && Object.keys(Object(children)).length > 0) {
    return `${node.type}: 'children' should be a list`;
  }
  return (
    firstBadProp(node.type, node, registry[node.type]!.props) ?? firstBadProp(node.type, node, commonProps)
  );
}

function depthOf(path: string): number {
  if (path === '') return 1;
  let depth = 2;
  for (const character of path) if (character === '.') depth++;
  return depth;
}

interface WidgetViewProps extends NodeProps {
  readonly entry: WidgetEntry;
}

function Widget({ node, path, parent, entry }: WidgetViewProps): ReactElement {
  const placement = place(node, parent);
  const Drawn = entry.component;
  return (
    <Drawn node={node} path={path} placement={placement}>
      {childViews(node, path, innerSlot(node, placement))}
    </Drawn>
  );
}

function innerSlot(node: TreeNode, { x, y }: Placement): Slot {
  const { flow = 'column' } = traitsOf(node.type);
  const stretch = node.align === undefined || node.align === 'stretch';
  if (node.type === 'scroll') return slot('column', x, false, stretch);
  if (node.type === 'split') return rootSlot;
  if (node.type === 'modal') return slot('column', node.width !== undefined, node.height !== undefined, true);
  return slot(flow satisfies Flow, x, y, flow === 'layers' || stretch);
}

function childViews(node: TreeNode, path: string, inner: Slot): ReactElement[] {
  const children = Array.isArray(node.children) ? (node.children as readonly TreeNode[]) : [];
  const used = new Set<string>();
  return children.map((child, index) => {
    const wanted = isNode(child) ? (child.key ?? child.id) : undefined;
    let key = wanted === undefined ? `#${index}` : String(wanted);
    if (used.has(key)) key = `${key}#${index}`;
    used.add(key);
    return <NodeView key={key} node={child} path={childPath(path, index)} parent={inner} />;
  });
}

interface BoundaryProps {
  readonly node: TreeNode;
  readonly path: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly node: TreeNode;
  readonly error: string | null;
}

/** Shows a card for a widget that throws, until its node changes. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { node: this.props.node, error: null };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error: error instanceof Error ? error.message : String(error) };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return props.node === state.node ? null : { node: props.node, error: null };
  }

  override render(): ReactNode {
    const { node, path, children } = this.props;
    const { error } = this.state;
    return error === null ? (
      children
    ) : (
      <ErrorCard message={`${node.type}: ${error}`} at={node.at} path={path} />
    );
  }
}
