// What came of painting a screen: where the sessions are in it, and where widgets can be clicked.
import type { Rect } from '../../core/frame.ts';
import type { Grid } from '../../core/grid.ts';

/** Where a session's screen goes. */
export interface PaneArea {
  readonly agent: string;
  /** May own the cursor. */
  readonly cursor: boolean;
  /** Of copy mode, as widgets/host.ts has them. */
  readonly looks?: string;
  /** The whole rectangle, as the session should be sized. */
  readonly rect: Rect;
  /** What of it is to be seen. */
  readonly visible: Rect;
}

/** Where a widget is, for the mouse and for inspection. */
export interface HitArea {
  readonly path: string;
  readonly rect: Rect;
}

export interface Painted {
  readonly panes: readonly PaneArea[];
  /** In the order painted: the last that holds a cell is on top there. */
  readonly hits: readonly HitArea[];
}

/** Paints all of `grid`. `onPane` is called in paint order, to put the pane's cells in. */
export type Paint = (grid: Grid, onPane: (pane: PaneArea) => void) => Painted;
