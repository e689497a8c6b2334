// Draws a view afresh, at any size, without a terminal: for `botster-tui frame` and for tests.
import type { Agent } from '../core/agent.ts';
import type { Frame } from '../core/frame.ts';
import type { KeyTable } from '../core/key-table.ts';
import type { Overlays } from '../core/overlay.ts';
import type { TreeNode } from '../core/tree.ts';
import type { ViewState } from '../core/view.ts';
import { frameOf } from './frame-of.ts';
import type { PaneScreen } from './panes/pane-grid.ts';
import { createPicture } from './picture.ts';
import * as stage from './stage.tsx';

export interface RenderFrameOptions {
  /** JSON text of the tree. */
  readonly tree: string;
  readonly overlays: Overlays;
  readonly state: ViewState;
  readonly agents: readonly Agent[];
  readonly keys?: KeyTable;
  readonly screens: ReadonlyMap<string, PaneScreen>;
  readonly columns: number;
  readonly rows: number;
}

/** The frame of a tree. Rejects with SyntaxError where the tree is no JSON. */
export async function renderFrame(options: RenderFrameOptions): Promise<Frame> {
  const { state, overlays, screens, columns, rows } = options;
  const picture = createPicture({
    size: { columns, rows },
    traits: { colors: 'truecolor', bce: true, synchronized: false },
    onDirty: () => {},
    props: { tree: JSON.parse(options.tree) as TreeNode, focus: state.focus, overlays },
  });
  try {
    picture.enter(stage);
    picture.paint(state.focus, (agent) => screens.get(agent) ?? null);
    return frameOf(picture.grid(), picture.cursor(), picture.nodes());
  } finally {
    picture.close();
  }
}
