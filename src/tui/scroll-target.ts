// Where a scroll step leads: lines above the live screen, as the host counts them.
import type { PaneScreen } from './panes/pane-grid.ts';

/** `step` is `up`, `down`, `page-up`, `page-down`, `half-up`, `half-down`, `top`, `bottom` or a number of lines. */
export function scrollTarget(
  step: string,
  { scroll, history, grid }: Pick<PaneScreen, 'scroll' | 'history' | 'grid'>,
): number {
  const page = Math.max(1, grid.rows - 1);
  const half = Math.max(1, Math.floor(grid.rows / 2));
  const by: Readonly<Record<string, number>> = {
    up: 1,
    down: -1,
    'page-up': page,
    'page-down': -page,
    'half-up': half,
    'half-down': -half,
    top: history,
    bottom: -scroll,
  };
  const lines = by[step] ?? Number(step);
  return Number.isFinite(lines) ? Math.max(0, Math.min(history, scroll + lines)) : scroll;
}
