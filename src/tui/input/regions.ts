// What of a painted screen the mouse and the keyboard can be used on.
import type { TreeNode } from '../../core/tree.ts';
import type { HitArea, Painted, PaneArea } from '../painter/painted.ts';
import { nodeAt, parseHit } from '../widgets/paths.ts';
import { isNode, isSideBySide } from '../widgets/traits.ts';
import type { Field } from './input-state.ts';
import type { FilterList } from './list-filter.ts';
import type { Region } from './region.ts';

export interface PaneFacts {
  /** Packed TerminalModes. */
  readonly modes: number;
  /** Lines above the live screen. */
  readonly scroll: number;
}

/** The regions of what was painted from `tree`. A pane takes the place of the terminal widget it is in. */
export function regionsOf(
  { hits, panes }: Painted,
  tree: TreeNode | null,
  pane: (agent: string) => PaneFacts | null,
): readonly Region[] {
  const left = new Set(panes);
  const regions = hits.flatMap((hit) => {
    const within = [...left].filter((one) => isTerminal(tree, hit, one));
    for (const one of within) left.delete(one);
    const node = within.length > 0 ? nodeAt(tree!, hit.path) : null;
    const widget = { path: hit.path, isProgram: node?.program === true, hasLinks: hasLinks(node) };
    return [regionOf(hit, tree), ...within.map((one) => paneRegion(one, pane(one.agent), widget))];
  });
  // Without a tree the focused session is shown bare, below everything.
  return [...[...left].map((one) => paneRegion(one, pane(one.agent))), ...regions];
}

function isTerminal(tree: TreeNode | null, hit: HitArea, { agent, visible }: PaneArea): boolean {
  const node = isTreePath(hit.path) && tree ? nodeAt(tree, hit.path) : null;
  if (node?.type !== 'terminal' || node.agent !== agent) return false;
  const { x, y, width, height } = hit.rect;
  return (
    visible.x >= x &&
    visible.y >= y &&
    visible.x + visible.width <= x + width &&
    visible.y + visible.height <= y + height
  );
}

function regionOf({ path, rect }: HitArea, tree: TreeNode | null): Region {
  const area = { x: rect.x, y: rect.y, columns: rect.width, rows: rect.height };
  const row = /#(\d+)$/.exec(path)?.[1];
  const name = row === undefined ? path : path.slice(0, -row.length - 1);
  const place = row === undefined ? {} : { row: Number(row) };
  if (!isTreePath(path)) return { ...area, kind: 'overlay', name, ...place };
  const node = tree ? nodeAt(tree, parseHit(path).path) : null;
  const split = node?.type === 'split' && node.on?.includes('resize');
  const border = split ? { beside: isSideBySide(node.direction) } : {};
  const about = node ? { type: node.type, ...agentOf(node, Number(row)) } : {};
  return { ...area, kind: 'node', path: name, on: node?.on ?? [], ...place, ...about, ...border };
}

function agentOf({ rows }: TreeNode, row: number): { readonly agent?: string } {
  const id = Array.isArray(rows) ? (rows[row - 1] as { id?: unknown } | undefined)?.id : undefined;
  return typeof id === 'string' ? { agent: id } : {};
}

/** A path of the layout's own: `0.2#4`, and the root's empty one. */
function isTreePath(path: string): boolean {
  return /^[\d.]*(?:#\d+)?$/.test(path);
}

function paneRegion(
  { agent, rect, visible }: PaneArea,
  facts: PaneFacts | null,
  widget: { readonly path: string; readonly isProgram: boolean; readonly hasLinks?: boolean } = {
    path: '',
    isProgram: false,
  },
): Region {
  return {
    kind: 'pane',
    agent,
    ...widget,
    x: visible.x,
    y: visible.y,
    columns: visible.width,
    rows: visible.height,
    modes: facts?.modes ?? 0,
    isScrolled: (facts?.scroll ?? 0) > 0,
    origin: { x: rect.x, y: rect.y },
  };
}

function hasLinks(node: TreeNode | null): boolean {
  return node?.on?.includes('link') === true || node?.on?.includes('link_hover') === true;
}

/** Whether a node has use for every motion of the mouse. */
function wantsMotion(node: TreeNode): boolean {
  if (node.on?.includes('hover') || node.on?.includes('link_hover')) return true;
  return node.hover_style != null && (node.on?.includes('select') || node.on?.includes('click')) === true;
}

/**
 * Text inputs of a tree and lists that can be filtered, in order, the last modal that can be closed, and whether
 * something in it wants to hear of the mouse's every motion.
 */
export function fieldsOf(tree: TreeNode | null): {
  readonly fields: readonly Field[];
  readonly lists: readonly FilterList[];
  readonly modal: string | null;
  readonly wantsMotion: boolean;
} {
  const fields: Field[] = [];
  const lists: FilterList[] = [];
  let modal: string | null = null;
  let isMotionWanted = false;
  const walk = (node: unknown, path: string, isInModal: boolean): void => {
    if (!isNode(node) || node.visible === false) return;
    const isModal = node.type === 'modal';
    if (isModal && node.on?.includes('close')) modal = path;
    if (node.type === 'text_input')
      fields.push({ path, value: String(node.draft ?? node.value ?? ''), on: node.on ?? [], isInModal });
    if (wantsMotion(node)) isMotionWanted = true;
    if (node.filterable === true) lists.push({ path, node, isInModal });
    if (!Array.isArray(node.children)) return;
    for (const [index, child] of node.children.entries())
      walk(child, path === '' ? String(index) : `${path}.${index}`, isInModal || isModal);
  };
  if (tree) walk(tree, '', false);
  return { fields, lists, modal, wantsMotion: isMotionWanted };
}
