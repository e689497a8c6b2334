// Paints React elements through the real stages: Ink's layout, our painter, the compositor.
import type { DOMElement } from 'ink';
import type { ReactElement } from 'react';
import { type Grid, rowText } from '../../../src/core/grid.ts';
import { type Compositor, createCompositor } from '../../../src/tui/painter/compositor.ts';
import { paintDom } from '../../../src/tui/painter/dom-painter.ts';
import { mountInk } from '../../../src/tui/painter/ink-root.ts';
import type { PaneScreen } from '../../../src/tui/panes/pane-grid.ts';

export interface Painting {
  readonly compositor: Compositor;
  readonly grid: Grid;
  readonly root: DOMElement;
  lines(): string[];
  render(element: ReactElement): void;
  close(): void;
}

export function paint(
  element: ReactElement,
  columns: number,
  rows: number,
  screens: Record<string, PaneScreen> = {},
): Painting {
  const ink = mountInk(element, { columns, rows }, () => {});
  const compositor = createCompositor({ columns, rows });
  const repaint = (): void =>
    void compositor.paintUi(
      (grid, onPane) => paintDom(ink.root, grid, onPane),
      (agent) => screens[agent] ?? null,
    );
  repaint();
  return {
    compositor,
    grid: compositor.grid,
    root: ink.root,
    lines: () => Array.from({ length: rows }, (_, y) => rowText(compositor.grid, y)),
    render(next) {
      ink.render(next);
      repaint();
    },
    close: () => ink.unmount(),
  };
}
