// The picture of one terminal: the widgets' tree through Ink's layout and our painter, the sessions'
// screens in it, and the bytes that bring the outer terminal there.
import type { FrameNode } from '../core/frame.ts';
import type { Size } from '../core/size.ts';
import type { TreeNode } from '../core/tree.ts';
import type { ScreenCursor } from '../protocol/screen-codec.ts';
import { createEmitter, type OutputTraits } from './output/emitter.ts';
import { Screen, type ScreenProps } from './overlays/screen.tsx';
import { createCompositor } from './painter/compositor.ts';
import type { Painted, PaneArea } from './painter/dom-painter.ts';
import { mountInk } from './painter/ink-root.ts';
import type { PaneScreen } from './panes/pane-grid.ts';

export type PictureProps = Omit<ScreenProps, 'columns' | 'rows'>;

export interface Picture {
  /** Lays the widgets out anew; `onDirty` follows. */
  show(props: PictureProps): void;
  resize(size: Size): void;
  /** A session's rows changed. */
  update(agent: string, screen: PaneScreen): void;
  /** What the terminal must be sent; `panes` are where sessions now are, if the widgets were painted anew. */
  paint(
    focus: string | null,
    screen: (agent: string) => PaneScreen | null,
  ): { bytes: string; panes: readonly PaneArea[] | null };
  /** What was last painted, for inspection. */
  grid(): ReturnType<typeof createCompositor>['grid'];
  cursor(): ScreenCursor | null;
  nodes(): FrameNode[];
  /** What is on the screen, and the tree it was painted from. */
  shown(): { readonly painted: Painted; readonly tree: TreeNode | null };
  /** The terminal shows something else now: all is drawn anew. */
  invalidate(): void;
  setTraits(traits: OutputTraits): void;
  close(): void;
}

export function createPicture(options: {
  readonly size: Size;
  readonly traits: OutputTraits;
  readonly onDirty: () => void;
  readonly props: PictureProps;
}): Picture {
  const emitter = createEmitter(options.traits);
  let { size, props } = options;
  let compositor = createCompositor(size);
  let isDirty = true;
  let cursor: ScreenCursor | null = null;
  let tree: TreeNode | null = null;

  const element = () => <Screen {...props} {...size} />;
  const ink = mountInk(element(), size, () => {
    isDirty = true;
    // Not within Ink's call: layout effects still change what was just laid out.
    queueMicrotask(options.onDirty);
  });

  return {
    show(next) {
      props = next;
      ink.render(element());
    },
    resize(next) {
      size = next;
      compositor = createCompositor(size);
      ink.resize(size);
      ink.render(element());
      isDirty = true;
      emitter.invalidate();
    },
    update: (agent, screen) => compositor.updatePane(agent, screen),
    paint(focus, screen) {
      const anew = isDirty;
      if (isDirty) {
        compositor.paintUi(ink.root, screen);
        tree = props.tree;
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
    grid: () => compositor.grid,
    cursor: () => cursor,
    nodes: () => compositor.painted.hits.map(({ path, rect }) => ({ id: path, type: 'widget', rect })),
    shown: () => ({ painted: compositor.painted, tree }),
    invalidate: () => emitter.invalidate(),
    setTraits: emitter.setTraits,
    close: () => ink.unmount(),
  };
}
