// A screen with everything on it, painted and emitted as the program does it.
import type { ReactElement } from 'react';
import { createEmitter, type Emitter } from '../../../src/tui/output/emitter.ts';
import { Screen, type ScreenProps } from '../../../src/tui/overlays/screen.tsx';
import type { PaneScreen } from '../../../src/tui/panes/pane-grid.ts';
import { paint } from '../painter/paint.tsx';

export const [columns, rows] = [80, 30];
const traits = { colors: 'truecolor', bce: true, synchronized: true } as const;

/** What is emitted for the screen, drawn from nothing. */
export function emitted(
  props: Omit<ScreenProps, 'columns' | 'rows'>,
  screens: Record<string, PaneScreen> = {},
  emitter: Emitter = createEmitter(traits),
): string {
  const element: ReactElement = <Screen {...props} columns={columns} rows={rows} />;
  const painting = paint(element, columns, rows, screens);
  const { compositor } = painting;
  const cursor = compositor.cursor(props.focus, screens[props.focus ?? ''] ?? null);
  const bytes = emitter.render(compositor.grid, cursor);
  painting.close();
  return bytes;
}
