// What the mouse is over without a button: a row, a tab or a button is seen as such, a widget that asked is told
// when it comes and goes, and a pane is asked for the link there. Nothing of it is a program's to know.
import type { MouseInput } from '../../protocol/input-codec.ts';
import type { Effect, InputContext, InputState, Step } from './input-state.ts';
import { hasOverlay, hoverPrompt } from './overlay-keys.ts';
import { chainAt, type PaneRegion, regionAt } from './region.ts';

/** A widget, or a row of it (from 1), that the mouse can do something with. */
export interface HoveredNode {
  readonly kind: 'node';
  readonly path: string;
  readonly row?: number;
  /** It asked to be told. */
  readonly isTold: boolean;
}

export type Hovered =
  | HoveredNode
  /** A pane whose links are of interest. */
  | { readonly kind: 'pane'; readonly agent: string; readonly path: string };

/** The mouse has moved with no button down. */
export function hoverTo(state: InputState, context: InputContext, mouse: MouseInput): Step {
  const region = regionAt(context.regions, mouse.x, mouse.y);
  if (hasOverlay(state)) {
    const left = leaveHovered(state);
    if (region?.kind !== 'overlay' || region.row === undefined || !region.name.startsWith('prompt:'))
      return left;
    return { ...left, state: hoverPrompt(left.state, context, region.row) };
  }
  const next = hoveredAt(context, mouse);
  const moved = isSame(state.hovered, next) ? { state, effects: [] } : change(state, next);
  if (next?.kind !== 'pane') return moved;
  return { ...moved, effects: [...moved.effects, linkEffect(region as PaneRegion, mouse, 'hover')] };
}

/** The mouse is over nothing any more, or nobody can say. */
export function leaveHovered(state: InputState): Step {
  return state.hovered === null ? { state, effects: [] } : change(state, null);
}

/** Asks for the link at the cell of a pane that the mouse is at: to be shown, or to be opened. */
export function linkEffect(
  { agent, path = '', origin, ...area }: PaneRegion,
  { x, y }: MouseInput,
  phase: 'hover' | 'open',
): Effect {
  const first = origin ?? area;
  return { type: 'link', phase, agent, path, x: x - first.x, y: y - first.y };
}

function hoveredAt(context: InputContext, { x, y }: MouseInput): Hovered | null {
  const region = regionAt(context.regions, x, y);
  if (region?.kind === 'pane')
    return region.hasLinks ? { kind: 'pane', agent: region.agent, path: region.path ?? '' } : null;
  if (region?.kind !== 'node') return null;
  for (const { path, on, row } of chainAt(context.regions, region, x, y)) {
    const isTold = on.includes('hover');
    if (!isTold && !on.includes('click') && !(row !== undefined && on.includes('select'))) continue;
    return { kind: 'node', path, isTold, ...(row === undefined ? {} : { row }) };
  }
  return null;
}

function isSame(a: Hovered | null, b: Hovered | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'pane') return b.kind === 'pane' && a.agent === b.agent && a.path === b.path;
  return b.kind === 'node' && a.path === b.path && a.row === b.row;
}

function change(state: InputState, next: Hovered | null): Step {
  const before = state.hovered;
  const effects: Effect[] = [];
  if (before?.kind === 'pane')
    effects.push({ type: 'link', phase: 'leave', agent: before.agent, path: before.path, x: 0, y: 0 });
  const isWithin = before?.kind === 'node' && next?.kind === 'node' && before.path === next.path;
  if (before?.kind === 'node' && before.isTold && !isWithin)
    effects.push({ type: 'tell', path: before.path, event: 'hover' });
  if (next?.kind === 'node' && next.isTold)
    effects.push({ type: 'tell', path: next.path, event: 'hover', args: next.row ?? true });
  if (before?.kind === 'node' || next?.kind === 'node')
    effects.push({ type: 'hover', node: next?.kind === 'node' ? next : null });
  return { state: { ...state, hovered: next }, effects };
}
