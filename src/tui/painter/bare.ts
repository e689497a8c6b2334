// The screen before there is anything to lay widgets out with: one session over all of it.
import { clearGrid } from '../../core/grid.ts';
import type { Paint } from './painted.ts';

/** Paints the session of `agent` over the whole grid; nothing where it is null. */
export function paintBare(agent: string | null): Paint {
  return (grid, onPane) => {
    clearGrid(grid);
    if (agent === null) return { panes: [], hits: [] };
    const rect = { x: 0, y: 0, width: grid.columns, height: grid.rows };
    const pane = { agent, cursor: true, rect, visible: rect };
    onPane(pane);
    return { panes: [pane], hits: [] };
  };
}
