// The picture of one terminal: the widgets as they are laid out, the sessions' screens in them, and the
// bytes that bring the outer terminal there. Until the stage for widgets is loaded the focused session has
// the whole screen.
import type { CopyState } from '../core/copy-mode.ts';
import type { FrameNode } from '../core/frame.ts';
import type { Size } from '../core/size.ts';
import type { TreeNode } from '../core/tree.ts';
import type { ScreenCursor } from '../protocol/screen-codec.ts';
import { frameNodes } from './frame-nodes.ts';
import type { HoveredNode } from './input/hover.ts';
import { createEmitter, type OutputTraits } from './output/emitter.ts';
import { paintBare } from './painter/bare.ts';
import { createCompositor } from './painter/compositor.ts';
import { lookOf } from './painter/highlights.ts';
import type { Painted, PaneArea } from './painter/painted.ts';
import type { PaneScreen } from './panes/pane-grid.ts';
import type { Stage, StageProps } from './stage.tsx';
import { nodeAt, rowHit } from './widgets/paths.ts';

export interface Picture {
  /** Lays the widgets out anew; `onDirty` follows. */
  show(props: StageProps): void;
  resize(size: Size): void;
  /** A session's rows changed. */
  update(agent: string, screen: PaneScreen): void;
  /** What copy mode shows in a session; null where it is off. */
  copyMode(agent: string, state: CopyState | null, screen: PaneScreen | null): void;
  /** What is seen as under the mouse; null for nothing. */
  hover(node: HoveredNode | null): void;
  /** What the terminal must be sent; `panes` are where sessions now are, if the widgets were painted anew. */
  paint(
    focus: string | null,
    screen: (agent: string) => PaneScreen | null,
  ): { bytes: string; panes: readonly PaneArea[] | null };
  /** Has the widgets laid out from now on. */
  enter(stage: typeof import('./stage.tsx')): void;
  /** What was last painted, for inspection. */
  grid(): ReturnType<typeof createCompositor>['grid'];
  cursor(): ScreenCursor | null;
  nodes(): FrameNode[];
  /** What is on the screen, and the tree it was painted from. */
  shown(): { readonly painted: Painted; readonly tree: TreeNode | null };
  /** How far the open page can be scrolled, and the lines of it that are seen at once. */
  page(): { readonly pageRows: number; readonly lastOffset: number };
  /** The terminal shows something else now: all is drawn anew. */
  invalidate(): void;
  setTraits(traits: OutputTraits): void;
  close(): void;
}

export function createPicture(options: {
  readonly size: Size;
  readonly traits: OutputTraits;
  readonly onDirty: () => void;
  readonly props: StageProps;
}): Picture {
  const emitter = createEmitter(options.traits);
  let { size, props } = options;
  let compositor = createCompositor(size);
  let isDirty = true;
  let cursor: ScreenCursor | null = null;
  let tree: TreeNode | null = null;
  let stage: Stage | null = null;
  let copying: { readonly agent: string; readonly state: CopyState | null } | null = null;
  let hovered: HoveredNode | null = null;
  let styled: typeof import('./stage.tsx').styled = () => '';
  let pageOf: typeof import('./stage.tsx').pageOf = () => ({ pageRows: 1, lastOffset: 0 });

  const changed = (): void => {
    isDirty = true;
    queueMicrotask(options.onDirty);
  };

  /** The row that is chosen looks chosen, wherever the mouse is. */
  const paintHover = (): void => {
    const node = hovered && tree ? nodeAt(tree, hovered.path) : null;
    if (!hovered || !node || (hovered.row !== undefined && node.selected === hovered.row)) {
      compositor.hover(null, null);
      return;
    }
    const { path, row } = hovered;
    compositor.hover(row === undefined ? path : rowHit(path, row), lookOf(styled(node.hover_style)));
  };

  return {
    show(next) {
      const isMoved = next.focus !== props.focus;
      props = next;
      if (stage) stage.show(props);
      else if (isMoved) changed();
    },
    resize(next) {
      size = next;
      compositor = createCompositor(size);
      if (copying) compositor.copyMode(copying.agent, copying.state, null);
      stage?.resize(size);
      emitter.invalidate();
      changed();
    },
    update: (agent, screen) => compositor.updatePane(agent, screen),
    copyMode(agent, state, screen) {
      copying = { agent, state };
      compositor.copyMode(agent, state, screen);
    },
    paint(focus, screen) {
      const anew = isDirty;
      if (isDirty) {
        compositor.paintUi(stage ? stage.paint : paintBare(focus), screen);
        tree = stage ? props.tree : null;
        if (hovered) paintHover();
      }
      isDirty = false;
      cursor = compositor.cursor(focus, focus === null ? null : screen(focus));
      const panes = compositor.painted.panes;
      const bands = panes.map(({ visible: { x, y, width, height } }) => ({
        x,
        y,
        columns: width,
        rows: height,
      }));
      const bytes = emitter.render(compositor.grid, cursor, bands, compositor.touched);
      compositor.clearTouched();
      return { bytes, panes: anew ? panes : null };
    },
    hover(node) {
      hovered = node;
      if (!isDirty) paintHover();
    },
    enter(module) {
      ({ pageOf, styled } = module);
      stage = module.openStage(props, size, changed);
      changed();
    },
    grid: () => compositor.grid,
    cursor: () => cursor,
    nodes: () => frameNodes(compositor.painted, tree),
    shown: () => ({ painted: compositor.painted, tree }),
    page: () => pageOf(props, size.rows),
    invalidate: () => emitter.invalidate(),
    setTraits: emitter.setTraits,
    close: () => stage?.close(),
  };
}
